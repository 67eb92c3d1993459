import { TimeSet } from "../../time/time-set";
import { Evaluation } from "./evaluate";
import { parseCel } from "./parse";
import { plainWindow } from "./plain-window";

/** When a CEL condition can hold. */
export interface ConditionTimes {
  /** Never too small: outside it the condition holds for nobody. A second is in it when some moment within it is. */
  readonly possible: TimeSet;
  /** It asks for the hour, day or month, which come round again: no end by themselves. */
  readonly recurring: boolean;
  /** What could not be read for certain; it counts as possibly true at any time. */
  readonly doubts: readonly string[];
}

const known = new Map<string, ConditionTimes>();
const knownAtMost = 1000;

/**
 * When a condition of Google's IAM can hold, whatever stands in the request besides its time. What is not about time may be true
 * or false, and errors never make it true (CEL language definition; Google's attribute reference for IAM conditions).
 */
export function timesOf(expression: string): ConditionTimes {
  const before = known.get(expression);
  if (before) return before;
  const times = read(expression);
  if (known.size >= knownAtMost) known.clear();
  known.set(expression, times);
  return times;
}

function read(expression: string): ConditionTimes {
  const plain = plainWindow(expression);
  return plain ? { possible: plain, recurring: false, doubts: [] } : readCel(expression);
}

/** As `timesOf`, by the grammar of CEL whatever the expression is. */
export function readCel(expression: string): ConditionTimes {
  const parsed = parseCel(expression);
  if ("fault" in parsed) return { possible: TimeSet.all, recurring: false, doubts: [parsed.fault] };
  const evaluation = new Evaluation();
  const possible = evaluation.truthOf(parsed.node).holds;
  return { possible, recurring: evaluation.recurring, doubts: [...evaluation.doubts] };
}
