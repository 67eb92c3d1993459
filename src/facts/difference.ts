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
  // Most facts that are compared are the same and put together alike, which is seen far sooner than any order is made.
  const [left, right] = [before, after].map((facts) => facts.map((fact) => [JSON.stringify(fact), fact] as const));
  const [lost, gained] = [beyond(left ?? [], right ?? []), beyond(right ?? [], left ?? [])];
  const [mine, theirs] = [lost, gained].map((facts) => facts.map((fact) => [factText(fact), fact] as const));
  return { lost: inTheirOrder(mine ?? [], theirs ?? []), gained: inTheirOrder(theirs ?? [], mine ?? []) };
}

type Spelled = readonly (readonly [string, Fact])[];

function inTheirOrder(facts: Spelled, others: Spelled): readonly Fact[] {
  const ordered = [...facts].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return beyond(ordered, others);
}

function beyond(facts: Spelled, others: Spelled): readonly Fact[] {
  const there = counted(others.map(([key]) => key));
  return facts.flatMap(([key, fact]) => {
    const left = there.get(key) ?? 0;
    if (left > 0) there.set(key, left - 1);
    return left > 0 ? [] : [fact];
  });
}

/**
 * The facts without the lost and with the gained ones.
 * @throws RangeError when a fact that is to be lost is not there: the difference is of other facts
 */
export function applyFactDifference(facts: readonly Fact[], { lost, gained }: FactDifference): readonly Fact[] {
  const leaving = counted(lost.map(factText));
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

function counted(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
