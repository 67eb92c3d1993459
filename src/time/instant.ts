/** A moment in whole seconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

const timestamp =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(\.[0-9]+)?(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))$/;
const date = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;

const firstYear = 1970;
/** A lease that starts in this year, and lasts as long as any duration, still ends in a year of four digits. */
const lastYear = 9899;
const lastInstant = Date.UTC(9999, 11, 31, 23, 59, 59) / 1000;

/** Midnight UTC of a day of the calendar, or why there is no such day. */
function midnight(
  year: number,
  month: number,
  day: number,
): { readonly instant: Instant } | { readonly fault: string } {
  if (year < firstYear || year > lastYear) return { fault: `the year lies between ${firstYear} and ${lastYear}` };
  if (month < 1 || month > 12) return { fault: `there is no month ${month}` };
  const milliseconds = Date.UTC(year, month - 1, day);
  const found = new Date(milliseconds);
  if (found.getUTCMonth() !== month - 1 || found.getUTCDate() !== day) {
    return { fault: `there is no day ${day} in month ${month} of ${year}` };
  }
  return { instant: milliseconds / 1000 };
}

function faultOf(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(text)) {
    return "a time needs an offset: end it with `Z` for UTC, or with one such as `+01:00`";
  }
  if (date.test(text)) return `a date is not yet a time: write \`${text}T00:00:00Z\``;
  return "this is not an RFC 3339 time: write it like `2026-11-23T09:00:00Z` or `2026-11-23T10:00:00+01:00`";
}

/**
 * Reads an RFC 3339 time with an offset, to the second. Days that the calendar lacks, a missing offset, leap seconds,
 * fractions other than zero, and years outside 1970 to 9899 are faults.
 */
export function parseInstant(text: string): { readonly instant: Instant } | { readonly fault: string } {
  const match = timestamp.exec(text);
  if (!match) return { fault: faultOf(text.slice(0, 80)) };
  const [, year, month, day, hour, minute, second, fraction, sign, offsetHour, offsetMinute] = match;
  const midnightOfDay = midnight(Number(year), Number(month), Number(day));
  if ("fault" in midnightOfDay) return midnightOfDay;
  if (Number(hour) > 23) return { fault: "the hour lies between 00 and 23" };
  if (Number(minute) > 59) return { fault: "the minute lies between 00 and 59" };
  if (second === "60")
    return { fault: "a leap second is not a time that a cloud can compare: write 59 or the next minute" };
  if (Number(second) > 59) return { fault: "the second lies between 00 and 59" };
  if (fraction !== undefined && /[1-9]/.test(fraction))
    return { fault: "times are whole seconds: leave the fraction out" };
  if (Number(offsetHour ?? 0) > 23 || Number(offsetMinute ?? 0) > 59) return { fault: "the offset lies within 23:59" };
  const offset = (Number(offsetHour ?? 0) * 60 + Number(offsetMinute ?? 0)) * 60 * (sign === "-" ? -1 : 1);
  const instant = midnightOfDay.instant + Number(hour) * 3600 + Number(minute) * 60 + Number(second) - offset;
  if (instant < 0) return { fault: `the year lies between ${firstYear} and ${lastYear}` };
  return { instant };
}

/** Reads a day, `2026-10-01`, as its midnight in UTC; a day that the calendar lacks is a fault. */
export function parseDate(text: string): { readonly instant: Instant } | { readonly fault: string } {
  const match = date.exec(text);
  if (!match) return { fault: "this is not a day: write it like `2026-10-01`" };
  return midnight(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** The ends of a lease are written half a dozen times each, and the spelling is the dear part. */
const spelled = new Map<Instant, string>();
const spelledAtMost = 10_000;

/**
 * The one spelling of a moment: `2026-11-23T09:00:00Z`.
 * @throws RangeError when it is no whole second of the years 1970 to 9999, since clouds take a malformed time silently
 */
export function formatInstant(instant: Instant): string {
  const known = spelled.get(instant);
  if (known !== undefined) return known;
  if (!Number.isInteger(instant) || instant < 0 || instant > lastInstant) {
    throw new RangeError(`${instant} is not a whole second of the years 1970 to 9999`);
  }
  const text = spell(instant);
  if (spelled.size >= spelledAtMost) spelled.clear();
  spelled.set(instant, text);
  return text;
}

/** By arithmetic: the first `Date` of a process looks for the time zone, which costs it 8 ms. */
function spell(instant: Instant): string {
  const time = instant % 86_400;
  let days = Math.floor(instant / 86_400);
  let year = 1970;
  // Of 400 years each is as long as every other.
  year += 400 * Math.floor(days / daysOf400Years);
  days %= daysOf400Years;
  for (let length = daysOf(year); days >= length; length = daysOf(year)) {
    days -= length;
    year += 1;
  }
  let month = 0;
  for (let length = monthLength(year, month); days >= length; length = monthLength(year, month)) {
    days -= length;
    month += 1;
  }
  const hour = Math.floor(time / 3600);
  const minute = Math.floor((time % 3600) / 60);
  return `${year}-${two(month + 1)}-${two(days + 1)}T${two(hour)}:${two(minute)}:${two(time % 60)}Z`;
}

const daysOf400Years = 146_097;
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const daysOf = (year: number): number => (isLeap(year) ? 366 : 365);
const monthLength = (year: number, month: number): number =>
  (monthLengths[month] ?? 0) + (month === 1 && isLeap(year) ? 1 : 0);
const two = (value: number): string => String(value).padStart(2, "0");

/** The spelling of a moment that somebody else wrote, who may mean any year: beyond 1970 to 9999 the nearest that has one. */
export function formatFoundInstant(instant: Instant): string {
  return formatInstant(Math.min(Math.max(Math.trunc(instant), 0), lastInstant));
}
