import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { loadEstate } from "../../../src/estate/load";
import type { Estate } from "../../../src/estate/types";
import { applyFactDifference, factDifference, factText } from "../../../src/facts/difference";
import type { Difference } from "../../../src/review/change";
import { differenceOf } from "../../../src/review/difference/difference";
import { estateFacts } from "../../../src/review/difference/estate-facts";
import { linked } from "../../helpers/estate";
import { type Plain, pairs } from "./random-pair";
import { now } from "./specify";

const runs = { numRuns: 150 };

function estateOf(plain: Plain): Estate {
  const { estate, diagnostics } = linked(plain);
  if (!estate || diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics, undefined, 2));
  return estate;
}

const textsOf = (facts: Parameters<typeof factText>[0][]): readonly string[] => facts.map(factText).sort();

describe("the difference of two estates, whatever they are", () => {
  it("makes the facts of the one those of the other", () => {
    fc.assert(
      fc.property(pairs, ({ base: before, head: after }) => {
        const [base, head] = [estateOf(before), estateOf(after)];
        const { facts } = differenceOf(base, head, { now });
        const [were, are] = [estateFacts(base), estateFacts(head)];
        expect(textsOf([...applyFactDifference(were, facts)])).toEqual(textsOf([...are]));
        // Nothing is lost and gained that is the same.
        expect(facts).toEqual(factDifference(were, are));
      }),
      runs,
    );
  });

  it("goes back by what it came by", () => {
    fc.assert(
      fc.property(pairs, ({ base: before, head: after }) => {
        const [base, head] = [estateOf(before), estateOf(after)];
        const [there, back] = [differenceOf(base, head), differenceOf(head, base)];
        expect(back.facts).toEqual({ lost: there.facts.gained, gained: there.facts.lost });
        expect(back.standing).toEqual({ before: there.standing.after, after: there.standing.before });
        expect(back.changes.map(({ subject }) => JSON.stringify(subject)).sort()).toEqual(
          there.changes.map(({ subject }) => JSON.stringify(subject)).sort(),
        );
      }),
      runs,
    );
  });

  it("is nothing where both are the same", () => {
    fc.assert(
      fc.property(pairs, ({ head }) => {
        const standing = differenceOf(estateOf(head), estateOf(head)).standing.before;
        const nothing: Difference = {
          changes: [],
          facts: { lost: [], gained: [] },
          standing: { before: standing, after: standing },
        };
        expect(differenceOf(estateOf(head), estateOf(structuredClone(head)))).toEqual(nothing);
      }),
      runs,
    );
  });

  it("names a change wherever the facts differ, and tells of each at least one effect, gravest first", () => {
    const order = ["unguards", "gains", "widens", "loses", "tightens", "restates"];
    fc.assert(
      fc.property(pairs, ({ base, head }) => {
        const { changes, facts } = differenceOf(estateOf(base), estateOf(head), { now });
        if (facts.lost.length + facts.gained.length > 0) expect(changes).not.toEqual([]);
        for (const { effects } of changes) {
          expect(effects).not.toEqual([]);
          const gravity = effects.map(({ direction }) => order.indexOf(direction));
          expect(gravity).toEqual([...gravity].sort((a, b) => a - b));
        }
        const first = changes.map(({ effects: [effect] }) => order.indexOf(effect?.direction ?? ""));
        expect(first).toEqual([...first].sort((a, b) => a - b));
      }),
      runs,
    );
  });
});

describe("files", () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "leasehold-difference-"));
  afterAll(() => fs.rmSync(directory, { recursive: true }));
  let count = 0;

  /** Writes each entry into one of three files, in an order of its own. */
  function spread(plain: Plain, picks: readonly number[]): Estate {
    const root = path.join(directory, String(count++));
    fs.mkdirSync(path.join(root, "more"), { recursive: true });
    const parts: Record<string, Record<string, unknown>>[] = [{}, {}, {}];
    let position = 0;
    for (const [section, entries] of Object.entries(plain)) {
      if (section === "name" || section === "policy") continue;
      for (const [name, entry] of Object.entries(entries as object)) {
        const pick = picks[position++ % picks.length] ?? 0;
        const part = parts[pick % 3] ?? {};
        const those = part[section] ?? {};
        part[section] = pick % 2 === 0 ? { ...those, [name]: entry } : { [name]: entry, ...those };
      }
    }
    const { name, policy } = plain;
    for (const [n, part] of parts.entries()) {
      const head = n === (picks[0] ?? 0) % 3 ? { policy, name } : {};
      const file = path.join(root, n === 1 ? "more" : "", `${"abc"[(n + (picks[0] ?? 0)) % 3]}.yaml`);
      fs.writeFileSync(file, stringify({ version: 1, ...part, ...head }));
    }
    const { estate, diagnostics } = loadEstate(root);
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    if (!estate || errors.length > 0) throw new Error(JSON.stringify(errors, undefined, 2));
    return estate;
  }

  it("may be renamed, split and put in another order without a difference", () => {
    const picks = fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(pairs, picks, picks, ({ base }, one, other) => {
        const { changes, facts } = differenceOf(spread(base, one), spread(base, other));
        expect(changes).toEqual([]);
        expect(facts).toEqual({ lost: [], gained: [] });
      }),
      { numRuns: 60 },
    );
  });
});
