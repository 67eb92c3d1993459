import { describe, expect, it } from "vitest";
import { argument, elementsOf } from "../../src/terraform/argument";
import type { JsonMap, ResourceInstance } from "../../src/terraform/instance";
import { landscapeOfSynthesized } from "../../src/terraform/synthesized";

const json: JsonMap = {
  "//": { metadata: { version: "0.21.0" } },
  terraform: { required_providers: { aws: { source: "example.com/hashicorp/aws" } } },
  provider: {
    aws: [
      { region: "eu-central-1", allowed_account_ids: ["111122223333"] },
      { alias: "west", region: "${var.region}" },
    ],
  },
  locals: { policy: '{"Statement":[]}', made: "${local.policy}" },
  variable: { name: { default: "x" } },
  data: {
    aws_iam_policy_document: { read: { statement: [{ actions: ["s3:Get*"], resources: ["${aws_s3_bucket.b.arn}"] }] } },
  },
  resource: {
    aws_iam_role: {
      deploy: {
        "//": { metadata: { path: "stack/deploy" } },
        name: "deploy-$${x}",
        assume_role_policy: "${local.policy}",
        description: "${local.made}",
        path: "${var.name}",
        inline_policy: [{ name: "a", policy: '{"Resource":"${aws_s3_bucket.b.arn}"}' }],
        depends_on: ["aws_s3_bucket.b"],
      },
      west: { provider: "aws.west", inline_policy: { name: "one", policy: "{}" } },
      dynamic: { dynamic: { inline_policy: { for_each: "${var.x}", content: { policy: "${aws_s3_bucket.b.arn}" } } } },
    },
    aws_iam_policy: {
      each: { for_each: { "a.b": 1, c: 2 }, policy: "${data.aws_iam_policy_document.read.json}" },
      counted: { count: 2, name: "${count.index}" },
      many: { count: "${var.many}" },
    },
  },
};

const landscape = landscapeOfSynthesized(json);
const at = (address: string): ResourceInstance => {
  const found = landscape.instances.find((instance) => instance.address === address);
  if (found === undefined) throw new Error(`no ${address}`);
  return found;
};

describe("a synthesized configuration", () => {
  it("has the instances that its blocks make, as far as it says", () => {
    expect(landscape.instances.map(({ address }) => address)).toEqual([
      "aws_iam_role.deploy",
      "aws_iam_role.west",
      "aws_iam_role.dynamic",
      'aws_iam_policy.each["a.b"]',
      'aws_iam_policy.each["c"]',
      "aws_iam_policy.counted[0]",
      "aws_iam_policy.counted[1]",
      "aws_iam_policy.many",
      "data.aws_iam_policy_document.read",
    ]);
  });

  it("knows literals, and gives what is not known with its text", () => {
    const deploy = at("aws_iam_role.deploy");
    expect(argument(deploy, "name")).toEqual({ kind: "known", value: "deploy-${x}" });
    expect(argument(deploy, "assume_role_policy")).toEqual({ kind: "known", value: '{"Statement":[]}' });
    expect(argument(deploy, "description")).toMatchObject({ kind: "unknown", references: ["local.made"] });
    expect(argument(deploy, ["inline_policy", 0, "policy"])).toEqual({
      kind: "unknown",
      references: ["aws_s3_bucket.b.arn"],
      text: '{"Resource":"${aws_s3_bucket.b.arn}"}',
    });
    expect(argument(deploy, "managed_policy_arns")).toEqual({ kind: "absent" });
    expect(argument(deploy, "depends_on")).toEqual({ kind: "absent" });
  });

  it("takes a block that stands alone for the first", () => {
    const west = at("aws_iam_role.west");
    expect(elementsOf(west, "inline_policy")).toEqual([["inline_policy", 0]]);
    expect(argument(west, ["inline_policy", 0, "policy"])).toEqual({ kind: "known", value: "{}" });
  });

  it("does not know what dynamic makes", () => {
    expect(elementsOf(at("aws_iam_role.dynamic"), "inline_policy")).toBeUndefined();
    expect(argument(at("aws_iam_role.dynamic"), "inline_policy")).toEqual({
      kind: "unknown",
      references: ["var.x", "aws_s3_bucket.b.arn"],
    });
  });

  it("knows the construct and the provider", () => {
    expect(at("aws_iam_role.deploy")).toMatchObject({ construct: "stack/deploy", provider: "aws", change: "create" });
    expect(at("aws_iam_role.west").provider).toBe("aws.west");
    expect(landscape.providers.map(({ key, source }) => [key, source])).toEqual([
      ["aws", "hashicorp/aws"],
      ["aws.west", "hashicorp/aws"],
    ]);
  });

  it("follows references", () => {
    const from = at("aws_iam_role.deploy");
    expect(landscape.resolve("data.aws_iam_policy_document.read.json", from)).toMatchObject({ attribute: ["json"] });
    expect(landscape.resolve('aws_iam_policy.each["a.b"].arn', from)).toMatchObject({ instances: [{ index: "a.b" }] });
    expect(landscape.resolve("aws_iam_policy.many[3].arn", from)).toMatchObject({ instances: [{ name: "many" }] });
    // A default may be another value at apply.
    expect(landscape.resolve("var.name", from)).toEqual({ kind: "unknown" });
  });
});
