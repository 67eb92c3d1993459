import { describe, expect, it } from "vitest";
import { persist, type Trouble } from "../../../src/snapshot/fetch/backoff";
import { AskError } from "../../../src/snapshot/fetch/errors";
import { impatient } from "./space";

/** A call that fails so, one after the other, and is answered then. */
function troubled(troubles: readonly Trouble[]) {
  const backoff = impatient();
  let calls = 0;
  let renewals = 0;
  const outcome = persist(
    async () => {
      const trouble = troubles[calls];
      calls += 1;
      if (trouble) throw trouble;
      return "answered";
    },
    {
      backoff,
      troubleOf: (thrown) => thrown as Trouble,
      renew: async () => {
        renewals += 1;
      },
    },
  );
  return { outcome, counts: () => ({ calls, renewals, waits: backoff.waits }) };
}

const again: Trouble = { kind: "again", message: "busy" };
const throttled: Trouble = { kind: "again", message: "slower", throttled: true };
const expired: Trouble = { kind: "expired", message: "ExpiredToken" };

describe("a call that fails", () => {
  it("is made again, after twice as long each time", async () => {
    const { outcome, counts } = troubled([again, again, again]);
    expect(await outcome).toBe("answered");
    expect(counts()).toEqual({ calls: 4, renewals: 0, waits: [100, 200, 400] });
  });

  it("fails for good when patience is at its end", async () => {
    const { outcome, counts } = troubled(Array(9).fill(again));
    await expect(outcome).rejects.toMatchObject({ status: "failed", message: "busy (asked 4 times)" });
    expect(counts().calls).toBe(4);
  });

  it("is waited for twice as often when it is only throttled, and never longer than the cap", async () => {
    const { outcome, counts } = troubled(Array(7).fill(throttled));
    expect(await outcome).toBe("answered");
    expect(counts().waits).toEqual([100, 200, 400, 800, 1000, 1000, 1000]);
  });

  it("waits as long as the server says", async () => {
    const { outcome, counts } = troubled([{ kind: "again", message: "busy", afterMs: 700 }]);
    await outcome;
    expect(counts().waits).toEqual([700]);
  });

  it("is not made again when it was refused", async () => {
    const { outcome, counts } = troubled([{ kind: "denied", message: "AccessDenied" }]);
    await expect(outcome).rejects.toEqual(new AskError("denied", "AccessDenied"));
    expect(counts().calls).toBe(1);
  });

  it("takes credentials up anew once when they expired", async () => {
    const { outcome, counts } = troubled([again, expired]);
    expect(await outcome).toBe("answered");
    expect(counts()).toEqual({ calls: 3, renewals: 1, waits: [100] });
  });

  it("fails, and says that they expired, when the new ones have too", async () => {
    const { outcome, counts } = troubled([expired, expired]);
    await expect(outcome).rejects.toMatchObject({
      status: "failed",
      message: expect.stringMatching(/credentials expired in the middle/),
    });
    expect(counts()).toMatchObject({ calls: 2, renewals: 1 });
  });
});
