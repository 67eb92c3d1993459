import type { AccessFact, Scope } from "../../facts/fact";
import type { Principal } from "../../facts/principal";
import { argument } from "../../terraform/argument";
import type { ResourceInstance } from "../../terraform/instance";
import { parseDuration } from "../../time/duration";
import { accessOf } from "../policy/access";
import { contentsOf, type PermissionSet, partsBySet, referredInstance, setOf } from "./permission-sets";
import type { PoliciesByArn } from "./policy-by-arn";
import { accessFact, longestSession, scopeOf } from "./role-access";
import type { Surroundings } from "./stand-in";
import type { HeldPolicy } from "./subjects";
import { expressionOf, text } from "./values";

/**
 * Access through Identity Center: an assignment grants what its permission set holds to a user or group in an account.
 * A set of the landscape that nobody is assigned grants nothing; what is put into one that is only named goes to
 * whoever is assigned it elsewhere.
 */
export function identityCenterAccess(around: Surroundings, byArn: PoliciesByArn): readonly AccessFact[] {
  const parts = partsBySet(around);
  const managed = around.landscape.instances.filter(({ mode }) => mode === "managed");
  const assigned = new Set<string>();
  const memberships = membershipsOf(managed, around);
  const byGroup = new Map<ResourceInstance, Membership[]>();
  for (const membership of memberships) {
    if (membership.group === undefined) continue;
    const those = byGroup.get(membership.group);
    if (those === undefined) byGroup.set(membership.group, [membership]);
    else those.push(membership);
  }
  const facts = managed
    .filter(({ type }) => type === "aws_ssoadmin_account_assignment")
    .flatMap((assignment) => {
      const set = setOf(assignment, around);
      assigned.add(set.key);
      return ofAssignment(assignment, set, parts.get(set.key) ?? [], byGroup, around, byArn);
    });
  const elsewhere = [...parts].flatMap(([key, filling]) =>
    assigned.has(key) ? [] : filling.flatMap((part) => ofNamedSet(part, setOf(part, around), around, byArn)),
  );
  return [...facts, ...elsewhere, ...memberships.flatMap((membership) => ofNamedGroup(membership, around))];
}

function ofAssignment(
  assignment: ResourceInstance,
  set: PermissionSet,
  filling: readonly ResourceInstance[],
  memberships: ReadonlyMap<ResourceInstance, readonly Membership[]>,
  around: Surroundings,
  byArn: PoliciesByArn,
): readonly AccessFact[] {
  const account = text(assignment, "target_id");
  const { principal, directory } = assignee(assignment, around);
  const { policies, boundary } = contentsOf(filling, account, around, byArn);
  const own: HeldPolicy[] = [...policies];
  if (set.instance === undefined)
    own.push(unsaid(assignment, `the permission set ${set.name} is only named in the plan`));
  const addresses = [
    ...(set.instance === undefined ? [] : [set.instance.address]),
    ...filling.map(({ address }) => address),
    ...(directory === undefined ? [] : [directory.address]),
    ...(directory === undefined ? [] : (memberships.get(directory) ?? []).map(({ by }) => by.address)),
  ];
  const maximum = maximumOf(set);
  return accessOf({
    sources: own.map((held) => ({ id: held, statements: held.policy.statements, doubts: held.policy.doubts })),
    ...(boundary === undefined ? {} : { boundary }),
    credential: "role",
  }).map((entry) => {
    // The assignment grants; what it grants stands in the set's parts.
    const held: HeldPolicy = { instance: assignment, policy: entry.id.policy, through: [entry.id.instance.address] };
    return accessFact(
      entry,
      held,
      principal,
      scopeIn(scopeOf(entry.permissions, account), account),
      addresses,
      maximum,
    );
  });
}

function unsaid(instance: ResourceInstance, doubt: string): HeldPolicy {
  return { instance, policy: { statements: [], doubts: [doubt], addresses: [] }, through: [] };
}

function scopeIn(scope: Scope, account: string | undefined): Scope {
  return account === undefined ? { ...scope, text: "an account that is known only after apply" } : scope;
}

