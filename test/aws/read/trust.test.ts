import { describe, expect, it } from "vitest";
import { account, later, ourselves, type Parts, raw, resource, role, trustIn, trusting } from "./landscape";

const github = "token.actions.githubusercontent.com";
const foreign = "999988887777";
const claims = (subject: unknown, operator = "StringEquals") => ({
  StringEquals: {
    [`${github}:aud`]: "sts.amazonaws.com",
    ...(operator === "StringEquals" ? { [`${github}:sub`]: subject } : {}),
  },
  ...(operator === "StringEquals" ? {} : { [operator]: { [`${github}:sub`]: subject } }),
});

/** What a trust pins, as `aud …, sub …`. */
function pins(issuer: string, condition: unknown): string | undefined {
  const [said] = trustIn(ourselves, role("r", [trusting.oidc(issuer, condition)]));
  return said?.slice(said.indexOf("aud "));
}

describe("how exactly GitHub is pinned", () => {
  it.each([
    ["one branch", claims("repo:acme/orders:ref:refs/heads/main"), "aud exact, sub exact"],
    ["one environment", claims("repo:acme/orders:environment:production"), "aud exact, sub exact"],
    [
      "several exactly",
      claims(["repo:acme/a:ref:refs/heads/main", "repo:acme/b:environment:production"]),
      "aud exact, sub exact",
    ],
    ["a wildcard that is a letter", claims("repo:acme/orders:*", "StringEquals"), "aud exact, sub exact"],
    ["all of one repository", claims("repo:acme/orders:*", "StringLike"), "aud exact, sub one-tenant"],
    [
      "some branches of it",
      claims("repo:acme/orders:ref:refs/heads/release/*", "StringLike"),
      "aud exact, sub one-tenant",
    ],
    ["all repositories of a company", claims("repo:acme/*", "StringLike"), "aud exact, sub many-tenants"],
    ["names that begin alike", claims("repo:acme/orders*", "StringLike"), "aud exact, sub many-tenants"],
    [
      "one of them loosely",
      claims(["repo:acme/a:ref:refs/heads/main", "repo:acme/*"], "StringLike"),
      "aud exact, sub many-tenants",
    ],
    ["everybody", claims("*", "StringLike"), "aud exact, sub many-tenants"],
    ["all but one", claims("repo:evil/x:*", "StringNotLike"), "aud exact, sub many-tenants"],
    [
      "ForAllValues",
      claims("repo:acme/orders:ref:refs/heads/main", "ForAllValues:StringEquals"),
      "aud exact, sub many-tenants",
    ],
    [
      "…IfExists",
      claims("repo:acme/orders:ref:refs/heads/main", "StringEqualsIfExists"),
      "aud exact, sub many-tenants",
    ],
    ["ForAnyValue", claims("repo:acme/orders:ref:refs/heads/main", "ForAnyValue:StringEquals"), "aud exact, sub exact"],
    ["no subject", { StringEquals: { [`${github}:aud`]: "sts.amazonaws.com" } }, "aud exact, sub missing"],
    [
      "no audience",
      { StringEquals: { [`${github}:sub`]: "repo:acme/orders:ref:refs/heads/main" } },
      "aud missing, sub exact",
    ],
    ["nothing", undefined, "aud missing, sub missing"],
    [
      "keys of another case",
      {
        StringEquals: {
          [`${github.toUpperCase()}:AUD`]: "sts.amazonaws.com",
          [`${github}:Sub`]: "repo:a/b:environment:p",
        },
      },
      "aud exact, sub exact",
    ],
    [
      "one workflow of the company",
      {
        StringEquals: {
          [`${github}:aud`]: "sts.amazonaws.com",
          [`${github}:job_workflow_ref`]: "acme/ci/.github/workflows/deploy.yml@refs/heads/main",
        },
      },
      "aud exact, sub exact",
    ],
    [
      "one repository by its id",
      {
        StringEquals: { [`${github}:aud`]: "sts.amazonaws.com", [`${github}:repository_id`]: "123456" },
        StringLike: { [`${github}:sub`]: "repo:acme/*" },
      },
      "aud exact, sub one-tenant",
    ],
    ["a subject that names no repository", claims("repo:acme"), "aud exact, sub many-tenants"],
    ["an owner only", claims("repository_owner:acme"), "aud exact, sub many-tenants"],
    [
      "wildcards that two conditions share",
      {
        ...claims("repo:acme/orders:*", "StringLike"),
        "ForAnyValue:StringEquals": { [`${github}:sub`]: "repo:acme/orders:ref:refs/heads/main" },
      },
      "aud exact, sub exact",
    ],
  ] as const)("%s", (_, condition, said) => {
    expect(pins(github, condition)).toBe(said);
  });
});

