import { type Privilege, privileges } from "../../facts/privilege";
import data from "../data/roles.json";

/** What the dated list says of one predefined role. */
export interface RoleFacts {
  readonly privilege: Privilege;
  /** Up to three of the permissions that make it so; none for `read`. */
  readonly because: readonly string[];
  /** Its permissions with which something may outlast a lease (`isKept`). */
  readonly kept: readonly string[];
  /** What it amounts to without the permissions to set policies. */
  readonly privilegeBesidePolicies: Privilege;
}

let table: ReadonlyMap<string, string> | undefined;
let permissions: readonly string[] = [];

/**
 * The line of a role: its name, the place of its class in `privileges`, two lists of permissions by number, and the place of its
 * class without `setIamPolicy` where that is another.
 */
function lineOf(role: string): string | undefined {
  if (!table) {
    permissions = data.permissions.split(" ");
    table = new Map(data.roles.map((line) => [`roles/${line.slice(0, line.indexOf(" "))}`, line]));
  }
  return table.get(role);
}

/** Permissions by number: `3,7-9`. */
function permissionsOf(numbers: string): string[] {
  if (numbers === "") return [];
  return numbers.split(",").flatMap((run) => {
    const [first = 0, last = first] = run.split("-").map(Number);
    return permissions.slice(first, last + 1);
  });
}

/** What is known of a predefined role; undefined for every other, which is unknown and never harmless. */
export function factsOfRole(role: string): RoleFacts | undefined {
  const [, position, because = "", kept = "", rest = position] = lineOf(role)?.split(" ") ?? [];
  const privilege = privileges[Number(position)];
  const privilegeBesidePolicies = privileges[Number(rest)];
  if (privilege === undefined || privilegeBesidePolicies === undefined) return undefined;
  return { privilege, because: permissionsOf(because), kept: permissionsOf(kept), privilegeBesidePolicies };
}
