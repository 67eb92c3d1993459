/**
 * When a date operator's value is, in seconds since 1970, fractions kept; `undefined` for what AWS does not document,
 * since it takes a malformed date without a word and then matches or does not.
 *
 * Taken: the forms of the W3C's profile of ISO 8601 that name a day (`2026-11-23`, midnight UTC; `2026-11-23T09:00Z`;
 * `2026-11-23T09:00:00.5+01:00`), and epoch seconds. Not taken: `2026` (a year, or a second of 1970?), `2026-11`, times
 * without an offset, days that the calendar lacks, leap seconds.
 *
 * Source: AWS, "IAM JSON policy elements: Condition operators", date condition operators.
 */
export function parseDateValue(text: string): number | undefined {
  if (/^(?:0|[1-9]\d{0,14})$/.test(text)) return text.length === 4 ? undefined : Number(text);
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(\.\d{1,9})?)?(?:Z|([+-])(\d\d):(\d\d)))?$/.exec(
    text,
  );
  if (match === null) return undefined;
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "0", sign, offHour, offMinute] = match;
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const date = new Date(midnight);
  // A day that the calendar lacks is one of another month; years before 100 are taken for others.
  const real = date.getUTCFullYear() === Number(year) && date.getUTCMonth() === Number(month) - 1;
  if (!real || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  if (Number(offHour ?? 0) > 23 || Number(offMinute ?? 0) > 59) return undefined;
  const offset = (Number(offHour ?? 0) * 60 + Number(offMinute ?? 0)) * 60 * (sign === "-" ? -1 : 1);
  return midnight / 1000 + Number(hour) * 3600 + Number(minute) * 60 + Number(second) - offset + Number(fraction);
}

/** What a numeric operator compares an epoch time with; `undefined` for what is no plain decimal number. */
export function parseNumericValue(text: string): number | undefined {
  return /^-?\d{1,15}(?:\.\d{1,9})?$/.test(text) ? Number(text) : undefined;
}
