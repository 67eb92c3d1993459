import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readStateFile } from "../../../src/terraform/state/read";
import { scratch } from "../../helpers/scratch";
import { fixture, read, refusal, resource, shown, shownResource, stateFile } from "./states";

const role = resource("aws_iam_role", "a", { name: "a" });
const file = stateFile([role]);
const show = shown({ resources: [shownResource("aws_iam_role", "a", { name: "a" })] });
const wide = (text: string): Buffer => Buffer.from(text, "utf16le");

describe("what is no state, or none that can be judged", () => {
  it.each<[string, readonly (string | Uint8Array)[], string]>([
    ["nothing", [], "state-empty"],
    ["an empty file", [""], "state-empty"],
    ["white space", [" \n\t", "\r\n"], "state-empty"],
    ["a binary plan", [Buffer.from("PK\u0003\u0004 tfplan", "latin1")], "state-binary"],
    ["gzip", [Buffer.from([0x1f, 0x8b, 0x08, 0x00, 0x00])], "state-compressed"],
    ["UTF-16 of PowerShell", [Buffer.from([0xff, 0xfe]), wide(file)], "state-utf16"],
    ["UTF-16 without a mark", [wide(show)], "state-utf16"],
    ["what terraform show writes for people", ["# aws_iam_role.a:\nresource {}"], "state-not-json"],
    ["what it writes where there is nothing", ["The state file is empty."], "state-not-json"],
    ["NaN", [file.replace('"serial":7', '"serial":NaN')], "state-not-json"],
    ["a comma too many", [show.replace("}]", "},]")], "state-not-json"],
    ["two states", [file, file], "state-not-json"],
    ["a state file that is cut off", [file.slice(0, -20)], "state-truncated"],
    ["a state file without its last sign", [file.slice(0, -1)], "state-truncated"],
    ["a shown state that is cut off", [show.slice(0, 60)], "state-truncated"],
    ["a byte that is no UTF-8", [Buffer.from(file.replace('"l"', '"\u00ff"'), "latin1")], "state-not-utf8"],
    [
      "a key that stands twice at the top",
      [file.replace('"serial":7', '"serial":7,"serial":7')],
      "state-duplicate-key",
    ],
    [
      "a key that stands twice in attributes",
      [file.replace('"name":"a"}', '"name":"a","name":"b"}')],
      "state-duplicate-key",
    ],
    ["a key that stands twice in a resource", [file.replace('"mode"', '"mode":"data","mode"')], "state-duplicate-key"],
    [
      "a key that stands twice in values",
      [show.replace('"values":{"name"', '"values":{"name":"b","name"')],
      "state-duplicate-key",
    ],
    ["100,000 lists in lists", ["[".repeat(100_000)], "state-too-deep"],
    [
      "100,000 objects in attributes",
      [file.replace('"name":"a"}', `"a":${'{"a":'.repeat(100_000)}`)],
      "state-too-deep",
    ],
    [
      "100,000 modules in modules",
      [`{"format_version":"1.0","values":{"root_module":${'{"child_modules":['.repeat(100_000)}`],
      "state-too-deep",
    ],
    ["a list", ["[]"], "state-not-a-state"],
    ["a text", ['"state"'], "state-not-a-state"],
    ["null", ["null"], "state-not-a-state"],
    ["an empty object", ["{}"], "state-not-a-state"],
    ["a package.json", ['{"name":"a","version":"4.0.0"}'], "state-not-a-state"],
    ["a schema of providers", ['{"format_version":"1.0","provider_schemas":{}}'], "state-not-a-state"],
    ["what terraform validate writes", ['{"format_version":"1.0","valid":true,"error_count":0}'], "state-not-a-state"],
    ["a plan", ['{"format_version":"1.2","planned_values":{},"resource_changes":[]}'], "state-is-plan"],
    ["a refresh-only plan", ['{"format_version":"1.2","resource_drift":[],"prior_state":{}}'], "state-is-plan"],
    [
      "a state that OpenTofu encrypted",
      ['{"serial":1,"lineage":"l","meta":{},"encrypted_data":"AAAA","encryption_version":"v0"}'],
      "state-encrypted",
    ],
    ["one of which only the data is there", ['{"encrypted_data":"AAAA"}'], "state-encrypted"],
    [
      "the record of a backend",
      ['{"version":3,"serial":1,"lineage":"l","backend":{"type":"s3","config":{}}}'],
      "state-is-backend-record",
    ],
    [
      "version 3",
      ['{"version":3,"terraform_version":"0.11.14","serial":1,"lineage":"l","modules":[]}'],
      "state-version",
    ],
    ["version 5", [file.replace('"version":4', '"version":5')], "state-version"],
    ["version 0", [file.replace('"version":4', '"version":0')], "state-version"],
    ["a version that is a text", [file.replace('"version":4', '"version":"4"')], "state-malformed"],
    ["a shown state of another major version", [show.replace('"1.0"', '"2.0"')], "state-version"],
    ["a shown state before the first major version", [show.replace('"1.0"', '"0.2"')], "state-version"],
    ["a format version that is a number", [show.replace('"1.0"', "1.0")], "state-malformed"],
    ["no resources", ['{"version":4,"serial":1,"lineage":"l"}'], "state-malformed"],
    ["resources that are an object", [stateFile({})], "state-malformed"],
    ["a resource that is a text", [stateFile(["aws_iam_role.a"])], "state-malformed"],
    ["a resource without a type", [stateFile([{ ...role, type: 1 }])], "state-malformed"],
    ["a resource of another mode", [stateFile([{ ...role, mode: "ephemeral" }])], "state-malformed"],
    ["a resource without a provider", [file.replace('"provider":', '"other":')], "state-malformed"],
    ["a provider that is no address", [stateFile([{ ...role, provider: "aws" }])], "state-malformed"],
    ["a module that is no address", [stateFile([{ ...role, module: "app" }])], "state-malformed"],
    ["instances that are an object", [stateFile([{ ...role, instances: {} }])], "state-malformed"],
    [
      "an instance without attributes",
      [stateFile([{ ...role, instances: [{ schema_version: 0 }] }])],
      "state-malformed",
    ],
    ["attributes that are a text", [stateFile([{ ...role, instances: [{ attributes: "a" }] }])], "state-malformed"],
    [
      "a key that is an object",
      [stateFile([{ ...role, instances: [{ index_key: {}, attributes: {} }] }])],
      "state-malformed",
    ],
    ["two instances of one address", [stateFile([role, role])], "state-malformed"],
    [
      "paths that are no list",
      [stateFile([{ ...role, instances: [{ attributes: {}, sensitive_attributes: {} }] }])],
      "state-malformed",
    ],
    [
      "flat attributes of which one is missing",
      [stateFile([{ ...role, instances: [{ attributes_flat: { "tags.%": "2", "tags.a": "b" } }] }])],
      "state-malformed",
    ],
    ["values that are a list", [show.replace(/"values":\{"root_module.*$/, '"values":[]}')], "state-malformed"],
    ["a shown resource of another address", [show.replace("aws_iam_role.a", "aws_iam_role.b")], "state-malformed"],
    ["shown values that are a text", [show.replace('{"name":"a"}', '"a"')], "state-malformed"],
  ])("refuses %s", async (_, pieces, code) => {
    const error = await refusal(read(...pieces));
    expect(error.code).toBe(code);
    expect(error.message).not.toContain("\n");
    expect(error.message.toLowerCase()).not.toContain("the plan is");
    expect(error.fix).not.toBe("");
    expect(error.fix).not.toContain("\n");
  });

  it("refuses a directory", async () => {
    expect((await refusal(readStateFile(tmpdir()))).code).toBe("state-is-directory");
  });

  it("refuses what is not there", async () => {
    expect((await refusal(readStateFile(join(tmpdir(), "no", "such", "state.json")))).code).toBe("state-not-found");
  });

  it("refuses a plan's own file", async () => {
    expect((await refusal(readStateFile(fixture("zoo.plan")))).code).toBe("state-is-plan");
  });

  it("never quotes what stands in the state", async () => {
    const secret = "hunter2hunter2";
    const texts = [
      stateFile([{ ...role, instances: [{ attributes: secret }] }]),
      stateFile([{ ...role, provider: secret }]),
      stateFile([{ ...role, module: secret }]),
      file.replace('"serial":7', `"${secret}":1,"${secret}":2`),
      file.replace('"name":"a"', `"name":"a" ${secret}`),
      show.replace("aws_iam_role.a", secret),
    ];
    for (const text of texts) {
      const { message, fix } = await refusal(read(text));
      expect(`${message} ${fix}`).not.toContain(secret);
    }
  });

  it("says how a state is made as JSON where it was written for people", async () => {
    expect((await refusal(read("# aws_iam_role.a:\n"))).fix).toContain("terraform show -json");
  });

  it("refuses whatever of a state is cut off, wherever", async () => {
    const directory = scratch("state");
    for (let length = 1; length < file.length; length += 7) {
      const path = join(directory, "state.json");
      writeFileSync(path, file.slice(0, length));
      expect((await refusal(readStateFile(path))).code).toBe("state-truncated");
    }
  });
});
