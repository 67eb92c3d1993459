import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { Fn, Lazy, LocalBackend, TerraformLocal, TerraformStack, Testing, Token } from "cdktf";
import { describe, expect, it } from "vitest";
import { Grant, Identity, type JitEstate, JitRole, type Target } from "../../constructs";
import { declared } from "../helpers/estate";
import { construct, testApp } from "./build";

type Block = Readonly<Record<string, unknown>>;
interface Root {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly data?: unknown;
}

function setUp(): {
  readonly estate: JitEstate;
  readonly prod: Target;
  readonly synth: () => Root;
  readonly app: ReturnType<typeof testApp>;
} {
  const app = testApp();
  const estate = construct(app, declared());
  const prod = estate.target("prod");
  return { app, estate, prod, synth: () => JSON.parse(Testing.synth(prod, true)) as Root };
}

const common = {
  owners: { entitlement: "payments" },
  sensitivity: "moderate",
  eligible: ["dana"],
  maxTtl: "1h",
  approval: { none: "Read only" },
} as const;

function reader(estate: JitEstate, resource: string, conditions?: Record<string, Record<string, string>>): JitRole {
  return new JitRole(estate, "reader", {
    ...common,
    aws: {
      targets: ["prod"],
      statements: [{ actions: ["s3:GetObject"], resources: [resource], ...(conditions ? { conditions } : {}) }],
    },
  });
}

function critical(estate: JitEstate, managedPolicy: string): JitRole {
  return new JitRole(estate, "reader", {
    ...common,
    sensitivity: "critical",
    approval: { steps: [{ group: "platform-approvers" }, { group: "security-approvers" }] },
    aws: { targets: ["prod"], managedPolicies: [managedPolicy] },
  });
}

function policyOf(root: Root, name = "reader"): string {
  return String(root.resource.aws_iam_policy?.[name]?.policy);
}

describe("a token passes", () => {
  it("in the resources and condition values of a statement, and in the middle of text", () => {
    const { estate, prod, synth } = setUp();
    const bucket = new S3Bucket(prod, "logs", {});
    reader(estate, `${bucket.arn}/in/*`, { StringEquals: { "s3:ExistingObjectTag/bucket": bucket.bucket } });
    const policy = policyOf(synth());
    expect(policy).toContain('"${aws_s3_bucket.logs.arn}/in/*"');
    expect(policy).toContain('"${aws_s3_bucket.logs.bucket}"');
  });

  it("for a managed policy, whose attachment has an address that depends on nothing else in the app", () => {
    const roots = [0, 7].map((others) => {
      const { estate, prod, synth } = setUp();
      for (let index = 0; index < others; index++) Token.asString({ index });
      const mine = new IamPolicy(prod, "mine", { policy: "{}" });
      // What such a policy amounts to cannot be told (law 3), so the role must be of the gravest sensitivity.
      critical(estate, mine.arn).grant("dana", { name: "shift", start: "2026-01-05T09:00:00Z", ttl: "1h" });
      return synth().resource.aws_iam_role_policy_attachment;
    });
    expect(roots[0]).toEqual({
      shift_aws_iam_policy_mine_arn_5b07199b83: {
        depends_on: ["aws_iam_role_policy.shift"],
        policy_arn: "${aws_iam_policy.mine.arn}",
        role: "${aws_iam_role.shift.name}",
      },
    });
    expect(roots[1]).toEqual(roots[0]);
  });

  it("for a managed policy only of a role that could do anything", () => {
    const { estate, prod, synth } = setUp();
    const { arn } = new IamPolicy(prod, "mine", { policy: "{}" });
    new JitRole(estate, "reader", { ...common, aws: { targets: ["prod"], managedPolicies: [arn] } });
    expect(synth).toThrow(/privilege-indeterminate/);
  });

  it("for the role of a workload", () => {
    const { estate, prod, synth } = setUp();
    const robot = new Identity(estate, "robot", {
      kind: "workload",
      aws: { role: Token.asString(new TerraformLocal(prod, "robot", "x").expression) },
    });
    const role = new JitRole(estate, "reader", {
      ...common,
      eligible: [robot],
      aws: { targets: ["prod"], statements: [{ actions: ["s3:GetObject"], resources: ["*"] }] },
    });
    role.grant(robot, { name: "shift", start: "2026-01-05T09:00:00Z", ttl: "1h" });
    expect(String(synth().resource.aws_iam_role?.shift?.assume_role_policy)).toContain('"AWS":"${local.robot}"');
  });

  it("from another stack, as the framework passes such references", () => {
    const { app, estate } = setUp();
    const other = new TerraformStack(app, "storage");
    new LocalBackend(other, { path: "terraform.tfstate" });
    new AwsProvider(other, "aws", { region: "eu-central-1" });
    const bucket = new S3Bucket(other, "logs", {});
    reader(estate, bucket.arn);
    app.synth();
    const prod = estate.target("prod").toTerraform() as Root;
    expect(policyOf(prod)).toMatch(/"\$\{data\.terraform_remote_state\.[\w-]+\.outputs\.[\w-]+\}"/);
  });

  it("where it stands beside text that looks like an expression, each for what it is", () => {
    const { estate, prod, synth } = setUp();
    const bucket = new S3Bucket(prod, "logs", {});
    reader(estate, `${bucket.arn}/\${aws:PrincipalTag/${bucket.bucket}}/%{x}/*`);
    expect(policyOf(synth())).toContain(
      '"${aws_s3_bucket.logs.arn}/$${aws:PrincipalTag/${aws_s3_bucket.logs.bucket}}/%%{x}/*"',
    );
  });

  it("after a dollar sign, which would escape it", () => {
    const { estate, prod, synth } = setUp();
    reader(estate, `arn:aws:s3:::cost$${new S3Bucket(prod, "logs", {}).bucket}`);
    expect(policyOf(synth())).toContain('cost${"$"}${aws_s3_bucket.logs.bucket}');
  });

  it("as plain text, if that is what it turns out to be", () => {
    const { estate, synth } = setUp();
    new JitRole(estate, "reader", {
      ...common,
      maxTtl: Lazy.stringValue({ produce: () => "45m" }),
      aws: { targets: ["prod"], statements: [{ actions: ["s3:GetObject"], resources: ["*"] }] },
    });
    expect(synth().resource.aws_iam_policy?.reader?.tags).toMatchObject({ "leasehold:max-ttl": "PT45M" });
  });
});

