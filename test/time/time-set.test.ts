import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TimeSet } from "../../src/time/time-set";

/** Moments -1 to 21 stand for all: nothing in the generated sets begins or ends beyond them. */
const moments = Array.from({ length: 23 }, (_, i) => i - 1);
const bound = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 20 }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY) },
);
const sets = fc.array(fc.record({ start: bound, end: bound }), { maxLength: 6 }).map((some) => ({
  set: TimeSet.of(...some),
  naive: new Set(moments.filter((t) => some.some(({ start, end }) => start <= t && t < end))),
}));

const membersOf = (set: TimeSet): number[] => moments.filter((t) => set.contains(t));

describe("a set of times", () => {
  it("holds what a plain set of its moments holds", () => {
    fc.assert(
      fc.property(sets, sets, (a, b) => {
        expect(membersOf(a.set)).toEqual([...a.naive]);
        expect(membersOf(a.set.union(b.set))).toEqual(moments.filter((t) => a.naive.has(t) || b.naive.has(t)));
        expect(membersOf(a.set.intersect(b.set))).toEqual(moments.filter((t) => a.naive.has(t) && b.naive.has(t)));
        expect(membersOf(a.set.complement())).toEqual(moments.filter((t) => !a.naive.has(t)));
        expect(membersOf(a.set.minus(b.set))).toEqual(moments.filter((t) => a.naive.has(t) && !b.naive.has(t)));
        expect(a.set.within(b.set)).toBe([...a.naive].every((t) => b.naive.has(t)));
        expect(a.set.isEmpty()).toBe(a.naive.size === 0);
        expect(a.set.isAll()).toBe(a.naive.size === moments.length);
      }),
      { numRuns: 2000 },
    );
  });

  it("obeys the laws of sets, interval by interval", () => {
    fc.assert(
      fc.property(sets, sets, sets, ({ set: a }, { set: b }, { set: c }) => {
        expect(a.union(b)).toEqual(b.union(a));
        expect(a.intersect(b)).toEqual(b.intersect(a));
        expect(a.union(b).complement()).toEqual(a.complement().intersect(b.complement()));
        expect(a.intersect(b.union(c))).toEqual(a.intersect(b).union(a.intersect(c)));
        expect(a.complement().complement()).toEqual(a);
        expect(a.union(a.complement())).toEqual(TimeSet.all);
        expect(a.intersect(a.complement())).toEqual(TimeSet.empty);
      }),
      { numRuns: 2000 },
    );
  });

  it("keeps its intervals sorted and apart", () => {
    fc.assert(
      fc.property(sets, ({ set }) => {
        for (const [i, { start, end }] of set.intervals.entries()) {
          expect(start).toBeLessThan(end);
          const next = set.intervals[i + 1];
          if (next) expect(end).toBeLessThan(next.start);
        }
      }),
    );
  });

  it("is half open, and joins what touches", () => {
    const set = TimeSet.of({ start: 10, end: 20 }, { start: 20, end: 30 });
    expect(set.intervals).toEqual([{ start: 10, end: 30 }]);
    expect([9, 10, 29, 30].map((t) => set.contains(t))).toEqual([false, true, true, false]);
  });

  it("knows when it ends, if ever", () => {
    expect(TimeSet.of({ start: 1, end: 5 }, { start: 8, end: 9 }).end()).toBe(9);
    expect(TimeSet.from(3).end()).toBe(Number.POSITIVE_INFINITY);
    expect(TimeSet.before(3).end()).toBe(3);
    expect(TimeSet.empty.end()).toBeUndefined();
  });

  it.each([Number.NaN, 0.5])("refuses %d as a bound", (start) => {
    expect(() => TimeSet.of({ start, end: 9 })).toThrow(RangeError);
  });
});
