import type { Instant } from "../../time/instant";
import { zoneSegments } from "../../time/zone";
import type { PageLease, PageZone } from "./data";

const year = 366 * 86_400;

/** A zone's offsets for all that the page may show: a year round now, and every lease. */
export function zoneOf(name: string, now: Instant, leases: readonly PageLease[]): PageZone {
  let start = Math.max(0, now - year);
  let end = now + year;
  for (const lease of leases) {
    if (lease.start !== undefined && lease.start < start) start = lease.start;
    if (lease.end !== undefined && lease.end > end) end = lease.end;
  }
  const offsets: [Instant, number][] = [];
  for (const segment of zoneSegments(name, { start, end: end + 1 })) {
    if (offsets.at(-1)?.[1] !== segment.offset) offsets.push([segment.start, segment.offset]);
  }
  return { name, offsets };
}
