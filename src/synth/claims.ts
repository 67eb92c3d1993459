import type { Reporter } from "../diagnostics/report";
import type { AwsTarget, Estate } from "../estate/types";
import type { TargetLeases } from "../lease/types";
import type { Emission } from "../terraform/emission";
import { type LiteralFault, literalFault } from "../terraform/literal";
import { addressOf, isExpression, JoinedText, type TerraformRoot, type Value } from "../terraform/resource";
import { backendOf } from "./backend";

/** Kinds of resources whose names are unique in an AWS account. */
const kinds: Readonly<Record<string, string>> = {
  aws_iam_role: "IAM role",
  aws_iam_policy: "IAM policy",
  aws_rolesanywhere_profile: "Roles Anywhere profile",
};

/** Reports a cloud name that two resources of one account claim, and an address that two of one root claim. */
export function checkClaims(
  reporter: Reporter,
  all: readonly { readonly leases: TargetLeases; readonly emission: Emission }[],
): void {
  const found = new Claims();
  for (const { leases, emission } of all) found.add(leases, emission);
  if (!found.isAnyTwice) return;
  const claims = new Map<string, Claim>();
  const claim = (kind: string, name: string, account: string, target: string, address: string): void => {
    const key = claimKey(kind, account, name);
    const there = claims.get(key) ?? { kind, name, account, claimants: [], last: target };
    there.claimants.push(`${target}: ${address}`);
    there.last = target;
    claims.set(key, there);
  };
  for (const { leases, emission } of all) {
    const { cloud, name: target } = leases.target;
    const addresses = new Set<string>();
    for (const resource of emission.resources) {
      const address = addressOf(resource);
      if (addresses.has(address)) {
        const parameters = {
          kind: "Address",
          name: address,
          account: `target ${target}`,
          claimants: [address, address],
        };
        reporter.report("aws-name-claimed-twice", parameters, ["targets", target]);
      }
      addresses.add(address);
      const kind = kinds[resource.type];
      const { name } = resource.attributes;
      if (kind && cloud.kind === "aws" && typeof name === "string") {
        claim(kind, name, accountOf(cloud), target, address);
      }
    }
  }
  for (const { last, ...claimed } of claims.values()) {
    if (claimed.claimants.length > 1) reporter.report("aws-name-claimed-twice", claimed, ["targets", last]);
  }
}

/** Whether any address or name is claimed twice: mostly none is, and to look takes far less than to note who claims what. */
export class Claims {
  readonly #names = new Set<string>();
  #isAnyTwice = false;

  get isAnyTwice(): boolean {
    return this.#isAnyTwice;
  }

  add({ target: { cloud } }: TargetLeases, { resources }: Emission): void {
    const addresses = new Set<string>();
    const before = this.#names.size;
    let named = 0;
    for (const resource of resources) {
      addresses.add(addressOf(resource));
      const kind = kinds[resource.type];
      const { name } = resource.attributes;
      if (kind === undefined || cloud.kind !== "aws" || typeof name !== "string") continue;
      this.#names.add(claimKey(kind, accountOf(cloud), name));
      named++;
    }
    if (addresses.size < resources.length || this.#names.size < before + named) this.#isAnyTwice = true;
  }
}

function accountOf(cloud: AwsTarget): string {
  return `${cloud.partition}:${cloud.account}`;
}

/** IAM's names are unique whatever their case. */
function claimKey(kind: string, account: string, name: string): string {
  return `${kind}\n${account}\n${name.toLowerCase()}`;
}

interface Claim {
  readonly kind: string;
  readonly name: string;
  readonly account: string;
  /** Target and address of each. */
  readonly claimants: string[];
  /** The target that claims it on top of the others. */
  last: string;
}

/** Reports targets that would keep their state in one place: the second would destroy what the first made. */
export function checkBackends(reporter: Reporter, estate: Estate): void {
  const places = new Map<string, { backend: string; targets: string[] }>();
  for (const target of estate.targets.values()) {
    const backend = backendOf(estate, target);
    const { path } = backend.settings;
    // A relative path is each root's own.
    if (backend.type === "local" && (typeof path !== "string" || !/^(\/|[A-Za-z]:|\\|\.\.)/.test(path))) continue;
    const key = JSON.stringify([backend.type, backend.settings]);
    const there = places.get(key) ?? { backend: backend.type, targets: [] };
    there.targets.push(target.name);
    places.set(key, there);
  }
  for (const { backend, targets } of places.values()) {
    if (targets.length > 1)
      reporter.report("backend-shared", { backend, targets: targets.sort() }, ["policy", "backend"]);
  }
}

/** Reports texts that Terraform would change (law 4). */
export function checkLiterals(reporter: Reporter, roots: readonly TerraformRoot[]): void {
  for (const { target, backend, provider, resources, outputs } of roots) {
    const report = (what: string, faults: readonly LiteralFault[]): void => {
      for (const { character, fix: mend } of faults) {
        reporter.report("literal-not-kept", { what, character, mend }, ["targets", target]);
      }
    };
    report(`The backend of target "${target}"`, faultsIn(backend.settings));
    report(`The provider of target "${target}"`, faultsIn(provider.settings));
    for (const resource of resources) {
      const { type, attributes } = resource;
      const found: LiteralFault[] = [];
      for (const name in attributes) {
        // A policy has been held to IAM's narrower rule, and is most of what is written.
        if (!(name.endsWith("policy") && type.startsWith("aws_iam_"))) faultsIn(attributes[name] ?? null, found);
      }
      if (found.length > 0) report(addressOf(resource), found);
    }
    for (const output of outputs) report(`Output "${output.name}"`, faultsIn(output.value));
  }
}

/** What Terraform would change of a value's texts, in their order; keys are texts too. */
function faultsIn(value: Value, found: LiteralFault[] = []): readonly LiteralFault[] {
  if (typeof value === "string") {
    const fault = literalFault(value);
    if (fault) found.push(fault);
  } else if (value instanceof JoinedText) faultsIn(value.toString(), found);
  else if (Array.isArray(value)) for (const each of value) faultsIn(each, found);
  else if (typeof value === "object" && value !== null && !isExpression(value)) {
    const map = value as { readonly [key: string]: Value };
    for (const key in map) {
      faultsIn(key, found);
      faultsIn(map[key] ?? null, found);
    }
  }
  return found;
}
