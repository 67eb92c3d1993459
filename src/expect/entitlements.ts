import type { Estate, Role } from "../estate/types";
import type { EntitlementFact } from "../facts/fact";
import type { Seconds } from "../time/duration";

/** A role of an estate as an entitlement: who may activate it, for how long, and who approves. */
export interface DeclaredEntitlement {
  readonly role: Role;
  readonly eligible: ReadonlySet<string>;
  readonly maximum: Seconds;
  readonly limits: Role["limits"];
  /** Steps with their approvers' names; empty where none is asked. */
  readonly steps: NonNullable<EntitlementFact["approval"]>;
  /** Identities whose request needs no person. */
  readonly automatic: ReadonlySet<string>;
}

/** The entitlements that an estate declares, by role name. */
export function declaredEntitlements(estate: Estate): ReadonlyMap<string, DeclaredEntitlement> {
  const declared = new Map<string, DeclaredEntitlement>();
  for (const role of estate.roles.values()) {
    declared.set(role.name, {
      role,
      eligible: new Set(role.eligible.map(({ name }) => name)),
      maximum: role.maxTtl,
      limits: role.limits,
      steps: (role.approval?.steps ?? []).map(({ group, count }) => ({
        count,
        approvers: group.members.map(({ name }) => name).sort(),
      })),
      automatic: new Set(role.approval?.auto?.for.map(({ name }) => name) ?? []),
    });
  }
  return declared;
}
