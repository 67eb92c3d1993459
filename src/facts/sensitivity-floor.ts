import type { Sensitivity } from "../estate/types";
import type { Privilege } from "./privilege";

/** The least sensitivity that a privilege allows a role to claim (DESIGN §5). */
export const sensitivityFloors: Readonly<Record<Privilege, Sensitivity>> = {
  administrative: "critical",
  escalation: "high",
  "credential-exposure": "high",
  data: "moderate",
  write: "moderate",
  read: "low",
};

const levels: readonly Sensitivity[] = ["low", "moderate", "high", "critical"];

/** Whether a role that calls itself so is less sensitive than its privilege allows. */
export function understates(said: Sensitivity, privilege: Privilege): boolean {
  return levels.indexOf(said) < levels.indexOf(sensitivityFloors[privilege]);
}
