import type { Instant } from "./instant";
import type { Window } from "./window";
import { isTabled, tabledSegments, type ZoneSegment } from "./zone-table";

/**
 * Why a text does not name a zone of the IANA database, or undefined. Loads nothing. Offsets such as `+01:00`, which only some
 * versions of Node take, are not names.
 */
export function zoneFault(zone: string): string | undefined {
  if (isTabled(zone)) return undefined;
  const fault = `there is no time zone "${zone.slice(0, 80)}": write an IANA name such as \`Europe/Berlin\` or \`UTC\``;
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(zone)) return fault;
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return undefined;
  } catch {
    return fault;
  }
}

/** A zone's segments found so far; few, since a zone changes its offset about twice a year. */
const known = new Map<string, ZoneSegment[]>();

function segmentAt(zone: string, instant: Instant): ZoneSegment {
  const segments = known.get(zone) ?? [];
  known.set(zone, segments);
  const found = segments.find(({ start, end }) => start <= instant && instant < end);
  if (found) return found;
  // Required here, because only estates that limit hours need it, and it takes 25 ms to load.
  const { Temporal } = require("temporal-polyfill") as typeof import("temporal-polyfill");
  const at = Temporal.Instant.fromEpochMilliseconds(instant * 1000).toZonedDateTimeISO(zone);
  // "previous" looks strictly before a moment, so it is asked from the second after.
  const previous = at.add({ seconds: 1 }).getTimeZoneTransition("previous");
  const next = at.getTimeZoneTransition("next");
  const segment = {
    start: previous ? Math.floor(previous.epochMilliseconds / 1000) : Number.NEGATIVE_INFINITY,
    end: next ? Math.floor(next.epochMilliseconds / 1000) : Number.POSITIVE_INFINITY,
    offset: Math.round(at.offsetNanoseconds / 1e9),
  };
  segments.push(segment);
  return segment;
}

/**
 * A window cut where the zone's clocks are set forward or back, in order.
 * @throws RangeError when the zone is unknown (see `zoneFault`)
 */
export function zoneSegments(zone: string, window: Window): readonly ZoneSegment[] {
  return tabledSegments(zone, window) ?? askedSegments(zone, window);
}

/** The segments as `Intl` knows them, without the table. */
export function askedSegments(zone: string, window: Window): readonly ZoneSegment[] {
  const cut: ZoneSegment[] = [];
  for (let start = window.start; start < window.end; ) {
    const segment = segmentAt(zone, start);
    const end = Math.min(segment.end, window.end);
    cut.push({ start, end, offset: segment.offset });
    start = end;
  }
  return cut;
}
