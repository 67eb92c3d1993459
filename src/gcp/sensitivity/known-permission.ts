import type { Privilege } from "../../facts/privilege";
import { privilegeOfKnownPermission } from "./permission";
import { unpackedLines } from "./unpacked";

let names: ReadonlySet<string> | undefined;

/** What one permission amounts to; undefined for a name that the dated list lacks, which is never taken for harmless. */
export function privilegeOfGcpPermission(permission: string): Privilege | undefined {
  // Unpacked at the first call (about 5 ms): only plans with custom roles need it.
  names ??= new Set(unpackedLines("permissions.txt.gz"));
  return names.has(permission) ? privilegeOfKnownPermission(permission) : undefined;
}
