import type { Reporter } from "../diagnostics/report";
import type { Estate } from "../estate/types";
import { conditionFault } from "./auto-condition";
import { approversOf, positionIn } from "./people";

/** What is approved without a person: only machines that are eligible, never on critical roles, by a sound condition. */
export function automaticApproval(estate: Estate, report: Reporter): void {
  for (const role of estate.roles.values()) {
    const auto = role.approval?.auto;
    if (!auto) continue;
    const path = ["roles", role.name, "approval", "auto"];
    if (role.sensitivity === "critical") report.report("auto-on-critical", { role: role.name }, path);
    for (const [position, identity] of auto.for.entries()) {
      const at = [...path, "for", position];
      if (identity.kind !== "workload" && identity.kind !== "agent") {
        report.report("auto-not-machine", { role: role.name, identity: identity.name, kind: identity.kind }, at);
      } else if (positionIn(role.eligible, identity.name) === undefined) {
        report.report("auto-not-eligible", { role: role.name, identity: identity.name }, at);
      }
    }
    const fault = conditionFault(auto.when);
    if (fault !== undefined) report.report("auto-condition-invalid", { role: role.name, fault }, [...path, "when"]);
  }
}

/** The approvals that a grant records: none by its requester, and each by somebody who may. */
export function recordedApprovals(estate: Estate, report: Reporter): void {
  for (const { name, identity, role, approvals } of estate.grants.values()) {
    const sponsor = identity.kind === "agent" ? identity.sponsor : undefined;
    const steps = role.approval?.steps ?? [];
    for (const [position, { by }] of approvals.entries()) {
      const path = ["grants", name, "approvals", position, "by"];
      if (by.name === identity.name) report.report("self-approved", { grant: name, by: by.name }, path);
      else if (by.name === sponsor?.name) {
        report.report("self-approved", { grant: name, by: by.name, sponsored: identity.name }, path);
      } else if (steps.length > 0 && !steps.some(({ group }) => approversOf(group).has(by.name))) {
        report.report("approver-not-entitled", { grant: name, by: by.name, role: role.name }, path);
      }
    }
  }
}
