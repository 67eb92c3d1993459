/** Nanoseconds, which is what a timestamp and a duration of CEL are exact to. */
export type Nanoseconds = bigint;

export const second: Nanoseconds = 1_000_000_000n;

const timestamp =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,9}))?(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))$/;

/** The midnight of a day in UTC; undefined where the calendar lacks it. */
function midnight(year: number, month: number, day: number): Nanoseconds | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || year < 1) return undefined;
  return BigInt(date.getTime()) * 1_000_000n;
}

/**
 * A timestamp of CEL as nanoseconds since 1970: RFC 3339 with an offset, fractions to the nanosecond, years 1 to 9999. Undefined
 * for all that a stricter or a more lenient reader could take for another moment, leap seconds among them.
 */
export function parseTimestamp(text: string): Nanoseconds | undefined {
  const match = timestamp.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, seconds, fraction = "", sign, offsetHour = "0", offsetMinute = "0"] = match;
  const start = midnight(Number(year), Number(month), Number(day));
  if (start === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(seconds) > 59) return undefined;
  if (Number(offsetHour) > 23 || Number(offsetMinute) > 59) return undefined;
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * 60 * (sign === "-" ? -1 : 1);
  const ofDay = Number(hour) * 3600 + Number(minute) * 60 + Number(seconds) - offset;
  return start + BigInt(ofDay) * second + BigInt(fraction.padEnd(9, "0"));
}

/** A day of Google's `date("2027-02-01")`: its midnight in UTC. Undefined where the calendar lacks it. */
export function parseDay(text: string): Nanoseconds | undefined {
  const match = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  return match ? midnight(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
}

const units: Readonly<Record<string, Nanoseconds>> = {
  h: 3600n * second,
  m: 60n * second,
  s: second,
  ms: 1_000_000n,
  us: 1_000n,
  µs: 1_000n,
  ns: 1n,
};
const durationPart = /([0-9]{1,18})(?:\.([0-9]{1,9}))?(h|ms|m|s|us|µs|ns)/y;

/** A duration of CEL as nanoseconds: `3600s`, `1h30m`, `-1.5h`. Undefined for whatever is not surely one. */
export function parseCelDuration(text: string): Nanoseconds | undefined {
  const body = text.replace(/^[+-]/, "");
  let total = 0n;
  let at = 0;
  while (at < body.length || at === 0) {
    durationPart.lastIndex = at;
    const match = durationPart.exec(body);
    const unit = units[match?.[3] ?? ""];
    if (!match || unit === undefined) return undefined;
    total += BigInt(match[1] ?? 0) * unit + (BigInt((match[2] ?? "").padEnd(9, "0")) * unit) / second;
    at = durationPart.lastIndex;
  }
  return text.startsWith("-") ? -total : total;
}

/** The first moment of a year in UTC; years outside 1 to 9999 count as the next one within or after them. */
export function startOfYear(year: bigint): Nanoseconds {
  const within = year < 0n ? 0 : year > 10_000n ? 10_000 : Number(year);
  const date = new Date(0);
  date.setUTCFullYear(within, 0, 1);
  return BigInt(date.getTime()) * 1_000_000n;
}
