import { describe, expect, it } from "vitest";
import type { AwsBinding, AwsPartition, AwsTarget } from "../../../src/estate/types";
import { grant } from "../../lease/sample";
import { account, allowing, attributesOf, awsRole, codesOf, dana, emittedOf, target } from "./sample";

const times = {
  DateGreaterThanEquals: { "aws:CurrentTime": "2026-11-23T09:00:00Z" },
  DateLessThan: { "aws:CurrentTime": "2026-11-23T10:30:00Z" },
};
const assume = ["sts:AssumeRole", "sts:SetSourceIdentity"];

function emitWith(binding: AwsBinding, aws: Partial<AwsTarget> = {}, mfa = false) {
  return emittedOf({
    target: target(aws),
    role: (place) =>
      awsRole(
        "reader",
        { targets: [place], statements: [allowing(["s3:GetObject"])] },
        { require: { within: [], mfa } },
      ),
    grants: (role) => [grant("g", role, { identity: dana(binding) })],
  });
}

function trustOf(binding: AwsBinding, aws: Partial<AwsTarget> = {}, mfa = false): unknown {
  return attributesOf(emitWith(binding, aws, mfa), "aws_iam_role.g").assume_role_policy;
}

function one(principal: unknown, actions: readonly string[], condition: object) {
  return {
    Version: "2012-10-17",
    Statement: [
      { Sid: "Lease", Effect: "Allow", Principal: principal, Action: actions, Condition: { ...condition, ...times } },
    ],
  };
}

const partitions: readonly AwsPartition[] = ["aws", "aws-us-gov", "aws-cn"];
const audiences = {
  aws: "https://signin.aws.amazon.com/saml",
  "aws-us-gov": "https://signin.amazonaws-us-gov.com/saml",
  "aws-cn": "https://signin.amazonaws.cn/saml",
};

describe.each(partitions)("the trust of a lease role in partition %s", (partition) => {
  const p = `arn:${partition}`;
  const claims = new Map([["repository_id", "123456"]]);
  const github = "token.actions.githubusercontent.com";
  const anchor = `${p}:rolesanywhere:eu-central-1:${account}:trust-anchor/2d1e0c5a-7b1c-4c1e-9a43-0c6d1f6f5b11`;
  const reserved = (of: string) => [
    `${p}:iam::${of}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Engineer_*`,
    `${p}:iam::${of}:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Engineer_*`,
  ];
  const center = { kind: "identityCenter", permissionSet: "Engineer", userName: "dana@acme.example" } as const;
  const cases: readonly [string, AwsBinding, ReturnType<typeof one>][] = [
    [
      "a user",
      { kind: "user", arn: `${p}:iam::${account}:user/team/dana` },
      one({ AWS: `${p}:iam::${account}:user/team/dana` }, assume, {}),
    ],
    [
      "a role",
      { kind: "role", arn: `${p}:iam::444455556666:role/agents/repair`, exclusive: true },
      one({ AWS: `${p}:iam::444455556666:role/agents/repair` }, assume, {}),
    ],
    [
      "a user of a permission set",
      center,
      one({ AWS: `${p}:iam::${account}:root` }, assume, {
        ArnLike: { "aws:PrincipalArn": reserved(account) },
        StringLike: { "aws:userid": "*:dana@acme.example" },
      }),
    ],
    [
      "a user of a permission set of another account, by id too",
      { ...center, userId: "9067c6dd-20a1", account: "444455556666" },
      one({ AWS: `${p}:iam::444455556666:root` }, assume, {
        ArnLike: { "aws:PrincipalArn": reserved("444455556666") },
        StringLike: { "aws:userid": "*:dana@acme.example" },
        StringEquals: { "identitystore:userId": "9067c6dd-20a1" },
      }),
    ],
    [
      "a SAML subject",
      { kind: "saml", provider: `${p}:iam::${account}:saml-provider/acme`, subject: "dana@acme.example" },
      one(
        { Federated: `${p}:iam::${account}:saml-provider/acme` },
        ["sts:AssumeRoleWithSAML", "sts:SetSourceIdentity"],
        {
          StringEquals: { "SAML:aud": audiences[partition], "SAML:sub": "dana@acme.example" },
        },
      ),
    ],
    [
      "an OIDC subject with claims",
      {
        kind: "oidc",
        issuer: github,
        audience: "sts.amazonaws.com",
        subject: "repo:acme/orders:environment:production",
        claims,
      },
      one(
        { Federated: `${p}:iam::${account}:oidc-provider/${github}` },
        ["sts:AssumeRoleWithWebIdentity", "sts:SetSourceIdentity"],
        {
          StringEquals: {
            [`${github}:aud`]: "sts.amazonaws.com",
            [`${github}:sub`]: "repo:acme/orders:environment:production",
            [`${github}:repository_id`]: "123456",
          },
        },
      ),
    ],
    [
      "a SPIFFE certificate",
      { kind: "rolesAnywhere", spiffe: "spiffe://acme.example/ledger/batch", trustAnchor: anchor },
      one({ Service: "rolesanywhere.amazonaws.com" }, ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"], {
        StringEquals: { "aws:PrincipalTag/x509SAN/URI": "spiffe://acme.example/ledger/batch" },
        ArnEquals: { "aws:SourceArn": anchor },
      }),
    ],
  ];

  it.each(cases)("names %s and nobody else", (_, binding, expected) => {
    const emission = emitWith(binding, { partition });
    expect(attributesOf(emission, "aws_iam_role.g").assume_role_policy).toEqual(expected);
    expect(emission.diagnostics).toEqual([]);
  });
});

