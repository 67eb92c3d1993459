// Writes src/time/data/zones.json: when the clocks of each zone change, after the time zone data of the Node that runs this.
//
//   node scripts/generate-zones.mjs
//
// `src/time/zone-table.ts` goes by it only under a Node with the same data.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const { Temporal } = createRequire(import.meta.url)("temporal-polyfill");
const [from, to] = ["2025-01-01T00:00:00Z", "2037-01-01T00:00:00Z"].map((text) => Date.parse(text) / 1000);

/** The offset at the beginning, then each moment at which it changes and what it is from there on. */
function runsOf(zone) {
  let at = Temporal.Instant.fromEpochMilliseconds(from * 1000).toZonedDateTimeISO(zone);
  const runs = [offsetOf(at)];
  for (;;) {
    const next = at.getTimeZoneTransition("next");
    const start = next === null ? to : Math.floor(next.epochMilliseconds / 1000);
    if (start >= to) return runs.join(" ");
    runs.push(start, offsetOf(next));
    at = next;
  }
}

function offsetOf(at) {
  return Math.round(at.offsetNanoseconds / 1e9);
}

const byRuns = new Map();
for (const zone of [...new Set([...Intl.supportedValuesOf("timeZone"), "UTC"])].sort()) {
  const runs = runsOf(zone);
  byRuns.set(runs, [...(byRuns.get(runs) ?? []), zone]);
}
const zones = [...byRuns].sort(([a], [b]) => (a < b ? -1 : 1)).map(([runs, names]) => [runs, names.join(" ")]);
const file = fileURLToPath(new URL("../src/time/data/zones.json", import.meta.url));
writeFileSync(file, `${JSON.stringify({ tz: process.versions.tz, from, to, zones }, null, 1)}\n`);
