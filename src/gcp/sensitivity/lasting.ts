import { shortPermission } from "./permission";
import { isGcpPersistence } from "./persistence";

/** Permissions outside law 9's list whose use may also go on after a lease: sessions, database users, work set going. */
const lasting: readonly RegExp[] = [
  /^compute\.instances\.(osLogin|osAdminLogin)$/,
  /^iap\.tunnelInstances\.accessViaIAP$/,
  /^container\.pods\.(exec|attach|portForward)$/,
  /^(cloudsql\.instances\.login|alloydb\.users\.login|cloudsql\.instances\.connect|alloydb\.instances\.connect)$/,
  /^(cloudsql|alloydb)\.users\.(create|update)$/,
  /^datastore\.userCreds\.(create|update)$/,
  /^apikeys\.keys\.(create|getKeyString)$/,
  /^secretmanager\.versions\.access$/,
  /^iam\.(workloadIdentity|workforce)PoolProviders\.(create|update)$/,
  /^(compute\.instances\.create|run\.services\.create|cloudfunctions\.functions\.create|cloudscheduler\.jobs\.create|container\.(pods|deployments|cronJobs)\.create)$/,
  /^compute\.instances\.setMetadata$/,
];

/** Whether the data keep, role by role, that a role holds the permission: for law 9, or for a residual. */
export function isKept(permission: string): boolean {
  const short = shortPermission(permission);
  return isGcpPersistence(permission) || lasting.some((pattern) => pattern.test(short));
}
