import { describe, expect, it } from "vitest";
import { cutActions, cutTask as cutFrom } from "../../../src/aws/emit/permissions";
import { coveringOf } from "../../../src/aws/policy/within";
import type { Grant, Identity, Role } from "../../../src/estate/types";
import { grant } from "../../lease/sample";
import { account, allowing, attributesOf, awsRole, codesOf, dana, emittedOf } from "./sample";

const vpc = { StringEquals: { "aws:SourceVpc": ["vpc-1"] } };
const mine = { StringEquals: { "aws:ResourceTag/team": ["payments"] } };
const instances = "arn:aws:ec2:*:*:instance/*";
const agent: Identity = {
  kind: "agent",
  name: "repair-agent",
  aws: { kind: "role", arn: `arn:aws:iam::${account}:role/agents/repair`, exclusive: false },
};

function allowOf(actions: string[], resources: string[], condition?: object) {
  return { Effect: "Allow", Action: actions, Resource: resources, ...(condition ? { Condition: condition } : {}) };
}

const cutTask = (
  task: Parameters<typeof cutFrom>[0],
  statements: Parameters<typeof cutFrom>[0],
  managedPolicies: readonly string[] = [],
) => cutFrom(task, coveringOf({ statements, managedPolicies }).covering);

describe("a task cut out of a role", () => {
  it("stands under the conditions of the role's statement that holds it", () => {
    const cut = cutTask(
      [allowing(["ec2:RebootInstances"], ["arn:aws:ec2:eu-central-1:1:instance/*"])],
      [allowing(["ec2:*Instances"], [instances], vpc)],
    );
    expect(cut).toEqual({
      statements: [allowOf(["ec2:RebootInstances"], ["arn:aws:ec2:eu-central-1:1:instance/*"], vpc)],
      beyond: [],
    });
  });

  it("keeps its own conditions besides, and narrows a key that both name", () => {
    const task = allowing(["ec2:StopInstances"], [instances], {
      StringEquals: { "AWS:SourceVpc": ["vpc-1", "vpc-2"], "aws:RequestedRegion": ["eu-central-1"] },
    });
    expect(cutTask([task], [allowing(["ec2:StopInstances"], ["*"], vpc)]).statements).toEqual([
      allowOf(["ec2:StopInstances"], [instances], {
        StringEquals: { "AWS:SourceVpc": ["vpc-1"], "aws:RequestedRegion": ["eu-central-1"] },
      }),
    ]);
  });

  it("asks for both of two patterns on one key, never for either", () => {
    const like = (value: string) => ({ StringLike: { "aws:PrincipalTag/unit": [value] } });
    expect(
      cutTask([allowing(["ec2:StopInstances"], ["*"], like("a*"))], [allowing(["ec2:*"], ["*"], like("*b"))])
        .statements,
    ).toEqual([
      allowOf(["ec2:StopInstances"], ["*"], {
        StringLike: { "aws:PrincipalTag/unit": ["a*"] },
        "ForAnyValue:StringLike": { "aws:PrincipalTag/unit": ["*b"] },
      }),
    ]);
  });

  it.each([
    [
      "texts",
      { StringEquals: { "aws:SourceVpc": ["vpc-1", "vpc-2"] } },
      { StringEquals: { "aws:SourceVpc": ["vpc-2", "vpc-3"] } },
      { StringEquals: { "aws:SourceVpc": ["vpc-2"] } },
    ],
    [
      "of more that is excluded, the more",
      { "ForAnyValue:StringNotEquals": { "aws:TagKeys": ["a"] } },
      { "ForAnyValue:StringNotEquals": { "aws:TagKeys": ["a", "b"] } },
      { "ForAnyValue:StringNotEquals": { "aws:TagKeys": ["a", "b"] } },
    ],
    [
      "all that is excluded",
      { StringNotLike: { "aws:username": ["a*"] } },
      { StringNotLike: { "aws:username": ["b*"] } },
      { StringNotLike: { "aws:username": ["a*", "b*"] } },
    ],
  ])("joins conditions on one key so that both hold: %s", (_, task, role, joined) => {
    const cut = cutTask([allowing(["ec2:StopInstances"], ["*"], task)], [allowing(["ec2:*"], ["*"], role)]);
    expect(cut.statements).toEqual([allowOf(["ec2:StopInstances"], ["*"], joined)]);
  });

  it.each([
    ["other values", { StringEquals: { "aws:SourceVpc": ["vpc-2"] } }, vpc],
    ["the opposite", { Null: { "aws:SourceVpc": ["true"] } }, { Null: { "AWS:sourcevpc": ["false"] } }],
    [
      "sets that overlap",
      { "ForAllValues:StringEquals": { "aws:TagKeys": ["a", "b"] } },
      { "ForAllValues:StringEquals": { "aws:TagKeys": ["b", "c"] } },
    ],
    [
      "patterns on what may be absent",
      { StringLikeIfExists: { "aws:username": ["a*"] } },
      { StringLikeIfExists: { "aws:username": ["*b"] } },
    ],
  ])("says that conditions cannot be asked together: %s", (_, task, role) => {
    const cut = cutTask([allowing(["ec2:StopInstances"], ["*"], task)], [allowing(["ec2:*"], ["*"], role)]);
    expect(cut).toEqual({ statements: [], beyond: ["ec2:StopInstances"] });
  });

  it("may pass by either of two statements of the role", () => {
    const cut = cutTask(
      [allowing(["ec2:StopInstances"])],
      [allowing(["ec2:*"], ["*"], vpc), allowing(["ec2:Stop*"], ["*"], mine)],
    );
    expect(cut.statements).toEqual([
      allowOf(["ec2:StopInstances"], ["*"], mine),
      allowOf(["ec2:StopInstances"], ["*"], vpc),
    ]);
  });

  it.each([
    ["another action", ["ec2:TerminateInstances"], [instances]],
    ["a wider action", ["ec2:*"], [instances]],
    ["a wider resource", ["ec2:StopInstances"], ["*"]],
  ])("leaves out, and says, what the role does not hold: %s", (_, actions, resources) => {
    const cut = cutTask([allowing(actions, resources)], [allowing(["ec2:StopInstances"], [instances])]);
    expect(cut).toEqual({ statements: [], beyond: actions });
  });
});

