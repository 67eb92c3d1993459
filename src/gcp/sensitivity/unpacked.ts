import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The lines of a packed file of `src/gcp/data`. What unpacks is loaded only here: few plans need it. */
export function unpackedLines(name: string): string[] {
  const { gunzipSync } = process.getBuiltinModule("node:zlib");
  return gunzipSync(readFileSync(join(__dirname, "..", "data", name)))
    .toString("utf8")
    .split("\n");
}
