import { describe, expect, it } from "vitest";
import { PlanError } from "../../src/terraform/plan/error";
import { factLine, judge, line, planOf, readBytes, scenarios } from "./scenario";

const all = scenarios();

describe("the scenarios", () => {
  it("are at least 150, and at least 25 ordinary stacks", () => {
    const ordinary = all.filter(({ name }) => name.startsWith("ordinary/"));
    const made = all.filter((scenario) => scenario.made !== "by hand");
    console.info(`scenarios: ${all.length}, by Terraform ${made.length}, ordinary stacks ${ordinary.length}`);
    expect(all.length).toBeGreaterThanOrEqual(150);
    expect(ordinary.length).toBeGreaterThanOrEqual(25);
  });

  it.each(all.map((scenario) => ({ ...scenario, scenario })))("$name: $about", async ({ scenario }) => {
    const { refused, findings = [], facts = [] } = scenario.expect;
    if (refused !== undefined) {
      const fault = await readBytes(planOf(scenario)).catch((error: unknown) => error);
      expect(fault).toBeInstanceOf(PlanError);
      expect(fault).toMatchObject({ code: refused });
      return;
    }
    const outcome = await judge(scenario, planOf(scenario));
    const notes = new Set(findings.filter(({ severity }) => severity === "note").map(line));
    const found = outcome.findings.filter((each) => each.severity !== "note" || notes.has(line(each)));
    expect(distinct(found.map(line)), scenario.decidedBy).toEqual(distinct(findings.map(line)));
    for (const wanted of findings) {
      if (wanted.principal === undefined) continue;
      const holders = outcome.findings.filter((each) => line(each) === line(wanted)).map(({ principal }) => principal);
      expect(holders).toContain(wanted.principal);
    }
    for (const wanted of facts) {
      expect(outcome.facts.map((each) => factLine(each, wanted))).toContain(factLine(wanted, wanted));
    }
  });
});

describe("an ordinary stack", () => {
  const ordinary = all.filter(({ name }) => name.startsWith("ordinary/"));
  it.each(ordinary.map((scenario) => ({ ...scenario, scenario })))("has no error: $name", async ({ scenario }) => {
    const { findings } = await judge(scenario, planOf(scenario));
    expect(findings.filter(({ severity }) => severity === "error").map(({ message }) => message)).toEqual([]);
  });
});

function distinct(lines: readonly string[]): readonly string[] {
  return [...new Set(lines)].sort();
}
