import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { ComputeInstance } from "@cdktf/provider-google/lib/compute-instance";
import { StorageBucket } from "@cdktf/provider-google/lib/storage-bucket";
import { TerraformStack, TerraformVariable, Testing } from "cdktf";
import { Construct } from "constructs";
import { describe, expect, it } from "vitest";
import { JitEstate, Ownership, Team } from "../../constructs";
import { declared } from "../helpers/estate";
import { construct, testApp } from "./build";

type Resources = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

const tags = {
  "leasehold:estate": "acme",
  "leasehold:owner": "payments",
  "leasehold:platform-owner": "platform",
  team: "payments",
};

function setUp() {
  const app = testApp();
  const estate = construct(app, declared());
  const stack = new TerraformStack(app, "service");
  new AwsProvider(stack, "aws", { region: "eu-central-1" });
  const props = { estate, owner: "payments", platformOwner: "platform" };
  const resources = (): Resources => (JSON.parse(Testing.synth(stack)) as { resource: Resources }).resource;
  return { app, estate, stack, props, resources };
}

describe("ownership", () => {
  it("tags what a scope creates, before or after, and nothing else", () => {
    const { stack, props, resources } = setUp();
    const scope = new Construct(stack, "part");
    new S3Bucket(scope, "before", {});
    new Ownership(scope, "ownership", props);
    new SqsQueue(scope, "after", {});
    new S3Bucket(stack, "outside", {});
    new IamRolePolicyAttachment(scope, "untaggable", { role: "r", policyArn: "p" });
    const made = resources();
    expect(made.aws_s3_bucket?.part_before_F1D7E8B5 ?? Object.values(made.aws_s3_bucket ?? {})[1]).toBeDefined();
    const buckets = Object.entries(made.aws_s3_bucket ?? {});
    expect(buckets.find(([name]) => name.startsWith("part_before"))?.[1].tags).toEqual(tags);
    expect(buckets.find(([name]) => name === "outside")?.[1].tags).toBeUndefined();
    expect(Object.values(made.aws_sqs_queue ?? {})[0]?.tags).toEqual(tags);
    expect(Object.values(made.aws_iam_role_policy_attachment ?? {})[0]).toEqual({ role: "r", policy_arn: "p" });
  });

  it("labels Google's resources, in their alphabet, and leaves network tags alone", () => {
    const { stack, props, resources } = setUp();
    new Ownership(stack, "ownership", props);
    new StorageBucket(stack, "bucket", { name: "b", location: "EU" });
    new ComputeInstance(stack, "machine", {
      name: "m",
      machineType: "e2-micro",
      tags: ["web"],
      bootDisk: {},
      networkInterface: [{}],
    });
    const labels = {
      leasehold_estate: "acme",
      leasehold_owner: "payments",
      "leasehold_platform-owner": "platform",
      team: "payments",
    };
    expect(resources().google_storage_bucket?.bucket?.labels).toEqual(labels);
    expect(resources().google_compute_instance?.machine).toMatchObject({ labels, tags: ["web"] });
  });

  it("keeps tags that are there, unless told otherwise; their keys count whatever their case", () => {
    for (const overwrite of [false, true]) {
      const { stack, props, resources } = setUp();
      new Ownership(stack, "ownership", { ...props, overwrite });
      new S3Bucket(stack, "bucket", { tags: { Team: "else", purpose: "${x}" } });
      expect(resources().aws_s3_bucket?.bucket?.tags).toEqual({
        ...Object.fromEntries(Object.entries(tags).filter(([key]) => key !== "team")),
        Team: overwrite ? "payments" : "else",
        purpose: "${x}",
      });
    }
  });

  it("merges with tags that only Terraform will know", () => {
    const { stack, props, resources } = setUp();
    new Ownership(stack, "ownership", props);
    const given = new TerraformVariable(stack, "given", { type: "map(string)" });
    new S3Bucket(stack, "bucket", { tags: given.value });
    expect(resources().aws_s3_bucket?.bucket?.tags).toMatch(/^\$\{merge\(\{.*"payments".*\}, var\.given\)\}$/);
  });

  it("leaves the estate's own resources as they are", () => {
    const { estate, props } = setUp();
    const prod = estate.target("prod");
    const before = Testing.synth(prod);
    new Ownership(prod, "ownership", { ...props, owner: "security" });
    expect(Testing.synth(prod)).toBe(before);
  });

  it("on the app reaches every stack, also those that come later", () => {
    const { app, stack, props } = setUp();
    new Ownership(app, "ownership", props);
    new S3Bucket(stack, "bucket", {});
    const later = new TerraformStack(app, "later");
    new AwsProvider(later, "aws", { region: "eu-central-1" });
    new S3Bucket(later, "bucket", {});
    app.synth();
    for (const each of [stack, later]) {
      const made = JSON.parse(Testing.synth(each)) as { resource: Resources };
      expect(made.resource.aws_s3_bucket?.bucket?.tags).toEqual(tags);
    }
  });

  it("on an app without targets fails the synthesis rather than miss a stack", () => {
    const app = testApp();
    const estate = new JitEstate(app, "acme", { policy: { governance: "none" } });
    new Ownership(app, "ownership", { estate, owner: "payments" });
    new TerraformStack(app, "later");
    expect(() => app.synth()).toThrow(/"ownership" came before the stack "later"/);
  });

  it("finds its estate by the owner, or as the only one", () => {
    const { app, estate, stack, resources } = setUp();
    const owner = new Team(estate, "owner", { name: "owners" });
    new Ownership(new Construct(stack, "a"), "ownership", { owner }).node.scope;
    new Ownership(new Construct(stack, "b"), "ownership", { owner: "payments" });
    new S3Bucket(stack.node.findChild("a") as Construct, "bucket", {});
    new S3Bucket(stack.node.findChild("b") as Construct, "bucket", {});
    const owners = Object.values(resources().aws_s3_bucket ?? {}).map(({ tags: found }) => (found as typeof tags).team);
    expect(owners.sort()).toEqual(["owners", "payments"]);

    new JitEstate(app, "second", { policy: { governance: "none" } });
    new Ownership(new Construct(stack, "c"), "ownership", { owner: "payments" });
    new S3Bucket(stack.node.findChild("c") as Construct, "bucket", {});
    expect(resources).toThrow(/must be told its estate, since the app has several/);
  });
});
