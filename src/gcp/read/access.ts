import type { Bound } from "../../facts/bound";
import type { AccessFact, Permission } from "../../facts/fact";
import type { Principal } from "../../facts/principal";
import { graver, type Privilege } from "../../facts/privilege";
import { provenanceOf } from "../../terraform/provenance";
import { boundOfCondition } from "../condition/bound";
import { conjunctsBesideTime } from "../condition/conjuncts";
import { grantableRoles } from "../condition/may-grant";
import type { Binding } from "./binding";
import type { Found } from "./found";
import type { Member, Members } from "./members";
import type { GcpRole, Roles } from "./roles";

/** One member's hold of one role somewhere, before it is a fact. */
export interface Holding {
  readonly binding: Binding;
  readonly role: GcpRole;
  readonly member: Member;
  readonly bound: Bound;
}

/** Each member of each binding, with its role and bound; without those that can never hold. */
export function holdingsOf(bindings: readonly Binding[], roles: Roles, members: Members): readonly Holding[] {
  const holdings: Holding[] = [];
  for (const binding of bindings) {
    const role = roles.of(binding.role);
    for (const found of membersOf(binding)) {
      const member = members.of(found, binding.from);
      if (addsNothing(found, member)) continue;
      const bound = boundOf(binding, role, member.principal);
      if (bound !== "nothing") holdings.push({ binding, role, member, bound });
    }
  }
  return withDefeated(holdings);
}

/** A member that has to be there and is not. */
const nobodyNamed: Found = { kind: "unknown", said: "not named" };

function membersOf({ members }: Binding): readonly Found[] {
  const found = members.found.map((one): Found => (one.kind === "absent" ? nobodyNamed : one));
  return members.complete ? found : [...found, { kind: "unknown", said: "on a list that is not known before apply" }];
}

/** The owners of our own project, whose ownership is judged where it is given, gain nothing there. */
function addsNothing(found: Found, { principal }: Member): boolean {
  return found.kind === "text" && found.text.startsWith("projectOwner:") && principal.kind === "person";
}

function boundOf(binding: Binding, role: GcpRole, principal: Principal): Bound | "nothing" {
  const { condition, doubts } = binding;
  if (doubts !== undefined) return { kind: "indeterminate", because: doubts.join("; ") };
  if (condition.kind === "none") return { kind: "standing", because: "it has no condition" };
  if (role.basic) return { kind: "standing", because: "Google refuses conditions on Owner, Editor and Viewer" };
  if (isEverybody(principal)) {
    return { kind: "standing", because: "Google refuses conditions for everybody" };
  }
  if (condition.kind === "unknown") return { kind: "indeterminate", because: condition.said };
  const bound = boundOfCondition(condition.text);
  // On a basic role the condition would count for nothing; one that sets policies could make it last.
  if (bound !== "nothing" && bound.kind === "leased" && role.privilege === undefined) {
    return { kind: "indeterminate", because: "which role it is, and so whether its condition counts, is not known" };
  }
  return bound;
}

/** A binding without a condition beside one with a condition, of the same role, member and resource, defeats it (FACTS 3.2). */
function withDefeated(holdings: readonly Holding[]): readonly Holding[] {
  const keyOf = ({ binding, role, member }: Holding): string =>
    [binding.place.key, role.name, member.principal.key].join("\n");
  const unconditional = new Map<string, string>();
  for (const holding of holdings) {
    if (holding.bound.kind !== "standing" || holding.binding.condition.kind !== "none") continue;
    unconditional.set(keyOf(holding), holding.binding.from.address);
  }
  return holdings.map((holding) => {
    if (holding.bound.kind === "standing" || holding.binding.condition.kind === "none") return holding;
    const by = unconditional.get(keyOf(holding));
    if (by === undefined) return holding;
    const because = `${by} gives the same role to the same member without a condition`;
    const others = [...(holding.binding.others ?? []), by];
    return { ...holding, bound: { kind: "standing", because }, binding: { ...holding.binding, others } };
  });
}

/** A holding as a fact. Its principal's kind is asked for anew, since it hangs on all the others. */
export function factOf(holding: Holding, members: Members, roles: Roles): AccessFact {
  const { binding, role, bound } = holding;
  const { from, place } = binding;
  const { principal } = holding.member.account ? members.ofAccount(holding.member.account) : holding.member;
  const limited = limitedOf(binding, role, roles);
  const { privilege, because, persistence } = limited;
  const isPublic = isEverybody(principal) && privilege === "data" && readsObjects(binding, role);
  const others = [...(binding.others ?? []), ...(role.address === undefined ? [] : [role.address])];
  return {
    kind: "access",
    principal,
    ...(privilege === undefined ? {} : { privilege }),
    because,
    permissions: [{ actions: [role.name], except: false, resources: [place.scope.text], ...conditionOf(binding) }],
    scope: place.scope,
    bound,
    ...(bound.kind === "leased" && persistence.length > 0 ? { persistence } : {}),
    ...(binding.authoritative === undefined ? {} : { authoritative: binding.authoritative }),
    ...(isPublic ? { publicByDesign: true } : {}),
    from: provenanceOf(from, [...others, ...(principal.address === undefined ? [] : [principal.address])]),
  };
}

function conditionOf({ condition }: Binding): Pick<Permission, "conditions"> {
  const conditions = condition.kind === "expression" ? conjunctsBesideTime(condition.text) : [];
  return conditions.length === 0 ? {} : { conditions };
}

function isEverybody({ name }: Principal): boolean {
  return name === "allUsers" || name === "allAuthenticatedUsers";
}

/** Reading the objects of a bucket, which are often public on purpose. */
function readsObjects({ objects, from }: Binding, { name }: GcpRole): boolean {
  if (name === "roles/storage.legacyObjectReader" && objects === true) return true;
  return (
    /^google_storage_(bucket|managed_folder)_iam_/.test(from.type) &&
    (name === "roles/storage.objectViewer" || name === "roles/storage.legacyObjectReader")
  );
}

interface Amount {
  readonly privilege?: Privilege;
  readonly because: readonly string[];
  readonly persistence: readonly string[];
}

/** What a role comes to under its condition: one that limits the roles that may be granted lowers it to what those are. */
function limitedOf(binding: Binding, role: GcpRole, roles: Roles): Amount {
  const { privilege, because, privilegeBesidePolicies: rest } = role;
  const persistence = role.persistence ?? [];
  const whole: Amount = { ...(privilege === undefined ? {} : { privilege }), because, persistence };
  const { condition } = binding;
  if (condition.kind !== "expression" || privilege === undefined || rest === undefined || role.basic) return whole;
  if (!persistence.some(setsPolicies)) return whole;
  const granted = grantableRoles(condition.text);
  if (granted === undefined) return whole;
  let lowered: Privilege = rest;
  let limits = true;
  for (const name of granted) {
    const other = roles.of({ kind: "text", text: name });
    // One that is unknown, is this very role, or lets its holder stay, is no limit.
    if (other.privilege === undefined || name === role.name) return whole;
    lowered = graver(lowered, other.privilege);
    if (other.persistence === undefined || other.persistence.length > 0) limits = false;
  }
  const said = granted.length === 0 ? "no role" : granted.join(", ");
  return {
    privilege: lowered,
    because: lowered === privilege ? because : [`may grant only ${said}`],
    persistence: limits ? persistence.filter((permission) => !setsPolicies(permission)) : persistence,
  };
}

function setsPolicies(permission: string): boolean {
  return permission.endsWith(".setIamPolicy");
}
