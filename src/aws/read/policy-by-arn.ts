import { argument } from "../../terraform/argument";
import type { Landscape, ResourceInstance } from "../../terraform/instance";
import { exactReferences } from "../../terraform/references";
import { managedPolicyDocument, managedPolicyName } from "../policy/managed";
import { hasUnknownPart, shown } from "../policy/unknown-part";
import type { Accounts } from "./accounts";
import { doubtful, policyOf, type ReadPolicy } from "./policies";
import { type Surroundings, standIn } from "./stand-in";
import { templateParts } from "./template";
import { text } from "./values";

/** A managed policy that an argument names. */
export interface NamedPolicy {
  /** For people and for comparison: the ARN, or the address of the resource that makes it. */
  readonly name: string;
  readonly policy: ReadPolicy;
}

/** Finds managed policies: AWS's own in the data, a customer's among the landscape's resources. */
export interface PoliciesByArn {
  of(arn: string): NamedPolicy;
  /** The policies that an argument names by ARN or by reference; `undefined` where it is not set. */
  named(from: ResourceInstance, path: string | readonly (string | number)[]): readonly NamedPolicy[] | undefined;
  /** A customer's own policy by its path and name in an account. */
  inAccount(account: string | undefined, path: string, name: string): NamedPolicy;
}

/** Indexes the landscape's `aws_iam_policy` resources and data sources by their ARNs, known or to be. */
export function policiesByArn(around: Surroundings): PoliciesByArn {
  const { landscape, principals } = around;
  const byArn = indexed(landscape, principals.accounts);
  const ofInstance = (instance: ResourceInstance): NamedPolicy => {
    const name = text(instance, "arn") ?? instance.address;
    const policy = policyOf(instance, "policy", around) ?? doubtful(`what ${name} says is not in the plan`);
    return { name, policy: { ...policy, addresses: [instance.address, ...policy.addresses] } };
  };
  const known = new Map<string, NamedPolicy>();
  // One object for each policy: what is worked out of its statements is then worked out once.
  const of = (arn: string): NamedPolicy => {
    const found = known.get(arn) ?? find(arn);
    known.set(arn, found);
    return found;
  };
  const find = (arn: string): NamedPolicy => {
    const instance = byArn.get(arn);
    if (instance !== undefined) return ofInstance(instance);
    // The partition of an ARN may be known only after apply; AWS's own policies are the same in all of them.
    const own = /^arn:[^:]*:iam::aws:policy\/(.+)$/.exec(arn)?.[1];
    const whole =
      own !== undefined && hasUnknownPart(arn) && !hasUnknownPart(own) ? `arn:aws:iam::aws:policy/${own}` : arn;
    const document = managedPolicyDocument(whole);
    if (document !== undefined)
      return { name: whole, policy: { statements: document.Statement, doubts: [], addresses: [] } };
    const doubt =
      managedPolicyName(whole) === undefined
        ? `the policy ${shown(arn)} is only named in the plan`
        : `the AWS managed policy ${shown(whole)} is not in leasehold's data`;
    return { name: shown(arn), policy: doubtful(doubt) };
  };
  const byReference = (reference: string, from: ResourceInstance): readonly NamedPolicy[] => {
    const to = landscape.resolve(reference, from);
    if (to.kind === "instances") {
      const made = to.instances.filter(({ type }) => type === "aws_iam_policy");
      if (made.length > 0 && made.length === to.instances.length) return made.map(ofInstance);
    }
    return [of(standIn(reference, from, around))];
  };
  return {
    of,
    named(from, path) {
      const found = argument(from, path);
      if (found.kind === "absent") return undefined;
      if (found.kind === "known") {
        return typeof found.value === "string" && found.value !== "" ? [of(found.value)] : undefined;
      }
      if (found.text !== undefined) {
        const parts = templateParts(found.text);
        const [only] = parts;
        if (only?.kind === "expression" && parts.length === 1) return byReference(only.text, from);
        return [
          of(parts.map((part) => (part.kind === "text" ? part.text : standIn(part.text, from, around))).join("")),
        ];
      }
      const named = exactReferences(found.references).flatMap((reference) => byReference(reference, from));
      return named.length > 0
        ? named
        : [{ name: "a policy", policy: doubtful("which policy it is, is known only after apply") }];
    },
    inAccount(account, path, name) {
      const suffix = `:iam::${account ?? ""}:policy${path}${name}`;
      for (const [arn, instance] of byArn)
        if (account !== undefined && arn.endsWith(suffix)) return ofInstance(instance);
      return { name, policy: doubtful(`the policy ${name} of the account is only named in the plan`) };
    },
  };
}

function indexed(landscape: Landscape, accounts: Accounts): ReadonlyMap<string, ResourceInstance> {
  const byArn = new Map<string, ResourceInstance>();
  for (const instance of landscape.instances) {
    if (instance.type !== "aws_iam_policy" || instance.deposed !== undefined) continue;
    const arn = text(instance, "arn");
    const account = accounts.of(instance.provider);
    const name = text(instance, "name");
    const names = [
      arn,
      `leasehold:${instance.provider}:${instance.address}`,
      arn === undefined && account !== undefined && name !== undefined
        ? `arn:${accounts.partitionOf(instance.provider)}:iam::${account}:policy${text(instance, "path") ?? "/"}${name}`
        : undefined,
    ];
    for (const each of names) {
      if (each === undefined) continue;
      // What the plan makes says more than what it looks up.
      if (!byArn.has(each) || instance.mode === "managed") byArn.set(each, instance);
    }
  }
  return byArn;
}
