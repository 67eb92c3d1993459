import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  durationPattern,
  formatDuration,
  humanDuration,
  longestDuration,
  parseDuration,
} from "../../src/time/duration";

describe("a duration", () => {
  it.each([
    ["PT4H", 14_400],
    ["P7D", 604_800],
    ["P1W", 604_800],
    ["P1DT2H30M", 95_400],
    ["PT90M", 5_400],
    ["PT45S", 45],
    ["4h", 14_400],
    ["90m", 5_400],
    ["1h30m", 5_400],
    ["7d", 604_800],
    ["45s", 45],
    ["1w", 604_800],
    ["007d", 604_800],
  ])("%s is %d seconds", (text, seconds) => {
    expect(parseDuration(text)).toEqual({ seconds });
    expect(text).toMatch(durationPattern);
  });

  it.each([
    ["P1M", /months and years/],
    ["P1Y", /months and years/],
    ["P1Y2M3D", /months and years/],
    ["P1DT", /not a duration/],
    ["1M", /months and years/],
    ["1y", /months and years/],
    ["3mo", /months and years/],
    ["4", /no unit/],
    ["0", /no unit/],
    ["-PT1H", /negative/],
    ["-4h", /negative/],
    ["PT0S", /longer than zero/],
    ["0h", /longer than zero/],
    ["PT1.5H", /whole numbers/],
    ["1,5h", /whole numbers/],
    ["pt4h", /`PT4H`/],
    ["4H", /`4h`/],
    ["P", /not a duration/],
    ["PT", /not a duration/],
    ["P1", /not a duration/],
    ["", /missing/],
    [" 4h", /not a duration/],
    ["4h ", /not a duration/],
    ["4h\n", /not a duration/],
    ["30m4h", /not a duration/],
    ["forever", /not a duration/],
    ["٤h", /not a duration/],
    ["P99999999D", /ten years/],
    [`${"9".repeat(400)}s`, /ten years/],
    ["P10000000000000000000000W", /ten years/],
  ])("%j is refused with its reason", (text, reason) => {
    const read = parseDuration(text);
    expect("fault" in read ? read.fault : read).toMatch(reason);
  });

  it("comes back from its one ISO spelling", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: longestDuration }), (seconds) => {
        expect(parseDuration(formatDuration(seconds))).toEqual({ seconds });
        expect(formatDuration(seconds)).not.toMatch(/W|(^|[A-Z])0/);
      }),
    );
  });

  it.each([
    [7200, "PT2H", "2 h"],
    [5400, "PT1H30M", "1 h 30 min"],
    [604_800, "P7D", "7 d"],
    [88_201, "P1DT30M1S", "1 d 30 min 1 s"],
    [0, "PT0S", "0 s"],
  ])("%d seconds are written %s and said %s", (seconds, written, said) => {
    expect(formatDuration(seconds)).toBe(written);
    expect(humanDuration(seconds)).toBe(said);
  });
});
