import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { driftKindNamed, driftKinds } from "../../src/drift/kinds";
import { driftPage, rulePage } from "../../src/report/rule-page";
import { ruleNamed, rules } from "../../src/rules/rules";

const pages = join(__dirname, "../../docs/rules");
const files = (directory: string): string[] => readdirSync(join(__dirname, directory)).sort();

describe("the rules", () => {
  it("are one file each, named for the rule, and all are listed", () => {
    const names = rules.map(({ name }) => name);
    expect(names).toEqual([...names].sort());
    for (const name of names) expect(files("../../src/rules")).toContain(`${name}.ts`);
  });

  it.each(rules)("$name has a page that says what it means", async (rule) => {
    await expect(rulePage(rule)).toMatchFileSnapshot(join(pages, `${rule.name}.md`));
  });

  it.each(driftKinds)("$name, which drift finds, has a page too", async (kind) => {
    expect(ruleNamed(kind.name)).toBeUndefined();
    await expect(driftPage(kind)).toMatchFileSnapshot(join(pages, `${kind.name}.md`));
  });

  it("have no page of a rule that is gone", () => {
    for (const file of readdirSync(pages)) {
      const name = file.replace(/\.md$/, "");
      expect(ruleNamed(name) ?? driftKindNamed(name)).toBeDefined();
    }
  });

  it("take their controls from the known ones", () => {
    const known =
      /^((PR|GV|ID|DE|RS)\.[A-Z]{2}-\d\d|(AC|AU|CM|IA)-\d+(\(\d\))?|NHI\d+|ASI\d\d|L[367]|(GOVERN|MANAGE) \d\.\d)$/;
    for (const { controls } of [...rules, ...driftKinds]) {
      expect(controls.length).toBeGreaterThan(0);
      for (const control of controls) expect(control).toMatch(known);
    }
  });
});
