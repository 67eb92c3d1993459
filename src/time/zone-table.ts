import table from "./data/zones.json";
import type { Instant } from "./instant";
import type { Window } from "./window";

// What is asked of `Intl` first costs a process 20 ms, and most estates limit hours in one zone, in the years around now. The
// table is what `Intl` says where both go by the same edition of the time zone data; elsewhere nothing is taken from it.

/** A run of time in which a zone's clocks differ from UTC by one offset, in seconds east. */
export interface ZoneSegment {
  readonly start: Instant;
  readonly end: Instant;
  readonly offset: number;
}

let runs: ReadonlyMap<string, string> | undefined;

function runsOf(zone: string): string | undefined {
  if (process.versions.tz !== table.tz) return undefined;
  runs ??= new Map(
    table.zones.flatMap(([offsets = "", names = ""]) => names.split(" ").map((name) => [name, offsets])),
  );
  return runs.get(zone);
}

/** Whether the zone is known to be one; `false` says nothing. */
export function isTabled(zone: string): boolean {
  return runsOf(zone) !== undefined;
}

/** A window cut where the zone's clocks are set forward or back, in order; undefined where the table does not say. */
export function tabledSegments(zone: string, window: Window): readonly ZoneSegment[] | undefined {
  const found = runsOf(zone);
  if (found === undefined || window.start < table.from || window.end > table.to) return undefined;
  const [first = 0, ...changes] = found.split(" ").map(Number);
  const cut: ZoneSegment[] = [];
  let offset = first;
  let start = window.start;
  for (let at = 0; at < changes.length && start < window.end; at += 2) {
    const change = changes[at] ?? 0;
    if (change > start) {
      const end = Math.min(change, window.end);
      cut.push({ start, end, offset });
      start = end;
    }
    offset = changes[at + 1] ?? offset;
  }
  if (start < window.end) cut.push({ start, end: window.end, offset });
  return cut;
}
