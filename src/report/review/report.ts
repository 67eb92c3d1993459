import type { ReviewOutcome } from "../../review/outcome";
import type { Pull } from "../../review/pull";
import type { Judgement } from "../judgement";

/** All that a review has to say. */
export interface ReviewReport {
  readonly judgement: Judgement;
  readonly outcome: ReviewOutcome;
  readonly pull?: Pull;
  /** An IANA name, in which times are shown beside UTC. */
  readonly zone?: string;
}
