import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { argument, elementsOf } from "../../../src/terraform/argument";
import type { Landscape, ResourceInstance } from "../../../src/terraform/instance";
import { at, change, planWith, read, realPlan } from "./plans";

const told = ({ address, change, deposed, previousAddress }: ResourceInstance): string =>
  [
    change,
    address,
    ...(deposed === undefined ? [] : [`deposed ${deposed}`]),
    ...(previousAddress === undefined ? [] : [`was ${previousAddress}`]),
  ].join(" ");
const all = (landscape: Landscape): readonly string[] => landscape.instances.map(told).sort();

function resolved(landscape: Landscape, reference: string, from: string): unknown {
  const found = landscape.resolve(reference, at(landscape.instances, from));
  return found.kind === "instances"
    ? [found.instances.map(({ address }) => address), found.attribute.join(".")]
    : found;
}

describe("a plan of changes", async () => {
  const plan = await read(realPlan("changes"));

  it("carries its digest and versions", () => {
    const sha256 = createHash("sha256").update(realPlan("changes")).digest("hex");
    expect(plan).toMatchObject({ sha256, formatVersion: "1.2", terraformVersion: "1.11.4" });
  });

  it("leaves behind what is neither deleted nor forgotten", () => {
    expect(all(plan.after)).toEqual([
      "no-op aws_iam_role.kept",
      'no-op aws_iam_role.moved_to["eu.west"] was aws_iam_role.moved_from',
      "replace aws_iam_role.replaced",
      "replace aws_iam_role.replaced_first",
      "update aws_iam_role.updated",
    ]);
    expect(at(plan.after.instances, "aws_iam_role.replaced").values.name).toBe("replaced-anew");
  });

  it("knows what was there before, deposed objects too", () => {
    expect(all(plan.before)).toEqual([
      "delete aws_iam_role.deleted",
      "delete aws_iam_role.replaced_first deposed 0123abcd",
      "forget aws_iam_role.forgotten",
      "no-op aws_iam_role.kept",
      'no-op aws_iam_role.moved_to["eu.west"] was aws_iam_role.moved_from',
      "replace aws_iam_role.replaced",
      "replace aws_iam_role.replaced_first",
      "update aws_iam_role.updated",
    ]);
    expect(at(plan.before.instances, "aws_iam_role.replaced").values.name).toBe("replaced");
    expect(plan.forgotten.map(told)).toEqual(["forget aws_iam_role.forgotten"]);
  });

  it("gives what is in no configuration any more the only provider of its source", () => {
    const deleted = at(plan.before.instances, "aws_iam_role.deleted");
    expect(deleted.provider).toBe("aws");
    expect(deleted.configured).toBeUndefined();
  });
});

// Terraform 1.11.4 makes no such plan: by hand.
it("leaves the new object behind and forgets the old one, where both are said", async () => {
  const plan = await read(planWith([change("a", ["create", "forget"])]));
  expect(all(plan.after)).toEqual(["create aws_iam_role.a"]);
  expect(all(plan.before)).toEqual(["forget aws_iam_role.a"]);
  expect(plan.forgotten).toHaveLength(1);
});

describe("a refresh-only plan", async () => {
  const plan = await read(realPlan("refresh-only"));

  it("takes what is there from the state, since it lists no changes", () => {
    expect(all(plan.after)).toEqual([
      "no-op aws_iam_role.drifted",
      "no-op aws_iam_role.kept",
      "no-op data.aws_caller_identity.me",
    ]);
  });

  it("tells what was changed behind Terraform's back", () => {
    const [drifted] = plan.drift;
    expect(drifted?.before?.values.inline_policy).toEqual([]);
    expect(drifted?.after?.values.inline_policy).toMatchObject([{ name: "behind" }]);
    expect(at(plan.before.instances, "aws_iam_role.drifted").values.inline_policy).toEqual([]);
    expect(at(plan.after.instances, "aws_iam_role.drifted").values.inline_policy).toMatchObject([{ name: "behind" }]);
  });
});