describe("the digest of a role with tokens", () => {
  it("does not depend on what else the app has made", () => {
    const digests = [0, 5].map((others) => {
      const { estate, prod, synth } = setUp();
      for (let index = 0; index < others; index++) void new S3Bucket(prod, `b${index}`, {}).arn;
      const bucket = new S3Bucket(prod, "logs", {});
      reader(estate, bucket.arn);
      const { tags } = synth().resource.aws_iam_policy?.reader ?? {};
      return (tags as Block)["leasehold:digest"];
    });
    expect(digests[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(digests[0]).toBe(digests[1]);
  });
});

describe("a token is refused", () => {
  const aToken = (prod: Target): string => new S3Bucket(prod, "logs", {}).arn;

  it.each<[string, (estate: JitEstate, prod: Target) => void, RegExp]>([
    [
      "as an action",
      (estate, prod) =>
        new JitRole(estate, "reader", {
          ...common,
          aws: { targets: ["prod"], statements: [{ actions: [aToken(prod)], resources: ["*"] }] },
        }),
      /roles\.reader\.aws\.statements\[0\]\.actions\[0\]/,
    ],
    [
      "as a duration",
      (estate, prod) => new Grant(estate, "g", { role: "operator", identity: "dana", ttl: aToken(prod) }),
      /grants\.g\.ttl/,
    ],
    [
      "as a reference",
      (estate, prod) => new Grant(estate, "g", { role: aToken(prod), identity: "dana", ttl: "1h" }),
      /grants\.g\.role/,
    ],
    [
      "as a key",
      (estate, prod) => reader(estate, "*", { StringEquals: { [aToken(prod)]: "x" } }),
      /a key decides what may be leased/,
    ],
    [
      "as a person's user",
      (estate, prod) => new Identity(estate, "new", { kind: "person", aws: { user: aToken(prod) } }),
      /identities\.new\.aws\.user/,
    ],
    [
      "as a number",
      (estate) =>
        new Identity(estate, "new", { kind: "person", github: { login: "new", id: Token.asNumber({ a: 1 }) } }),
      /token for a number/,
    ],
    [
      "as a number within text",
      (estate) => reader(estate, `arn:aws:s3:::b/${Token.asNumber({ a: 1 })}`),
      /token for a number/,
    ],
    [
      "as a list",
      (estate) =>
        new JitRole(estate, "reader", {
          ...common,
          aws: {
            targets: ["prod"],
            statements: [{ actions: ["s3:GetObject"], resources: Token.asList(Fn.concat([["a"], ["b"]])) }],
          },
        }),
      /token for a list/,
    ],
    [
      "that is no token",
      (estate) => reader(estate, "arn:aws:s3:::${TfToken[TOKEN.999999]}"),
      /looks like a token, and is none/,
    ],
  ])("%s", (_, declare, words) => {
    const { estate, prod, synth } = setUp();
    declare(estate, prod);
    expect(synth).toThrow(words);
  });
});
