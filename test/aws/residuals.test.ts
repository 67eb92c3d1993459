import { describe, expect, it } from "vitest";
import { awsResiduals } from "../../src/aws/residuals";
import type { Persistence, Role, Team } from "../../src/estate/types";

const team: Team = { name: "payments", members: [], escalation: [] };

function role(actions: readonly string[], managedPolicies: readonly string[] = [], persistence?: Persistence): Role {
  return {
    name: "operator",
    description: "",
    owners: { entitlement: team },
    sensitivity: "high",
    eligible: [],
    maxTtl: 3600,
    limits: {},
    require: { within: [], mfa: false },
    isolation: "per-grant",
    persistence: persistence ?? { kind: "denied" },
    aws: {
      targets: [],
      statements: actions.length > 0 ? [{ actions, resources: ["*"], conditions: {} }] : [],
      managedPolicies,
      ownedResourcesOnly: false,
    },
  };
}

const whats = (of: Role): readonly string[] => awsResiduals(of).map((residual) => residual.what);

describe("what outlives a lease", () => {
  it("is always the session as proof of identity, for 12 hours at worst", () => {
    expect(awsResiduals(role(["ec2:DescribeInstances"]))).toEqual([
      {
        what: expect.stringMatching(/session/),
        because: expect.stringContaining("sts:GetCallerIdentity"),
        atWorst: 12 * 3600,
      },
    ]);
  });

  it.each([
    ["ssm:StartSession", /shell/, "until-removed"],
    ["rds-db:connect", /database session/, "until-removed"],
    ["ecr:GetAuthorizationToken", /token/, 12 * 3600],
    ["s3:GetDataAccess", /token/, 12 * 3600],
    ["codeartifact:GetAuthorizationToken", /token/, 12 * 3600],
    ["lakeformation:GetTemporaryGlueTableCredentials", /token/, 12 * 3600],
    ["kms:CreateGrant", /KMS grant/, "until-removed"],
    ["ec2:RunInstances", /compute/, "until-removed"],
    ["lambda:UpdateFunctionCode", /left behind/, "until-removed"],
    ["sns:Subscribe", /delivery/, "until-removed"],
    ["secretsmanager:GetSecretValue", /secret/, "until-removed"],
  ])("by %s: %s", (action, what, atWorst) => {
    const found = awsResiduals(role([action])).find((residual) => what.test(residual.what));
    expect(found).toMatchObject({ atWorst });
    expect(found?.through).toContain(`\`${action}\``);
  });

  it("names the wildcard or the policy that reaches it", () => {
    const through = awsResiduals(role(["ssm:*"], ["arn:aws:iam::aws:policy/AmazonEC2FullAccess"]));
    expect(through.find((residual) => /shell/.test(residual.what))?.through).toMatch(/`ssm:\w+` by `ssm:\*`/);
    expect(through.find((residual) => /compute/.test(residual.what))?.through).toContain("AmazonEC2FullAccess");
  });

  it("leaves out what the guard denies", () => {
    expect(whats(role(["iam:PassRole", "sts:AssumeRole", "iam:CreateAccessKey"]))).toHaveLength(1);
  });

  it("names every action that the role opens, with its reason", () => {
    const opened = awsResiduals(
      role(["iam:PassRole"], [], { kind: "allow", actions: ["iam:PassRole"], because: "deploys pass the task role" }),
    );
    expect(opened.at(-1)).toEqual({
      what: expect.stringContaining("iam:PassRole"),
      because: "it stands until it is removed",
      through: expect.stringContaining("deploys pass the task role"),
      atWorst: "until-removed",
    });
    expect(whats(role([], [], { kind: "bounded" })).at(-1)).toMatch(/users, roles/);
  });

  it("is nothing for a role without AWS", () => {
    const { aws: _, ...elsewhere } = role([]);
    expect(awsResiduals(elsewhere)).toEqual([]);
  });
});
