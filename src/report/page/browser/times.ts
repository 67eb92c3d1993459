import type { PageZone } from "../data";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

const two = (value: number): string => String(value).padStart(2, "0");

/** A moment by a clock that is so many seconds east of UTC. */
function clock(instant: number, offset: number): Date {
  return new Date((instant + offset) * 1000);
}

function time(at: Date): string {
  const seconds = at.getUTCSeconds();
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}${seconds === 0 ? "" : `:${two(seconds)}`}`;
}

function date(at: Date): string {
  return `${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
}

/** Seconds east of UTC in a zone at a moment. */
export function offsetAt({ offsets }: PageZone, instant: number): number {
  let found = offsets[0]?.[1] ?? 0;
  for (const [from, offset] of offsets) if (from <= instant) found = offset;
  return found;
}

/** `Mon 23 Nov 2026, 09:30`. */
export function moment(instant: number, offset = 0): string {
  const at = clock(instant, offset);
  return `${weekdays[at.getUTCDay()]} ${date(at)}, ${time(at)}`;
}

/** `23 Nov 2026, 09:00–10:30`; the day comes again only where it is another one. */
export function span(start: number, end: number, from = 0, to = from): string {
  const first = clock(start, from);
  const last = clock(end, to);
  const sameDay = date(first) === date(last);
  return `${date(first)}, ${time(first)}–${sameDay ? time(last) : `${date(last)}, ${time(last)}`}`;
}

/** A window in UTC and, where there is one, in the zone. */
export function windowTexts(start: number, end: number, zone: PageZone | undefined): string[] {
  const texts = [`${span(start, end)} UTC`];
  if (zone) texts.push(`${span(start, end, offsetAt(zone, start), offsetAt(zone, end))} ${zone.name}`);
  return texts;
}

/** A length of time in its two largest units: `1 h 30 min`, `7 d`. */
export function length(seconds: number): string {
  const parts = [
    [Math.floor(seconds / day), "d"],
    [Math.floor((seconds % day) / hour), "h"],
    [Math.floor((seconds % hour) / minute), "min"],
    [seconds % minute, "s"],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  if (first < 0) return "0 s";
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(" ");
}

/** A part of time that the time line shows. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface Tick {
  readonly at: number;
  readonly text: string;
}

const steps = [
  hour,
  2 * hour,
  3 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  7 * day,
  14 * day,
  30 * day,
  91 * day,
  365 * day,
];

/** Round moments of a range in UTC, at most so many. */
export function ticks({ start, end }: Range, most: number): Tick[] {
  const step = steps.find((one) => (end - start) / one <= most) ?? Math.ceil((end - start) / most / day) * day;
  const found: Tick[] = [];
  for (let at = Math.ceil(start / step) * step; at < end; at += step) {
    const shown = clock(at, 0);
    const dayText = `${shown.getUTCDate()} ${months[shown.getUTCMonth()]}`;
    const midnight = at % day === 0;
    found.push({
      at,
      text:
        step >= 91 * day
          ? `${months[shown.getUTCMonth()]} ${shown.getUTCFullYear()}`
          : midnight
            ? dayText
            : time(shown),
    });
  }
  return found;
}
