import type { Configured } from "../../configured";
import type { Answer, Planned, PlanRequest } from "../../protocol/provider";
import { planKept } from "./plan-kept";
import { planNew } from "./plan-new";

/** What a lease will be: made, kept or changed, or gone. Nothing of the estate is asked of one that goes. */
export function planGrant({ config, prior, proposed }: PlanRequest, configured: Configured): Answer<Planned> {
  if (config === null || proposed === null) return { told: [], result: { planned: null } };
  return prior === null ? planNew(config, configured) : planKept({ config, prior }, configured);
}
