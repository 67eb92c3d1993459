import type { PrincipalKind } from "../../facts/principal";
import type { Holder } from "./holders";
import type { Admission, Trust } from "./trust";

/** Of several who may assume a role, the first of these is what the role is judged as. */
const gravest: readonly PrincipalKind[] = [
  "anyone",
  "foreign",
  "person",
  "agent",
  "ci",
  "federated",
  "unknown",
  "service",
];

/** The gravest of several kinds; nobody at all is nobody that is known. */
export function gravestKind(kinds: Iterable<PrincipalKind>): PrincipalKind {
  const all = new Set(kinds);
  return gravest.find((kind) => all.has(kind)) ?? "unknown";
}

/** What a role is judged as: the gravest of those who may assume it, through further roles too. */
export function kindOfRole(role: Holder, trustOf: (role: Holder) => Trust): PrincipalKind {
  return kindOfAdmissions(trustOf(role).admissions, trustOf, trustOf(role).doubts.length > 0);
}

/** As `kindOfRole`, for some of a role's admissions. Roles that assume each other in a ring add nobody. */
export function kindOfAdmissions(
  admissions: readonly Admission[],
  trustOf: (role: Holder) => Trust,
  doubtful = false,
): PrincipalKind {
  const kinds = new Set<PrincipalKind>(doubtful ? ["unknown"] : []);
  const seen = new Set<Holder>();
  const waiting = [...admissions];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if ("principal" in next.who) {
      kinds.add(next.who.principal.kind);
      continue;
    }
    const { holder } = next.who;
    if (holder.kind !== "role") kinds.add("person");
    else if (!seen.has(holder)) {
      seen.add(holder);
      const { admissions: further, doubts } = trustOf(holder);
      if (doubts.length > 0) kinds.add("unknown");
      waiting.push(...further);
    }
  }
  return gravestKind(kinds);
}