describe("MFA", () => {
  it("is asked of a user by Bool, so that a key without MFA does not pass", () => {
    const binding = { kind: "user", arn: `arn:aws:iam::${account}:user/dana` } as const;
    expect(trustOf(binding, {}, true)).toEqual(
      one({ AWS: binding.arn }, assume, { Bool: { "aws:MultiFactorAuthPresent": "true" } }),
    );
  });

  it.each<AwsBinding>([
    { kind: "role", arn: `arn:aws:iam::${account}:role/dana`, exclusive: true },
    { kind: "identityCenter", permissionSet: "Engineer", userName: "dana" },
    { kind: "saml", provider: `arn:aws:iam::${account}:saml-provider/acme`, subject: "dana" },
    { kind: "oidc", issuer: "gitlab.com", audience: "a", subject: "s", claims: new Map() },
  ])("is refused for $kind, whose sessions never carry it", (binding) => {
    const emission = emitWith(binding, {}, true);
    expect(codesOf(emission.diagnostics)).toEqual(["aws-mfa-impossible"]);
    expect(emission.resources.filter(({ type }) => type === "aws_iam_role")).toEqual([]);
  });
});

describe("a binding that does not pin one principal", () => {
  const oidc = { kind: "oidc", issuer: "gitlab.com", audience: "sts", subject: "s", claims: new Map() } as const;
  const github = { ...oidc, issuer: "token.actions.githubusercontent.com" };
  const anchor = "arn:aws:rolesanywhere:eu-west-1:111122223333:trust-anchor/2d1e0c5a";
  it.each<[string, AwsBinding, string[]]>([
    ["the root of an account", { kind: "user", arn: `arn:aws:iam::${account}:root` }, ["aws-principal-unclear"]],
    ["everybody", { kind: "user", arn: "*" }, ["aws-principal-unclear"]],
    ["a wildcard", { kind: "role", arn: `arn:aws:iam::${account}:role/*`, exclusive: true }, ["aws-principal-unclear"]],
    [
      "a user as a role",
      { kind: "role", arn: `arn:aws:iam::${account}:user/d`, exclusive: true },
      ["aws-principal-unclear"],
    ],
    ["another partition", { kind: "user", arn: `arn:aws-cn:iam::${account}:user/d` }, ["aws-wrong-partition"]],
    [
      "a wildcard for a user of a permission set",
      { kind: "identityCenter", permissionSet: "Engineer", userName: "*" },
      ["aws-principal-unclear"],
    ],
    [
      "a wildcard for a permission set",
      { kind: "identityCenter", permissionSet: "*", userName: "dana" },
      ["aws-principal-unclear"],
    ],
    [
      "a SAML provider of another account",
      { kind: "saml", provider: "arn:aws:iam::444455556666:saml-provider/acme", subject: "d" },
      ["aws-wrong-account"],
    ],
    [
      "a claim that AWS does not evaluate",
      { ...oidc, claims: new Map([["project_id", "1"]]) },
      ["aws-claim-not-exposed"],
    ],
    [
      "a misspelt GitHub claim",
      {
        ...github,
        claims: new Map([
          ["repo_id", "1"],
          ["repository_id", "1"],
        ]),
      },
      ["aws-claim-not-exposed"],
    ],
    ["no subject", { ...oidc, subject: "" }, ["aws-subject-unpinned"]],
    ["a subject of many", { ...oidc, subject: "project_path:acme/*" }, ["aws-subject-unpinned"]],
    ["an issuer with a scheme", { ...oidc, issuer: "https://gitlab.com" }, ["aws-principal-unclear"]],
    [
      "a trust anchor of another region",
      { kind: "rolesAnywhere", spiffe: "spiffe://a/b", trustAnchor: anchor },
      ["aws-wrong-region"],
    ],
    [
      "a trust anchor of another account",
      { kind: "rolesAnywhere", spiffe: "spiffe://a/b", trustAnchor: anchor.replace(account, "444455556666") },
      ["aws-wrong-account"],
    ],
  ])("is refused: %s", (_, binding, codes) => {
    const emission = emitWith(binding);
    expect(codesOf(emission.diagnostics)).toEqual(codes);
    expect(emission.resources.filter(({ type }) => type === "aws_iam_role")).toEqual([]);
  });

  it("is warned of: a GitHub repository by name only", () => {
    expect(codesOf(emitWith(github).diagnostics)).toEqual(["aws-repository-unpinned"]);
  });
});

describe("a pinned value", () => {
  it("is compared as it stands, also where it looks like a policy variable", () => {
    const binding = {
      kind: "saml",
      provider: `arn:aws:iam::${account}:saml-provider/a`,
      subject: "${aws:username}",
    } as const;
    expect(JSON.stringify(trustOf(binding))).toContain('"SAML:sub":"${$}{aws:username}"');
  });
});