it("reads what is imported as there before", async () => {
  const plan = await read(realPlan("import"));
  expect(all(plan.before)).toContain("no-op aws_iam_role.imported");
  expect(all(plan.after)).toContain("no-op aws_iam_role.imported");
  expect(plan.drift).toHaveLength(2);
});

describe("modules, keys and aliases", async () => {
  const { after } = await read(realPlan("modules"));

  it("never splits an address", () => {
    expect(at(after.instances, 'module.app["module.x[\\"y\\"]"].module.inner.aws_iam_role_policy.r')).toMatchObject({
      module: 'module.app["module.x[\\"y\\"]"].module.inner',
      type: "aws_iam_role_policy",
      name: "r",
    });
    expect(at(after.instances, 'aws_iam_role.deploy["a\\"b[c]"]').index).toBe('a"b[c]');
  });

  it.each([
    ["aws_iam_user.u", "aws"],
    ['module.app["eu.west"].aws_iam_role.this', "aws.west"],
    ['module.app["eu.west"].aws_iam_role.other', "aws"],
    ["module.plain.aws_iam_role.this", "aws"],
    ["module.plain.aws_iam_role.other", "aws.west"],
    ['module.app["a\\"b[c]"].module.inner.aws_iam_role_policy.r', "aws.west"],
  ])("knows the provider of %s", (address, provider) => {
    expect(at(after.instances, address).provider).toBe(provider);
    expect(after.providers.map(({ key }) => key)).toContain(provider);
  });

  it.each([
    ["aws_iam_role_policy.out", "module.plain.role_name", [["module.plain.aws_iam_role.this"], "id"]],
    [
      "aws_iam_role_policy.known",
      'module.app["eu.west"].role_name',
      [['module.app["eu.west"].aws_iam_role.this'], "id"],
    ],
    ["module.plain.module.inner.aws_iam_role_policy.r", "var.role", [["module.plain.aws_iam_role.this"], "id"]],
    ['module.app["eu.west"].aws_iam_role.this', "var.role", [['aws_iam_role.deploy["eu.west"]'], "arn"]],
    ["module.plain.module.inner.aws_iam_role_policy.r", "var.opt", { kind: "value", value: "dflt" }],
    ["module.plain.aws_iam_role.this", "var.name", { kind: "value", value: "plain" }],
    ["aws_iam_user.u", "var.flag", { kind: "value", value: ["a", "b"] }],
    ["aws_iam_user.u", "var.flag[1]", { kind: "value", value: "b" }],
    ["aws_iam_user.u", "aws_iam_policy.p[1].arn", [["aws_iam_policy.p[1]"], "arn"]],
    ["aws_iam_user.u", "aws_iam_policy.p[*].arn", [["aws_iam_policy.p[0]", "aws_iam_policy.p[1]"], "arn"]],
    ["aws_iam_user.u", "aws_iam_policy.p", [["aws_iam_policy.p[0]", "aws_iam_policy.p[1]"], ""]],
    [
      "aws_iam_role_policy_attachment.counted[1]",
      "aws_iam_policy.p[count.index].arn",
      [["aws_iam_policy.p[1]"], "arn"],
    ],
    ["aws_iam_role_policy_attachment.counted[1]", "count.index", { kind: "value", value: 1 }],
    [
      "aws_iam_role_policy.out",
      "data.aws_iam_policy_document.late.json",
      [["data.aws_iam_policy_document.late"], "json"],
    ],
    ["aws_iam_user.u", "data.aws_iam_policy_document.known.json", [["data.aws_iam_policy_document.known"], "json"]],
    ["aws_iam_user.u", "local.keys", { kind: "unknown" }],
    ["aws_iam_user.u", "aws_iam_role.nowhere.arn", { kind: "unknown" }],
    ["aws_iam_user.u", "module.nowhere.arn", { kind: "unknown" }],
    ["aws_iam_user.u", "constructor.constructor", { kind: "unknown" }],
  ])("from %s, %s leads where Terraform goes", (from, reference, expected) => {
    expect(resolved(after, reference, from)).toEqual(expected);
  });

  it("keeps known and deferred data sources", () => {
    expect(at(after.instances, "data.aws_iam_policy_document.known").values.json).toContain("s3:GetObject");
    const late = at(after.instances, "data.aws_iam_policy_document.late");
    expect(late).toMatchObject({ mode: "data", change: "read" });
    expect(argument(late, ["statement", 0, "actions"])).toEqual({ kind: "known", value: ["iam:*"] });
    expect(argument(late, ["statement", 0, "resources", 0])).toEqual({
      kind: "unknown",
      references: ["aws_iam_policy.p[0].arn"],
    });
  });

  it("takes an argument for unknown only where somebody sets it", () => {
    const plain = at(after.instances, "module.plain.aws_iam_role.other");
    expect(plain.unknown).toMatchObject({ managed_policy_arns: true });
    expect(argument(plain, "managed_policy_arns")).toEqual({ kind: "absent" });
    expect(elementsOf(plain, "inline_policy")).toEqual([]);
    const set = at(after.instances, "aws_iam_role.dynamic");
    expect(argument(set, "managed_policy_arns")).toEqual({ kind: "unknown", references: ["aws_iam_policy.p[0].arn"] });
  });

  it("sees blocks that are made by dynamic, which stand in no configuration", () => {
    const dynamic = at(after.instances, "aws_iam_role.dynamic");
    expect(elementsOf(dynamic, "inline_policy")).toEqual([
      ["inline_policy", 0],
      ["inline_policy", 1],
    ]);
    expect(argument(dynamic, ["inline_policy", 0, "policy"])).toEqual({ kind: "unknown", references: [] });
    expect(argument(dynamic, ["inline_policy", 0, "name"])).toEqual({ kind: "known", value: "a" });
  });

  it("finds the block of a set that a value comes from, not that of its position", () => {
    const inline = at(after.instances, "aws_iam_role.inline");
    expect(argument(inline, ["inline_policy", 0, "policy"])).toEqual({ kind: "known", value: "" });
    expect(argument(inline, ["inline_policy", 1, "policy"])).toEqual({
      kind: "unknown",
      references: ["aws_iam_policy.p[0].arn"],
    });
  });
});

