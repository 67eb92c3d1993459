import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainWindow } from "../../../src/gcp/condition/plain-window";
import { expressionOf, requirementsOf } from "../../../src/gcp/emit/condition";
import type { Lease } from "../../../src/lease/types";
import { formatInstant } from "../../../src/time/instant";
import { call, faultOf } from "./calling";

describe("gcp_window", () => {
  it("writes the condition of a lease", async () => {
    expect(await call("gcp_window", "2026-11-23T09:00:00Z", "2026-11-23T10:30:00Z")).toBe(
      'request.time >= timestamp("2026-11-23T09:00:00Z") && request.time < timestamp("2026-11-23T10:30:00Z")',
    );
  });

  it("writes times in UTC, whatever their offset", async () => {
    expect(await call("gcp_window", "2026-11-23T10:00:00+01:00", "2026-11-23t05:30:00.000-05:00")).toBe(
      'request.time >= timestamp("2026-11-23T09:00:00Z") && request.time < timestamp("2026-11-23T10:30:00Z")',
    );
  });

  it("writes what the compiler writes, and it holds within the window and at no other second", async () => {
    const instants = fc.tuple(fc.integer({ min: 0, max: 249_000_000_000 }), fc.integer({ min: 1, max: 300_000_000 }));
    await fc.assert(
      fc.asyncProperty(instants, async ([start, length]) => {
        const window = { start, end: start + length };
        const text = String(await call("gcp_window", formatInstant(window.start), formatInstant(window.end)));
        expect(text).toBe(expressionOf(requirementsOf({ window, role: {}, ownership: {} } as Lease, undefined)));
        const times = plainWindow(text);
        expect([start - 1, start, window.end - 1, window.end].map((at) => times?.contains(at))).toEqual([
          false,
          true,
          true,
          false,
        ]);
      }),
    );
  });

  it.each([
    [
      "2026-11-23T09:00:00Z",
      "2026-11-23T09:00:00Z",
      "end: a window ends after it starts, and 2026-11-23T09:00:00Z is not after 2026-11-23T09:00:00Z",
    ],
    [
      "2026-11-23T09:00:00Z",
      "2026-11-23T09:30:00+01:00",
      "end: a window ends after it starts, and 2026-11-23T08:30:00Z is not after 2026-11-23T09:00:00Z",
    ],
    ["2026-11-23", "2026-11-24T09:00:00Z", "start: a date is not yet a time: write `2026-11-23T00:00:00Z`"],
    ["2026-11-23T09:00:00Z", "2026-11-31T09:00:00Z", "end: there is no day 31 in month 11 of 2026"],
    [
      "2026-11-23T09:00:00",
      "2026-11-24T09:00:00Z",
      "start: a time needs an offset: end it with `Z` for UTC, or with one such as `+01:00`",
    ],
    ["2026-11-23T09:00:00Z", "2026-11-23T10:00:00.5Z", "end: times are whole seconds: leave the fraction out"],
    ["2026-11-23T09:00:00Z", "9999-12-31T00:00:00Z", "end: the year lies between 1970 and 9899"],
  ])("refuses %s to %s", async (start, end, fault) => {
    expect(await faultOf("gcp_window", start, end)).toBe(fault);
  });
});
