import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv from "ajv/dist/2020";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findTools } from "../e2e/harness/tools";

const [binary] = findTools().binaries;
const hour = 3_600_000;
const ago = (milliseconds: number) => `${new Date(Date.now() - milliseconds).toISOString().slice(0, 19)}Z`;

/** What `leasehold drift --format json` writes, as far as the check reads it. */
const verdict = (changes: object = {}) => ({
  version: 1,
  verdict: "pass",
  errors: [],
  findings: [],
  inputs: { leasehold: "0.1.0", now: ago(hour) },
  summary: { unjudged: 0, errors: 0, warnings: 0, notes: 0, waived: 0 },
  ...changes,
});
const finding = {
  rule: "lease-outlived",
  severity: "error",
  message: "It says ${path.module} and %{ if }.",
  fix: "Apply orders-prod again.",
  controls: [],
};

describe.skipIf(binary === undefined)("the check block of the last verdict", () => {
  const directory = mkdtempSync(join(tmpdir(), "leasehold-check-"));
  const terraform = (...words: string[]) => {
    const environment = { ...process.env, TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1" };
    return spawnSync(binary?.path ?? "", words, { cwd: directory, encoding: "utf8", env: environment });
  };

  beforeAll(() => {
    cpSync("examples/check-blocks/main.tf", join(directory, "main.tf"));
    expect(terraform("init", "-input=false").status).toBe(0);
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it("is as Terraform formats it, and valid", () => {
    expect(terraform("fmt", "-check", "-diff").stdout).toBe("");
    expect(terraform("validate").status).toBe(0);
  });

  it.each<[string, string | undefined, readonly RegExp[]]>([
    ["passes", JSON.stringify(verdict()), []],
    ["passes with what only warns", JSON.stringify(verdict({ findings: [{ ...finding, severity: "warning" }] })), []],
    [
      "says the findings of one that fails, word for word",
      JSON.stringify(
        verdict({ verdict: "fail", findings: [finding, { ...finding, severity: "note", message: "A note." }] }),
      ),
      [/"fail"/, /- lease-outlived: It says \$\{path\.module\} and %\{ if \}\. Apply/],
    ],
    [
      "says why nothing was judged",
      JSON.stringify(verdict({ verdict: "unjudged", errors: [{ code: "x", message: "It was denied.", fix: "Ask." }] })),
      [/"unjudged"/, /- It was denied\. Ask\./],
    ],
    ["does not take an old one", JSON.stringify(verdict({ inputs: { now: ago(27 * hour) } })), [/not within the last/]],
    [
      "does not take one of tomorrow",
      JSON.stringify(verdict({ inputs: { now: ago(-hour) } })),
      [/not within the last/],
    ],
    ["does not take one without its time", JSON.stringify(verdict({ inputs: undefined })), [/an unknown time/]],
    [
      "does not take one whose time is no time",
      JSON.stringify(verdict({ inputs: { now: "soon" } })),
      [/an unknown time/],
    ],
    ["does not take what is no verdict", "[]", [/There is no verdict/, /"none"/, /an unknown time/]],
    ["does not take what is no JSON", "{", [/There is no verdict/, /"none"/, /an unknown time/]],
    ["does not take that there is none", undefined, [/There is no verdict/, /"none"/, /an unknown time/]],
  ])("%s", (_, content, expected) => {
    rmSync(join(directory, "drift.json"), { force: true });
    if (content !== undefined) writeFileSync(join(directory, "drift.json"), content);
    const { status, stdout, stderr } = terraform("plan", "-no-color", "-input=false", "-lock=false");
    expect({ status, stderr }).toMatchObject({ status: 0 });
    const said = stdout.replace(/\n(?!\n)/g, " ");
    for (const pattern of expected) expect(said).toMatch(pattern);
    if (expected.length === 0) expect(said).not.toMatch(/assertion failed/);
  });
});

it("reads what the published form has", () => {
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(
    JSON.parse(readFileSync("schemas/judgement.schema.json", "utf8")),
  );
  validate(verdict({ verdict: "fail", findings: [finding] }));
  expect(validate.errors ?? []).toEqual([]);
});
