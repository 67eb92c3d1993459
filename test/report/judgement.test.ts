import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020";
import { describe, expect, it } from "vitest";
import { json } from "../../src/report/json";
import { type FailOn, judge, unjudged } from "../../src/report/judgement";
import { diagnostic, hostile } from "./sample";

const structure = diagnostic({ concern: "structure", code: "unknown-reference" });
const warning = diagnostic({ severity: "warning", code: "review-overdue" });
const note = diagnostic({ severity: "note", code: "residual" });
const waived = diagnostic({ severity: "note", code: "ttl-over-ceiling", waivedBy: "long-batch" });

describe("the verdict", () => {
  it.each<[string, Parameters<typeof judge>[0], FailOn | undefined, string]>([
    ["nothing found", [], undefined, "pass"],
    ["an error of governance", [diagnostic()], undefined, "fail"],
    ["a warning, by default", [warning], undefined, "pass"],
    ["a warning, --fail-on warning", [warning], "warning", "fail"],
    ["an error, --fail-on warning", [diagnostic()], "warning", "fail"],
    ["a note, --fail-on warning", [note], "warning", "pass"],
    ["a note, --fail-on note", [note], "note", "fail"],
    ["what a waiver lets stand", [waived], "warning", "pass"],
    ["an error, --fail-on never", [diagnostic()], "never", "pass"],
    ["an error of structure", [structure], undefined, "unjudged"],
    ["an error of structure, --fail-on never", [structure], "never", "unjudged"],
    ["errors of structure and of governance", [structure, diagnostic()], undefined, "unjudged"],
    ["a warning of structure", [{ ...structure, severity: "warning" }], undefined, "pass"],
  ])("%s", (_, diagnostics, failOn, verdict) => {
    expect(judge(diagnostics, failOn ? { failOn } : {}).verdict).toBe(verdict);
  });

  it("keeps what was found of governance beside the errors of structure", () => {
    const judgement = judge([structure, diagnostic()]);
    expect(judgement.errors.map((error) => error.code)).toEqual(["unknown-reference"]);
    expect(judgement.findings.map((finding) => finding.rule)).toEqual(["owner-missing"]);
  });
});

describe("the order of findings", () => {
  const at = (file: string, line: number, column = 1) => ({ location: { file, line, column } });

  it("is by gravity, then by place, whatever the order they came in", () => {
    const sorted = [
      diagnostic(at("a.yaml", 9)),
      diagnostic(at("a.yaml", 10)),
      diagnostic(at("b.yaml", 1, 2)),
      diagnostic(at("b.yaml", 1, 10)),
      { ...warning, ...at("a.yaml", 1) },
      { ...note, ...at("a.yaml", 1) },
    ];
    const places = (diagnostics: typeof sorted) => judge(diagnostics).findings.map((finding) => finding.location);
    expect(places([...sorted].reverse())).toEqual(sorted.map((finding) => finding.location));
  });
});

describe("the published JSON", () => {
  const validate = new Ajv2020({ allErrors: true, validateFormats: false }).compile(
    JSON.parse(readFileSync("schemas/judgement.schema.json", "utf8")),
  );

  it.each([
    ["nothing found", judge([])],
    ["an estate's name", judge([], { estate: "acme" })],
    ["all there is", judge([structure, diagnostic(), warning, note, waived])],
    ["no place", judge([{ ...diagnostic(), location: undefined }])],
    ["never judged", unjudged({ code: "usage", message: "No such flag.", fix: "Leave it out." })],
  ])("follows the schema: %s", (_, judgement) => {
    validate(JSON.parse(json(judgement)));
    expect(validate.errors ?? []).toEqual([]);
  });

  it("has no key that the schema does not name", () => {
    expect(validate({ ...judge([]), secret: 1 })).toBe(false);
  });

  it("comes back as it went in, and no character of it moves a terminal", () => {
    const judgement = judge([diagnostic({ message: hostile })]);
    const text = json(judgement);
    expect(JSON.parse(text)).toEqual(judgement);
    expect(text).not.toMatch(/[^\n\x20-\x7e]/);
  });
});
