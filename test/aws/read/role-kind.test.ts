import { describe, expect, it } from "vitest";
import { principalsOf } from "../../../src/aws/read/principals";
import { account, landscape, later, ourselves, type Parts, raw, resource, role, trusting } from "./landscape";

function kindOf(name: string, ...parts: Parts) {
  const principals = principalsOf(landscape(...parts));
  const holder = principals.holders.all.find(({ instance }) => instance.name === name);
  return holder === undefined ? undefined : principals.of(holder).kind;
}

const github = "token.actions.githubusercontent.com";
const eks = "oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF";
const foreign = "999988887777";

describe("a role's kind is that of those who may assume it", () => {
  it.each([
    ["an instance", [trusting.service("ec2.amazonaws.com")], "service"],
    ["a function", [trusting.service("lambda.amazonaws.com")], "service"],
    ["a task", [trusting.service("ecs-tasks.amazonaws.com")], "service"],
    ["a pod with an identity of EKS", [trusting.service("pods.eks.amazonaws.com")], "service"],
    ["a holder of a certificate", [trusting.service("rolesanywhere.amazonaws.com")], "federated"],
    ["a pipeline of GitHub", [trusting.oidc(github)], "ci"],
    ["a pipeline of GitLab", [trusting.oidc("gitlab.com")], "ci"],
    ["a pipeline of a GitLab of one's own", [trusting.oidc("gitlab.acme.example")], "ci"],
    ["Terraform Cloud", [trusting.oidc("app.terraform.io")], "ci"],
    [
      "a pod, exactly",
      [trusting.oidc(eks, { StringEquals: { [`${eks}:sub`]: "system:serviceaccount:app:api" } })],
      "service",
    ],
    ["any pod", [trusting.oidc(eks, { StringLike: { [`${eks}:sub`]: "system:serviceaccount:*:*" } })], "federated"],
    [
      "any pod of a namespace",
      [trusting.oidc(eks, { StringLike: { [`${eks}:sub`]: "system:serviceaccount:app:*" } })],
      "federated",
    ],
    ["whoever the cluster vouches for", [trusting.oidc(eks)], "federated"],
    ["somebody of another identity provider", [trusting.oidc("login.acme.example")], "federated"],
    [
      "somebody by SAML",
      [
        {
          Effect: "Allow",
          Principal: { Federated: `arn:aws:iam::${account}:saml-provider/okta` },
          Action: "sts:AssumeRoleWithSAML",
        },
      ],
      "federated",
    ],
    ["a user", [trusting.aws(`arn:aws:iam::${account}:user/dana`)], "person"],
    [
      "somebody through Identity Center",
      [
        trusting.aws(
          `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Engineer_0123`,
        ),
      ],
      "person",
    ],
    [
      "the account, narrowed to Identity Center",
      [
        trusting.aws(`arn:aws:iam::${account}:root`, {
          ArnLike: {
            "aws:PrincipalArn": `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Engineer_*`,
          },
        }),
      ],
      "person",
    ],
    ["the own account", [trusting.aws(`arn:aws:iam::${account}:root`)], "unknown"],
    ["the own account by its id", [trusting.aws(account)], "unknown"],
    ["a role of the own account that is not here", [trusting.aws(`arn:aws:iam::${account}:role/elsewhere`)], "unknown"],
    ["another account", [trusting.aws(`arn:aws:iam::${foreign}:root`)], "foreign"],
    ["a role of another account", [trusting.aws(`arn:aws:iam::${foreign}:role/scanner`)], "foreign"],
    ["anyone", [trusting.aws("*")], "anyone"],
    [
      "anyone of an organization",
      [trusting.aws("*", { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } })],
      "unknown",
    ],
    [
      "anyone who is one user",
      [trusting.aws("*", { ArnEquals: { "aws:PrincipalArn": `arn:aws:iam::${account}:user/dana` } })],
      "person",
    ],
    [
      "a service and a user",
      [trusting.service("ec2.amazonaws.com"), trusting.aws(`arn:aws:iam::${account}:user/dana`)],
      "person",
    ],
    ["guests of an app", [cognito("unauthenticated")], "anyone"],
    ["users of an app", [cognito("authenticated")], "federated"],
    ["all of an app, guests among them", [cognito(undefined)], "anyone"],
    ["a list", [trusting.aws([`arn:aws:iam::${account}:role/x`, `arn:aws:iam::${foreign}:root`])], "foreign"],
  ] as const)("%s", (_, trust, kind) => {
    expect(kindOf("r", ourselves, role("r", trust))).toBe(kind);
  });

  it("is not told by a trust that is known only after apply", () => {
    expect(kindOf("r", ourselves, role("r", later("local.trust")))).toBe("unknown");
    expect(kindOf("r", ourselves, role("r", "{ not JSON"))).toBe("unknown");
  });
});

