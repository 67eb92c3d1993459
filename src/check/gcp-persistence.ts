import type { Reporter } from "../diagnostics/report";
import type { Estate, Role } from "../estate/types";
import { shortPermission } from "../gcp/sensitivity/permission";
import { isGcpPersistence, isLimitedByMayGrant } from "../gcp/sensitivity/persistence";
import { persistencePermissionsOf } from "../gcp/sensitivity/role";
import { isAwsAction } from "./persistence";

/** Roles on which GCP refuses conditions. Source: Google Cloud, "Overview of IAM Conditions", "Limits". */
const basicRoles = new Set(["roles/owner", "roles/editor", "roles/viewer"]);

/** Law 9 on GCP, where no guard can deny: what could outlive a lease is opened by name, limited, or refused. */
export function gcpPersistence(estate: Estate, report: Reporter): void {
  const known = new Map<string, readonly string[] | undefined>();
  const permissionsOf: PermissionsOf = (gcpRole) => {
    if (!known.has(gcpRole)) known.set(gcpRole, persistencePermissionsOf(gcpRole));
    return known.get(gcpRole);
  };
  for (const role of estate.roles.values()) {
    if (role.gcp) ofRole(role, role.gcp, permissionsOf, report);
    allowedPermissions(role, permissionsOf, report);
  }
}

/** The persistence permissions of a GCP role; undefined where the data does not know it. */
type PermissionsOf = (gcpRole: string) => readonly string[] | undefined;

function ofRole(role: Role, gcp: NonNullable<Role["gcp"]>, permissionsOf: PermissionsOf, report: Reporter): void {
  const path = ["roles", role.name, "gcp"];
  const open = new Set(role.persistence.kind === "allow" ? role.persistence.actions.map(shortPermission) : []);
  let grantsNothing = true;
  for (const [position, gcpRole] of gcp.roles.entries()) {
    const at = [...path, "roles", position];
    if (basicRoles.has(gcpRole)) {
      report.report("gcp-basic-role", { role: role.name, gcpRole }, at);
      grantsNothing = false;
      continue;
    }
    const held = permissionsOf(gcpRole);
    if (!held) {
      report.report("persistence-indeterminate", { role: role.name, gcpRole }, at);
      grantsNothing = false;
      continue;
    }
    if (held.some(isLimitedByMayGrant)) grantsNothing = false;
    const permissions = held.filter((permission) => !open.has(shortPermission(permission)));
    const others = permissions.filter((permission) => !isLimitedByMayGrant(permission));
    if (permissions.length === 0) continue;
    if (!gcp.mayGrant) {
      report.report("gcp-persistence", { role: role.name, gcpRole, permissions, mayGrant: others.length === 0 }, at);
    } else if (others.length > 0) {
      report.report("may-grant-not-enough", { role: role.name, gcpRole, permissions: others }, at);
    }
  }
  if (gcp.mayGrant && grantsNothing) {
    report.report("may-grant-without-use", { role: role.name, roles: gcp.roles }, [...path, "mayGrant"]);
  }
}

/** Of `persistence.allow`, the permissions of GCP: each is held by a role that is leased or may be granted, as far as can be told. */
function allowedPermissions(role: Role, permissionsOf: PermissionsOf, report: Reporter): void {
  if (role.persistence.kind !== "allow") return;
  const roles = [...(role.gcp?.roles ?? []), ...(role.gcp?.mayGrant ?? [])].map(permissionsOf);
  const held = new Set(roles.flatMap((permissions) => permissions ?? []).map(shortPermission));
  const unknown = roles.some((permissions) => permissions === undefined);
  for (const [position, action] of role.persistence.actions.entries()) {
    if (isAwsAction(action) || /[*?]/.test(action)) continue;
    const path = ["roles", role.name, "persistence", "allow", position];
    if (!isGcpPersistence(action)) {
      report.report("persistence-allow-not-persistence", { role: role.name, action }, path);
    } else if (!unknown && !held.has(shortPermission(action))) {
      report.report("persistence-allow-not-held", { role: role.name, action }, path);
    }
  }
}
