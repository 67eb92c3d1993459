import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Declared } from "../../../src/expect/declared";
import { gate, readPlan } from "../../../src/gate";
import { unknown, type Value, type Values } from "../../../src/provider/protocol/value";
import { conclude } from "../../../src/report/judgement";
import { at } from "../../helpers/estate";
import { scratch } from "../../helpers/scratch";
import { acme, configured } from "../resources/helpers";
import { configOf, dataSource, read } from "./helpers";

type Given = Readonly<Record<string, Value>>;

const findings = dataSource("leasehold_findings");
const plan = "test/scenarios/identity/group-inline-policy/plan.json";
const now = "2026-11-23T08:00:00Z";

const emptyState = JSON.stringify({
  version: 4,
  terraform_version: "1.9.0",
  serial: 1,
  lineage: "x",
  outputs: {},
  resources: [],
});
const userKey = JSON.stringify({
  version: 4,
  terraform_version: "1.9.0",
  serial: 1,
  lineage: "x",
  outputs: {},
  resources: [
    {
      mode: "managed",
      type: "aws_iam_access_key",
      name: "legacy",
      provider: 'provider["registry.terraform.io/hashicorp/aws"]',
      instances: [
        {
          schema_version: 0,
          attributes: {
            id: "AKIAIOSFODNN7EXAMPLE",
            user: "legacy",
            secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            status: "Active",
          },
          sensitive_attributes: [[{ type: "get_attr", value: "secret" }]],
        },
      ],
    },
  ],
});

/** The findings that a data source gives. @throws Error where it gives none */
function found(result: Values | undefined): readonly Values[] {
  if (!Array.isArray(result?.findings)) throw new Error("there is no list of findings");
  return result.findings as readonly Values[];
}

async function judged(given: Given) {
  return read(findings, given, await configured(acme, now));
}

describe("leasehold_findings judges a plan as the gate does", () => {
  it.each([
    ["by its path", plan],
    ["by its JSON", readFileSync(plan, "utf8")],
  ])("%s", async (_, given) => {
    const { told, result } = await judged({ plan: given });
    expect(told).toEqual([]);
    const by = await configured(acme, now);
    if (by.declared === undefined) throw new Error("no estate");
    const read = await readPlan(piece(readFileSync(plan)));
    const outcome = await gate({
      before: read.before,
      after: read.after,
      now: at(now),
      declared: new Declared(by.declared.estate),
    });
    const { verdict, findings: expected, summary } = conclude([], outcome.findings);
    expect(result).toMatchObject({
      plan: given,
      state: null,
      verdict,
      errors: summary.errors,
      warnings: summary.warnings,
      notes: summary.notes,
    });
    expect(found(result).map(({ rule, message, severity }) => ({ rule, message, severity }))).toEqual(
      expected.map(({ rule, message, severity }) => ({ rule, message, severity })),
    );
  });

  it("and says of each finding what the published form says", async () => {
    const { result } = await judged({ plan });
    const all = found(result);
    const bounded = all.find(({ bound }) => bound !== null);
    expect(Object.keys(bounded ?? {})).toEqual([
      "rule",
      "severity",
      "message",
      "fix",
      "address",
      "principal",
      "privilege",
      "scope",
      "bound",
      "location",
      "controls",
      "waived_by",
    ]);
    expect(Object.keys((bounded?.bound ?? {}) as Values)).toEqual(["kind", "until", "because"]);
  });
});

async function* piece(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

describe("leasehold_findings compares a state as drift does", () => {
  it("and finds nothing in an empty one", async () => {
    const { told, result } = await judged({ state: emptyState });
    expect(told).toEqual([]);
    expect(result).toMatchObject({ verdict: "pass", errors: 0 });
  });

  it("and finds what nothing declares, without its secret", async () => {
    const { told, result } = await judged({ state: userKey });
    expect(told).toEqual([]);
    expect(result).toMatchObject({ verdict: "fail" });
    expect(JSON.stringify({ ...result, state: null })).not.toContain("wJalr");
    expect(found(result).map(({ rule }) => rule)).toContain("static-credential-live");
  });

  it("by its path, too", async () => {
    const file = join(scratch("state"), "terraform.tfstate");
    writeFileSync(file, userKey);
    expect((await judged({ state: file })).result).toMatchObject({ verdict: "fail", state: file });
  });
});

describe("the verdict fails at the severity that is asked for", () => {
  it.each([
    ["never", "pass"],
    ["error", "fail"],
    [null, "fail"],
  ])("%s: %s", async (level, verdict) => {
    expect((await judged({ state: userKey, fail_on: level })).result).toMatchObject({ verdict, fail_on: level });
  });
});

describe("what cannot be judged is an error", () => {
  it.each<[string, Given, string, RegExp]>([
    ["no such file", { plan: "no/such/plan.json" }, "plan", /no such file/],
    ["no such state", { state: "no/such/state.json" }, "state", /no such file/],
    ["a directory", { plan: "examples" }, "plan", /directory/],
    ["a state that is a directory", { state: "examples" }, "state", /directory/],
    ["no JSON", { plan: "{" }, "plan", /./],
    ["an empty text", { plan: "" }, "plan", /./],
    ["a state for a plan", { plan: emptyState }, "plan", /state/],
    ["a plan for a state", { state: plan }, "state", /plan/],
  ])("%s", async (_, given, attribute, message) => {
    const { told, result } = await judged(given);
    expect(result).toBeUndefined();
    expect(told).toMatchObject([{ severity: "error", path: [attribute], detail: expect.stringMatching(message) }]);
  });

  it.each<[string, Given]>([
    ["neither a plan nor a state", {}],
    ["both", { plan: "{}", state: "{}" }],
    ["a severity that is none", { plan: "{}", fail_on: "fatal" }],
  ])("%s, already when it is validated", async (_, given) => {
    expect(await findings.validate(configOf(findings, given))).toMatchObject([{ severity: "error" }]);
    expect((await judged(given)).result).toBeUndefined();
  });

  it.each<[string, Given]>([
    ["a plan", { plan: unknown }],
    ["a state beside a plan", { plan: "{}", state: unknown }],
    ["the severity", { plan: "{}", fail_on: unknown }],
  ])("but not while %s is unknown", async (_, given) => {
    expect(await findings.validate(configOf(findings, given))).toEqual([]);
  });

  it.each([
    ["an estate", null, now],
    ["the time", acme, unknown],
  ])("nor without %s", async (_, estate, at) => {
    const { told, result } = await read(findings, { plan }, await configured(estate, at));
    expect(result).toBeUndefined();
    expect(told).toMatchObject([{ severity: "error" }]);
  });
});
