import type { Instant } from "../../time/instant";
import { TimeSet } from "../../time/time-set";
import { parseDateValue, parseNumericValue } from "./date-value";
import { asList, type Condition } from "./document";
import { Moments } from "./moments";
import { type Comparison, type Operator, parseOperator } from "./operator";
import { hasUnknownPart, shown } from "./unknown-part";

/** Where a condition begins or ceases to hold, and what in it says so. */
export interface Edge {
  readonly at: Instant;
  /** The time of the request, or of the issue of its session. */
  readonly of: "request" | "issue";
  /** `DateLessThan aws:CurrentTime 2026-11-23T10:30:00Z` */
  readonly said: string;
}

/** When a condition block can hold, and when it holds for certain. */
export interface ConditionMoments {
  /** Outside of these it holds for no request: what is not about time may be true. For an Allow. */
  readonly possible: Moments;
  /** Within these it holds for every request: what is not about time may be false. For a Deny. */
  readonly certain: Moments;
  /** What in it cannot be told, for people. What is doubtful is in `possible` and not in `certain`. */
  readonly doubts: readonly string[];
  readonly edges: readonly Edge[];
}

type Key = "request" | "issue";

const timeKeys: ReadonlyMap<string, Key> = new Map([
  ["aws:currenttime", "request"],
  ["aws:epochtime", "request"],
  ["aws:tokenissuetime", "issue"],
]);

/** AWS takes policies of some thousand characters; nothing in them is a list of so many dates. */
const mostValues = 500;

const always: ConditionMoments = { possible: Moments.always, certain: Moments.always, doubts: [], edges: [] };
const either: ConditionMoments = { possible: Moments.always, certain: Moments.never, doubts: [], edges: [] };

const known = new WeakMap<Condition, ConditionMoments>();

/**
 * When a statement's condition can hold and when it must, as far as it is about time: operators and keys are joined by
 * AND, values by OR, values of a negated operator by NOR.
 *
 * Source: AWS, "IAM JSON policy elements: Condition operators" and "Conditions with multiple context keys or values".
 */
export function momentsOf(condition: Condition | undefined): ConditionMoments {
  if (condition === undefined) return always;
  const before = known.get(condition);
  if (before !== undefined) return before;
  const found = work(condition);
  known.set(condition, found);
  return found;
}

function work(condition: Condition): ConditionMoments {
  const operators = Object.entries(condition);
  const values = operators.flatMap(([, keys]) => Object.entries(keys)).filter(([key]) => isOfTime(key));
  if (values.reduce((sum, [, value]) => sum + asList(value).length, 0) > mostValues) {
    return doubt("its condition holds too many dates");
  }
  let all = always;
  for (const doubled of doubles(operators.map(([name]) => name))) all = both(all, doubt(`${doubled} stands twice`));
  for (const [name, keys] of operators) {
    const entries = Object.entries(keys);
    // AWS does not say what an operator without a key means.
    if (entries.length === 0) all = both(all, either);
    for (const doubled of doubles(entries.map(([key]) => key))) {
      all = both(all, doubt(`${name} names ${doubled} twice`));
    }
    for (const [key, value] of entries) all = both(all, ofEntry(name, key, asList(value)));
  }
  return all;
}

function both(a: ConditionMoments, b: ConditionMoments): ConditionMoments {
  return {
    possible: a.possible.intersect(b.possible),
    certain: a.certain.intersect(b.certain),
    doubts: [...a.doubts, ...b.doubts],
    edges: [...a.edges, ...b.edges],
  };
}

function doubt(what: string): ConditionMoments {
  return { ...either, doubts: [shown(what)] };
}

const isOfTime = (key: string): boolean => timeKeys.has(key.toLowerCase());

/** Names that differ, if at all, in case only. */
function doubles(names: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return names.filter((name) => seen.size === seen.add(name.toLowerCase()).size);
}

