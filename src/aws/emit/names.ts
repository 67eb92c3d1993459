import { hash } from "node:crypto";
import type { Estate } from "../../estate/types";

/** IAM's limits on names, in characters. */
export const nameLimits = { role: 64, policy: 128, profile: 255 } as const;

/** The name of every guard, on every lease role; constant, so that whoever reads an account knows it. */
export const guardName = "leasehold-guard";

/** A name that fits: as it is, or cut and ended by a hash of all of it. */
export function fitting(name: string, limit: number): string {
  if (name.length <= limit) return name;
  const end = shortHash(name);
  return `${name.slice(0, limit - end.length - 1)}-${end}`;
}

/** The first ten hexadecimal digits of the text's SHA-256: enough that names cut alike stay apart. */
export function shortHash(text: string): string {
  return hash("sha256", text, "hex").slice(0, 10);
}

/** Where and under what names an estate's roles and policies stand in an account. */
export interface Naming {
  /** `/leasehold/acme/` */
  readonly path: string;
  role(grant: string): string;
  /** The policy of a role; `part` counts from 1, when one policy cannot hold it. */
  rolePolicy(role: string, part: number): string;
  /** The policy of one grant: its task, or fewer actions. */
  grantPolicy(grant: string, part: number): string;
}

export function namingOf(estate: Pick<Estate, "name" | "policy">): Naming {
  const stem = `${estate.policy.prefix}-${estate.name}`;
  return {
    path: `/${estate.policy.prefix}/${estate.name}/`,
    role: (grant) => fitting(`${stem}-${grant}`, nameLimits.role),
    // Declared names hold no "_", so that what stands behind one cannot be mistaken for another's name.
    rolePolicy: (role, part) => fitting(`${stem}-${role}${suffix(part)}`, nameLimits.policy),
    grantPolicy: (grant, part) => fitting(`${stem}-grant_${grant}${suffix(part)}`, nameLimits.policy),
  };
}

/** What follows the name of the second and any further part: `_2`. */
export function suffix(part: number): string {
  return part > 1 ? `_${part}` : "";
}
