import type { Finding } from "../rules/finding";
import type { Difference } from "./change";
import type { PlannedChange } from "./planned";
import type { RequirementOutcome } from "./requirement";

/** What a review comes to. */
export interface ReviewOutcome {
  /** Absent where the base is empty, or where the head is not governed: then there is nothing to compare. */
  readonly difference?: Difference;
  readonly requirements: readonly RequirementOutcome[];
  /** There is a base, and every requirement is met. Errors among the findings are another matter. */
  readonly met: boolean;
  /** One for each plan that was given. */
  readonly plans: readonly PlannedChange[];
  readonly findings: readonly Finding[];
}