describe("how exactly others are pinned", () => {
  const of = (issuer: string, subject: string, audience = "aud") => ({
    StringEquals: { [`${issuer}:aud`]: audience },
    StringLike: { [`${issuer}:sub`]: subject },
  });
  const eks = "oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF";
  it.each([
    ["gitlab.com", "project_path:acme/orders:ref_type:branch:ref:main", "exact"],
    ["gitlab.com", "project_path:acme/orders:*", "one-tenant"],
    ["gitlab.com", "project_path:acme/*:ref_type:branch:ref:main", "many-tenants"],
    ["app.terraform.io", "organization:acme:project:p:workspace:w:run_phase:apply", "exact"],
    ["app.terraform.io", "organization:acme:project:*:workspace:w:run_phase:*", "one-tenant"],
    ["app.terraform.io", "organization:acme:project:*:workspace:*:run_phase:*", "many-tenants"],
    [
      "api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc",
      "{0d1b6d3e-2f44-4a57-b6a5-3f5d1c0e7a11}:*",
      "one-tenant",
    ],
    ["api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc", "*:*", "many-tenants"],
    ["oidc.circleci.com/org/0d1b", "org/0d1b/project/77/user/*", "one-tenant"],
    ["accounts.google.com", "117", "exact"],
    ["login.acme.example", "user-*", "many-tenants"],
    [eks, "system:serviceaccount:app:api", "exact"],
    [eks, "system:serviceaccount:app:*", "one-tenant"],
    [eks, "system:serviceaccount:*:api", "one-tenant"],
  ])("%s %s", (issuer, subject, pin) => {
    expect(pins(issuer, of(issuer, subject))).toBe(`aud exact, sub ${pin}`);
  });

  it("takes the audiences that a cluster's provider lists for pinned", () => {
    const condition = { StringEquals: { [`${eks}:sub`]: "system:serviceaccount:app:api" } };
    const provider = resource("aws_iam_openid_connect_provider", "eks", {
      url: `https://${eks}`,
      client_id_list: ["sts.amazonaws.com"],
    });
    const [alone] = trustIn(ourselves, role("r", [trusting.oidc(eks, condition)]));
    expect(alone).toContain("aud missing, sub exact");
    const [beside] = trustIn(ourselves, provider, role("r", [trusting.oidc(eks, condition)]));
    expect(beside).toContain("aud exact, sub exact");
  });

  it("holds a guest of Cognito to its pool", () => {
    const trust = (condition: unknown) => ({
      Effect: "Allow",
      Principal: { Federated: "cognito-identity.amazonaws.com" },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: condition,
    });
    const amr = { "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" } };
    const aud = { StringEquals: { "cognito-identity.amazonaws.com:aud": "eu-central-1:1234" } };
    expect(trustIn(ourselves, role("r", [trust({ ...aud, ...amr })]))[0]).toContain("aud exact, sub exact");
    expect(trustIn(ourselves, role("r", [trust(amr)]))[0]).toContain("aud missing, sub exact");
    expect(trustIn(ourselves, role("r", [trust(aud)]))[0]).toContain("aud exact, sub many-tenants");
  });

  it("holds certificates to their anchor and their fields", () => {
    const trust = (condition: unknown) => [
      {
        Effect: "Allow",
        Principal: { Service: "rolesanywhere.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: condition,
      },
    ];
    const anchor = { ArnEquals: { "aws:SourceArn": `arn:aws:rolesanywhere:eu-central-1:${account}:trust-anchor/1` } };
    const uri = { StringEquals: { "aws:PrincipalTag/x509SAN/URI": "spiffe://acme.example/batch" } };
    expect(trustIn(ourselves, role("r", trust({ ...anchor, ...uri })))[0]).toContain("aud exact, sub exact");
    expect(trustIn(ourselves, role("r", trust(anchor)))[0]).toContain("aud exact, sub one-tenant");
    expect(trustIn(ourselves, role("r", trust({})))[0]).toContain("aud missing, sub missing");
  });
});

