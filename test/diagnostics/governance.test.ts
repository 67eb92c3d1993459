import { describe, expect, it } from "vitest";
import { aws } from "../../src/diagnostics/codes/aws";
import { gcp } from "../../src/diagnostics/codes/gcp";
import { governance } from "../../src/diagnostics/codes/governance";
import { structure } from "../../src/diagnostics/codes/structure";
import type { CodeDefinition } from "../../src/diagnostics/define";

/** FACTS §10: a rule's ids come from these only. */
const controls = new Set(
  [
    "PR.AA-01 PR.AA-03 PR.AA-05 GV.RR-02 GV.OC-03 ID.AM-08 DE.CM-03 PR.PS-04 RS.MA-01",
    "AC-2 AC-2(2) AC-2(3) AC-2(6) AC-3 AC-5 AC-6 AC-6(5) AC-6(7) AC-12 AU-2 AU-12 CM-3 CM-6 IA-5",
    "NHI1 NHI2 NHI3 NHI4 NHI5 NHI6 NHI7 NHI8 NHI9 NHI10 ASI02 ASI03 ASI08 ASI10 L3 L6 L7",
  ]
    .join(" ")
    .split(" ")
    .concat("GOVERN 1.4", "GOVERN 2.1", "MANAGE 2.4", "MANAGE 4.1"),
);

const rows = Object.entries(governance) as [string, CodeDefinition<never>][];

describe("the codes of governance", () => {
  it.each(rows)("%s says what it serves, by the ids of the table of controls", (code, row) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(row.concern).toBe("governance");
    expect(row.controls?.length ?? 0).toBeGreaterThan(0);
    for (const control of row.controls ?? []) expect(controls).toContain(control);
  });

  it("share no name with the codes of another table", () => {
    const all = [structure, governance, aws, gcp].flatMap((table) => Object.keys(table));
    expect(all.length).toBe(new Set(all).size);
  });

  it("let nothing of law 5 be waived", () => {
    const waivable = rows.filter(([, row]) => row.waivable).map(([code]) => code);
    expect(waivable.sort()).toEqual([
      "ceiling-loosened",
      "persistence-indeterminate",
      "privilege-indeterminate",
      "sensitivity-understated",
      "ttl-over-ceiling",
    ]);
  });
});