function ofEntry(name: string, key: string, values: readonly string[]): ConditionMoments {
  const operator = parseOperator(name);
  if (operator === undefined) return doubt(`${name} is no operator that AWS documents`);
  if (hasUnknownPart(key)) return doubt(`a key of ${name} is not known: ${key}`);
  const { kind } = operator;
  // There a policy variable never matches, and AWS does not say so when the policy is made (FACTS 1.3).
  const bare = kind === "Date" || kind === "Numeric" || kind === "Bool" || kind === "Null";
  const variable = bare ? values.find((value) => value.includes("${")) : undefined;
  if (variable !== undefined) return doubt(`${name} ${key} ${variable}: policy variables do not work in ${name}`);
  const of = timeKeys.get(key.toLowerCase());
  if (of === undefined) return either;
  if (values.length === 0) return doubt(`${name} ${key} has no value`);
  const unknown = values.find(hasUnknownPart);
  if (unknown !== undefined) return doubt(`${name} ${key} ${unknown}: the value is not known`);
  if (kind === "Null") return ofNull(key, of, values);
  const numeric = kind === "Numeric" && key.toLowerCase() === "aws:epochtime";
  if (kind !== "Date" && !numeric) return doubt(`${name} does not compare times, and ${key} is one`);
  return ofComparison(name, key, of, operator, values, numeric ? parseNumericValue : parseDateValue);
}

/** The time of a request is always there; that of a session's issue where there is a session. */
function ofNull(key: string, of: Key, values: readonly string[]): ConditionMoments {
  let holds = Moments.never;
  for (const value of values) {
    if (!/^(?:true|false)$/i.test(value)) return doubt(`Null ${key} ${value}: neither true nor false`);
    const absent = value.toLowerCase() === "true";
    const one = of === "request" ? Moments.never : Moments.longTermKeys;
    holds = holds.union(absent ? one : Moments.always.minus(one));
  }
  return { possible: holds, certain: holds, doubts: [], edges: [] };
}

function ofComparison(
  name: string,
  key: string,
  of: Key,
  operator: Operator,
  values: readonly string[],
  parse: (text: string) => number | undefined,
): ConditionMoments {
  let outer = TimeSet.empty;
  let inner = TimeSet.empty;
  const edges: Edge[] = [];
  const negated = operator.comparison === "NotEquals";
  for (const value of values) {
    const at = parse(value);
    if (at === undefined) return doubt(`${name} ${key} ${value}: no time in a form that AWS documents`);
    const one = compared(negated ? "Equals" : operator.comparison, at);
    for (const { start, end } of one.outer.intervals) {
      for (const edge of [start, end]) {
        if (Number.isFinite(edge)) edges.push({ at: edge, of, said: `${name} ${key} ${value}` });
      }
    }
    outer = outer.union(one.outer);
    inner = inner.union(one.inner);
  }
  if (negated) [outer, inner] = [inner.complement(), outer.complement()];
  if (of === "request") return { possible: Moments.at(outer), certain: Moments.at(inner), doubts: [], edges };
  const absent = ofAbsence(operator);
  return {
    possible: Moments.issuedWithin(outer).union(absent.possible ? Moments.longTermKeys : Moments.never),
    certain: Moments.issuedWithin(inner).union(absent.certain ? Moments.longTermKeys : Moments.never),
    doubts: [],
    edges,
  };
}

/** Does it hold where the key is absent? `ForAnyValue` does not by the documentation, with nothing said of its variants. */
function ofAbsence({ comparison, ifExists, set }: Operator): { readonly possible: boolean; readonly certain: boolean } {
  const possible = ifExists || comparison === "NotEquals" || set === "ForAllValues";
  return { possible, certain: possible && set !== "ForAnyValue" };
}

/** Fractions of a second are rounded so that the outer set holds at least, and the inner at most, what AWS compares. */
function compared(comparison: Comparison, at: number): { readonly outer: TimeSet; readonly inner: TimeSet } {
  const low = Math.floor(at);
  const high = Math.ceil(at);
  const whole = low === high;
  switch (comparison) {
    case "LessThan":
      return { outer: TimeSet.before(high), inner: TimeSet.before(low) };
    case "LessThanEquals":
      return { outer: TimeSet.before(low + 1), inner: TimeSet.before(whole ? low + 1 : low) };
    case "GreaterThan":
      return { outer: TimeSet.from(whole ? low + 1 : low), inner: TimeSet.from(whole ? low + 1 : high) };
    case "GreaterThanEquals":
      return { outer: TimeSet.from(low), inner: TimeSet.from(high) };
    case "Equals": {
      const second = TimeSet.of({ start: low, end: low + 1 });
      return { outer: second, inner: whole ? second : TimeSet.empty };
    }
    case "NotEquals":
    case "other":
      return { outer: TimeSet.all, inner: TimeSet.empty };
  }
}
