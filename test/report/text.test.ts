import { describe, expect, it } from "vitest";
import { judge } from "../../src/report/judgement";
import { text } from "../../src/report/text";
import { context, diagnostic, hostile } from "./sample";

const owner = diagnostic();
const stale = diagnostic({
  severity: "warning",
  code: "review-overdue",
  message: "The review was due.",
  fix: "Review it.",
  location: { file: "/srv/acme/access/roles/reader.yaml", line: 3, column: 5 },
});
const residuals = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    diagnostic({ severity: "note", code: "residual", message: `Tokens ${index} go on.`, fix: "Know it." }),
  );

describe("the report for people", () => {
  it("reads like this", () => {
    const judgement = judge([stale, diagnostic({ ...owner, location: undefined }), owner], { estate: "acme" });
    expect(text(judgement, context)).toBe(
      `error owner-missing × 2
                                Role "reader" has no accountable owner.
  access/roles.yaml:12:3        Role "reader" has no accountable owner.
                                → Write \`owners: { entitlement: <team> }\`.

warning review-overdue
  access/roles/reader.yaml:3:5  The review was due.
                                → Review it.

leasehold: acme fails: 2 errors, 1 warning, 0 notes
`,
    );
  });

  it("shows a screen of notes and says how many more there are", () => {
    const report = text(judge(residuals(50)), context);
    expect(report.match(/Tokens \d+ go on/g)).toHaveLength(20);
    expect(report).toContain("… and 30 more notes (--format json shows all)");
  });

  it("cuts no error", () => {
    const many = residuals(300).map((note) => ({ ...note, severity: "error" as const }));
    expect(text(judge(many), context).match(/Tokens \d+ go on/g)).toHaveLength(300);
  });

  it("says one mend once for the places in a row that it mends", () => {
    expect(text(judge(residuals(3)), context).match(/→ Know it\./g)).toHaveLength(1);
  });

  it("says which waiver lets a finding stand", () => {
    const report = text(judge([diagnostic({ severity: "note", waivedBy: "long-batch" })]), context);
    expect(report).toContain("(waived by long-batch)");
    expect(report).toContain("0 errors, 0 warnings, 1 note (1 waived)");
  });

  it("gives a long place a line of its own", () => {
    const location = { file: `access/${"deep/".repeat(20)}x.yaml`, line: 1, column: 1 };
    const lines = text(judge([diagnostic({ location }), owner]), context).split("\n");
    expect(lines.find((line) => line.includes("x.yaml:1:1"))).toMatch(/x\.yaml:1:1$/);
  });

  it("is wrapped to the terminal, each part under its own", () => {
    const message = "One two three four five six seven eight nine ten eleven twelve thirteen.";
    const report = text(judge([diagnostic({ message, fix: message })]), { ...context, width: 72 });
    expect(report).toContain(`  access/roles.yaml:12:3  One two three four five six seven eight nine
                          ten eleven twelve thirteen.
                          → One two three four five six seven eight nine
                            ten eleven twelve thirteen.
`);
  });

  it("lets nothing that an estate says move the terminal", () => {
    const judgement = judge(
      [diagnostic({ message: hostile, fix: hostile, location: { file: hostile, line: 1, column: 1 } })],
      { estate: hostile },
    );
    const report = text(judgement, context);
    expect(report).not.toMatch(/(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202e]/u);
    expect(report).not.toMatch(/^\s*::/m);
  });

  it("is coloured only when asked to", () => {
    expect(text(judge([owner]), context)).not.toContain("\u001b");
    expect(text(judge([owner]), { ...context, colour: true })).toContain("\u001b[31m");
  });
});
