import { emptyModule } from "../configured";
import type { Landscape, ResourceInstance } from "../instance";
import { resolverOf } from "../references-resolve";
import type { Plan } from "./plan";

/**
 * What is there, as the refresh before a plan found it: what somebody changed or removed behind Terraform's back is so, and
 * nothing that the plan is to do is done. Of a refresh-only plan that is what it ends in; of any other, what it begins with:
 * Terraform writes both `prior_state` and each change's `before` after the refresh, and `resource_drift` only says how the state
 * was before that. A plan made with `-refresh=false` looks the same and tells what the state held; nothing in it says so.
 *
 * What stands in it has no configuration: values are what is there, not what is to be.
 */
export function driftOf(plan: Plan): Landscape {
  const there = plan.after.settled === true ? plan.after : plan.before;
  const instances = there.instances.map(asFound);
  return {
    moment: "after",
    instances,
    providers: there.providers,
    settled: true,
    resolve: resolverOf(emptyModule, instances, new Map()),
  };
}

function asFound({ configured: _, previousAddress: __, ...instance }: ResourceInstance): ResourceInstance {
  return { ...instance, change: "no-op", unknown: false };
}
