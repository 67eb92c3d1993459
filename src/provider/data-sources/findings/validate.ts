import type { FailOn } from "../../../report/judgement";
import type { Told } from "../../protocol/provider";
import { Unknown, type Value, type Values } from "../../protocol/value";
import { quoted } from "../../quoted";

const levels: readonly FailOn[] = ["error", "warning", "note", "never"];

/** The severity that a configuration names; undefined where it names none that there is. */
export function failOnOf(value: Value | undefined): FailOn | undefined {
  if (value === null || value === undefined) return "error";
  return levels.find((level) => level === value);
}

/** Looks at a configuration by itself. */
export function validateFindings({ plan, state, fail_on }: Values): readonly Told[] {
  const told: Told[] = [];
  const isGiven = (value: Value | undefined): boolean => value !== null && value !== undefined;
  // What is unknown may still turn out to be null.
  if (isGiven(plan) && isGiven(state) && !(plan instanceof Unknown || state instanceof Unknown)) {
    told.push({
      severity: "error",
      summary: "A plan and a state are given",
      detail: "One of them is judged: leave the other out, or use two data sources.",
      path: ["state"],
    });
  } else if (!isGiven(plan) && !isGiven(state)) {
    told.push({
      severity: "error",
      summary: "There is nothing to judge",
      detail: 'Give a plan (`plan = file("plan.json")`) or a state (`state = file("state.json")`).',
    });
  }
  if (typeof fail_on === "string" && failOnOf(fail_on) === undefined) {
    told.push({
      severity: "error",
      summary: "`fail_on` is no severity",
      detail: `${quoted(fail_on)} is none of ${levels.join(", ")}.`,
      path: ["fail_on"],
    });
  }
  return told;
}