function cognito(amr: string | undefined) {
  return {
    Effect: "Allow",
    Principal: { Federated: "cognito-identity.amazonaws.com" },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: { "cognito-identity.amazonaws.com:aud": "eu-central-1:12345678-1234" },
      ...(amr === undefined ? {} : { "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": amr } }),
    },
  };
}

describe("a role that another role may assume", () => {
  const arn = (name: string) => `arn:aws:iam::${account}:role/${name}`;

  it("is what that one is", () => {
    const deploy = role("deploy", [trusting.oidc(github)]);
    expect(kindOf("r", ourselves, deploy, role("r", [trusting.aws(arn("deploy"))]))).toBe("ci");
  });

  it("is found by a reference whose ARN is not known yet", () => {
    const deploy = role("deploy", [trusting.service("ec2.amazonaws.com")], { name: undefined, name_prefix: "deploy-" });
    const text = JSON.stringify({ Statement: [trusting.aws("${aws_iam_role.deploy.arn}")] });
    expect(kindOf("r", ourselves, deploy, role("r", raw(text)))).toBe("service");
  });

  it("survives rings, which let nobody in", () => {
    const a = role("a", [trusting.aws(arn("b"))]);
    const b = role("b", [trusting.aws(arn("a"))]);
    expect(kindOf("a", ourselves, a, b)).toBe("unknown");
    const open = role("b", [trusting.aws(arn("a")), trusting.aws(`arn:aws:iam::${account}:user/dana`)]);
    expect(kindOf("a", ourselves, a, open)).toBe("person");
    expect(kindOf("b", ourselves, a, open)).toBe("person");
  });

  it("is found by a session of it", () => {
    const deploy = role("deploy", [trusting.oidc(github)]);
    const session = `arn:aws:sts::${account}:assumed-role/deploy/run`;
    expect(kindOf("r", ourselves, deploy, role("r", [trusting.aws(session)]))).toBe("ci");
  });
});

describe("our own account", () => {
  const trust = [trusting.aws(`arn:aws:iam::${account}:root`)];
  const provider = (configured: object) => ({ key: "aws", source: "hashicorp/aws", configured }) as never;

  it.each([
    ["the caller identity", [ourselves]],
    ["the one account that is allowed", [provider({ allowed_account_ids: { constant: [account], references: [] } })]],
    [
      "the role that the provider assumes",
      [provider({ assume_role: [{ role_arn: { constant: `arn:aws:iam::${account}:role/d`, references: [] } }] })],
    ],
    [
      "what the provider has made",
      [resource("aws_sqs_queue", "q", {}, { computed: { arn: `arn:aws:sqs:eu-central-1:${account}:q` } })],
    ],
  ])("is known from %s", (_, parts) => {
    expect(kindOf("r", ...parts, role("r", trust))).toBe("unknown");
    expect(kindOf("r", ...parts, role("r", [trusting.aws(`arn:aws:iam::${foreign}:root`)]))).toBe("foreign");
  });

  it("may be that of another provider configuration", () => {
    const other = resource(
      "aws_sqs_queue",
      "q",
      {},
      { provider: "aws.b", computed: { arn: `arn:aws:sqs:eu-central-1:${foreign}:q` } },
    );
    expect(kindOf("r", ourselves, other, role("r", [trusting.aws(`arn:aws:iam::${foreign}:root`)]))).toBe("unknown");
  });
});
