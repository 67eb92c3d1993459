import { driftOf } from "../../terraform/plan/drift";
import type { Plan } from "../../terraform/plan/plan";
import type { Found } from "../found";
import { foundIn } from "./state";

/** What a plan's refresh found, before anything that the plan is to do; meant for plans made with `-refresh-only`. */
export function foundInPlan(file: string, plan: Plan): readonly Found[] {
  return foundIn("plan", file, driftOf(plan));
}
