import fc from "fast-check";

/** 2026-11-23T09:00:00Z: all that is random lies about it, so that parts of one condition meet. */
export const noon = 1_795_424_400;
const half = 43_200;

function spell(seconds: number, fraction: string, offset: number): string {
  const local = new Date((seconds + offset * 60) * 1000).toISOString().slice(0, 19);
  const hours = String(Math.floor(Math.abs(offset) / 60)).padStart(2, "0");
  const minutes = String(Math.abs(offset) % 60).padStart(2, "0");
  return `${local}${fraction}${offset === 0 ? "Z" : `${offset < 0 ? "-" : "+"}${hours}:${minutes}`}`;
}

const seconds = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -4, max: 4 }).map((n) => noon + n * half) },
  { weight: 1, arbitrary: fc.integer({ min: noon - 400_000, max: noon + 400_000 }) },
);
const timestamp = fc
  .tuple(
    seconds,
    fc.constantFrom("", "", "", ".000", ".5", ".001", ".999"),
    fc.constantFrom(0, 0, 0, 60, -420, 330),
    fc.constantFrom('"', "'"),
  )
  .map(([at, fraction, offset, quote]) => `timestamp(${quote}${spell(at, fraction, offset)}${quote})`);
const duration = fc.constantFrom(
  'duration("3600s")',
  'duration("12h")',
  'duration("-30m")',
  'duration("1h30m")',
  'duration("0.5s")',
  "duration('86400s')",
  'duration("250ms")',
);
const order = fc.constantFrom("<", "<=", ">", ">=");
const equality = fc.constantFrom("==", "!=");

/** A constant moment, written in one of the ways. */
const moment = fc.oneof(
  { weight: 4, arbitrary: timestamp },
  { weight: 1, arbitrary: fc.tuple(timestamp, fc.constantFrom("+", "-"), duration).map((parts) => parts.join(" ")) },
  { weight: 1, arbitrary: seconds.map((at) => `timestamp(${at})`) },
  {
    weight: 1,
    arbitrary: fc.tuple(timestamp, timestamp).map(([one, other]) => `(a ? ${one} : ${other})`),
  },
);
const now = fc.oneof(
  { weight: 4, arbitrary: fc.constant("request.time") },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom("+", "-"), duration).map(([sign, by]) => `(request.time ${sign} ${by})`),
  },
);

// Moments stand in parentheses behind a minus: the library adds up durations of broken negative seconds wrongly.
const aboutTime = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(now, order, moment).map((parts) => parts.join(" ")) },
  { weight: 3, arbitrary: fc.tuple(moment, order, now).map((parts) => parts.join(" ")) },
  { weight: 1, arbitrary: fc.tuple(now, equality, moment).map((parts) => parts.join(" ")) },
  {
    weight: 2,
    arbitrary: fc.tuple(moment, order, duration).map(([from, sign, by]) => `request.time - (${from}) ${sign} ${by}`),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(moment, order, duration).map(([to, sign, by]) => `${by} ${sign} (${to}) - request.time`),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        timestamp,
        fc.constantFrom("getHours", "getMinutes", "getSeconds"),
        order,
        fc.integer({ min: -2, max: 30 }),
      )
      .map(([from, unit, sign, n]) => `(request.time - ${from}).${unit}() ${sign} ${n}`),
  },
  { weight: 1, arbitrary: fc.tuple(order, seconds).map(([sign, at]) => `int(request.time) ${sign} ${at}`) },
  { weight: 1, arbitrary: fc.tuple(seconds, order).map(([at, sign]) => `${at} - int(request.time) ${sign} 3600 * 2`) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom("", '"+01:00"', '"Europe/Berlin"', '"UTC"'),
        fc.oneof(order, equality),
        fc.constantFrom(2025, 2026, 2027),
      )
      .map(([zone, sign, year]) => `request.time.getFullYear(${zone}) ${sign} ${year}`),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom("getHours", "getDayOfWeek", "getMonth", "getDate", "getMinutes", "getDayOfYear"),
        fc.oneof(order, equality),
        fc.integer({ min: -1, max: 24 }),
      )
      .map(([hand, sign, n]) => `request.time.${hand}() ${sign} ${n}`),
  },
  { weight: 1, arbitrary: fc.tuple(moment, moment).map(([one, other]) => `request.time in [${one}, ${other}]`) },
  { weight: 1, arbitrary: fc.constantFrom("2026-11-23", "2026-11-24").map((day) => `request.time < date("${day}")`) },
);

const notAboutTime = fc.constantFrom(
  "a",
  "b",
  "c",
  "a == b",
  'resource.name.startsWith("projects")',
  'resource.type == "storage.googleapis.com/Bucket"',
  'resource.matchTag("1/stage", "test")',
  'api.getAttribute("iam.googleapis.com/modifiedGrantsByRole", []).hasOnly(["roles/viewer"])',
  "has(request.path)",
  "nobody.knows",
  "[1, 2].exists(x, x > 1 && a)",
  '"x" in [resource.name]',
);
const fixed = fc.constantFrom(
  "true",
  "false",
  "1 < 2",
  "2 <= 1",
  '"a" == "a"',
  '"a" != "a"',
  '"a" in ["a", "b"]',
  "1 + 2 == 3",
  'timestamp("2020-01-01T00:00:00Z") < timestamp("2021-01-01T00:00:00Z")',
);

/** Conditions that people write, and those that are written to look bounded and are not. */
export const condition: fc.Arbitrary<string> = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4, depthSize: "medium" },
    { weight: 7, arbitrary: aboutTime },
    { weight: 2, arbitrary: notAboutTime },
    { weight: 1, arbitrary: fixed },
    { weight: 7, arbitrary: fc.tuple(tie("any"), tie("any")).map(([one, other]) => `(${one}) && (${other})`) },
    { weight: 2, arbitrary: fc.tuple(tie("any"), tie("any")).map(([one, other]) => `${one} && ${other}`) },
    { weight: 3, arbitrary: fc.tuple(tie("any"), tie("any")).map(([one, other]) => `(${one}) || (${other})`) },
    { weight: 1, arbitrary: fc.tuple(tie("any"), tie("any")).map(([one, other]) => `${one} || ${other}`) },
    { weight: 3, arbitrary: tie("any").map((one) => `!(${one})`) },
    { weight: 1, arbitrary: tie("any").map((one) => `!!(${one})`) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(tie("any"), tie("any"), tie("any"))
        .map(([one, two, three]) => `(${one}) ? (${two}) : (${three})`),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(tie("any"), equality, tie("any")).map(([one, sign, other]) => `(${one}) ${sign} (${other})`),
    },
    { weight: 1, arbitrary: fc.tuple(tie("any"), equality).map(([one, sign]) => `(${one}) ${sign} true`) },
    { weight: 1, arbitrary: fc.tuple(equality, aboutTime).map(([sign, one]) => `false ${sign} ${one}`) },
    { weight: 1, arbitrary: tie("any").map((one) => `true in [${one}]`) },
  ),
})).any;

/** Times worth asking for, in milliseconds: about every boundary that the conditions can have, and long after. */
export const askedTimes: readonly number[] = [
  ...Array.from({ length: 25 }, (_, n) => (noon + (n - 12) * half) * 1000 + (n % 3) - 1),
  ...[1_700_000_000, 1_767_225_600, 1_798_761_600, 1_830_297_600, 4_102_444_800, 32_503_680_000].map((at) => at * 1000),
];
