import { humanDuration } from "../../time/duration";
import { formatInstant, type Instant } from "../../time/instant";
import type { Window } from "../../time/window";
import { zoneSegments } from "../../time/zone";

const weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];

/** A moment as clocks show it. */
interface Shown {
  /** `Mon 2026-11-23` */
  readonly day: string;
  /** `09:00`, with the seconds only where there are any. */
  readonly time: string;
}

/** `Mon 2026-11-23 09:00 UTC`, and in a zone besides: `(10:00 Europe/Berlin)`. */
export function momentText(instant: Instant, zone: string | undefined): string {
  const utc = shown(instant, 0);
  const there = zone === undefined ? undefined : shown(instant, offsetAt(zone, instant));
  const besides = there === undefined ? "" : ` (${there.day === utc.day ? "" : `${there.day} `}${there.time} ${zone})`;
  return `${utc.day} ${utc.time} UTC${besides}`;
}

/** `Mon 2026-11-23 09:00 to 10:30 UTC (10:00 to 11:30 Europe/Berlin)`. */
export function windowText(window: Window, zone: string | undefined): string {
  const first = shown(window.start, 0);
  const utc = `${first.day} ${first.time} to ${then(first, shown(window.end, 0))} UTC`;
  if (zone === undefined) return utc;
  const there = shown(window.start, offsetAt(zone, window.start));
  const last = shown(window.end, offsetAt(zone, window.end));
  return `${utc} (${then(first, there)} to ${then(there, last)} ${zone})`;
}

/** How long a window is: `1 h 30 min`. */
export function lengthText({ start, end }: Window): string {
  return humanDuration(end - start);
}

/** The day is said again only where it is another. */
function then(before: Shown, { day, time }: Shown): string {
  return day === before.day ? time : `${day} ${time}`;
}

function shown(instant: Instant, offset: number): Shown {
  const text = formatInstant(instant + offset);
  const weekday = weekdays[Math.floor((instant + offset) / 86_400) % 7] ?? "";
  const time = text.slice(11, 19);
  return { day: `${weekday} ${text.slice(0, 10)}`, time: time.endsWith(":00") ? time.slice(0, 5) : time };
}

function offsetAt(zone: string, instant: Instant): number {
  return zoneSegments(zone, { start: instant, end: instant + 1 })[0]?.offset ?? 0;
}
