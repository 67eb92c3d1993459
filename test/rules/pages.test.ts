import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { codesExplained } from "../../src/diagnostics/pages/pages";
import { driftKinds } from "../../src/drift/kinds";
import { explained, ruleNames } from "../../src/report/explained";
import { reviewRules } from "../../src/review/rules";
import { ruleNamed, rules } from "../../src/rules/rules";

const pages = join(__dirname, "../../docs/rules");
const files = (directory: string): string[] => readdirSync(join(__dirname, directory)).sort();
const all = [...rules, ...driftKinds, ...reviewRules, ...codesExplained];

describe("the rules", () => {
  it("are one file each, named for the rule, and all are listed", () => {
    const names = rules.map(({ name }) => name);
    expect(names).toEqual([...names].sort());
    for (const name of names) expect(files("../../src/rules")).toContain(`${name}.ts`);
  });

  it.each(ruleNames)("%s has a page that says what it means", async (name) => {
    await expect(explained(name)).toMatchFileSnapshot(join(pages, `${name}.md`));
  });

  it("are not the names of kinds of drift", () => {
    for (const { name } of driftKinds) expect(ruleNamed(name)).toBeUndefined();
  });

  it("have no page of a rule that is gone", () => {
    const there = readdirSync(pages).map((file) => file.replace(/\.md$/, ""));
    expect(there.sort()).toEqual(ruleNames);
  });

  it("say on their pages what is wrong, why, and what to do, in sentences", () => {
    for (const { name, title, why, fix } of all) {
      for (const text of [title, why, fix]) {
        expect(text, name).toMatch(/^[A-Z\u0060].*[.]$/s);
        expect(text, name).not.toMatch(/\s\s|\n/);
      }
      expect(why, name).not.toBe(title);
    }
  });

  it("take their controls from the known ones", () => {
    const known =
      /^((PR|GV|ID|DE|RS)\.[A-Z]{2}-\d\d|(AC|AU|CM|IA)-\d+(\(\d\))?|NHI\d+|ASI\d\d|L[367]|(GOVERN|MANAGE) \d\.\d)$/;
    for (const { name, controls } of all) {
      expect(controls.length, name).toBeGreaterThan(0);
      for (const control of controls) expect(control).toMatch(known);
    }
  });
});