describe("a task cut out of AWS's managed policies", () => {
  const managed = (name: string) => [`arn:aws:iam::aws:policy/${name}`];

  it("stands in a statement of its own, so that nothing else of the policy is held", () => {
    const task = [allowing(["dynamodb:Query"], ["arn:aws:dynamodb:*:*:table/orders"])];
    expect(cutTask(task, [], managed("AmazonDynamoDBReadOnlyAccess"))).toEqual({
      statements: [allowOf(["dynamodb:Query"], ["arn:aws:dynamodb:*:*:table/orders"])],
      beyond: [],
    });
  });

  it("keeps to what a policy leaves by `NotAction`", () => {
    expect(cutTask([allowing(["ec2:StopInstances"], [instances])], [], managed("PowerUserAccess")).beyond).toEqual([]);
    expect(cutTask([allowing(["iam:GetRole"])], [], managed("PowerUserAccess"))).toEqual({
      statements: [],
      beyond: ["iam:GetRole"],
    });
  });

  it("keeps the policy's conditions", () => {
    const [statement] = cutTask(
      [allowing(["iam:CreateServiceLinkedRole"])],
      [],
      managed("AmazonEC2FullAccess"),
    ).statements;
    expect(statement?.Condition).toHaveProperty("StringEquals.iam:AWSServiceName");
  });

  it("holds nothing of a policy that nobody knows", () => {
    const own = [`arn:aws:iam::${account}:policy/Own`];
    expect(cutTask([allowing(["ec2:StopInstances"])], [], own).beyond).toEqual(["ec2:StopInstances"]);
  });
});