describe("how open a trust is", () => {
  const root = (of: string) => `arn:aws:iam::${of}:root`;
  const id = { StringEquals: { "sts:ExternalId": "7f1c" } };
  const opens = (trust: unknown, ...parts: Parts) =>
    trustIn(...parts, role("r", [trust])).map((said) => /open to (.*)$/.exec(said)?.[1] ?? "no one");

  it.each([
    ["anyone", trusting.aws("*"), "everyone"],
    ["anyone, as text", { Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" }, "everyone"],
    ["anyone with an external id", trusting.aws("*", id), "everyone"],
    ["anyone but one", { Effect: "Allow", NotPrincipal: { AWS: root(foreign) }, Action: "sts:AssumeRole" }, "everyone"],
    [
      "anyone of an organization",
      trusting.aws("*", { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
      "no one",
    ],
    [
      "anyone of it, perhaps",
      trusting.aws("*", { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
      "everyone",
    ],
    [
      "anyone who is one role",
      trusting.aws("*", { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${account}:role/x` } }),
      "no one",
    ],
    [
      "anyone through one resource",
      trusting.aws("*", { ArnLike: { "aws:SourceArn": `arn:aws:s3:::bucket-of-ours` } }),
      "no one",
    ],
    ["the own account", trusting.aws(root(account)), "no one"],
    ["another account", trusting.aws(root(foreign)), "foreign-account"],
    ["another account by its id", trusting.aws(foreign), "foreign-account"],
    ["another account with an external id", trusting.aws(root(foreign), id), "no one"],
    [
      "another account with any external id",
      trusting.aws(root(foreign), { StringLike: { "sts:ExternalId": "*" } }),
      "foreign-account",
    ],
    [
      "another account with an external id, if it likes",
      trusting.aws(root(foreign), { StringEqualsIfExists: { "sts:ExternalId": "7f1c" } }),
      "foreign-account",
    ],
    ["one role of another account", trusting.aws(`arn:aws:iam::${foreign}:role/scanner`), "no one"],
    [
      "another account, narrowed to a role of it",
      trusting.aws(root(foreign), { ArnEquals: { "aws:PrincipalArn": `arn:aws:iam::${foreign}:role/s` } }),
      "no one",
    ],
    ["AWS's own account for logs", trusting.aws(root("127311923021")), "no one"],
  ])("%s", (_, trust, open) => {
    expect(opens(trust, ourselves)).toEqual([open]);
  });

  it("is unsure where the own account is not known", () => {
    expect(opens(trusting.aws(root(foreign)))).toEqual(["foreign-account?"]);
    expect(opens(trusting.aws(root(foreign), id))).toEqual(["no one"]);
    expect(opens(trusting.aws("*"))).toEqual(["everyone"]);
  });
});

describe("a trust that cannot be read", () => {
  it.each([
    ["that is no policy", "{ not JSON"],
    ["that is nothing", undefined],
    ["that refers to nothing, and so is known when the plan is made", later()],
  ])("%s is taken for one that lets in anyone", (_, trust) => {
    expect(trustIn(ourselves, role("r", trust))).toEqual([
      "unknown whoever the trust policy of aws_iam_role.r names -> aws_iam_role.r: indeterminate, open to everyone",
    ]);
  });
});

describe("how long a trust holds", () => {
  it("ends with its condition", () => {
    const trust = [
      trusting.aws(`arn:aws:iam::${account}:user/dana`, {
        DateLessThan: { "aws:CurrentTime": "2026-11-23T10:30:00Z" },
      }),
    ];
    expect(trustIn(ourselves, role("r", trust))).toEqual([
      `person arn:aws:iam::${account}:user/dana -> aws_iam_role.r: leased`,
    ]);
  });

  it("is not told by a policy that is known only after apply", () => {
    expect(trustIn(ourselves, role("r", later("local.trust")))).toEqual([
      "unknown whoever the trust policy of aws_iam_role.r names -> aws_iam_role.r: indeterminate",
    ]);
  });

  it("stands where a key can only be an identity provider's", () => {
    const text = JSON.stringify({
      Statement: [
        {
          Effect: "Allow",
          Principal: { Federated: "${aws_iam_openid_connect_provider.eks.arn}" },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: {
            StringEquals: {
              "${local.issuer}:sub": "system:serviceaccount:app:api",
              "${local.issuer}:aud": "sts.amazonaws.com",
            },
          },
        },
      ],
    });
    const provider = resource("aws_iam_openid_connect_provider", "eks", {
      url: later("aws_eks_cluster.c.identity"),
      client_id_list: ["sts.amazonaws.com"],
    });
    const [said] = trustIn(ourselves, provider, role("r", raw(text)));
    expect(said).toMatch(
      /^service system:serviceaccount:app:api of .* -> aws_iam_role\.r: standing, aud exact, sub exact$/,
    );
  });
});

describe("resources that hand a role on", () => {
  it.each([
    [
      resource("aws_iam_instance_profile", "p", { name: "p", role: "r" }),
      "service instances with the profile of aws_iam_instance_profile.p -> aws_iam_role.r: standing",
    ],
    [
      resource("aws_eks_pod_identity_association", "p", {
        cluster_name: "c",
        namespace: "app",
        service_account: "api",
        role_arn: later("aws_iam_role.r.arn"),
      }),
      "service system:serviceaccount:app:api of c -> aws_iam_role.r: standing",
    ],
    [
      resource("aws_cognito_identity_pool_roles_attachment", "p", {
        identity_pool_id: "pool",
        roles: { unauthenticated: `arn:aws:iam::${account}:role/r` },
      }),
      "anyone guests of pool -> aws_iam_role.r: standing",
    ],
    [
      resource("aws_rolesanywhere_profile", "p", { name: "batch", role_arns: [`arn:aws:iam::${account}:role/r`] }),
      "federated certificates through the profile batch -> aws_iam_role.r: standing",
    ],
  ])("%#", (handing, said) => {
    expect(trustIn(ourselves, role("r", []), handing)).toEqual([said]);
  });
});
