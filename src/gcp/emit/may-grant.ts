import type { Reporter } from "../../diagnostics/report";
import type { Role } from "../../estate/types";
import { isLimitedByMayGrant } from "../sensitivity/persistence";
import { persistencePermissionsOf } from "../sensitivity/role";

/**
 * Law 9: `mayGrant` is no limit where it lists a role that the lease itself holds, or one that sets policies; whoever grants
 * that to itself has it for good.
 */
export function checkMayGrant(role: Role, reporter: Reporter): void {
  const { mayGrant = [], roles = [] } = role.gcp ?? {};
  for (const [position, granted] of mayGrant.entries()) {
    const path = ["roles", role.name, "gcp", "mayGrant", position];
    const held = persistencePermissionsOf(granted);
    if (roles.includes(granted)) {
      reporter.report(
        "gcp-may-grant-no-limit",
        { role: role.name, granted, because: "the lease itself is of it" },
        path,
      );
    } else if (held === undefined) {
      reporter.report("gcp-may-grant-indeterminate", { role: role.name, granted }, path);
    } else if (held.some(isLimitedByMayGrant)) {
      const because = `it holds ${held.find(isLimitedByMayGrant)}`;
      reporter.report("gcp-may-grant-no-limit", { role: role.name, granted, because }, path);
    }
  }
}
