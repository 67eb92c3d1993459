import type { Fact, GuardrailFact } from "../../facts/fact";
import { argument, elementsOf, textOf } from "../../terraform/argument";
import type { Landscape, ResourceInstance } from "../../terraform/instance";
import { provenanceOf } from "../../terraform/provenance";
import { accessOf } from "../policy/access";
import { asList, type Statement } from "../policy/document";
import { canonicalPolicy } from "./canonical";
import type { Holder } from "./holders";
import { listedMirrors } from "./mirrors";
import { policyOf, type ReadPolicy } from "./policies";
import { isWritten } from "./policy-arguments";
import { referredBy } from "./scopes";
import type { Surroundings } from "./stand-in";
import { text } from "./values";

/**
 * What limits roles and users of the landscape: permission boundaries; the guards of leases, known by what they do; the
 * exclusive management of a lease's policies.
 *
 * @param identity what is already known of identities' access: a lease is a role whose access ends
 */
export function readGuardrails(around: Surroundings, identity: readonly Fact[]): readonly GuardrailFact[] {
  const { landscape, principals } = around;
  const made = policiesByArn(landscape);
  const guards = guardsOf(around);
  const leases = new Set(guards.map(({ protects }) => protects));
  for (const fact of identity) {
    if (fact.kind === "access" && fact.bound.kind === "leased") leases.add(fact.principal.name);
  }
  return [
    ...principals.holders.all.flatMap((holder) => boundaryOf(holder, made, around)),
    ...guards,
    ...landscape.instances.flatMap((instance) => exclusive(instance, leases, around)),
  ];
}

function boundaryOf(
  holder: Holder,
  policies: ReadonlyMap<string, ResourceInstance>,
  around: Surroundings,
): readonly GuardrailFact[] {
  const { instance } = holder;
  const { principals } = around;
  const name = "permissions_boundary";
  const arn = text(instance, name);
  const [policy, ...others] = referredBy(instance, name, around);
  if (instance.mode !== "managed" || (arn === undefined && policy === undefined && !isSet(instance, name))) return [];
  const made = (arn === undefined ? undefined : policies.get(arn)) ?? (others.length === 0 ? policy : undefined);
  const read = made === undefined ? undefined : policyOf(made, "policy", around);
  const content = contentOf(arn ?? made?.address, read);
  return [
    {
      kind: "guardrail",
      guardrail: "permissions-boundary",
      protects: principals.of(holder).name,
      ...(content === undefined ? {} : { content }),
      from: provenanceOf(instance, made === undefined ? [] : [made.address]),
    },
  ];
}

function isSet(instance: ResourceInstance, name: string): boolean {
  if (!isWritten(instance, name)) return false;
  const found = argument(instance, name);
  // The provider keeps an empty text in the state of what nobody limits.
  return found.kind === "known" ? found.value !== "" : found.kind === "unknown";
}

function policiesByArn({ instances }: Landscape): ReadonlyMap<string, ResourceInstance> {
  const found = new Map<string, ResourceInstance>();
  for (const instance of instances) {
    const arn = text(instance, "arn");
    if (instance.mode === "managed" && instance.type === "aws_iam_policy" && arn !== undefined)
      found.set(arn, instance);
  }
  return found;
}

/** Which policy, and what it says where the landscape holds it. */
function contentOf(name: string | undefined, read: ReadPolicy | undefined): string | undefined {
  if (read !== undefined) return read.doubts.length > 0 ? undefined : canonicalPolicy(read.statements);
  return name;
}

const everything: Statement = { Effect: "Allow", Action: "*", Resource: "*" };

/** Would this policy, beside one that allows everything, end all of it? */
export function isGuard({ statements, doubts }: ReadPolicy): boolean {
  // What denies some actions for ever ends nothing, and lists of those are long.
  const denies = statements.filter(
    ({ Effect, Condition, Action }) => Effect === "Deny" && (Condition !== undefined || asList(Action).includes("*")),
  );
  if (denies.length === 0) return false;
  const entries = accessOf({
    sources: [
      { id: "all", statements: [everything], doubts: [] },
      { id: "guard", statements: denies, doubts },
    ],
    credential: "role",
  }).filter(({ id }) => id === "all");
  return entries.every(({ bound }) => bound.kind === "leased");
}

/** The guards, each once: where nothing is left to apply, a role's mirror shows again what its own resource gives. */
function guardsOf(around: Surroundings): readonly GuardrailFact[] {
  const { landscape } = around;
  const listed = listedMirrors(around);
  const found = landscape.instances.flatMap((instance) => guardsIn(instance, around, listed));
  if (landscape.settled !== true) return found;
  const given = new Set(found.filter(({ from }) => from.type !== "aws_iam_role").map(({ protects }) => protects));
  return found.filter(({ from, protects }) => from.type !== "aws_iam_role" || !given.has(protects));
}

function guardsIn(
  instance: ResourceInstance,
  around: Surroundings,
  listed: ReturnType<typeof listedMirrors>,
): readonly GuardrailFact[] {
  if (instance.mode !== "managed") return [];
  const { holders } = around.principals;
  if (instance.type === "aws_iam_role") {
    const holder = holders.of(instance);
    if (holder === undefined || !isSet(instance, "inline_policy")) return [];
    return (elementsOf(instance, "inline_policy") ?? [])
      .filter((path) => listed(instance, `inline ${textOf(argument(instance, [...path, "name"])) ?? ""}`))
      .flatMap((path) => guardAt(instance, [...path, "policy"], [holder], around));
  }
  if (instance.type !== "aws_iam_role_policy") return [];
  return guardAt(instance, ["policy"], holders.named("role", instance, "role").holders, around);
}

function guardAt(
  instance: ResourceInstance,
  path: readonly (string | number)[],
  holders: readonly Holder[],
  around: Surroundings,
): readonly GuardrailFact[] {
  const policy = policyOf(instance, path, around);
  if (policy === undefined || !isGuard(policy)) return [];
  return holders.map((holder) => ({
    kind: "guardrail",
    guardrail: "guard",
    protects: around.principals.of(holder).name,
    // When it ends is judged as the lease's end, and what it denies beside as law 9: an extension loosens no guard.
    content: "ends all access",
    from: provenanceOf(instance, [holder.instance.address]),
  }));
}

function exclusive(
  instance: ResourceInstance,
  leases: ReadonlySet<string>,
  around: Surroundings,
): readonly GuardrailFact[] {
  const what = exclusives[instance.type];
  if (instance.mode !== "managed" || what === undefined) return [];
  const { principals } = around;
  const { holders } = principals.holders.named("role", instance, "role_name");
  return holders
    .filter((holder) => leases.has(principals.of(holder).name))
    .map((holder) => ({
      kind: "guardrail",
      guardrail: "exclusive-management",
      protects: principals.of(holder).name,
      // What it lists changes with every policy, and each of those is judged by itself.
      content: what,
      from: provenanceOf(instance, [holder.instance.address]),
    }));
}

const exclusives: Readonly<Record<string, string>> = {
  aws_iam_role_policies_exclusive: "inline policies",
  aws_iam_role_policy_attachments_exclusive: "attached policies",
};
