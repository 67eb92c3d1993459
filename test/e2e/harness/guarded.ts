import type { AwsAccount, Holdings } from "./aws-api";

/** What the guard's inline policy is called, on every lease role. */
const guardName = "leasehold-guard";

/** What one look at an account found. */
export interface Look {
  /** Roles below the path, and those among them that hold a permission. */
  readonly roles: number;
  readonly permitted: number;
  /** Names of roles that hold a permission without their guard. */
  readonly unguarded: readonly string[];
}

/** Looks at every role below a path: does any hold a permission (attached, or inline and not the guard) without its guard? */
export async function lookForUnguarded(account: AwsAccount, path: string): Promise<Look> {
  const roles = await account.holdings(path);
  const permitted = roles.filter(holdsPermission);
  return {
    roles: roles.length,
    permitted: permitted.length,
    unguarded: permitted.filter((role) => !isGuarded(role)).map((role) => role.name),
  };
}

function holdsPermission(role: Holdings): boolean {
  return role.attached.length > 0 || [...role.inline.keys()].some((name) => name !== guardName);
}

/** The guard is there and denies everything at some time: an empty document of the right name would not do. */
function isGuarded(role: Holdings): boolean {
  const guard = JSON.stringify(role.inline.get(guardName) ?? {});
  return guard.includes('"Deny"') && guard.includes("aws:CurrentTime");
}
