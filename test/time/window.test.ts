import { describe, expect, it } from "vitest";
import { fixedClock } from "../../src/time/clock";
import { formatWindow, holds, overlap } from "../../src/time/window";

const window = { start: 1000, end: 2000 };

describe("a window", () => {
  it.each([
    [999, false],
    [1000, true],
    [1999, true],
    [2000, false],
  ])("at %d holds: %s", (instant, expected) => {
    expect(holds(window, instant)).toBe(expected);
    expect(fixedClock(instant).now()).toBe(instant);
  });

  it.each([
    ["one that touches its end", { start: 2000, end: 3000 }, false],
    ["one that touches its start", { start: 0, end: 1000 }, false],
    ["one a second longer", { start: 1999, end: 3000 }, true],
    ["one within it", { start: 1200, end: 1300 }, true],
    ["itself", window, true],
  ])("overlaps %s: %#", (_, other, expected) => {
    expect(overlap(window, other)).toBe(expected);
    expect(overlap(other, window)).toBe(expected);
  });

  it("is written as an ISO 8601 interval", () => {
    expect(formatWindow({ start: 0, end: 3600 })).toBe("1970-01-01T00:00:00Z/1970-01-01T01:00:00Z");
  });
});