describe("a configuration in JSON", async () => {
  const { after } = await read(realPlan("raw"));

  it("gives an unknown policy as its text", () => {
    const found = argument(at(after.instances, 'aws_iam_policy.each["eu.west"]'), "policy");
    expect(found).toMatchObject({ kind: "unknown", references: ["aws_s3_bucket.logs.arn"] });
    expect(found).toHaveProperty(
      "text",
      expect.stringContaining('"Action":"iam:*","Resource":"${aws_s3_bucket.logs.arn}"'),
    );
    const inline = argument(at(after.instances, "aws_iam_role.deploy"), ["inline_policy", 0, "policy"]);
    expect(inline).toHaveProperty("text", expect.stringContaining("/$${aws:username}"));
  });

  it("shows which instance each refers to", () => {
    const attachment = at(after.instances, 'aws_iam_role_policy_attachment.each["us"]');
    expect(argument(attachment, "policy_arn")).toMatchObject({ references: ["aws_iam_policy.each[each.key].arn"] });
    expect(resolved(after, "aws_iam_policy.each[each.key].arn", attachment.address)).toEqual([
      ['aws_iam_policy.each["us"]'],
      "arn",
    ]);
  });
});

it("takes an argument for unknown where there is no configuration to ask", async () => {
  const made = change("a", ["create"], {
    change: { actions: ["create"], after: {}, after_unknown: { inline_policy: true } },
  });
  const { after } = await read(planWith([made]).replace(',"configuration":{"root_module":{}}', ""));
  expect(argument(at(after.instances, "aws_iam_role.a"), "inline_policy")).toEqual({ kind: "unknown", references: [] });
});
