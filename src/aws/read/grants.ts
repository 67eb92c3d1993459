import { argument, elementsOf } from "../../terraform/argument";
import type { ResourceInstance } from "../../terraform/instance";
import type { HolderKind, Named } from "./holders";
import { doubtful, policyOf, type ReadPolicy } from "./policies";
import type { NamedPolicy, PoliciesByArn } from "./policy-by-arn";
import { type Surroundings, valueAt } from "./stand-in";
import { expressionOf, isMap, isTexts, text, textOfValue, texts } from "./values";

/** A policy that a resource gives to a role, user or group. */
export interface PolicyGrant {
  /** The resource that grants. */
  readonly instance: ResourceInstance;
  readonly policy: ReadPolicy;
  /** What tells policies of one holder apart: a managed policy's ARN, an inline policy's name. */
  readonly policyKey: string;
  readonly to: { readonly kind: HolderKind; readonly named: Named };
}

const kinds: readonly HolderKind[] = ["role", "user", "group"];

/** Every policy that some resource of the landscape gives to a role, user or group. */
export function policyGrants(around: Surroundings, policies: PoliciesByArn): readonly PolicyGrant[] {
  const found: PolicyGrant[] = [];
  for (const instance of around.landscape.instances) {
    if (instance.mode !== "managed" || !instance.type.startsWith("aws_iam_")) continue;
    for (const kind of kinds) {
      if (instance.type === `aws_iam_${kind}_policy`) found.push(inline(kind, instance, around));
      if (instance.type === `aws_iam_${kind}_policy_attachment`)
        found.push(...attached(kind, instance, around, policies));
    }
    if (instance.type === "aws_iam_policy_attachment") found.push(...attachedToMany(instance, around, policies));
    if (instance.type === "aws_iam_role") found.push(...ownPolicies(instance, around, policies, isSet));
  }
  return [...found, ...listed(found, around, policies)];
}

/** Does the configuration set it? Of what is only being made nothing else is known. */
export function isSet({ configured, change, values }: ResourceInstance, name: string): boolean {
  if (configured === undefined) return false;
  const value = values[name];
  const made = (change === "create" || change === "replace") && Array.isArray(value) && value.length > 0;
  return made || Object.hasOwn(configured, name);
}

/** Is a policy given to a holder already? */
export function givenBy(given: readonly PolicyGrant[]): (named: Named, policyKey: string) => boolean {
  const keys = ({ holders, only }: Named) =>
    holders.length > 0 ? holders.map(({ handle }) => handle) : [`only ${only}`];
  const all = new Set(given.flatMap(({ policyKey, to }) => keys(to.named).map((key) => `${key}\n${policyKey}`)));
  return (named, policyKey) => keys(named).some((key) => all.has(`${key}\n${policyKey}`));
}

function inline(kind: HolderKind, instance: ResourceInstance, around: Surroundings): PolicyGrant {
  const policy = policyOf(instance, "policy", around) ?? doubtful("its policy is not in the plan");
  const named = around.principals.holders.named(kind, instance, kind);
  const name = text(instance, "name") ?? instance.address;
  return { instance, policy, policyKey: `inline ${name}`, to: { kind, named } };
}

function attached(
  kind: HolderKind,
  instance: ResourceInstance,
  around: Surroundings,
  policies: PoliciesByArn,
): readonly PolicyGrant[] {
  const named = around.principals.holders.named(kind, instance, kind);
  return alternatives(policies.named(instance, "policy_arn")).map(({ name, policy }) => ({
    instance,
    policy,
    policyKey: name,
    to: { kind, named },
  }));
}

/** Where it is not known which of several policies it is, each might be it: what they deny is not certain. */
function alternatives(found: readonly NamedPolicy[] | undefined): readonly NamedPolicy[] {
  if (found === undefined) return [{ name: "a policy", policy: doubtful("which policy it is, is not in the plan") }];
  if (found.length < 2) return found;
  return found.map(({ name, policy }) => ({ name, policy: uncertain(policy, "which of several policies it is") }));
}

/** A policy that may not apply: what it allows counts, what it denies does not. */
export function uncertain(policy: ReadPolicy, what: string): ReadPolicy {
  return {
    ...policy,
    statements: policy.statements.filter(({ Effect }) => Effect === "Allow"),
    unsure: `${what} is known only after apply`,
  };
}

function attachedToMany(
  instance: ResourceInstance,
  around: Surroundings,
  policies: PoliciesByArn,
): readonly PolicyGrant[] {
  return alternatives(policies.named(instance, "policy_arn")).flatMap(({ name, policy }) =>
    kinds.flatMap((kind) =>
      namedIn(kind, instance, `${kind}s`, around).map((named) => ({
        instance,
        policy,
        policyKey: name,
        to: { kind, named },
      })),
    ),
  );
}

/** The holders that a list of names means. */
export function namedIn(
  kind: HolderKind,
  instance: ResourceInstance,
  attribute: string,
  around: Surroundings,
): readonly Named[] {
  const { holders } = around.principals;
  const known = texts(instance.values[attribute]).map((name) => holders.named(kind, instance, attribute, name));
  if (argument(instance, attribute).kind !== "unknown") {
    return isTexts(instance.values[attribute])
      ? known
      : [...known, { holders: [], only: `somebody whom ${instance.address} names`, ambiguous: true }];
  }
  const counted = new Set(known.flatMap((named) => named.holders));
  const unknown = holders.named(kind, { ...instance, values: {} }, attribute);
  const others = unknown.holders.filter((holder) => !counted.has(holder));
  if (others.length > 0) {
    // All that a list refers to are in it, as far as it holds nothing but references.
    return [...known, ...others.map((holder) => ({ holders: [holder], ambiguous: false }))];
  }
  return unknown.holders.length > 0 ? known : [...known, unknown];
}

