import type { Severity } from "../../diagnostics/diagnostic";
import type { IdentityKind, Sensitivity } from "../../estate/types";
import type { Privilege } from "../../facts/privilege";
import type { Seconds } from "../../time/duration";
import type { Instant } from "../../time/instant";

/** A position in one of the page's lists: teams, identities, targets, roles or leases, as the field says. */
export type Position = number;

/** All that the page shows. Every text in it is plain: what could hide or reorder text stands there as its escape. */
export interface PageData {
  readonly estate: string;
  /** The moment that was taken for now; the page never asks the clock of whoever looks at it. */
  readonly now: Instant;
  readonly zone?: PageZone;
  readonly teams: readonly PageTeam[];
  readonly identities: readonly PageIdentity[];
  readonly targets: readonly PageTarget[];
  /** Break-glass roles come after the others. */
  readonly roles: readonly PageRole[];
  /** One for each grant. */
  readonly leases: readonly PageLease[];
  readonly findings: readonly PageFinding[];
}

/** A second zone for every time, with its offsets: from when on, in seconds east of UTC; the first holds before, too. */
export interface PageZone {
  readonly name: string;
  readonly offsets: readonly (readonly [from: Instant, offset: Seconds])[];
}

export interface PageTeam {
  readonly name: string;
  readonly contact?: string;
}

export interface PageIdentity {
  readonly name: string;
  readonly kind: IdentityKind;
  /** The teams that it is of. */
  readonly teams: readonly Position[];
  /** Of an agent. */
  readonly sponsor?: Position;
  /** Of a group, as declared. */
  readonly members?: readonly Position[];
  /** Of a group: who else is in it is kept elsewhere. */
  readonly external?: true;
}

export interface PageTarget {
  readonly name: string;
  /** `AWS account 111122223333`. */
  readonly place: string;
  readonly environment?: string;
  readonly owner: Position;
}

/** What an access amounts to; without a `privilege` it cannot be told. */
export interface PagePrivilege {
  readonly privilege?: Privilege;
  /** A few of the actions that make it so. */
  readonly because: readonly string[];
  /** What the data does not know: it could be anything. */
  readonly unknown: readonly string[];
}

export interface PageRole extends PagePrivilege {
  readonly name: string;
  readonly breakGlass?: true;
  readonly description: string;
  readonly sensitivity: Sensitivity;
  /** Who answers for it, the accountable one first. */
  readonly owners: readonly { readonly as: "entitlement" | "platform" | "business"; readonly team: Position }[];
  /** Absent for break-glass, which ends when it is closed. */
  readonly maxTtl?: Seconds;
  readonly limits: readonly { readonly kind: IdentityKind; readonly maxTtl: Seconds }[];
  /** One phrase for each step, or the reason why there is none. */
  readonly approval: readonly string[];
  /** As declared, groups among them. */
  readonly eligible: readonly Position[];
  readonly targets: readonly Position[];
  /** What else is asked of a lease: tickets, hours. */
  readonly conditions: readonly string[];
  /** What outlives a lease although the cloud ended it (law 1). */
  readonly residuals: readonly string[];
  /** What a holder may become or hand on besides, with the identity that it is, if the estate knows it. */
  readonly further: readonly { readonly text: string; readonly identity?: Position }[];
}

export interface PageLease {
  readonly name: string;
  readonly role: Position;
  readonly identity: Position;
  readonly targets: readonly Position[];
  /** Absent while it is only requested. */
  readonly start?: Instant;
  /** When it ends or ended; absent while it is only requested; `start` or before for one that ended before it began. */
  readonly end?: Instant;
  readonly ttl: Seconds;
  readonly ended?: "revoked" | "completed";
  /** By how much it was extended. */
  readonly extended?: Seconds;
  readonly task?: string;
  /** Of a task: what that amounts to, instead of the whole role. */
  readonly privilege?: PagePrivilege;
  /** Fewer actions than the role's. */
  readonly actions?: readonly string[];
  readonly ticket?: string;
  readonly justification?: string;
  /** One phrase for each approval that is recorded. */
  readonly approvals: readonly string[];
}

export interface PageFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly fix: string;
  /** `roles.yaml:3:5`, below the estate's directory. */
  readonly place?: string;
  readonly waivedBy?: string;
  /** Absent for what concerns the whole estate. */
  readonly about?: PageSubject;
}

/** What a finding is about. */
export interface PageSubject {
  readonly role?: Position;
  readonly lease?: Position;
  readonly identities?: readonly Position[];
  readonly teams?: readonly Position[];
  readonly targets?: readonly Position[];
}
