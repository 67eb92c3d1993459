import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatClockTime,
  parseClockTime,
  type RecurringHours,
  type Weekday,
  weekdays,
  withinHours,
} from "../../src/time/recurring";
import { zoneFault } from "../../src/time/zone";

const at = (text: string): number => Date.parse(text) / 1000;
const span = (start: string, end: string) => ({ start: at(start), end: at(end) });
const every: readonly Weekday[] = weekdays;
const hours = (zone: string, days: readonly Weekday[], from: string, to: string): RecurringHours => {
  const read = [from, to].map((text) => {
    const time = parseClockTime(text);
    if ("fault" in time) throw new Error(time.fault);
    return time.minutes;
  });
  return { zone, days, from: read[0] ?? 0, to: read[1] ?? 0 };
};
const working = [hours("Europe/Berlin", ["mon", "tue", "wed", "thu", "fri"], "07:00", "19:00")];

describe("recurring hours", () => {
  it.each([
    ["inside a day", working, span("2026-11-23T09:00:00Z", "2026-11-23T10:30:00Z"), true],
    ["the whole day, edges included", working, span("2026-11-23T06:00:00Z", "2026-11-23T18:00:00Z"), true],
    ["a second before", working, span("2026-11-23T05:59:59Z", "2026-11-23T08:00:00Z"), false],
    ["a second after", working, span("2026-11-23T16:00:00Z", "2026-11-23T18:00:01Z"), false],
    ["Sunday", working, span("2026-11-22T09:00:00Z", "2026-11-22T10:00:00Z"), false],
    ["over a night that is not in them", working, span("2026-11-23T09:00:00Z", "2026-11-24T09:00:00Z"), false],
    ["in summer, one hour earlier in UTC", working, span("2026-07-20T05:00:00Z", "2026-07-20T17:00:00Z"), true],
    ["in summer, by winter's hours", working, span("2026-07-20T06:00:00Z", "2026-07-20T18:00:00Z"), false],
    [
      "over midnight, where 24:00 touches the next day",
      [hours("Europe/Berlin", ["mon"], "18:00", "24:00"), hours("Europe/Berlin", ["tue"], "00:00", "06:00")],
      span("2026-11-23T17:00:00Z", "2026-11-24T05:00:00Z"),
      true,
    ],
    [
      "over midnight, a minute missing",
      [hours("Europe/Berlin", ["mon"], "18:00", "23:59"), hours("Europe/Berlin", ["tue"], "00:00", "06:00")],
      span("2026-11-23T17:00:00Z", "2026-11-24T05:00:00Z"),
      false,
    ],
    ["always", [hours("UTC", every, "00:00", "24:00")], span("2026-01-01T00:00:00Z", "2026-12-31T23:59:59Z"), true],
    [
      "hours of two zones that only together cover it",
      [hours("Europe/Berlin", every, "07:00", "19:00"), hours("America/New_York", every, "07:00", "19:00")],
      span("2026-11-23T06:00:00Z", "2026-11-24T00:00:00Z"),
      true,
    ],
    ["no hours at all", [], span("2026-11-23T09:00:00Z", "2026-11-23T10:00:00Z"), false],
  ])("%s", (_, allowed, window, expected) => {
    expect(withinHours(window, allowed)).toBe(expected);
  });

  describe("on the days when clocks change", () => {
    const sunday = (zone: string, from: string, to: string) => [hours(zone, ["sun"], from, to)];
    it.each([
      // Berlin, 29 March 2026: 02:00 becomes 03:00 at 01:00Z.
      [
        "spring: both sides of the gap touch",
        "Europe/Berlin",
        "01:00",
        "04:00",
        "2026-03-29T00:00:00Z",
        "2026-03-29T02:00:00Z",
        true,
      ],
      [
        "spring: the day has 23 hours",
        "Europe/Berlin",
        "00:00",
        "24:00",
        "2026-03-28T23:00:00Z",
        "2026-03-29T22:00:00Z",
        true,
      ],
      ["spring: and not 24", "Europe/Berlin", "00:00", "24:00", "2026-03-28T23:00:00Z", "2026-03-29T22:00:01Z", false],
      [
        "spring: an hour that is skipped is never",
        "Europe/Berlin",
        "02:00",
        "03:00",
        "2026-03-29T01:00:00Z",
        "2026-03-29T01:00:01Z",
        false,
      ],
      [
        "spring: to in the gap ends at the gap",
        "Europe/Berlin",
        "01:00",
        "02:30",
        "2026-03-29T00:00:00Z",
        "2026-03-29T01:00:00Z",
        true,
      ],
      // Berlin, 25 October 2026: 03:00 becomes 02:00 at 01:00Z.
      [
        "autumn: the day has 25 hours",
        "Europe/Berlin",
        "00:00",
        "24:00",
        "2026-10-24T22:00:00Z",
        "2026-10-25T23:00:00Z",
        true,
      ],
      ["autumn: and not 26", "Europe/Berlin", "00:00", "24:00", "2026-10-24T22:00:00Z", "2026-10-25T23:00:01Z", false],
      [
        "autumn: the hour that comes twice counts twice",
        "Europe/Berlin",
        "02:00",
        "03:00",
        "2026-10-25T00:00:00Z",
        "2026-10-25T02:00:00Z",
        true,
      ],
      [
        "autumn: half of it leaves a hole",
        "Europe/Berlin",
        "02:00",
        "02:30",
        "2026-10-25T00:00:00Z",
        "2026-10-25T01:30:00Z",
        false,
      ],
      // Lord Howe, 4 October 2026: 02:00 becomes 02:30 at 15:30Z of the day before (from +10:30 to +11).
      [
        "half an hour forward",
        "Australia/Lord_Howe",
        "01:00",
        "03:00",
        "2026-10-03T14:30:00Z",
        "2026-10-03T16:00:00Z",
        true,
      ],
      [
        "half an hour forward, a second over",
        "Australia/Lord_Howe",
        "01:00",
        "03:00",
        "2026-10-03T14:30:00Z",
        "2026-10-03T16:00:01Z",
        false,
      ],
      // Lord Howe, 5 April 2026: 02:00 becomes 01:30 at 15:00Z of the day before (from +11 to +10:30).
      [
        "half an hour back",
        "Australia/Lord_Howe",
        "01:00",
        "02:00",
        "2026-04-04T14:00:00Z",
        "2026-04-04T15:30:00Z",
        true,
      ],
      [
        "half an hour back, a second over",
        "Australia/Lord_Howe",
        "01:00",
        "02:00",
        "2026-04-04T14:00:00Z",
        "2026-04-04T15:30:01Z",
        false,
      ],
    ])("%s", (_, zone, from, to, start, end, expected) => {
      expect(withinHours(span(start, end), sunday(zone, from, to))).toBe(expected);
    });
  });

  it("are what a clock on the wall shows, in every zone and season", () => {
    const reached = { inside: 0, outside: 0 };
    const seed = 20_261_123;
    fc.assert(
      fc.property(
        fc.constantFrom(
          "Europe/Berlin",
          "Australia/Lord_Howe",
          "America/St_Johns",
          "Asia/Kathmandu",
          "Pacific/Apia",
          "UTC",
        ),
        fc.oneof(
          fc.integer({ min: at("2024-01-01T00:00:00Z") / 60, max: at("2031-01-01T00:00:00Z") / 60 }),
          // The nights of the changes.
          fc.integer({ min: -300, max: 300 }).map((m) => at("2026-03-29T01:00:00Z") / 60 + m),
          fc.integer({ min: -300, max: 300 }).map((m) => at("2026-04-04T15:00:00Z") / 60 + m),
          fc.integer({ min: -300, max: 300 }).map((m) => at("2026-10-25T01:00:00Z") / 60 + m),
        ),
        fc.subarray([...weekdays], { minLength: 4 }),
        fc.integer({ min: 0, max: 1439 }),
        fc.integer({ min: 1, max: 1440 }),
        (zone, minute, days, from, to) => {
          const start = minute * 60;
          const parts = new Intl.DateTimeFormat("en-GB", {
            timeZone: zone,
            weekday: "short",
            hour: "2-digit",
            minute: "2-digit",
            hourCycle: "h23",
          }).formatToParts(start * 1000);
          const part = (type: string) => parts.find((p) => p.type === type)?.value ?? "";
          const wall = Number(part("hour")) * 60 + Number(part("minute"));
          const expected = days.some((d) => d === part("weekday").toLowerCase()) && from <= wall && wall < to;
          expect(withinHours({ start, end: start + 60 }, [{ zone, days, from, to }])).toBe(expected);
          reached[expected ? "inside" : "outside"] += 1;
        },
      ),
      { numRuns: 2000, seed },
    );
    console.log(`recurring hours: seed ${seed}, ${reached.inside} inside, ${reached.outside} outside`);
    expect(Math.min(reached.inside, reached.outside)).toBeGreaterThan(200);
  });
});

describe("a time of day", () => {
  it.each([
    ["00:00", 0],
    ["07:00", 420],
    ["23:59", 1439],
    ["24:00", 1440],
  ])("%s is %d minutes after midnight", (text, minutes) => {
    expect(parseClockTime(text)).toEqual({ minutes });
    expect(formatClockTime(minutes)).toBe(text);
  });

  it.each(["7:00", "24:01", "25:00", "12:60", "12:00:00", "noon", ""])("%j is refused", (text) => {
    expect(parseClockTime(text)).toHaveProperty("fault");
  });
});

describe("a zone", () => {
  it.each(["Europe/Berlin", "UTC", "America/Argentina/Buenos_Aires", "Etc/GMT+5"])("%s is known", (zone) => {
    expect(zoneFault(zone)).toBeUndefined();
  });

  it.each(["Europe/Berln", "+01:00", "", "Mars/Olympus", "Europe/Berlin\n", "constructor"])("%j is not", (zone) => {
    expect(zoneFault(zone)).toMatch(/no time zone/);
  });
});
