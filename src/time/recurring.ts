import type { Instant } from "./instant";
import { TimeSet } from "./time-set";
import type { Window } from "./window";
import { zoneSegments } from "./zone";

export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

export type Weekday = (typeof weekdays)[number];

/** Hours that come again every week in a named zone; `from` and `to` are minutes after local midnight, half open. */
export interface RecurringHours {
  readonly days: readonly Weekday[];
  readonly from: number;
  readonly to: number;
  /** An IANA name, such as `Europe/Berlin`. */
  readonly zone: string;
}

const secondsOfDay = 86_400;

/** Reads `07:00` as minutes after midnight; `24:00` is the end of the day. */
export function parseClockTime(text: string): { readonly minutes: number } | { readonly fault: string } {
  const match = /^([0-9]{2}):([0-9]{2})$/.exec(text);
  const minutes = match ? Number(match[1]) * 60 + Number(match[2]) : Number.NaN;
  if (!match || Number(match[2]) > 59 || minutes > 1440) {
    return { fault: "this is not a time of day: write it like `07:00`, from `00:00` to `24:00`" };
  }
  return { minutes };
}

/** Minutes after midnight as `07:00`. */
export function formatClockTime(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/** The weekday of a day counted from 1970-01-01, a Thursday. */
function weekdayOf(day: number): Weekday {
  return weekdays[(((day + 3) % 7) + 7) % 7] ?? "mon";
}

/**
 * The moments of a window at which a clock on the wall of the zone shows one of the hours. Where the clock is set back, the
 * hours that come twice count twice; hours that the clock skips are never.
 */
export function hoursWithin(window: Window, hours: RecurringHours): TimeSet {
  const found: { start: Instant; end: Instant }[] = [];
  for (const { start, end, offset } of zoneSegments(hours.zone, window)) {
    const first = Math.floor((start + offset) / secondsOfDay);
    const last = Math.floor((end - 1 + offset) / secondsOfDay);
    for (let day = first; day <= last; day += 1) {
      if (!hours.days.includes(weekdayOf(day))) continue;
      const midnight = day * secondsOfDay - offset;
      found.push({
        start: Math.max(start, midnight + hours.from * 60),
        end: Math.min(end, midnight + hours.to * 60),
      });
    }
  }
  return TimeSet.of(...found);
}

/** Whether the whole window lies within the union of the hours; without hours nothing does. */
export function withinHours(window: Window, hours: readonly RecurringHours[]): boolean {
  let allowed = TimeSet.empty;
  for (const one of hours) allowed = allowed.union(hoursWithin(window, one));
  return TimeSet.of(window).within(allowed);
}
