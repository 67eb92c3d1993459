import { awsResiduals } from "../aws/residuals";
import type { Reporter } from "../diagnostics/report";
import type { Estate, Role } from "../estate/types";
import { gcpResiduals } from "../gcp/residuals";
import { residualText } from "../lease/residual";

/** Law 1: what the cloud cannot end is said, once for each role. */
export function residuals(estate: Estate, report: Reporter): void {
  const known = new Map<string, readonly string[]>();
  for (const role of estate.roles.values()) {
    const key = entitlementOf(role);
    const said = known.get(key) ?? residualsOf(role);
    known.set(key, said);
    if (said.length > 0) report.report("residuals", { role: role.name, residuals: said }, ["roles", role.name]);
  }
}

function residualsOf(role: Role): readonly string[] {
  const found = [...(role.aws ? awsResiduals(role) : []), ...(role.gcp ? gcpResiduals(role) : [])];
  return found.map(residualText);
}

/** All of a role that says what outlives its leases; the same comes again in thousands of roles. */
function entitlementOf({ aws, gcp, persistence, isolation }: Role): string {
  return JSON.stringify([
    aws && [aws.statements.map(({ actions, conditions }) => [actions, conditions]), aws.managedPolicies],
    gcp && [gcp.roles, gcp.mayGrant],
    persistence,
    isolation,
  ]);
}
