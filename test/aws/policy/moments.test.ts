import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { longestTail, Moments, roleTail } from "../../../src/aws/policy/moments";
import { TimeSet } from "../../../src/time/time-set";

const hour = 3600;

describe("Moments", () => {
  it.each([
    ["nothing", Moments.never, undefined],
    ["everything", Moments.always, Number.POSITIVE_INFINITY],
    ["requests before a second", Moments.at(TimeSet.before(100)), 100],
    ["requests from a second on", Moments.at(TimeSet.from(100)), Number.POSITIVE_INFINITY],
    ["sessions issued before a second", Moments.issuedWithin(TimeSet.before(100)), 100 + roleTail],
    ["long-term keys", Moments.longTermKeys, Number.POSITIVE_INFINITY],
    [
      "sessions issued before a second, or keys",
      Moments.issuedWithin(TimeSet.before(100)).union(Moments.longTermKeys),
      Number.POSITIVE_INFINITY,
    ],
    [
      "requests before one second of sessions issued before another",
      Moments.at(TimeSet.before(hour)).intersect(Moments.issuedWithin(TimeSet.before(100))),
      hour,
    ],
    [
      "requests before a session can have been issued",
      Moments.at(TimeSet.before(100)).intersect(Moments.issuedWithin(TimeSet.from(100))),
      undefined,
    ],
    [
      "requests after all sessions are over",
      Moments.at(TimeSet.from(100 + roleTail)).intersect(Moments.issuedWithin(TimeSet.before(100))),
      undefined,
    ],
  ])("end where a session's life does: %s", (_, moments, end) => expect(moments.end(roleTail)).toBe(end));

  it("reach as far as the session's tail", () => {
    const moments = Moments.issuedWithin(TimeSet.of({ start: 0, end: 10 }, { start: 100 * hour, end: 101 * hour }));
    expect(moments.times(longestTail).intervals).toEqual([
      { start: 0, end: 10 + longestTail },
      { start: 100 * hour, end: 101 * hour + longestTail },
    ]);
  });

  const small = fc.integer({ min: 0, max: 12 });
  const timeSet = fc
    .array(fc.tuple(small, small), { maxLength: 3 })
    .map((pairs) => TimeSet.of(...pairs.map(([start, end]) => ({ start, end }))));
  const box = fc
    .tuple(timeSet, timeSet, fc.boolean())
    .map(([times, issued, keys]) =>
      Moments.at(times).intersect(Moments.issuedWithin(issued).union(keys ? Moments.longTermKeys : Moments.never)),
    );
  const moments = fc
    .array(box, { maxLength: 4 })
    .map((boxes) => boxes.reduce((all, one) => all.union(one), Moments.never));

  it("are joined, cut and taken away point by point", () => {
    fc.assert(
      fc.property(moments, moments, small, fc.option(small, { nil: undefined }), (a, b, at, issued) => {
        const inA = a.contains(at, issued);
        const inB = b.contains(at, issued);
        expect(a.union(b).contains(at, issued)).toBe(inA || inB);
        expect(a.intersect(b).contains(at, issued)).toBe(inA && inB);
        expect(a.minus(b).contains(at, issued)).toBe(inA && !inB);
      }),
      { numRuns: 2000 },
    );
  });

  it("have the times of their pairs, and no others", () => {
    fc.assert(
      fc.property(moments, small, (set, at) => {
        const tail = 4;
        const pairs = Array.from({ length: tail + 1 }, (_, before) => at - before);
        const held = set.contains(at) || pairs.some((issued) => issued > at - tail - 1 && set.contains(at, issued));
        // A session issued within the last second of a set may live a fraction of a second longer.
        const exact = set.contains(at) || pairs.some((issued) => issued > at - tail && set.contains(at, issued));
        const said = set.times(tail).contains(at);
        expect(exact ? said : !said || held).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("hold more rather than less where they become very many", () => {
    const seconds = (from: number) =>
      TimeSet.of(...Array.from({ length: 1500 }, (_, i) => ({ start: from + i * 4, end: from + i * 4 + 1 })));
    const [a, b] = [Moments.at(seconds(0)), Moments.at(seconds(2))];
    expect(a.union(b).contains(1)).toBe(true);
    expect(a.minus(Moments.at(seconds(0).union(seconds(2)))).contains(0)).toBe(true);
  });
});
