import { shortPermission } from "./permission";

/**
 * Law 9's list for GCP, which has no guard: permissions with which a holder could outlive the lease. Keys of service accounts
 * and HMAC keys, tokens in another's name, acting as a service account, SSH keys in metadata, and policies.
 */
const persistence: readonly RegExp[] = [
  /^iam\.(serviceAccountKeys\.(create|enable|undelete)|serviceAccountApiKeyBindings\.(create|undelete))$/,
  /^storage\.hmacKeys\.(create|update)$/,
  /^iam\.serviceAccounts\.(getAccessToken|getOpenIdToken|implicitDelegation|signBlob|signJwt|actAs)$/,
  /^container\.serviceAccounts\.createToken$/,
  /^compute\.(instances\.setMetadata|projects\.setCommonInstanceMetadata)$/,
  /\.setIamPolicy$/,
];

/** Whether a lease that holds the permission could prolong itself, or leave access behind (DESIGN, law 9). */
export function isGcpPersistence(permission: string): boolean {
  const short = shortPermission(permission);
  return persistence.some((pattern) => pattern.test(short));
}

/** Whether `gcp.mayGrant` limits the permission, so that it need not be allowed. */
export function isLimitedByMayGrant(permission: string): boolean {
  return permission.endsWith(".setIamPolicy");
}
