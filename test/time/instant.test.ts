import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatInstant, parseDate, parseInstant } from "../../src/time/instant";

const at = (text: string): number => Date.parse(text) / 1000;

describe("an instant", () => {
  it.each([
    ["2026-11-23T09:00:00Z", at("2026-11-23T09:00:00Z")],
    ["2026-11-23T10:00:00+01:00", at("2026-11-23T09:00:00Z")],
    ["2026-11-23T03:30:00-05:30", at("2026-11-23T09:00:00Z")],
    ["2026-11-23T09:00:00.000Z", at("2026-11-23T09:00:00Z")],
    ["2026-11-23t09:00:00z", at("2026-11-23T09:00:00Z")],
    ["2028-02-29T00:00:00Z", at("2028-02-29T00:00:00Z")],
    ["1970-01-01T00:00:00Z", 0],
  ])("%s is read", (text, instant) => {
    expect(parseInstant(text)).toEqual({ instant });
  });

  it.each([
    ["2026-02-30T00:00:00Z", /no day 30 in month 2/],
    ["2026-02-29T00:00:00Z", /no day 29/],
    ["2100-02-29T00:00:00Z", /no day 29/],
    ["2026-11-31T00:00:00Z", /no day 31/],
    ["2026-00-10T00:00:00Z", /no month 0/],
    ["2026-13-10T00:00:00Z", /no month 13/],
    ["2026-01-00T00:00:00Z", /no day 0/],
    ["2026-11-23T09:00:00", /offset/],
    ["2026-11-23 09:00:00", /offset/],
    ["2026-11-23T09:00", /offset/],
    ["2026-11-23 09:00:00Z", /RFC 3339/],
    ["2026-11-23", /not yet a time/],
    ["2026-11-23T24:00:00Z", /hour/],
    ["2026-11-23T09:60:00Z", /minute/],
    ["2026-12-31T23:59:60Z", /leap second/],
    ["2026-11-23T09:00:61Z", /second/],
    ["2026-11-23T09:00:00.5Z", /whole seconds/],
    ["2026-11-23T09:00:00.000000001Z", /whole seconds/],
    ["2026-11-23T09:00:00+24:00", /offset/],
    ["2026-11-23T09:00:00+01:60", /offset/],
    ["2026-11-23T09:00:00+0100", /RFC 3339/],
    ["2026-11-23T09:00:00Z\n", /RFC 3339/],
    ["0026-11-23T09:00:00Z", /year/],
    ["9999-12-31T23:59:59Z", /year/],
    ["1970-01-01T00:00:00+01:00", /year/],
    ["1763888400", /RFC 3339/],
    ["tomorrow", /RFC 3339/],
    ["", /RFC 3339/],
  ])("%j is refused with its reason", (text, reason) => {
    const read = parseInstant(text);
    expect("fault" in read ? read.fault : read).toMatch(reason);
  });

  it("is what Date says, where Date and the calendar agree", () => {
    const digits = (max: number) => fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, "0"));
    const reached = { read: 0, refused: 0 };
    fc.assert(
      fc.property(
        fc.integer({ min: 1971, max: 9898 }),
        digits(13),
        digits(32),
        digits(24),
        digits(61),
        digits(61),
        fc.constantFrom("Z", "+01:00", "-09:30", "+14:00"),
        (year, month, day, hour, minute, second, offset) => {
          const text = `${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`;
          const read = parseInstant(text);
          const utc = new Date(`${year}-${month}-${day}T00:00:00Z`);
          const real = !Number.isNaN(Date.parse(text)) && hour !== "24" && utc.toISOString().slice(8, 10) === day;
          expect("instant" in read).toBe(real);
          if ("instant" in read) {
            expect(read.instant).toBe(at(text));
            expect(parseInstant(formatInstant(read.instant))).toEqual(read);
          }
          reached["instant" in read ? "read" : "refused"] += 1;
        },
      ),
      { numRuns: 2000 },
    );
    expect(Math.min(reached.read, reached.refused)).toBeGreaterThan(200);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1.5, -1, 253_402_300_800])(
    "%d cannot be written, since a cloud would take it silently",
    (instant) => {
      expect(() => formatInstant(instant)).toThrow(RangeError);
    },
  );

  it("reads a day as its midnight in UTC", () => {
    expect(parseDate("2026-10-01")).toEqual({ instant: at("2026-10-01T00:00:00Z") });
    expect(parseDate("2026-02-30")).toHaveProperty("fault");
    expect(parseDate("2026-10-01T00:00:00Z")).toHaveProperty("fault");
  });
});

describe("the spelling of a moment", () => {
  const last = 253_402_300_799;
  it("is that of the platform, on every day that begins or ends a month, and at any second", () => {
    const expected = (instant: number): string => `${new Date(instant * 1000).toISOString().slice(0, 19)}Z`;
    for (let year = 1970; year <= 9999; year++) {
      for (const month of [0, 1, 2, 11]) {
        const first = Date.UTC(year, month, 1) / 1000;
        for (const at of [first - 1, first]) if (at >= 0) expect(formatInstant(at)).toBe(expected(at));
      }
    }
    for (let at = 0; at <= last; at += 1_234_567_891) expect(formatInstant(at)).toBe(expected(at));
    expect(formatInstant(last)).toBe("9999-12-31T23:59:59Z");
  });
});
