import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sessionLength } from "../../../src/provider/ephemeral/session-length";
import { at } from "../../helpers/estate";

const window = { start: at("2026-11-23T09:00:00Z"), end: at("2026-11-23T11:00:00Z") };
const hour = 3600;

describe("how long a session of a lease is", () => {
  it.each([
    ["an hour, where more is left", "09:00:00", {}, 3600],
    ["an hour, where just that is left", "10:00:00", {}, 3600],
    ["what is left, where that is less", "10:00:01", {}, 3599],
    ["what is asked for, where more is left", "09:00:00", { duration: 900 }, 900],
    ["what is left, where more is asked for", "10:30:00", { duration: 2700 }, 1800],
    ["never more than an hour", "09:00:00", { duration: 2 * hour }, 3600],
    ["what is left, where just the least is", "10:45:00", {}, 900],
    ["the same with enough remaining", "10:00:00", { minimumRemaining: hour }, 3600],
  ])("%s", (_, time, wanted, seconds) => {
    expect(sessionLength({ grant: "g", window, ...wanted }, at(`2026-11-23T${time}Z`))).toEqual({ seconds });
  });

  it.each([
    [
      "08:59:59",
      {},
      'The lease "g" has not begun',
      /^It begins at 2026-11-23T09:00:00Z, in 1 s\. Apply again from then on/,
    ],
    ["11:00:00", {}, 'The lease "g" has ended', /^It ended at 2026-11-23T11:00:00Z, just now\. Ask for a new grant/],
    [
      "12:30:00",
      {},
      'The lease "g" has ended',
      /^It ended at 2026-11-23T11:00:00Z, 1 h 30 min ago\. Ask for a new grant/,
    ],
    [
      "10:00:01",
      { minimumRemaining: hour },
      'Too little is left of the lease "g"',
      /, in 59 min 59 s, and `minimum_remaining` asks for 1 h\. .*lower it to `PT59M59S` or less\.$/,
    ],
    [
      "10:45:01",
      {},
      'Too little is left of the lease "g" for a session',
      /, in 14 min 59 s, and STS begins no session for less than 15 min\. Ask for a new grant\.$/,
    ],
    [
      "10:59:00",
      { minimumRemaining: 30 },
      'Too little is left of the lease "g" for a session',
      /STS begins no session/,
    ],
  ])("is none at %s with %j", (time, wanted, summary, detail) => {
    const found = sessionLength({ grant: "g", window, ...wanted }, at(`2026-11-23T${time}Z`));
    expect(found).toMatchObject({ told: { severity: "error", summary, detail: expect.stringMatching(detail) } });
  });

  it("never outlives the lease, is never shorter than STS takes, and there is one exactly while enough is left", () => {
    const seconds = fc.integer({ min: -hour, max: 4 * hour });
    const asked = fc.option(fc.integer({ min: 900, max: hour }), { nil: undefined });
    const least = fc.option(fc.integer({ min: 1, max: 2 * hour }), { nil: undefined });
    fc.assert(
      fc.property(seconds, asked, least, (after, duration, minimumRemaining) => {
        const now = window.start + after;
        const wanted = {
          grant: "g",
          window,
          ...(duration === undefined ? {} : { duration }),
          ...(minimumRemaining === undefined ? {} : { minimumRemaining }),
        };
        const found = sessionLength(wanted, now);
        const left = window.end - now;
        expect("seconds" in found).toBe(after >= 0 && left >= Math.max(900, minimumRemaining ?? 0));
        if ("seconds" in found) expect(found.seconds).toBe(Math.min(left, duration ?? hour, hour));
      }),
    );
  });
});
