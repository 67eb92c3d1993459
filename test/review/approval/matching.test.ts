import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assigned, choices, type Place } from "../../../src/review/approval/matching";

const names = ["a", "b", "c", "d", "e"];
const teamNames = ["t", "u", "v"];
const steps = fc.array(
  fc.record({ count: fc.integer({ min: 1, max: 2 }), people: fc.subarray(names).map((some) => new Set(some)) }),
  { minLength: 1, maxLength: 3 },
);
const membership = fc.tuple(...names.map(() => fc.subarray(teamNames, { minLength: 1 })));

/** Every way to give each person one of the steps and one of their teams, or none, tried one after another. */
function most(places: readonly Place[], teamsOf?: (person: string) => readonly string[]): number {
  const left = places.map(({ count }) => count);
  const stepOf = new Map<string, number>();
  const search = (position: number): number => {
    const person = names[position];
    if (person === undefined) return 0;
    let best = search(position + 1);
    for (const [step, { people }] of places.entries()) {
      if (!people.has(person) || (left[step] ?? 0) === 0) continue;
      for (const team of teamsOf?.(person) ?? [`own ${person}`]) {
        const holder = stepOf.get(team);
        if (holder !== undefined && holder !== step) continue;
        left[step] = (left[step] ?? 0) - 1;
        stepOf.set(team, step);
        best = Math.max(best, 1 + search(position + 1));
        left[step] = (left[step] ?? 0) + 1;
        if (holder === undefined) stepOf.delete(team);
      }
    }
    return best;
  };
  return search(0);
}

describe("putting people into steps", () => {
  it("finds as many as there can be, each where they may stand and in one step", () => {
    fc.assert(
      fc.property(steps, (places) => {
        const found = assigned(places);
        for (const [person, step] of found) expect(places[step]?.people.has(person)).toBe(true);
        for (const [step, { count }] of places.entries()) {
          expect([...found.values()].filter((one) => one === step).length).toBeLessThanOrEqual(count);
        }
        expect(found.size).toBe(most(places));
      }),
      { numRuns: 200 },
    );
  });

  it("finds as many as there can be where every team stands in one step", () => {
    fc.assert(
      fc.property(steps, membership, (places, members) => {
        const teamsOf = (person: string) => members[names.indexOf(person)] ?? [];
        expect(assigned(places, teamsOf).size).toBe(most(places, places.length < 2 ? undefined : teamsOf));
      }),
      { numRuns: 200 },
    );
  });
});

describe("choosing who is left out", () => {
  it("tries every choice", () => {
    expect(choices(["a", "b", "c"], 2)).toEqual([
      ["a", "b"],
      ["a", "c"],
      ["b", "c"],
    ]);
    expect(choices(["a"], 3)).toEqual([["a"]]);
    expect(choices([], 1)).toEqual([[]]);
    expect(choices(["a"], 0)).toEqual([[]]);
  });

  it("gives up where there are too many", () => {
    expect(
      choices(
        Array.from({ length: 60 }, (_, n) => `p${n}`),
        5,
      ),
    ).toBeUndefined();
  });
});
