import { describe, expect, it } from "vitest";
import { change, planWith, read, realPlan, refusal } from "./plans";

const plan = planWith([change("a", ["create"])]);
const wide = (text: string, swap = false): Buffer => {
  const bytes = Buffer.from(text, "utf16le");
  return swap ? bytes.swap16() : bytes;
};

describe("what is no plan, or none that can be judged", () => {
  it.each<[string, readonly (string | Uint8Array)[], string]>([
    ["nothing", [], "plan-empty"],
    ["an empty file", [""], "plan-empty"],
    ["white space", [" \n\t", "\r\n"], "plan-empty"],
    ["only a byte order mark", [Buffer.from([0xef, 0xbb, 0xbf])], "plan-empty"],
    ["a binary plan", [Buffer.from("PK\u0003\u0004 tfplan", "latin1")], "plan-binary"],
    ["a binary plan, byte by byte", [..."PK\u0003\u0004"].map((sign) => Buffer.from(sign, "latin1")), "plan-binary"],
    ["gzip", [Buffer.from([0x1f, 0x8b, 0x08, 0x00, 0x00])], "plan-compressed"],
    ["UTF-16 of PowerShell", [Buffer.from([0xff, 0xfe]), wide(plan)], "plan-utf16"],
    ["UTF-16, the other end first", [Buffer.from([0xfe, 0xff]), wide(plan, true)], "plan-utf16"],
    ["UTF-16 without a mark", [wide(plan)], "plan-utf16"],
    ["UTF-16 without a mark, the other end first", [wide(plan, true)], "plan-utf16"],
    ["text", ["Terraform will perform the following actions:"], "plan-not-json"],
    ["HCL", ['resource "aws_iam_role" "a" {}'], "plan-not-json"],
    ["NaN", [plan.replace('"name":"a"', '"name":NaN')], "plan-not-json"],
    ["a comma too many", [plan.replace("}]", "},]")], "plan-not-json"],
    ["what terraform plan -json prints", ['{"@level":"info"}\n{"@level":"info"}'], "plan-not-json"],
    ["two plans", [plan, plan], "plan-not-json"],
    ["a control character in a dropped text", [plan.replace('"root_module":{}', '"a":"\u0001"')], "plan-not-json"],
    [
      "a byte that is no UTF-8, in a dropped text",
      [Buffer.from(plan.replace('"root_module":{}', '"a":"\u00ff"'), "latin1")],
      "plan-not-utf8",
    ],
    ["100,000 lists in lists", ["[".repeat(100_000)], "plan-too-deep"],
    ["100,000 objects in a resource", [planWith([]).replace("[]", '[{"a":'.repeat(100_000))], "plan-too-deep"],
    [
      "a key that stands twice",
      [plan.replace('"format_version":"1.2"', '"format_version":"1.2","format_version":"1.2"')],
      "plan-duplicate-key",
    ],
    ["a list", ["[]"], "plan-not-a-plan"],
    ["a number", ["12"], "plan-not-a-plan"],
    ["null", ["null"], "plan-not-a-plan"],
    ["an empty object", ["{}"], "plan-not-a-plan"],
    ["a schema of providers", ['{"format_version":"1.0","provider_schemas":{}}'], "plan-not-a-plan"],
    [
      "a state that is shown",
      ['{"format_version":"1.0","terraform_version":"1.11.4","values":{"root_module":{}}}'],
      "plan-is-state",
    ],
    ["an empty state that is shown", ['{"format_version":"1.0"}'], "plan-is-state"],
    ["a state file", ['{"version":4,"serial":1,"lineage":"x","outputs":{},"resources":[]}'], "plan-is-state"],
    ["another major version", [plan.replace('"1.2"', '"2.0"')], "plan-format-version"],
    ["a major version that begins alike", [plan.replace('"1.2"', '"10.0"')], "plan-format-version"],
    ["a version that is a number", [plan.replace('"1.2"', "1.2")], "plan-malformed"],
    ["no version", [plan.replace('"format_version":"1.2",', "")], "plan-not-a-plan"],
    ["an errored plan", [planWith([], { errored: true })], "plan-errored"],
    ["an incomplete plan", [planWith([], { complete: false })], "plan-incomplete"],
    ["deferred changes", [planWith([], { deferred_changes: [{ reason: "unknown" }] })], "plan-deferred"],
    ["an errored that is a text", [planWith([], { errored: "true" })], "plan-malformed"],
    ["a complete that is null", [planWith([], { complete: null })], "plan-malformed"],
    ["changes that are an object", [planWith([], { resource_changes: {} })], "plan-malformed"],
    ["changes that are a text", [planWith([], { resource_changes: "none" })], "plan-malformed"],
    ["a change that is null", [planWith([null])], "plan-malformed"],
    ["a change without a type", [planWith([change("a", ["create"], { type: null })])], "plan-malformed"],
    ["a change without a change", [planWith([change("a", ["create"], { change: null })])], "plan-malformed"],
    ["a change without actions", [planWith([change("a", ["create"], { change: { after: {} } })])], "plan-malformed"],
    ["an action that is not known", [planWith([change("a", ["adopt"])])], "plan-malformed"],
    ["actions in an order that is not known", [planWith([change("a", ["update", "create"])])], "plan-malformed"],
    ["an action that holds two", [planWith([change("a", ["delete,create"])])], "plan-malformed"],
    ["no actions", [planWith([change("a", [])])], "plan-malformed"],
    [
      "an address of another resource",
      [planWith([change("a", ["create"], { address: "aws_iam_role.b" })])],
      "plan-malformed",
    ],
    ["one resource twice", [planWith([change("a", ["create"]), change("a", ["create"])])], "plan-malformed"],
    [
      "something created that is nothing",
      [planWith([change("a", ["create"], { change: { actions: ["create"], after: null } })])],
      "plan-malformed",
    ],
    ["a configuration that is a list", [planWith([], { configuration: [] })], "plan-malformed"],
    [
      "modules that are a list",
      [planWith([], { configuration: { root_module: { module_calls: [] } } })],
      "plan-malformed",
    ],
    ["a state that is a text", [planWith([], { prior_state: "none" })], "plan-malformed"],
  ])("refuses %s", async (_, pieces, code) => {
    const error = await refusal(...pieces);
    expect(error.code).toBe(code);
    for (const text of [error.message, error.fix]) expect(text).toMatch(/^\S[^\n]{8,250}$/);
  });

  it.each([
    ["a binary plan", Buffer.from("PK\u0003\u0004 tfplan", "latin1"), "terraform show -json PLAN > plan.json"],
    ["UTF-16", Buffer.from([0xff, 0xfe, 0x7b, 0x00]), "Out-File -Encoding utf8 plan.json"],
  ])("answers %s with the command to use", async (_, bytes, command) => {
    expect((await refusal(bytes)).fix).toContain(command);
  });

  it("refuses a plan that is cut off, wherever", async () => {
    const whole = realPlan("raw");
    for (let size = 1; size < whole.length - 1; size += 97) {
      expect((await refusal(whole.subarray(0, size))).code, `after ${size} bytes`).toBe("plan-truncated");
    }
  });

  it("refuses an element of 100 MB, without holding it", async () => {
    const piece = Buffer.alloc(1 << 20, "x");
    const pieces = [
      planWith([]).replace(/\[\].*/, '[{"type":"null_resource","a":"'),
      ...Array<Buffer>(100).fill(piece),
    ];
    const error = await refusal(...pieces, '"}]}');
    expect(error.code).toBe("plan-too-large");
  });

  it("shows nothing of what stands in the plan", async () => {
    const secret = "hunter2";
    for (const text of [
      `{"a":"${secret}\\x"}`,
      `{"a":${secret}}`,
      `{"a":"${secret}","a":1}`,
      planWith([change("a", [secret])]),
    ]) {
      const { message, fix } = await refusal(text);
      expect(message + fix).not.toContain(secret);
    }
  });
});

describe("what is a plan all the same", () => {
  it.each<[string, readonly (string | Uint8Array)[]]>([
    ["with a byte order mark of UTF-8", [Buffer.from([0xef]), Buffer.from([0xbb, 0xbf]), plan]],
    ["with white space around", [" \n", plan, "\n\n"]],
    [
      "with a newer minor version, and what that brings",
      [planWith([], { format_version: "1.99", action_invocations: [{}] })],
    ],
    ["without complete and applyable, as OpenTofu writes it", [planWith([], { errored: false })]],
    [
      "with half a surrogate pair behind an escape",
      [plan.replace('"before":{"name":"a"}', '"before":{"name":"\\ud800"}')],
    ],
    ["without changes", [planWith([]).replace('"resource_changes":[],', "")]],
    ["with resources of no interest that are odd", [planWith([{ type: "null_resource" }])]],
  ])("a plan %s", async (_, pieces) => {
    await expect(read(...pieces)).resolves.toMatchObject({ terraformVersion: "1.11.4" });
  });
});
