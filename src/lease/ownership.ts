import type { Grant, Role, Target } from "../estate/types";
import type { Window } from "../time/window";
import { governed } from "./governed";
import type { Ownership } from "./types";

/**
 * Who answers for a role as it stands in a target.
 * @throws Error when the role has no accountable owner, which `check` refuses
 */
export function ownershipOfRole(estate: string, role: Role, target: Target, digest: string): Ownership {
  const { entitlement, platform, business } = role.owners;
  return {
    estate,
    role: role.name,
    owner: governed(entitlement, `the entitlement owner of role "${role.name}"`).name,
    platformOwner: (platform ?? target.owner).name,
    ...(business ? { businessOwner: business.name } : {}),
    maxTtl: role.maxTtl,
    approvers: role.approval?.steps.map((step) => step.group.name) ?? [],
    sensitivity: role.sensitivity,
    digest,
  };
}

/** Who answers for a lease: those who answer for its role, until the lease ends. */
export function ownershipOfGrant(ofRole: Ownership, grant: Grant, window: Window, digest: string): Ownership {
  return { ...ofRole, grant: grant.name, ends: window.end, digest };
}
