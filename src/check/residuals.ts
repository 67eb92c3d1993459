import { awsResiduals } from "../aws/residuals";
import type { Reporter } from "../diagnostics/report";
import type { Estate } from "../estate/types";
import { gcpResiduals } from "../gcp/residuals";
import { atWorst, type Residual } from "../lease/residual";

/** Law 1: what the cloud cannot end is said, once for each role. */
export function residuals(estate: Estate, report: Reporter): void {
  for (const role of estate.roles.values()) {
    const found: readonly Residual[] = [
      ...(role.aws ? awsResiduals(role) : []),
      ...(role.gcp ? gcpResiduals(role) : []),
    ];
    if (found.length === 0) continue;
    const said = found.map((residual) => `${residual.what} (${residual.because}; at worst ${atWorst(residual)})`);
    report.report("residuals", { role: role.name, residuals: said }, ["roles", role.name]);
  }
}
