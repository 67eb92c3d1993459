import { parseInstant } from "../../time/instant";
import { TimeSet } from "../../time/time-set";

const comparison = /^\s*request\.time\s*(<=?|>=?)\s*timestamp\(\s*"([0-9TZ:-]{20})"\s*\)\s*$/;

/**
 * When a condition holds that does no more than compare the request's time with whole seconds, as most do; undefined for any
 * other. It spares loading a CEL library, which takes longer than reading a plan.
 */
export function plainWindow(expression: string): TimeSet | undefined {
  let times = TimeSet.all;
  for (const part of expression.split("&&")) {
    const [, operator, text = ""] = comparison.exec(part) ?? [];
    const parsed = operator === undefined ? undefined : parseInstant(text);
    if (parsed === undefined || !("instant" in parsed)) return undefined;
    times = times.intersect(secondsThat(operator ?? "", parsed.instant));
  }
  return times;
}

/** The seconds in which some moment compares so with the instant. */
function secondsThat(operator: string, instant: number): TimeSet {
  switch (operator) {
    case "<":
      return TimeSet.before(instant);
    case "<=":
      return TimeSet.before(instant + 1);
    default:
      return TimeSet.from(instant);
  }
}