/** What a role's own arguments give it, of those that count. */
export function ownPolicies(
  instance: ResourceInstance,
  around: Surroundings,
  policies: PoliciesByArn,
  counts: (role: ResourceInstance, name: string) => boolean,
): readonly PolicyGrant[] {
  const holder = around.principals.holders.of(instance);
  if (holder === undefined) return [];
  const to = { kind: "role", named: { holders: [holder], ambiguous: false } } as const;
  const found: PolicyGrant[] = [];
  if (counts(instance, "inline_policy")) {
    const value = instance.values.inline_policy;
    const odd = value !== undefined && value !== null && !Array.isArray(value);
    const elements = odd ? undefined : elementsOf(instance, "inline_policy");
    if (elements === undefined) {
      const policy = doubtful("which inline policies it has is known only after apply");
      found.push({ instance, policy, policyKey: "inline", to });
    }
    for (const [position, path] of (elements ?? []).entries()) {
      const policy = policyOf(instance, [...path, "policy"], around) ?? lostBlock(instance, position);
      if (policy !== undefined) found.push({ instance, policy, policyKey: `inline ${nameAt(instance, position)}`, to });
    }
  }
  if (counts(instance, "managed_policy_arns")) {
    for (const { name, policy } of namedPolicies(instance, "managed_policy_arns", policies)) {
      found.push({ instance, policy, policyKey: name, to });
    }
  }
  return found;
}

/** A block without a policy; the empty one, which only takes policies away, is fine. */
function lostBlock(instance: ResourceInstance, position: number): ReadPolicy | undefined {
  const block = valueAt(instance.values, ["inline_policy", position]);
  const empty = isMap(block) && Object.values(block).every((value) => value === "" || value === null);
  return empty ? undefined : doubtful("the inline policy cannot be read");
}

function nameAt(instance: ResourceInstance, position: number): string {
  const list = instance.values.inline_policy;
  const block = Array.isArray(list) ? list[position] : undefined;
  const name = typeof block === "object" && block !== null && "name" in block ? textOfValue(block.name) : undefined;
  return name ?? String(position);
}

const unreadable: NamedPolicy = { name: "a policy", policy: doubtful("its list of policies is no list of ARNs") };

/** The policies in a list of ARNs. */
function namedPolicies(instance: ResourceInstance, attribute: string, policies: PoliciesByArn): readonly NamedPolicy[] {
  const known = texts(instance.values[attribute]).map((arn) => policies.of(arn));
  if (argument(instance, attribute).kind !== "unknown") {
    return isTexts(instance.values[attribute]) ? known : [...known, unreadable];
  }
  const names = new Set(known.map(({ name }) => name));
  const others = (policies.named(instance, attribute) ?? []).filter(({ name }) => !names.has(name));
  return [...known, ...others];
}

/**
 * What the resources that manage a holder's policies exclusively list, where nothing else in the landscape gives it:
 * an attachment that is missing they make, an inline policy they leave in its place.
 */
function listed(given: readonly PolicyGrant[], around: Surroundings, policies: PoliciesByArn): readonly PolicyGrant[] {
  const has = givenBy(given);
  return around.landscape.instances.flatMap((instance) => {
    const [, kind, what] =
      /^aws_iam_(role|user|group)_(policies|policy_attachments)_exclusive$/.exec(instance.type) ?? [];
    if (instance.mode !== "managed" || kind === undefined) return [];
    const to = {
      kind: kind as HolderKind,
      named: around.principals.holders.named(kind as HolderKind, instance, `${kind}_name`),
    };
    const shown = mirroredNames(to.named, around);
    if (what === "policy_attachments") {
      return namedPolicies(instance, "policy_arns", policies)
        .filter(({ name }) => !has(to.named, name) && !isOwnDoubt(instance, name))
        .map(({ name, policy }) => ({ instance, policy, policyKey: name, to }));
    }
    return texts(instance.values.policy_names)
      .filter((name) => !has(to.named, `inline ${name}`) && !shown.has(name))
      .map((name) => ({
        instance,
        policy: doubtful(`the inline policy ${name} is only named in the plan`),
        policyKey: `inline ${name}`,
        to,
      }));
  });
}

/** The inline policies that the holders' own mirrors show, where nothing is left to apply: what they say is read there. */
function mirroredNames({ holders }: Named, { landscape }: Surroundings): ReadonlySet<string> {
  const [only, ...others] = landscape.settled === true ? holders : [];
  const list = others.length === 0 ? only?.instance.values.inline_policy : undefined;
  return new Set(Array.isArray(list) && only !== undefined ? list.map((_, n) => nameAt(only.instance, n)) : []);
}

/** A list made of references to what the plan attaches says nothing new where it is not known yet. */
function isOwnDoubt(instance: ResourceInstance, name: string): boolean {
  return name === "a policy" && isReferred(instance, "policy_arns");
}

function isReferred(instance: ResourceInstance, attribute: string): boolean {
  return (expressionOf(instance.configured, attribute)?.references ?? []).length > 0;
}
