import type { Bound } from "../../facts/bound";
import type { AccessFact } from "../../facts/fact";
import { argument } from "../../terraform/argument";
import type { Landscape, ResourceInstance } from "../../terraform/instance";
import { provenanceOf } from "../../terraform/provenance";
import { formatInstant, parseInstant } from "../../time/instant";
import { blocksAt, described, type Found, isMap, textAt } from "./found";
import type { Members } from "./members";

/** A group of which a membership says that somebody is in it. */
interface Group {
  /** As bindings name it: `group:devs@acme.example`; absent where only its id is known. */
  readonly member?: string;
  readonly name: string;
  readonly address?: string;
  /** Made for access, or not known not to be. */
  readonly security: boolean;
}

/**
 * What memberships of groups give: all that their group holds in the plan, for as long as both last. Of a group of which the plan
 * shows no access, only one that is made for access (a security group), or that is not of the plan, is worth a word.
 */
export function membershipAccess(
  landscape: Landscape,
  members: Members,
  access: readonly AccessFact[],
): readonly AccessFact[] {
  const byGroup = new Map<string, AccessFact[]>();
  for (const fact of access) {
    if (!fact.principal.key.startsWith("group:")) continue;
    const list = byGroup.get(fact.principal.key);
    if (list) list.push(fact);
    else byGroup.set(fact.principal.key, [fact]);
  }
  const made = new Map<unknown, ResourceInstance>();
  for (const instance of landscape.instances) {
    if (instance.type !== "google_cloud_identity_group") continue;
    for (const name of [instance.values.name, instance.values.id]) made.set(name, instance);
  }
  return landscape.instances
    .filter(({ type, mode }) => mode === "managed" && type === "google_cloud_identity_group_membership")
    .flatMap((instance) => {
      const found = textAt(landscape, instance, "group");
      const [only] = found.kind === "resource" && found.instances.length === 1 ? found.instances : [];
      const group = groupOf(landscape, found.kind === "text" ? made.get(found.text) : only, found);
      return ofMembership(landscape, instance, members, group, byGroup);
    });
}

function ofMembership(
  landscape: Landscape,
  instance: ResourceInstance,
  members: Members,
  group: Group,
  byGroup: ReadonlyMap<string, readonly AccessFact[]>,
): readonly AccessFact[] {
  const [key] = blocksAt(instance, "preferred_member_key") ?? [];
  const found: Found = key ? textAt(landscape, instance, [...key, "id"]) : { kind: "unknown", said: "its member" };
  const { principal } = members.of(found.kind === "text" ? memberOf(found.text) : found, instance);
  const bound = boundOf(landscape, instance);
  const others = group.address === undefined ? [] : [group.address];
  const held = group.member === undefined ? [] : (byGroup.get(group.member.toLowerCase()) ?? []);
  if (held.length > 0) {
    return held.map(({ authoritative: _, ...fact }) => ({
      ...fact,
      principal,
      because: [`through ${group.name}`, ...fact.because],
      bound: earlier(bound, fact.bound),
      from: provenanceOf(instance, [...others, ...fact.from.addresses]),
    }));
  }
  if (!group.security) return [];
  return [
    {
      kind: "access",
      principal,
      because: [`what ${group.name} holds is not in the plan`],
      permissions: [],
      scope: { cloud: "gcp", text: `whatever ${group.name} holds` },
      bound: bound.kind === "standing" ? { kind: "indeterminate", because: `${group.name} is only named here` } : bound,
      from: provenanceOf(instance, others),
    },
  ];
}

/** @param instance the resource that makes the group, where the plan holds it */
function groupOf(landscape: Landscape, instance: ResourceInstance | undefined, found: Found): Group {
  if (instance?.type !== "google_cloud_identity_group")
    return { name: `the group ${described(found)}`, security: true };
  const [key] = blocksAt(instance, "group_key") ?? [];
  const id = key && textAt(landscape, instance, [...key, "id"]);
  const labels = argument(instance, "labels");
  const has = (label: string): boolean =>
    labels.kind === "known" &&
    isMap(labels.value) &&
    Object.hasOwn(labels.value, `cloudidentity.googleapis.com/${label}`);
  return {
    ...(id?.kind === "text" ? { member: `group:${id.text}` } : {}),
    name: id?.kind === "text" ? `group:${id.text}` : instance.address,
    address: instance.address,
    security: !has("groups.discussion_forum") || has("groups.security"),
  };
}

function memberOf(email: string): Found {
  const prefix = email.endsWith("gserviceaccount.com") ? "serviceAccount" : "user";
  return { kind: "text", text: `${prefix}:${email}` };
}

/** Only a plain member's role can expire; managers and owners stay. */
function boundOf(landscape: Landscape, instance: ResourceInstance): Bound {
  const roles = blocksAt(instance, "roles");
  if (roles === undefined)
    return { kind: "indeterminate", because: "the roles of the membership are not known before apply" };
  let until = 0;
  for (const role of roles) {
    const [detail] = blocksAt(instance, [...role, "expiry_detail"]) ?? [];
    if (detail === undefined) return { kind: "standing", because: "the membership does not expire" };
    const time = textAt(landscape, instance, [...detail, "expire_time"]);
    const parsed = time.kind === "text" ? parseInstant(time.text.replace(/\.[0-9]+(?=[Zz+-])/, "")) : undefined;
    if (parsed === undefined || "fault" in parsed) {
      return { kind: "indeterminate", because: "when the membership expires cannot be told" };
    }
    const fraction = time.kind === "text" && /\.[0-9]*[1-9]/.test(time.text) ? 1 : 0;
    until = Math.max(until, parsed.instant + fraction);
  }
  if (roles.length === 0) return { kind: "standing", because: "the membership does not expire" };
  return { kind: "leased", until, because: `the membership expires at ${formatInstant(until)}` };
}

/** As long as both last. */
function earlier(membership: Bound, access: Bound): Bound {
  if (membership.kind === "leased" && access.kind === "leased") {
    return membership.until <= access.until ? membership : access;
  }
  if (membership.kind === "leased") return membership;
  return access.kind === "leased" || membership.kind === "standing" ? access : membership;
}