function maximumOf({ instance }: PermissionSet): number | undefined {
  if (instance === undefined) return undefined;
  if (argument(instance, "session_duration").kind === "unknown") return longestSession;
  const seconds = [text(instance, "session_duration"), expressionOf(instance.configured, "session_duration")?.constant]
    .filter((said) => typeof said === "string" && said !== "")
    .map((said) => parseDuration(String(said)))
    .map((duration) => ("seconds" in duration ? duration.seconds : longestSession));
  const maximum = Math.max(0, ...seconds);
  return maximum > 3600 ? maximum : undefined;
}

/** What is put into a set that the landscape only names goes to people whom it does not show. */
function ofNamedSet(
  part: ResourceInstance,
  set: PermissionSet,
  around: Surroundings,
  byArn: PoliciesByArn,
): readonly AccessFact[] {
  if (set.instance !== undefined) return [];
  const { policies } = contentsOf([part], undefined, around, byArn);
  const name = `whoever is assigned the permission set ${set.name}`;
  const principal: Principal = { kind: "person", name, key: `permission-set:${set.key}` };
  return accessOf({
    sources: policies.map((held) => ({ id: held, statements: held.policy.statements, doubts: held.policy.doubts })),
    credential: "role",
    trustDoubts: ["to whom and where the permission set is assigned is not in the plan"],
  }).map((entry) =>
    accessFact(entry, entry.id, principal, { cloud: "aws", text: `accounts of the permission set ${set.name}` }),
  );
}

/** A user or group of the directory as a principal. */
function assignee(
  assignment: ResourceInstance,
  around: Surroundings,
): { readonly principal: Principal; readonly directory?: ResourceInstance } {
  const group = text(assignment, "principal_type") !== "USER";
  return inDirectory(assignment, "principal_id", group ? "group" : "user", around);
}

function inDirectory(
  from: ResourceInstance,
  attribute: string,
  kind: "user" | "group",
  around: Surroundings,
): { readonly principal: Principal; readonly directory?: ResourceInstance } {
  const directory = referredInstance(from, attribute, [`aws_identitystore_${kind}`], [`${kind}_id`, "id"], around);
  const id = text(from, attribute) ?? (directory === undefined ? undefined : text(directory, `${kind}_id`));
  const [reference] = expressionOf(from.configured, attribute)?.references ?? [];
  const named = directory === undefined ? undefined : text(directory, kind === "user" ? "user_name" : "display_name");
  const name = named ?? id ?? directory?.address ?? reference ?? `somebody of ${from.address}`;
  const key = id ?? directory?.address ?? `${from.module} ${name}`;
  return {
    principal: {
      kind: "person",
      name: `${kind} ${name} of Identity Center`,
      key: `identity-center:${kind}:${key}`,
      ...(directory?.mode === "managed" ? { address: directory.address } : {}),
    },
    ...(directory === undefined ? {} : { directory }),
  };
}

interface Membership {
  readonly by: ResourceInstance;
  readonly group?: ResourceInstance;
}

function membershipsOf(managed: readonly ResourceInstance[], around: Surroundings): readonly Membership[] {
  return managed
    .filter(({ type }) => type === "aws_identitystore_group_membership")
    .map((by) => {
      const { directory } = inDirectory(by, "group_id", "group", around);
      return { by, ...(directory === undefined ? {} : { group: directory }) };
    });
}

/** What a group that the landscape does not make may do is not in it, and its new member may do it too. */
function ofNamedGroup({ by, group }: Membership, around: Surroundings): readonly AccessFact[] {
  if (group?.mode === "managed") return [];
  const { principal } = inDirectory(by, "member_id", "user", around);
  const of = inDirectory(by, "group_id", "group", around).principal.name;
  const because = `what the ${of} may do is not in the plan`;
  return [
    accessFact(
      { because: [because], permissions: [], bound: { kind: "indeterminate", because }, persistence: [] },
      unsaid(by, because),
      principal,
      { cloud: "aws", text: `accounts assigned to the ${of}` },
    ),
  ];
}
