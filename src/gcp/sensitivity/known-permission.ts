import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Privilege } from "../../facts/privilege";
import { privilegeOfKnownPermission } from "./permission";

let names: ReadonlySet<string> | undefined;

/** What one permission amounts to; undefined for a name that the dated list lacks, which is never taken for harmless. */
export function privilegeOfGcpPermission(permission: string): Privilege | undefined {
  // Unpacked at the first call (about 5 ms): only plans with custom roles need it.
  names ??= new Set(
    gunzipSync(readFileSync(join(__dirname, "..", "data", "permissions.txt.gz")))
      .toString("utf8")
      .split("\n"),
  );
  return names.has(permission) ? privilegeOfKnownPermission(permission) : undefined;
}
