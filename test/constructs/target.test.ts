import fs from "node:fs";
import path from "node:path";
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { Aspects, LocalBackend, S3Backend, TerraformOutput, TerraformResource, TerraformStack, Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { Grant, type JitEstate, JitRole, type Target } from "../../constructs";
import { declared } from "../helpers/estate";
import { construct, testApp } from "./build";

const leased = `{ grants: { shift: { role: operator, identity: dana, start: "2026-01-05T09:00:00Z", ttl: 1h } } }`;

interface Root {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly output: Readonly<Record<string, unknown>>;
  readonly terraform: { readonly backend: unknown; readonly required_providers: Readonly<Record<string, unknown>> };
  readonly provider: Readonly<Record<string, readonly unknown[]>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

function rootOf(stack: TerraformStack): Root {
  return JSON.parse(Testing.synth(stack, true)) as Root;
}

function setUp(changes = leased) {
  const app = testApp();
  const estate = construct(app, declared(changes));
  const role = find(estate, JitRole, "operator");
  const grant = find(estate, Grant, "shift");
  return { app, estate, role, grant, prod: estate.target("prod"), cloud: estate.target("cloud") };
}

function find<T extends { readonly declaredName: string }>(
  estate: JitEstate,
  type: abstract new (...given: never[]) => T,
  name: string,
): T {
  const found = estate.node.findAll().find((each) => each instanceof type && each.declaredName === name);
  return found as unknown as T;
}

describe("a target", () => {
  it("is a stack, found by name", () => {
    const { estate, prod } = setUp();
    expect(TerraformStack.isStack(prod)).toBe(true);
    expect(() => estate.target("prd")).toThrow('has no target "prd"; it has cloud, prod, stage');
  });

  it("has backend, version range and provider of its own", () => {
    const { prod, cloud } = setUp();
    expect(rootOf(prod).terraform).toEqual({
      backend: { local: { path: "terraform.tfstate" } },
      required_providers: { aws: { source: "hashicorp/aws", version: ">= 5.74, < 7" } },
    });
    expect(rootOf(cloud).terraform.required_providers).toEqual({
      google: { source: "hashicorp/google", version: ">= 6, < 8" },
    });
  });

  it("makes its resources through the provider's classes, once, however often it is synthesized", () => {
    const { app, prod } = setUp();
    const first = Testing.synth(prod);
    const count = prod.node.findAll().length;
    expect(Testing.synth(prod, true)).toBe(first);
    app.synth();
    app.synth();
    expect(prod.node.findAll().length).toBe(count);
    expect(prod.node.findAll().filter((each) => each instanceof IamRole)).toHaveLength(1);
    expect(Testing.toHaveResourceWithProperties(first, "aws_iam_role", { max_session_duration: 3600 })).toBe(true);
  });

  it("takes in what is declared after it was synthesized", () => {
    const { role, prod } = setUp();
    expect(Object.keys(rootOf(prod).resource.aws_iam_role ?? {})).toEqual(["shift"]);
    role.grant("deploy", { name: "later", start: "2026-02-02T09:00:00Z", ttl: "1h" });
    expect(Object.keys(rootOf(prod).resource.aws_iam_role ?? {})).toEqual(["later", "shift"]);
  });

  it("shows its resources to the aspects of its stack, in each way of synthesizing", () => {
    for (const synthesize of ["app", "test"] as const) {
      const { app, prod } = setUp();
      const seen: string[] = [];
      Aspects.of(prod).add({
        visit: (node) => {
          if (TerraformResource.isTerraformResource(node)) seen.push(node.terraformResourceType);
        },
      });
      if (synthesize === "app") app.synth();
      else Testing.synth(prod);
      expect(seen).toContain("aws_iam_role");
    }
  });

  it("says that it cannot be written as HCL", () => {
    expect(() => Testing.synthHcl(setUp().prod)).toThrow(/Terraform JSON only/);
  });
});

describe("other things in a target's stack", () => {
  it("stand beside the estate's own", () => {
    const { prod } = setUp();
    new DynamodbTable(prod, "orders", { name: "orders", hashKey: "id", attribute: [{ name: "id", type: "S" }] });
    expect(Object.keys(rootOf(prod).resource)).toEqual(expect.arrayContaining(["aws_dynamodb_table", "aws_iam_role"]));
  });

  it("may refer to a grant's role and a role's policy", () => {
    const { prod, grant, role } = setUp();
    new SqsQueuePolicy(prod, "jobs", { queueUrl: role.policyArn(prod), policy: `{"AWS":"${grant.roleArn(prod)}"}` });
    new TerraformOutput(prod, "name", { value: grant.roleName(prod) });
    expect(rootOf(prod).resource.aws_sqs_queue_policy?.jobs).toEqual({
      queue_url: "${aws_iam_policy.operator.arn}",
      policy: '{"AWS":"${aws_iam_role.shift.arn}"}',
    });
    expect(rootOf(prod).output.name).toEqual({ value: "${aws_iam_role.shift.name}" });
  });

  it("may refer to them from another stack, through the target's own backend", () => {
    const { app, prod, grant } = setUp();
    const other = new TerraformStack(app, "another");
    new LocalBackend(other, { path: "terraform.tfstate" });
    new TerraformOutput(other, "arn", { value: grant.roleArn(prod), staticId: true });
    app.synth();
    const written = JSON.parse(fs.readFileSync(path.join(app.outdir, "stacks/another/cdk.tf.json"), "utf8")) as Root;
    const [[name, state] = []] = Object.entries(written.data?.terraform_remote_state ?? {});
    expect(state).toEqual({ backend: "local", config: { path: "../targets-prod/terraform.tfstate" } });
    expect(JSON.stringify(written.output.arn)).toContain(`data.terraform_remote_state.${name}.outputs.`);
  });

  it("may not refer to what the target does not hold", () => {
    const { prod, role, app } = setUp();
    role.grant("dana", { name: "asked", ttl: "1h" }).roleArn(prod);
    expect(() => app.synth()).toThrow(
      /aws_iam_role\.asked: referred to by the app, and not in target "estate\/targets-prod"/,
    );
  });

  it("may not refer to one part of a role's permissions as if it were all", () => {
    const { app, estate, prod } = setUp();
    const role = new JitRole(estate, "long", {
      owners: { entitlement: "payments" },
      sensitivity: "moderate",
      eligible: ["dana"],
      maxTtl: "1h",
      approval: { none: "For the length of it" },
      aws: {
        targets: [prod],
        statements: Array.from({ length: 200 }, (_, index) => ({
          actions: ["ec2:RebootInstances"],
          resources: [`arn:aws:ec2:eu-central-1:111122223333:instance/i-${String(index).padStart(17, "0")}`],
        })),
      },
    });
    expect(Object.keys(rootOf(prod).resource.aws_iam_policy ?? {})).toContain("long_2");
    role.policyArn(prod);
    expect(() => app.synth()).toThrow(/aws_iam_policy\.long: referred to by the app, and only a part/);
  });

  it.each<[string, (prod: Target) => void, RegExp]>([
    [
      "an address of the estate",
      (prod) => new IamRole(prod, "mine", { assumeRolePolicy: "{}" }).overrideLogicalId("shift"),
      /has the address aws_iam_role\.shift, which is the estate's/,
    ],
    [
      "an output of the estate",
      (prod) => {
        const [taken = ""] = Object.keys(rootOf(setUp().prod).output);
        new TerraformOutput(prod, "mine", { value: 1 }).overrideLogicalId(taken);
      },
      /which is an output of the estate/,
    ],
    ["a second backend", (prod) => new S3Backend(prod, { bucket: "b", key: "k" }), /is a second backend/],
    ["a second provider", (prod) => new AwsProvider(prod, "mine", { region: "us-east-1" }), /is a second aws provider/],
  ])("may not be %s", (_, add, words) => {
    const { app, prod } = setUp();
    add(prod);
    expect(() => app.synth()).toThrow(words);
  });

  it("keep the version range although a further provider brings an exact version", () => {
    const { prod } = setUp();
    const east = new AwsProvider(prod, "east", { alias: "east", region: "us-east-1" });
    new IamPolicy(prod, "mine", { provider: east, policy: "{}" });
    const root = rootOf(prod);
    expect(root.terraform.required_providers.aws).toEqual({ source: "hashicorp/aws", version: ">= 5.74, < 7" });
    expect(root.provider.aws).toHaveLength(2);
  });
});

describe("a backend", () => {
  it("is Terraform's own block, filled in", () => {
    const { prod } = setUp(
      `{ policy: { backend: { s3: { bucket: states, key: "{estate}/{target}.tfstate", use_lockfile: true } } } }`,
    );
    expect(rootOf(prod).terraform.backend).toEqual({
      s3: { bucket: "states", key: "acme/prod.tfstate", use_lockfile: true },
    });
  });
});

describe("a grant", () => {
  it("without a name is called after who, what and when", () => {
    const { role } = setUp();
    expect(role.grant("dana", { ttl: "1h", start: "2026-11-23T09:00:00+01:00" }).declaredName).toBe(
      "dana-operator-20261123t090000p0100",
    );
    expect(role.grant("dana", { ttl: "1h" }).declaredName).toBe("dana-operator");
  });
});
