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
    businessOwner: business?.name,
    maxTtl: role.maxTtl,
    approvers: role.approval?.steps.map((step) => step.group.name) ?? [],
    sensitivity: role.sensitivity,
    digest,
  };
}

/** Who answers for a lease: those who answer for its role, until the lease ends. */
export function ownershipOfGrant(ofRole: Ownership, grant: Grant, window: Window, digest: string): Ownership {
  // Spelled out, since this runs for every lease and a spread takes five times as long.
  return {
    estate: ofRole.estate,
    role: ofRole.role,
    grant: grant.name,
    owner: ofRole.owner,
    platformOwner: ofRole.platformOwner,
    businessOwner: ofRole.businessOwner,
    maxTtl: ofRole.maxTtl,
    approvers: ofRole.approvers,
    sensitivity: ofRole.sensitivity,
    ends: window.end,
    digest,
  };
}
