import type { Reporter } from "../diagnostics/report";
import type { Estate } from "../estate/types";
import type { TargetLeases } from "../lease/types";
import type { Emission } from "../terraform/emission";
import { literalFault } from "../terraform/literal";
import { addressOf, isExpression, JoinedText, type TerraformRoot, type Value } from "../terraform/resource";
import { backendOf } from "./backend";

/** Kinds of resources whose names are unique in an AWS account. */
const named: Readonly<Record<string, string>> = {
  aws_iam_role: "IAM role",
  aws_iam_policy: "IAM policy",
  aws_rolesanywhere_profile: "Roles Anywhere profile",
};

/** Reports a cloud name that two resources of one account claim, and an address that two of one root claim. */
export function checkClaims(
  reporter: Reporter,
  all: readonly { readonly leases: TargetLeases; readonly emission: Emission }[],
): void {
  const claims = new Map<string, Claim>();
  const claim = (kind: string, name: string, account: string, target: string, address: string): void => {
    // IAM's names are unique whatever their case.
    const key = [kind, account, name.toLowerCase()].join("\n");
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
      const kind = named[resource.type];
      const { name } = resource.attributes;
      if (kind && cloud.kind === "aws" && typeof name === "string") {
        claim(kind, name, `${cloud.partition}:${cloud.account}`, target, address);
      }
    }
  }
  for (const { last, ...claimed } of claims.values()) {
    if (claimed.claimants.length > 1) reporter.report("aws-name-claimed-twice", claimed, ["targets", last]);
  }
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
  for (const root of roots) {
    const look = (what: () => string, value: Value): void => {
      if (typeof value === "string") {
        const fault = literalFault(value);
        if (!fault) return;
        const parameters = { what: what(), character: fault.character, mend: fault.fix };
        reporter.report("literal-not-kept", parameters, ["targets", root.target]);
      } else if (value instanceof JoinedText) look(what, value.toString());
      else if (typeof value === "object" && value !== null && !isExpression(value)) {
        for (const [key, each] of Object.entries(value)) {
          look(what, key);
          look(what, each as Value);
        }
      }
    };
    look(() => `The backend of target "${root.target}"`, root.backend.settings);
    look(() => `The provider of target "${root.target}"`, root.provider.settings);
    for (const resource of root.resources) {
      for (const [name, value] of Object.entries(resource.attributes)) {
        // A policy has been held to IAM's narrower rule, and is most of what is written.
        if (!(resource.type.startsWith("aws_iam_") && /policy$/.test(name))) look(() => addressOf(resource), value);
      }
    }
    for (const output of root.outputs) look(() => `Output "${output.name}"`, output.value);
  }
}