describe("a role cut to fewer actions", () => {
  const role = [allowing(["ec2:Start*", "ec2:Stop*"], [instances], vpc), allowing(["s3:Get*"])];

  it("keeps each action under its own statement's resources and conditions", () => {
    expect(cutActions(["ec2:StartInstances", "s3:GetObject"], role)).toEqual({
      statements: [allowOf(["ec2:StartInstances"], [instances], vpc), allowOf(["s3:GetObject"], ["*"])],
      beyond: [],
    });
  });

  it("never widens: of a wider pattern only the role's own is left", () => {
    expect(cutActions(["ec2:*"], role).statements).toEqual([allowOf(["ec2:Start*", "ec2:Stop*"], [instances], vpc)]);
    expect(cutActions(["iam:*"], role)).toEqual({ statements: [], beyond: ["iam:*"] });
  });
});

describe("a grant of less than its role", () => {
  const emitLess = (aws: Parameters<typeof awsRole>[1], parts: Partial<Grant>) =>
    emittedOf({
      role: (place): Role => awsRole("operator", { targets: [place], ...aws }),
      grants: (role) => [grant("g", role, { identity: dana(), ...parts })],
    });
  const restart = { name: "restart", agents: [agent], statements: [allowing(["ec2:RebootInstances"], [instances])] };

  it("attaches its task's policy instead of the role's, after the guard", () => {
    const emission = emitLess(
      { statements: [allowing(["ec2:*Instances"], ["*"], vpc)] },
      { identity: agent, task: restart },
    );
    expect(emission.diagnostics).toEqual([]);
    expect(attributesOf(emission, "aws_iam_policy.grant_g")).toMatchObject({
      name: "leasehold-acme-grant_g",
      policy: { Version: "2012-10-17", Statement: [allowOf(["ec2:RebootInstances"], [instances], vpc)] },
      tags: { "leasehold:grant": "g", "leasehold:ends": "2026-11-23T10:30:00Z" },
    });
    const attachments = emission.resources.filter(({ type }) => type === "aws_iam_role_policy_attachment");
    expect(attachments).toEqual([
      {
        type: "aws_iam_role_policy_attachment",
        name: "g_own",
        attributes: {
          role: { expression: "aws_iam_role.g.name" },
          policy_arn: { expression: "aws_iam_policy.grant_g.arn" },
        },
        dependsOn: ["aws_iam_role_policy.g"],
      },
    ]);
  });

  it("is refused where its task is beyond the role, and emits nothing beyond", () => {
    const emission = emitLess({ statements: [allowing(["ec2:StartInstances"])] }, { identity: agent, task: restart });
    expect(codesOf(emission.diagnostics)).toEqual(["aws-task-beyond-role"]);
    expect(emission.resources.map(({ type, name }) => `${type}.${name}`)).not.toContain("aws_iam_policy.grant_g");
  });

  it("holds its actions alone", () => {
    const emission = emitLess({ statements: [allowing(["s3:Get*", "s3:Put*"])] }, { actions: ["s3:GetObject"] });
    expect(attributesOf(emission, "aws_iam_policy.grant_g").policy).toEqual({
      Version: "2012-10-17",
      Statement: [allowOf(["s3:GetObject"], ["*"])],
    });
  });

  it("denies all but its actions where a managed policy cannot be cut", () => {
    const emission = emitLess(
      { managedPolicies: ["arn:aws:iam::aws:policy/AmazonS3FullAccess"] },
      { actions: ["s3:GetObject"] },
    );
    const guard = attributesOf(emission, "aws_iam_role_policy.g").policy as { Statement: unknown[] };
    expect(guard.Statement).toContainEqual({
      Sid: "OnlyActions",
      Effect: "Deny",
      NotAction: ["s3:GetObject"],
      Resource: "*",
    });
  });

  it("is refused where nothing is left", () => {
    const emission = emitLess({ statements: [allowing(["s3:Get*"])] }, { actions: ["ec2:StartInstances"] });
    expect(codesOf(emission.diagnostics)).toEqual(["aws-nothing-left"]);
  });
});
