import type { Grant, Identity, Role, Target, Task } from "../estate/types";
import type { Seconds } from "../time/duration";
import type { Instant } from "../time/instant";
import type { Window } from "../time/window";

/** Who answers for something that leasehold makes, and what it is part of; no cloud's spelling in it yet. */
export interface Ownership {
  readonly estate: string;
  readonly role: string;
  readonly grant?: string;
  readonly owner: string;
  readonly platformOwner: string;
  readonly businessOwner?: string;
  readonly maxTtl: Seconds;
  /** Names of the approval groups, in the order of the steps; empty when no approval is asked. */
  readonly approvers: readonly string[];
  readonly sensitivity: string;
  /** Only on what belongs to a grant. */
  readonly ends?: Instant;
  /** Hexadecimal digest of the role's or the grant's own canonical declaration. */
  readonly digest: string;
}

/** A role as it stands in one target, whether or not anybody holds it. */
export interface Footprint {
  readonly role: Role;
  readonly target: Target;
  readonly ownership: Ownership;
}

/** One grant in one target: who, what, where, when. */
export interface Lease {
  readonly grant: Grant;
  readonly role: Role;
  readonly identity: Identity;
  readonly target: Target;
  /** From the start to the earlier of the end (extensions included), the revocation and the completion. */
  readonly window: Window;
  readonly task?: Task;
  readonly actions?: readonly string[];
  readonly ownership: Ownership;
}

/** All that one target is to hold; a target is one Terraform root. */
export interface TargetLeases {
  readonly target: Target;
  /** Sorted by role name. */
  readonly footprints: readonly Footprint[];
  /** Sorted by grant name. */
  readonly leases: readonly Lease[];
}
