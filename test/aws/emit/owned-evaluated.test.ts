import { describe, expect, it } from "vitest";
import { estate, grant } from "../../lease/sample";
import { mayAct } from "./evaluator";
import { account, allowing, awsRole, dana, target } from "./sample";
import { synthesized } from "./synthesized";

const place = target();
const role = awsRole("operator", {
  targets: [place],
  statements: [allowing(["ec2:StopInstances", "ec2:CreateVolume", "ec2:CreateTags", "ec2:DeleteTags"])],
  ownedResourcesOnly: true,
});
const lease = synthesized(
  estate({
    targets: [place],
    roles: [role],
    grants: [grant("mine", role, { identity: dana() })],
    policy: { ownerTag: "team" },
  }),
).get("mine");
const at = Date.parse("2026-11-23T09:00:00Z") / 1000;

const instance = `arn:aws:ec2:eu-central-1:${account}:instance/i-0a`;
const volume = `arn:aws:ec2:eu-central-1:${account}:volume/vol-0a`;
const ours = { "aws:ResourceTag/team": "payments" };
const theirs = { "aws:ResourceTag/team": "orders" };
const asked = { "aws:RequestTag/team": "payments", "aws:TagKeys": ["team"] };

describe("a lease of owned resources only, by an independent evaluator", () => {
  it.each<[string, string, string, Record<string, string | string[]>, boolean]>([
    ["acts on the owner's instance", "ec2:StopInstances", instance, ours, true],
    ["does not act on another's", "ec2:StopInstances", instance, theirs, false],
    ["does not act on nobody's", "ec2:StopInstances", instance, {}, false],
    ["makes a volume that bears the owner's tag", "ec2:CreateVolume", volume, asked, true],
    ["makes none for another", "ec2:CreateVolume", volume, { ...asked, "aws:RequestTag/team": "orders" }, false],
    ["makes none without the tag", "ec2:CreateVolume", volume, {}, false],
    ["tags what it is just making", "ec2:CreateTags", volume, { ...asked, "ec2:CreateAction": "CreateVolume" }, true],
    [
      "does not tag what another call makes",
      "ec2:CreateTags",
      volume,
      { ...asked, "ec2:CreateAction": "RunInstances" },
      false,
    ],
    ["does not claim another's instance", "ec2:CreateTags", instance, { ...theirs, ...asked }, false],
    ["does not claim nobody's instance", "ec2:CreateTags", instance, asked, false],
    ["does not claim by another spelling", "ec2:CreateTags", instance, { ...ours, "aws:TagKeys": ["TEAM"] }, false],
    [
      "does not give the owner's instance away",
      "ec2:CreateTags",
      instance,
      { ...ours, "aws:RequestTag/team": "orders", "aws:TagKeys": ["team"] },
      false,
    ],
    ["sets other tags on the owner's instance", "ec2:CreateTags", instance, { ...ours, "aws:TagKeys": ["note"] }, true],
    [
      "does not remove the owner's tag",
      "ec2:DeleteTags",
      instance,
      { ...ours, "aws:TagKeys": ["note", "team"] },
      false,
    ],
    ["does not remove every tag at once", "ec2:DeleteTags", instance, ours, false],
    ["removes other tags", "ec2:DeleteTags", instance, { ...ours, "aws:TagKeys": ["note"] }, true],
  ])("%s", async (_, action, resource, context, verdict) => {
    if (!lease) throw new Error("the grant has no role");
    expect(await mayAct(lease, { action, resource, context }, at, at)).toBe(verdict);
  });
});
