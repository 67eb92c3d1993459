import type { AccessFact, Permission } from "../facts/fact";

/** Does one access of a principal give anything of what the other gives? What is not known could. */
export function reaches(access: AccessFact, other: AccessFact): boolean {
  if (access.scope.cloud !== other.scope.cloud) return false;
  const [a, b] = [access.scope.container, other.scope.container];
  if (a !== undefined && b !== undefined && a !== b) return false;
  if (access.from.address === other.from.address) return true;
  if (access.permissions.length === 0 || other.permissions.length === 0) return true;
  return access.permissions.some((one) => other.permissions.some((two) => share(one, two)));
}

function share(a: Permission, b: Permission): boolean {
  if (a.except || b.except) return true;
  const wild = (action: string): boolean => /[*?]/.test(action);
  return a.actions.some((x) => b.actions.some((y) => x.toLowerCase() === y.toLowerCase() || wild(x) || wild(y)));
}
