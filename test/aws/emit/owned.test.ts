import { describe, expect, it } from "vitest";
import { allowing, attributesOf, awsRole, codesOf, emittedOf } from "./sample";

const owned = { StringEquals: { "aws:ResourceTag/team": "payments" } };
const requested = { StringEquals: { "aws:RequestTag/team": "payments" } };

function emitOwned(actions: string[], more: object = {}) {
  return emittedOf({
    policy: { ownerTag: "team" },
    role: (place) =>
      awsRole("operator", { targets: [place], statements: [allowing(actions)], ownedResourcesOnly: true, ...more }),
  });
}

function statementsOf(emission: ReturnType<typeof emitOwned>, address: string): readonly Record<string, unknown>[] {
  return (attributesOf(emission, address).policy as { Statement: Record<string, unknown>[] }).Statement;
}

describe("owned resources only", () => {
  it("asks for the owner's tag on what exists", () => {
    expect(statementsOf(emitOwned(["ec2:StartInstances", "ec2:StopInstances"]), "aws_iam_policy.operator")).toEqual([
      { Effect: "Allow", Action: ["ec2:StartInstances", "ec2:StopInstances"], Resource: ["*"], Condition: owned },
    ]);
  });

  it("is refused to a statement whose own conditions ask for another owner, rather than left without effect", () => {
    const statements = [
      allowing(["ec2:StartInstances"], ["*"], { StringEquals: { "aws:resourcetag/Team": ["platform"] } }),
    ];
    expect(codesOf(emitOwned([], { statements }).diagnostics)).toEqual(["aws-owned-not-supported"]);
  });

  it("asks for the owner's tag in the request that makes something", () => {
    const statements = statementsOf(emitOwned(["ec2:CreateVolume", "ec2:CreateTags"]), "aws_iam_policy.operator");
    expect(statements).toEqual([
      { Effect: "Allow", Action: ["ec2:CreateTags", "ec2:CreateVolume"], Resource: ["*"], Condition: owned },
      { Effect: "Allow", Action: ["ec2:CreateVolume"], Resource: ["*"], Condition: requested },
      {
        Effect: "Allow",
        Action: ["ec2:CreateTags"],
        Resource: ["*"],
        Condition: { StringEquals: { "aws:RequestTag/team": "payments", "ec2:CreateAction": ["CreateVolume"] } },
      },
    ]);
  });

  it("keeps the owner tag from being set, changed or removed, but for what is being made", () => {
    const guard = statementsOf(emitOwned(["ec2:CreateTags", "ec2:DeleteTags"]), "aws_iam_role_policy.g");
    expect(guard.slice(-2)).toEqual([
      {
        Sid: "OwnerTag",
        Effect: "Deny",
        Action: ["ec2:CreateTags", "ec2:DeleteTags"],
        Resource: "*",
        Condition: {
          "ForAnyValue:StringEqualsIgnoreCase": { "aws:TagKeys": "team" },
          Null: { "ec2:CreateAction": "true", "elasticloadbalancing:CreateAction": "true" },
        },
      },
      {
        Sid: "EveryTag",
        Effect: "Deny",
        Action: ["ec2:DeleteTags"],
        Resource: "*",
        Condition: { Null: { "aws:TagKeys": "true" } },
      },
    ]);
  });

  it.each([
    ["an action that AWS cannot limit by tags", ["ec2:DescribeInstances"]],
    ["one such action behind a wildcard", ["ec2:*Instances"]],
    ["a tagging action that does not tell its keys", ["s3:PutBucketTagging"]],
    ["an action that is not in the table", ["ec2:FlyToTheMoon"]],
    ["everything", ["*"]],
  ])("refuses %s", (_, actions) => {
    const emission = emitOwned(actions);
    expect(codesOf(emission.diagnostics)).toEqual(["aws-owned-not-supported"]);
  });

  it("refuses managed policies, which cannot be limited", () => {
    const emission = emitOwned(["ec2:StartInstances"], { managedPolicies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] });
    expect(codesOf(emission.diagnostics)).toEqual(["aws-owned-managed-policies"]);
  });

  it("emits nothing unlimited where the estate has no owner tag", () => {
    const emission = emittedOf({
      role: (place) =>
        awsRole("operator", {
          targets: [place],
          statements: [allowing(["ec2:StartInstances"])],
          ownedResourcesOnly: true,
        }),
    });
    expect(emission.resources.filter(({ type }) => type === "aws_iam_policy")).toEqual([]);
  });
});
