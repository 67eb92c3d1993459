import type { Reporter } from "../diagnostics/report";
import type { Estate } from "../estate/types";
import { formatInstant, type Instant } from "../time/instant";

/** Reviews whose time has passed since the last one, or that were never made (timed). */
export function reviews(estate: Estate, report: Reporter, now: Instant): void {
  for (const role of estate.roles.values()) {
    if (!role.review) continue;
    const { every, last } = role.review;
    const path = ["roles", role.name, "review"];
    const owner = role.owners.entitlement ? `team "${role.owners.entitlement.name}"` : "the role's owner";
    if (last === undefined) report.report("review-overdue", { role: role.name, owner }, path);
    else if (last > now) report.report("review-ahead", { role: role.name, last: day(last) }, [...path, "last"]);
    else if (now > last + every) {
      report.report("review-overdue", { role: role.name, owner, due: day(last + every) }, [...path, "last"]);
    }
  }
}

function day(instant: Instant): string {
  return formatInstant(instant).slice(0, 10);
}
