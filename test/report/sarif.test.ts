import { readFileSync } from "node:fs";
import Ajv from "ajv";
import { describe, expect, it } from "vitest";
import { judge } from "../../src/report/judgement";
import { sarif } from "../../src/report/sarif";
import { context, diagnostic, hostile } from "./sample";

// The schema of SARIF 2.1.0 as published, shipped in this package. What it says reads the same in draft 7 as in draft 4.
const {
  $schema: _draft4,
  id: _id,
  ...schema
} = JSON.parse(readFileSync(require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8"));
const validate = new Ajv({ allErrors: true, validateFormats: false, strict: false, unicodeRegExp: false }).compile(
  schema,
);

const runOf = (...diagnostics: Parameters<typeof judge>[0]) => {
  const log = JSON.parse(sarif(judge(diagnostics), context));
  validate(log);
  expect(validate.errors ?? []).toEqual([]);
  return log.runs[0];
};

describe("SARIF", () => {
  it("follows its schema with nothing found", () => {
    const run = runOf();
    expect(run.results).toEqual([]);
    expect(run.tool.driver).toMatchObject({ name: "leasehold", version: "0.1.0", rules: [] });
  });

  it("gives a finding its rule, level and place, with both ends", () => {
    const run = runOf(diagnostic());
    expect(run.results[0]).toMatchObject({
      ruleId: "owner-missing",
      ruleIndex: 0,
      level: "error",
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "access/roles.yaml" },
            region: { startLine: 12, startColumn: 3, endLine: 12, endColumn: 4 },
          },
        },
      ],
    });
    expect(run.tool.driver.rules[0]).toMatchObject({ id: "owner-missing", properties: { tags: ["AC-2"] } });
  });

  it.each([
    ["relative", "access/roles.yaml", "access/roles.yaml"],
    ["absolute, below", "/srv/acme/access/a.yaml", "access/a.yaml"],
    ["absolute, outside", "/elsewhere/a b.yaml", "file:///elsewhere/a%20b.yaml"],
    ["spaces and signs", "access/a b#c?d%e.yaml", "access/a%20b%23c%3Fd%25e.yaml"],
    ["other scripts", "access/Größe.yaml", "access/Gr%C3%B6%C3%9Fe.yaml"],
    ["half a surrogate pair", "access/\ud800.yaml", "access/%EF%BF%BD.yaml"],
    ["a colon first", "c:d.yaml", "c%3Ad.yaml"],
    ["dots first", "./access/a.yaml", "access/a.yaml"],
    ["beside where the command runs", "../other/a.yaml", "file:///srv/other/a.yaml"],
  ])("makes a URI of a file: %s", (_, file, uri) => {
    const run = runOf(diagnostic({ location: { file, line: 1, column: 1 } }));
    expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(uri);
  });

  it("sees files from the top of the repository, wherever in it the command runs", () => {
    const log = JSON.parse(sarif(judge([diagnostic()]), { ...context, top: "/srv" }));
    const { uri } = log.runs[0].results[0].locations[0].physicalLocation.artifactLocation;
    expect(uri).toBe("acme/access/roles.yaml");
  });

  it("shows what kept the estate from being judged, and that it was not", () => {
    const run = runOf(diagnostic({ concern: "structure", code: "unknown-reference" }));
    expect(run.invocations[0]).toEqual({ executionSuccessful: false, exitCode: 2 });
    expect(run.results[0]).toMatchObject({ ruleId: "unknown-reference", level: "error" });
  });

  it("says that a waived finding is suppressed, and by what", () => {
    const run = runOf(diagnostic({ severity: "note", waivedBy: "long-batch" }));
    expect(run.results[0].suppressions).toEqual([
      { kind: "external", status: "accepted", justification: 'The waiver "long-batch"' },
    ]);
  });

  it("knows a finding again after it moved within its file, and two alike apart", () => {
    const at = (line: number) => diagnostic({ location: { file: "access/roles.yaml", line, column: 3 } });
    const prints = (...lines: number[]) =>
      runOf(...lines.map(at)).results.map((result: { partialFingerprints: object }) => result.partialFingerprints);
    expect(prints(12)).toEqual(prints(40));
    expect(new Set(prints(1, 2).map((print: object) => JSON.stringify(print))).size).toBe(2);
  });

  it("survives whatever an estate says", () => {
    const location = { file: hostile, line: 1, column: 1 };
    runOf(diagnostic({ message: hostile, fix: hostile, waivedBy: hostile, location }));
  });
});
