import { describe, expect, it } from "vitest";
import { length, moment, offsetAt, span, ticks, windowTexts } from "../../../src/report/page/browser/times";
import { at } from "../../helpers/estate";

const berlin = {
  name: "Europe/Berlin",
  offsets: [
    [at("2026-03-29T01:00:00Z"), 7200],
    [at("2026-10-25T01:00:00Z"), 3600],
  ],
} as const;

describe("a window on the page", () => {
  it.each([
    ["2026-11-23T09:00:00Z", "2026-11-23T10:30:00Z", "23 Nov 2026, 09:00–10:30"],
    ["2026-11-23T23:30:00Z", "2026-11-24T00:30:00Z", "23 Nov 2026, 23:30–24 Nov 2026, 00:30"],
    ["2026-11-23T09:00:07Z", "2026-11-23T10:00:00Z", "23 Nov 2026, 09:00:07–10:00"],
    ["2026-12-31T23:00:00Z", "2027-01-01T00:00:00Z", "31 Dec 2026, 23:00–1 Jan 2027, 00:00"],
  ])("%s to %s is %s", (start, end, text) => expect(span(at(start), at(end))).toBe(text));

  it("is told in the zone too, each end by the offset that holds then", () => {
    expect(windowTexts(at("2026-10-25T00:30:00Z"), at("2026-10-25T02:30:00Z"), berlin)).toEqual([
      "25 Oct 2026, 00:30–02:30 UTC",
      "25 Oct 2026, 02:30–03:30 Europe/Berlin",
    ]);
  });

  it("takes the first offset for what lies before it", () => {
    expect(offsetAt(berlin, 0)).toBe(7200);
    expect(offsetAt(berlin, at("2026-10-25T00:59:59Z"))).toBe(7200);
    expect(offsetAt(berlin, at("2026-10-25T01:00:00Z"))).toBe(3600);
  });

  it("names the day of the week", () => expect(moment(at("2026-11-23T09:30:00Z"))).toBe("Mon 23 Nov 2026, 09:30"));
});

it.each([
  [0, "0 s"],
  [59, "59 s"],
  [5400, "1 h 30 min"],
  [86_400, "1 d"],
  [90_061, "1 d 1 h"],
  [86_460, "1 d"],
])("%i seconds are %s", (seconds, text) => expect(length(seconds)).toBe(text));

describe("the axis", () => {
  it.each([3600, 86_400, 7 * 86_400, 91 * 86_400, 3650 * 86_400])(
    "of %i seconds has few round ticks in it",
    (seconds) => {
      const start = at("2026-11-23T09:30:00Z");
      const found = ticks({ start, end: start + seconds }, 8);
      expect(found.length).toBeLessThanOrEqual(8);
      for (const { at: tick } of found) {
        expect(tick % 3600).toBe(0);
        expect(tick).toBeGreaterThanOrEqual(start);
        expect(tick).toBeLessThan(start + seconds);
      }
    },
  );
});
