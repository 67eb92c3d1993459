import type { Subject } from "./change";
import type { Review } from "./pull";

/** What has to be approved before a change may be merged, by the rules of the base. */
export interface Requirement {
  readonly subject: Subject;
  /** Why: `the role's approval`, `its owner at the base`, `an exception needs governance`. */
  readonly because: string;
  readonly steps: readonly RequiredStep[];
  /** Steps are given by people of different teams (critical roles). */
  readonly distinctTeams: boolean;
  /** Names of identities whose review does not count for this subject: the requester, each with why. */
  readonly requesters: ReadonlyMap<string, string>;
}

export interface RequiredStep {
  /** The approval group, or the team, at the base. */
  readonly from: { readonly kind: "group" | "team"; readonly name: string };
  readonly count: number;
  /** Names of the identities, at the base, whose review counts. */
  readonly approvers: readonly string[];
}

/** A step as it stands. */
export interface StepOutcome {
  readonly step: RequiredStep;
  readonly given: readonly { readonly identity: string; readonly review: Review }[];
  /** How many are still missing. */
  readonly missing: number;
  /** Reviews that do not count, and why: one sentence each. */
  readonly refused: readonly { readonly who: string; readonly why: string }[];
}

/** A requirement as it stands; met only if every step is, or a decision without people holds. */
export interface RequirementOutcome {
  readonly requirement: Requirement;
  readonly met: boolean;
  readonly steps: readonly StepOutcome[];
  /** Where people did not decide alone, or could not be told apart: one sentence each. */
  readonly notes?: readonly string[];
  /** For workloads and agents: what the role's `when` came to, by which expression (SHA-256) and inputs. */
  readonly automatic?: {
    readonly decision: "approved" | "asks-a-person";
    readonly because: string;
    readonly expressionSha256: string;
    readonly inputs: Readonly<Record<string, unknown>>;
  };
}
