import { describe, expect, it } from "vitest";
import { applyFactDifference, factText } from "../../../src/facts/difference";
import { differenceOf } from "../../../src/review/difference/difference";
import { estateFacts } from "../../../src/review/difference/estate-facts";
import { at, estateWith } from "../../helpers/estate";

/** One change, as YAML laid over the base estate of the helpers on both sides, and all that is told of it, gravest first. */
export interface Case {
  readonly name: string;
  readonly before?: string;
  readonly after?: string;
  /** `roles.operator widens maximum: anybody may hold operator for 8 h instead of 4 h`. */
  readonly effects: readonly string[];
  /** Where standing access is not the same afterwards. */
  readonly standing?: readonly [number, number];
}

/** When the changes are looked at. */
export const now = at("2026-11-23T08:00:00Z");

/** Holds each change to its effects, and the two estates' facts to the reported difference. */
export function specify(what: string, cases: readonly Case[]): void {
  describe(what, () => {
    it.each(cases)("$name", ({ before = "", after = "", effects, standing }) => {
      const [base, head] = [estateWith(before), estateWith(after)];
      const difference = differenceOf(base, head, { now });
      const told = difference.changes.flatMap(({ subject, effects: found }) =>
        found.map(({ direction, aspect, text }) => `${subject.part}.${subject.name} ${direction} ${aspect}: ${text}`),
      );
      expect(told).toEqual(effects);
      if (standing !== undefined) expect([difference.standing.before, difference.standing.after]).toEqual(standing);
      else expect(difference.standing.before).toBe(difference.standing.after);
      const applied = applyFactDifference(estateFacts(base), difference.facts);
      expect(applied.map(factText).sort()).toEqual(estateFacts(head).map(factText).sort());
    });
  });
}
