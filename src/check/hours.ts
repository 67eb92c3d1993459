import type { Reporter } from "../diagnostics/report";
import type { Estate } from "../estate/types";
import { windowOf } from "../lease/window";
import { formatInstant } from "../time/instant";
import { withinHours } from "../time/recurring";

/** A lease lies wholly, extensions included, within the hours that its role names. */
export function hours(estate: Estate, report: Reporter): void {
  for (const grant of estate.grants.values()) {
    const { within } = grant.role.require;
    if (within.length === 0) continue;
    const window = windowOf(grant);
    if (!window || withinHours(window, within)) continue;
    report.report(
      "outside-hours",
      {
        grant: grant.name,
        role: grant.role.name,
        window: `${formatInstant(window.start)} to ${formatInstant(window.end)}`,
      },
      ["grants", grant.name, "start"],
    );
  }
}
