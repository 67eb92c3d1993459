import type { Estate } from "../estate/types";
import { Declared } from "../expect/declared";
import type { Instant } from "../time/instant";
import type { ClaimsOf } from "./approval/claims";
import { judgeApprovals } from "./approval/judge";
import { requirementsOf } from "./approval/requirements";
import { differenceOf } from "./difference/difference";
import { approvalMissing, emptyBase, mostlyPast } from "./findings";
import type { ReviewOutcome } from "./outcome";
import { plannedChange, type ReviewedPlan } from "./planned";
import type { Pull } from "./pull";

/** What is reviewed, and what it is reviewed by. */
export interface ReviewInput {
  /** What the change is made from: all that decides comes from it (law 10). Absent where it declares nothing. */
  readonly base?: Estate;
  /** What would be merged; governed. */
  readonly head: Estate;
  /** Who wrote and who approved the change; without it nobody has. */
  readonly pull?: Pull;
  /** What Terraform would do. */
  readonly plans?: readonly ReviewedPlan[];
  /** What is verified of those who ask, for conditions of automatic approvals; without it nothing is. */
  readonly claims?: ClaimsOf;
  readonly now: Instant;
}

/** Reviews a change of the declaration: what it comes to, who has to approve it, and whether they did. */
export async function review({ base, head, pull, plans = [], claims, now }: ReviewInput): Promise<ReviewOutcome> {
  const declared = {
    head: new Declared(head),
    ...(base === undefined ? {} : { base: new Declared(base) }),
    now,
  };
  const planned = await Promise.all(plans.map((plan) => plannedChange(plan, declared)));
  const ofPlans = planned.flatMap(({ findings }) => findings);
  if (base === undefined) {
    return { requirements: [], met: false, plans: planned, findings: [emptyBase, ...ofPlans] };
  }
  const difference = differenceOf(base, head, { now });
  const asked = requirementsOf(difference.changes, base, head, pull);
  const requirements = judgeApprovals(asked, { base, head, pull, claims });
  return {
    difference,
    requirements,
    met: requirements.every(({ met }) => met),
    plans: planned,
    findings: [...approvalMissing(requirements), ...mostlyPast(difference.changes, now), ...ofPlans],
  };
}
