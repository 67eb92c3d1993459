import { describe, expect, it } from "vitest";
import { Declared } from "../../src/expect/declared";
import type { Fact } from "../../src/facts/fact";
import type { Finding } from "../../src/rules/finding";
import { applyRules } from "../../src/rules/rules";
import { at, estateWith } from "../helpers/estate";

/** One case of a rule. Estates are what is laid over the base estate of the helpers, in YAML. */
export interface Case {
  readonly name: string;
  readonly after?: readonly Fact[] | ((declared: Declared) => readonly Fact[]);
  readonly before?: readonly Fact[];
  readonly estate?: string;
  /** Default: the estate is its own base. */
  readonly base?: string;
  readonly now?: string;
  /** All that the rule finds, as `severity address`; what is of the declaration has no address. */
  readonly found: readonly string[];
  /** What every finding's message says. */
  readonly saying?: readonly string[];
}

export const judgedAt = "2026-11-23T09:30:00Z";

/** What one rule finds in one case. */
export function foundBy(rule: string, { after = [], before = [], estate, base, now = judgedAt }: Case): Finding[] {
  const declared = estate === undefined ? undefined : new Declared(estateWith(estate));
  const evidence = {
    before,
    after: typeof after === "function" ? (declared ? after(declared) : []) : after,
    now: at(now),
    ...(declared ? { declared, base: base === undefined ? declared : new Declared(estateWith(base)) } : {}),
  };
  return applyRules(evidence)
    .map(({ finding }) => finding)
    .filter((finding) => finding.rule === rule);
}

/** A rule by its cases: each finds exactly what it says. Every rule passes somebody and fails somebody. */
export function specify(rule: string, cases: readonly Case[]): void {
  describe(rule, () => {
    it.each(cases)("$name", (one) => {
      const findings = foundBy(rule, one);
      expect(findings.map(({ severity, address }) => [severity, address].join(" ").trim())).toEqual(one.found);
      for (const { message, fix, controls } of findings) {
        for (const words of one.saying ?? []) expect(message).toContain(words);
        expect(message).not.toMatch(/undefined|NaN|\[object|\bkey of\b/);
        expect([fix, controls]).not.toContainEqual("");
      }
    });
    it("fails some and passes some", () => {
      expect(cases.some(({ found }) => found.length > 0)).toBe(true);
      expect(cases.some(({ found }) => found.length === 0)).toBe(true);
    });
  });
}

/** The facts that the leases of an estate come to, as a plan of them would. */
export function promised(declared: Declared): readonly Fact[] {
  return declared.leasesIn(undefined).flatMap(({ access, trust }) => [...access, ...trust]);
}
