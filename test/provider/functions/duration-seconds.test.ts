import { describe, expect, it } from "vitest";
import { call, faultOf } from "./calling";

describe("duration_seconds", () => {
  it.each([
    ["4h", 14_400],
    ["PT4H", 14_400],
    ["90m", 5400],
    ["1h30m", 5400],
    ["PT1H30M", 5400],
    ["7d", 604_800],
    ["P1W", 604_800],
    ["1s", 1],
    ["P3660D", 316_224_000],
  ])("reads %s as %i seconds", async (text, seconds) => {
    expect(await call("duration_seconds", text)).toBe(seconds);
  });

  it.each([
    ["1mo", "months and years have no fixed length"],
    ["P1M", "months and years have no fixed length"],
    ["P1Y", "months and years have no fixed length"],
    ["3600", '"3600" has no unit'],
    ["-4h", "a duration has no sign"],
    ["1.5h", "a duration is made of whole numbers"],
    ["0h", "a duration is longer than zero"],
    ["P3661D", "a duration is at most ten years"],
    ["4H", "write `4h`"],
    ["pt4h", "write `PT4H`"],
    ["four hours", "this is not a duration"],
    ["4h ", "this is not a duration"],
    [`${"9".repeat(400)}h`, "a duration is at most ten years"],
  ])("refuses %j", async (text, why) => {
    expect(await faultOf("duration_seconds", text)).toContain(`duration: `);
    expect(await faultOf("duration_seconds", text)).toContain(why);
  });
});
