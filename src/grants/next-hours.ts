import type { Seconds } from "../time/duration";
import type { Instant } from "../time/instant";
import { hoursWithin, type RecurringHours } from "../time/recurring";
import { TimeSet } from "../time/time-set";
import type { Window } from "../time/window";

/** Hours come again every week; two, and the lease's own length, hold every stretch that there is. */
const fortnight = 14 * 86_400;

/**
 * When a lease could first begin so that the whole of it lies within the hours, from a moment on, and until when it could begin
 * then. Undefined where the hours are never so long.
 */
export function nextWithin(hours: readonly RecurringHours[], ttl: Seconds, now: Instant): Window | undefined {
  const ahead = { start: now, end: now + fortnight + ttl };
  let open = TimeSet.empty;
  for (const one of hours) open = open.union(hoursWithin(ahead, one));
  const fitting = open.intervals.find(({ start, end }) => end - start >= ttl);
  return fitting && { start: fitting.start, end: fitting.end - ttl };
}
