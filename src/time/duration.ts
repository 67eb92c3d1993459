/** A length of time in whole seconds. */
export type Seconds = number;

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
const week = 7 * day;

/** The longest duration that is read, ten years of 366 days: it keeps every sum of times within the four-digit years. */
export const longestDuration: Seconds = 3660 * day;

/** What a duration looks like, for editors and schemas; `parseDuration` decides. */
export const durationPattern =
  /^(?:P(?=[0-9T])(?:[0-9]+W)?(?:[0-9]+D)?(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+S)?)?|(?=[0-9])(?:[0-9]+w)?(?:[0-9]+d)?(?:[0-9]+h)?(?:[0-9]+m)?(?:[0-9]+s)?)$/;

const iso = /^P(?=[0-9T])(?:([0-9]+)W)?(?:([0-9]+)D)?(?:T(?=[0-9])(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)S)?)?$/;
const short = /^(?=[0-9])(?:([0-9]+)w)?(?:([0-9]+)d)?(?:([0-9]+)h)?(?:([0-9]+)m)?(?:([0-9]+)s)?$/;
const units = [week, day, hour, minute, 1];

const shapes = "write it like `PT4H`, `P7D`, `4h`, `90m` or `7d`";

/** Says why a text that fits neither form is refused, so that the mend is plain. */
function faultOf(text: string): string {
  if (text === "") return `a duration is missing: ${shapes}`;
  if (/^[0-9]+(?:\.[0-9]+)?$/.test(text)) return `"${text}" has no unit: ${shapes}`;
  if (/^[-−+]/.test(text)) return "a duration has no sign and cannot be negative";
  if (/^\d+(?:M|mo|mon|months?|y|Y|yr|years?)$/.test(text) || /^P(?:\d+[YMWD])*?\d+[YM]/.test(text)) {
    return "months and years have no fixed length: count in days, such as `P30D` or `30d`";
  }
  if (/[.,]/.test(text)) return "a duration is made of whole numbers: write `PT1H30M` or `90m` rather than a fraction";
  if (/^p/i.test(text) && durationPattern.test(text.toUpperCase())) {
    return `the letters of an ISO 8601 duration are capital: write \`${text.toUpperCase()}\``;
  }
  if (durationPattern.test(text.toLowerCase())) {
    return `the units of a short duration are small letters: write \`${text.toLowerCase()}\``;
  }
  return `this is not a duration: ${shapes}`;
}

/**
 * Reads an ISO 8601 duration (`PT4H`, `P1DT2H30M`, `P1W`) or a short one (`4h`, `90m`, `1h30m`). A day is 24 hours.
 * Months and years, zero, negative and bare numbers, fractions and anything over ten years are faults.
 */
export function parseDuration(text: string): { readonly seconds: Seconds } | { readonly fault: string } {
  const match = iso.exec(text) ?? short.exec(text);
  if (!match) return { fault: faultOf(text.slice(0, 80)) };
  let seconds = 0;
  for (const [index, unit] of units.entries()) seconds += Number(match[index + 1] ?? 0) * unit;
  if (seconds === 0) return { fault: "a duration is longer than zero" };
  if (!(seconds <= longestDuration)) return { fault: "a duration is at most ten years: nothing is granted for good" };
  return { seconds };
}

function parts(seconds: Seconds): { days: number; hours: number; minutes: number; rest: number } {
  return {
    days: Math.floor(seconds / day),
    hours: Math.floor((seconds % day) / hour),
    minutes: Math.floor((seconds % hour) / minute),
    rest: seconds % minute,
  };
}

/** The one ISO 8601 spelling of a duration: `PT2H`, `PT1H30M`, `P7D`, `P1DT30M`; zero is `PT0S`. */
export function formatDuration(seconds: Seconds): string {
  const { days, hours, minutes, rest } = parts(seconds);
  const date = days ? `${days}D` : "";
  const time = `${hours ? `${hours}H` : ""}${minutes ? `${minutes}M` : ""}${rest ? `${rest}S` : ""}`;
  return date || time ? `P${date}${time ? `T${time}` : ""}` : "PT0S";
}

/** A duration for people: `1 h 30 min`, `7 d`. */
export function humanDuration(seconds: Seconds): string {
  const { days, hours, minutes, rest } = parts(seconds);
  const said = [
    days ? `${days} d` : "",
    hours ? `${hours} h` : "",
    minutes ? `${minutes} min` : "",
    rest ? `${rest} s` : "",
  ].filter((part) => part !== "");
  return said.length > 0 ? said.join(" ") : "0 s";
}
