import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainWindow } from "../../../src/gcp/condition/plain-window";
import { readCel } from "../../../src/gcp/condition/times";
import { formatInstant } from "../../../src/time/instant";

const base = Date.parse("2026-11-23T09:00:00Z") / 1000;
const comparison = fc
  .record({
    operator: fc.constantFrom("<", "<=", ">", ">="),
    at: fc.integer({ min: base, max: base + 5 }),
    spaced: fc.boolean(),
  })
  .map(({ operator, at, spaced }) => {
    const gap = spaced ? " " : "";
    return `request.time${gap}${operator}${gap}timestamp("${formatInstant(at)}")`;
  });

describe("a plain window", () => {
  it("is what the grammar of CEL makes of it", () => {
    fc.assert(
      fc.property(fc.array(comparison, { minLength: 1, maxLength: 4 }), (parts) => {
        const expression = parts.join(" && ");
        const plain = plainWindow(expression);
        expect(plain?.intervals).toEqual(readCel(expression).possible.intervals);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ["a disjunction", 'request.time < timestamp("2026-11-23T09:00:00Z") || true'],
    ["something besides", 'request.time < timestamp("2026-11-23T09:00:00Z") && a == 1'],
    ["a fraction", 'request.time < timestamp("2026-11-23T09:00:00.5Z")'],
    ["a day that the calendar lacks", 'request.time < timestamp("2026-02-30T09:00:00Z")'],
    ["a negation", '!(request.time < timestamp("2026-11-23T09:00:00Z"))'],
    ["nothing", ""],
  ])("is not %s", (_, expression) => {
    expect(plainWindow(expression)).toBeUndefined();
  });
});
