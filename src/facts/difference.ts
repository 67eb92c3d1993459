import type { Fact } from "./fact";

/** Facts that only the first of two sets holds, and those that only the second does. */
export interface FactDifference {
  readonly lost: readonly Fact[];
  readonly gained: readonly Fact[];
}

/** A fact in one spelling: equal facts have equal texts, whatever the order in which they were put together. */
export function factText(fact: Fact): string {
  return JSON.stringify(inOrder(fact));
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, inOrder(each)]);
}

/** What two sets of facts have not in common; a fact that stands twice counts twice. Both in the order of their texts. */
export function factDifference(before: readonly Fact[], after: readonly Fact[]): FactDifference {
  return { lost: beyond(before, after), gained: beyond(after, before) };
}

/**
 * The facts without the lost and with the gained ones.
 * @throws RangeError when a fact that is to be lost is not there: the difference is of other facts
 */
export function applyFactDifference(facts: readonly Fact[], { lost, gained }: FactDifference): readonly Fact[] {
  const leaving = counted(lost);
  const kept = facts.filter((fact) => {
    const key = factText(fact);
    const left = leaving.get(key) ?? 0;
    if (left > 0) leaving.set(key, left - 1);
    return left === 0;
  });
  if (kept.length !== facts.length - lost.length) {
    throw new RangeError("a fact that the difference takes away is not among the facts");
  }
  return [...kept, ...gained];
}

function beyond(facts: readonly Fact[], others: readonly Fact[]): readonly Fact[] {
  const there = counted(others);
  const found: (readonly [string, Fact])[] = [];
  for (const fact of facts) {
    const key = factText(fact);
    const left = there.get(key) ?? 0;
    if (left > 0) there.set(key, left - 1);
    else found.push([key, fact]);
  }
  return found.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, fact]) => fact);
}

function counted(facts: readonly Fact[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const fact of facts) {
    const key = factText(fact);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
