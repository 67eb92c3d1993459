import { graver, type Privilege } from "../../facts/privilege";
import tags from "../data/risk-tags.json";
import { looking, overlay, readingVerbs } from "./overlay";

const tagged: readonly (readonly [Privilege, ReadonlySet<string>])[] = [
  ["escalation", new Set(tags.PrivEsc)],
  ["credential-exposure", new Set(tags.CredentialExposure)],
  ["data", new Set(tags.DataAccess)],
];

/** A permission with its service written short: `iam.workloadIdentityPools.create`. */
export function shortPermission(permission: string): string {
  return permission.replace(/^([a-z0-9-]+)\.googleapis\.com\//, "$1.");
}

function onlyLooks(short: string): boolean {
  const verb = /^[a-z]+/.exec(short.slice(short.lastIndexOf(".") + 1))?.[0];
  return (verb !== undefined && readingVerbs.has(verb)) || looking.some((pattern) => pattern.test(short));
}

/**
 * What one permission amounts to: the gravest that the risk tags and the reviewed overlay say, else `read` where its verb only
 * looks, else `write`. It must be one that Google has: nothing is known of a name that does not exist.
 */
export function privilegeOfKnownPermission(permission: string): Privilege {
  const short = shortPermission(permission);
  let found: Privilege = onlyLooks(short) ? "read" : "write";
  for (const [privilege, permissions] of tagged) {
    if (permissions.has(permission)) found = graver(found, privilege);
  }
  for (const { privilege, permissions } of overlay) {
    if (permissions.some((pattern) => pattern.test(short))) found = graver(found, privilege);
  }
  return found;
}
