import { parseDateValue } from "../../aws/policy/date-value";
import { parseOperator } from "../../aws/policy/operator";
import { formatInstant, type Instant } from "../../time/instant";
import type { Window } from "../../time/window";
import { quoted } from "../quoted";

/** A condition block as JSON has it: operator, key, one value or several. */
export type Block = Readonly<Record<string, Readonly<Record<string, Given | readonly Given[]>>>>;

type Given = string | number | boolean;

/** Why a condition cannot be tightened for certain. */
export class NotCertain extends Error {}

const timeOfRequest = "aws:CurrentTime";

/** One end of a window. Values of one key under one operator are joined by OR, so that the loosest of them counts. */
interface End {
  readonly operator: "DateGreaterThanEquals" | "DateLessThan";
  readonly at: Instant;
  loosest(times: readonly number[]): number;
  isAsTight(time: number): boolean;
}

function endsOf({ start, end }: Window): readonly [End, End] {
  return [
    {
      operator: "DateGreaterThanEquals",
      at: start,
      loosest: (times) => Math.min(...times),
      isAsTight: (time) => time >= start,
    },
    { operator: "DateLessThan", at: end, loosest: (times) => Math.max(...times), isAsTight: (time) => time <= end },
  ];
}

/**
 * The condition and the window at once: it holds exactly when both do. What a condition asks already is never loosened.
 *
 * Source: AWS, "IAM JSON policy elements: Condition operators" and "Conditions with multiple context keys or values".
 *
 * @throws {@link NotCertain} where AWS does not say what the condition means, so that nothing can be said of both
 */
export function tightened(condition: Block, window: Window): Block {
  for (const [operator, keys] of Object.entries(condition)) {
    if (parseOperator(operator) === undefined) {
      throw new NotCertain(`${quoted(operator)} is no condition operator that AWS documents`);
    }
    if (Object.keys(keys).length === 0) throw new NotCertain(`${operator} names no key`);
  }
  return endsOf(window).reduce(withEnd, condition);
}

function withEnd(condition: Block, end: End): Block {
  const { operator, at } = end;
  const keys = condition[operator] ?? {};
  // Names of condition keys are not case-sensitive.
  const [key = timeOfRequest, ...more] = Object.keys(keys).filter((one) => one.toLowerCase() === "aws:currenttime");
  if (more.length > 0)
    throw new NotCertain(`${operator} names ${timeOfRequest} twice, and which of them counts AWS does not say`);
  const there = keys[key];
  if (there !== undefined && end.isAsTight(end.loosest(timesOf(operator, there)))) return condition;
  return { ...condition, [operator]: { ...keys, [key]: formatInstant(at) } };
}

function timesOf(operator: string, value: Given | readonly Given[]): readonly number[] {
  const values = (Array.isArray(value) ? value : [value]).map(String);
  if (values.length === 0) throw new NotCertain(`${operator} ${timeOfRequest} has no value`);
  return values.map((one) => {
    const time = parseDateValue(one);
    if (time !== undefined) return time;
    throw new NotCertain(
      `${operator} ${timeOfRequest} ${quoted(one)} is no time in a form that AWS documents; write it like \`2026-11-23T09:00:00Z\``,
    );
  });
}
