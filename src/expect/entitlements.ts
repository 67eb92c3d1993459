import type { Estate, Identity, Role } from "../estate/types";
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
  /** Identities whose request needs no person, where the condition holds. */
  readonly automatic: ReadonlySet<string>;
  readonly automaticWhen?: string;
}

/** The entitlements that an estate declares, by role name. */
export function declaredEntitlements(estate: Estate): ReadonlyMap<string, DeclaredEntitlement> {
  const declared = new Map<string, DeclaredEntitlement>();
  for (const role of estate.roles.values()) {
    declared.set(role.name, {
      role,
      eligible: namesIn(role.eligible),
      maximum: role.maxTtl,
      limits: role.limits,
      steps: (role.approval?.steps ?? []).map(({ group, count }) => ({
        count,
        approvers: [...namesIn(group.members)].sort(),
      })),
      automatic: namesIn(role.approval?.auto?.for ?? []),
      ...(role.approval?.auto === undefined ? {} : { automaticWhen: role.approval.auto.when }),
    });
  }
  return declared;
}

/** Everyone in a list, groups opened up; a group whose members are kept elsewhere counts as somebody too. */
function namesIn(list: readonly Identity[]): ReadonlySet<string> {
  const names = new Set<string>();
  const opened = new Set<Identity>();
  const waiting = [...list];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.kind !== "group" || next.membership === "external") names.add(next.name);
    if (next.kind !== "group" || opened.has(next)) continue;
    opened.add(next);
    waiting.push(...next.members);
  }
  return names;
}
