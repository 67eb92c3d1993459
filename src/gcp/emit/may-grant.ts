import type { Reporter } from "../../diagnostics/report";
import type { Role } from "../../estate/types";
import { shortPermission } from "../sensitivity/permission";
import { isGcpPersistence, isLimitedByMayGrant } from "../sensitivity/persistence";
import { persistencePermissionsOf } from "../sensitivity/role";

/**
 * Law 9: `mayGrant` is no limit where it lists a role that the lease itself holds, or one with a persistence permission that the
 * role does not open; whoever grants that to itself has it for good. Setting policies is never opened so.
 */
export function checkMayGrant(role: Role, reporter: Reporter): void {
  const { mayGrant = [], roles = [] } = role.gcp ?? {};
  const open = new Set(role.persistence.kind === "allow" ? role.persistence.actions.map(shortPermission) : []);
  const isNoLimit = (permission: string): boolean =>
    isLimitedByMayGrant(permission) || (isGcpPersistence(permission) && !open.has(shortPermission(permission)));
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
    } else if (held.some(isNoLimit)) {
      const because = `it holds ${held.find(isLimitedByMayGrant) ?? held.find(isNoLimit)}`;
      reporter.report("gcp-may-grant-no-limit", { role: role.name, granted, because }, path);
    }
  }
}
