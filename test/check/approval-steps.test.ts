import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Demand, unmet } from "../../src/check/approval-steps";

const people = ["a", "b", "c", "d", "e"];

const steps = fc.array(
  fc.record({
    people: fc.subarray(people).map((chosen) => new Set(chosen)),
    count: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 1, maxLength: 3 },
);

/** Tries every way to give every person to a step or to none. */
function canBeMet(demands: readonly Demand[], available: readonly string[]): boolean {
  const [person, ...others] = available;
  if (person === undefined) return demands.every(({ count }) => count <= 0);
  if (canBeMet(demands, others)) return true;
  return demands.some(
    (demand, position) =>
      demand.people.has(person) &&
      canBeMet(
        demands.map((other, i) => (i === position ? { ...other, count: other.count - 1 } : other)),
        others,
      ),
  );
}

describe("steps that different people must meet", () => {
  it("agrees with trying every choice, with and without a requester", () => {
    fc.assert(
      fc.property(steps, fc.option(fc.constantFrom(...people), { nil: undefined }), (demands, without) => {
        const available = people.filter((person) => person !== without);
        expect(unmet(demands, without) === undefined).toBe(canBeMet(demands, available));
      }),
      { numRuns: 1000 },
    );
  });

  it("names steps that need more people than they have", () => {
    fc.assert(
      fc.property(steps, fc.constantFrom(...people), (demands, without) => {
        const failure = unmet(demands, without);
        if (!failure) return;
        const chosen = failure.steps.map((position) => demands[position]);
        const found = new Set(chosen.flatMap((demand) => [...(demand?.people ?? [])]));
        found.delete(without);
        expect(failure.available).toBe(found.size);
        expect(failure.needed).toBe(chosen.reduce((sum, demand) => sum + (demand?.count ?? 0), 0));
        expect(failure.available).toBeLessThan(failure.needed);
      }),
      { numRuns: 1000 },
    );
  });

  it("does not count to a million where nobody could", () => {
    expect(unmet([{ people: new Set(["a"]), count: 1_000_000_000 }])).toEqual({
      steps: [0],
      needed: 1_000_000_000,
      available: 1,
    });
  });
});
