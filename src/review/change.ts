import type { SourceLocation } from "../diagnostics/diagnostic";
import type { IdentityKind, Sensitivity } from "../estate/types";
import type { FactDifference } from "../facts/difference";
import type { Privilege } from "../facts/privilege";
import type { Seconds } from "../time/duration";
import type { Instant } from "../time/instant";
import type { Window } from "../time/window";

/** The top-level keys of a declaration; `policy` and `name` have no entries, and count as one each. */
export type Part =
  | "name"
  | "policy"
  | "teams"
  | "identities"
  | "tasks"
  | "targets"
  | "approvalGroups"
  | "roles"
  | "grants"
  | "waivers"
  | "breakGlass";

/** One entry of a declaration; of `policy` and `name` the name is the key itself. */
export interface Subject {
  readonly part: Part;
  readonly name: string;
}

/** What a change comes to, gravest first: what protects others goes, somebody gains, something is widened, … */
export type Direction = "unguards" | "gains" | "widens" | "loses" | "tightens" | "restates";

/** Of what a change is: a lease, a maximum, who is eligible, who approves, what is allowed, where, exceptions, who owns. */
export type Aspect =
  | "access"
  | "maximum"
  | "eligibility"
  | "approval"
  | "privilege"
  | "scope"
  | "persistence"
  | "requirements"
  | "ownership"
  | "exception"
  | "guardrail"
  | "identity"
  | "membership"
  | "review";

/** One consequence of a change, for people. */
export interface Effect {
  readonly direction: Direction;
  readonly aspect: Aspect;
  /** One sentence without a full stop, plain text: `dana may hold instance-operator for 4 h instead of 2 h`. */
  readonly text: string;
}

/** One entry that two estates declare differently. */
export interface Change {
  readonly subject: Subject;
  readonly kind: "added" | "removed" | "changed";
  /** What differs within it, by path (`approval.steps`), as canonical JSON; absent on a side where it is not declared. */
  readonly fields: readonly { readonly path: string; readonly was?: string; readonly is?: string }[];
  readonly effects: readonly Effect[];
  /** In the head, or in the base for what was removed. */
  readonly location?: SourceLocation;
  /** Of a grant: what it comes to, before and after. */
  readonly grant?: Sides<GrantView>;
  /** Of a role or a break-glass role. */
  readonly role?: Sides<RoleView>;
}

/** One thing as two estates declare it; a side is absent where it is not declared. */
export interface Sides<T> {
  readonly was?: T;
  readonly is?: T;
}

/** What an access amounts to, for people. */
export interface AmountView {
  /** The gravest class; absent when it cannot be told. */
  readonly privilege?: Privilege;
  /** `administrative access`, `access of unknown weight`. */
  readonly text: string;
  /** A few of the actions that make it so, or what is not known; each a phrase. */
  readonly because: readonly string[];
}

/** Where access lands. */
export interface PlaceView {
  readonly target: string;
  readonly environment?: string;
  /** `account 111122223333`, `project acme-prod`. */
  readonly text: string;
}

/** Who has to approve a lease. */
export interface ApprovalView {
  /** The estate whose rule it is: the base's, but for roles that are new (law 10). */
  readonly of: "base" | "head";
  /** Why nobody has to. */
  readonly none?: string;
  readonly steps: readonly { readonly group: string; readonly count: number; readonly approvers: readonly string[] }[];
  /** Where this counts as the approval of a workload or an agent; of a grant only where its identity is one of those. */
  readonly auto?: { readonly for: readonly string[]; readonly when: string };
}

/** Names of the teams that answer. */
export interface OwnersView {
  readonly entitlement?: string;
  /** More than one only where targets have different owners and the role names none. */
  readonly platform: readonly string[];
  readonly business?: string;
}

/** One grant, for people. */
export interface GrantView {
  readonly role: string;
  readonly identity: string;
  readonly kind: IdentityKind;
  readonly sponsor?: string;
  readonly task?: string;
  /** Fewer actions than the role's. */
  readonly actions?: readonly string[];
  readonly places: readonly PlaceView[];
  /** Absent while it is only requested, and when it was ended before it began. */
  readonly window?: Window;
  readonly requested: boolean;
  /** As asked for, with the extensions. */
  readonly length: Seconds;
  readonly ended?: { readonly how: "revoked" | "completed"; readonly at: Instant };
  readonly amount: AmountView;
  readonly sensitivity: Sensitivity;
  readonly ticket?: string;
  readonly justification?: string;
  readonly owners: OwnersView;
  readonly approval: ApprovalView;
  /** What outlives it, in words. */
  readonly residuals: readonly string[];
}

/** One role, or break-glass role, for people. */
export interface RoleView {
  readonly description: string;
  readonly places: readonly PlaceView[];
  readonly amount: AmountView;
  /** Everyone who may ask for it, or use it, by name and with groups opened up; an external group by its own name. */
  readonly eligible: readonly string[];
  readonly owners: OwnersView;
  /** These four are a role's alone. */
  readonly maximum?: Seconds;
  readonly sensitivity?: Sensitivity;
  readonly approval?: ApprovalView;
  readonly residuals: readonly string[];
}

/** What one estate declares otherwise than another. */
export interface Difference {
  /** Gravest first: what unguards (guardrails, waivers, things forgotten), then gains, what is widened, and the rest. */
  readonly changes: readonly Change[];
  /** Without the lost and with the gained ones the first estate's facts are the second's. */
  readonly facts: FactDifference;
  /** Accesses that hold without a lease, as the declarations leave them (`standingOf`). */
  readonly standing: { readonly before: number; readonly after: number };
}
