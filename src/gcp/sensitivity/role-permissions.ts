import { shortPermission } from "./permission";
import { unpackedLines } from "./unpacked";

let names: readonly string[] = [];
let lines: ReadonlyMap<string, string> | undefined;

/**
 * All permissions of a predefined role, services written short (`iam.roles.get`). Undefined for custom roles and for names that
 * the dated list lacks: what those hold is not known.
 */
export function permissionsOfRole(role: string): ReadonlySet<string> | undefined {
  if (!lines) {
    names = unpackedLines("permissions.txt.gz");
    lines = new Map(
      unpackedLines("role-permissions.txt.gz").map((line) => {
        const space = line.indexOf(" ");
        return [`roles/${line.slice(0, space)}`, line.slice(space + 1)];
      }),
    );
  }
  const line = lines.get(role);
  if (line === undefined) return undefined;
  const held = new Set<string>();
  let place = 0;
  for (const run of line.split(",")) {
    const [step = 0, more = 0] = run.split("-").map(Number);
    place += step;
    for (const name of names.slice(place, place + more + 1)) held.add(shortPermission(name));
    place += more;
  }
  return held;
}
