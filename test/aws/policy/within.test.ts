import { describe, expect, it } from "vitest";
import { coveringOf, statementWithin } from "../../../src/aws/policy/within";
import type { PermissionStatement } from "../../../src/estate/types";

const instances = "arn:aws:ec2:*:*:instance/*";
const one = "arn:aws:ec2:eu-central-1:111122223333:instance/i-1";

function statement(actions: string[], resources: string[], conditions: PermissionStatement["conditions"] = {}) {
  return { actions, resources, conditions };
}

function role(statements: readonly PermissionStatement[], managedPolicies: readonly string[] = []) {
  return { targets: [], statements, managedPolicies, ownedResourcesOnly: false };
}

describe("a statement within a role", () => {
  it("lies within when one statement holds each pair, and takes on its conditions", () => {
    const tagged = { StringEquals: { "aws:ResourceTag/team": ["payments"] } };
    const { covering } = coveringOf(role([statement(["ec2:Reboot*"], [instances], tagged)]), "aws");
    expect(statementWithin(statement(["ec2:RebootInstances"], [one]), covering)).toEqual({
      within: true,
      pieces: [{ action: "ec2:RebootInstances", resource: one, under: [{ from: "statements.0", conditions: tagged }] }],
    });
  });

  it("does not lie within when an action stands with one resource and the resource with another action", () => {
    const { covering } = coveringOf(
      role([statement(["ec2:RebootInstances"], [one]), statement(["ec2:StopInstances"], [instances])]),
      "aws",
    );
    const answer = statementWithin(statement(["ec2:RebootInstances", "ec2:StopInstances"], [instances]), covering);
    expect(answer).toMatchObject({ within: false, beyond: [{ action: "ec2:RebootInstances", resource: instances }] });
  });

  it("looks into AWS managed policies, whatever the partition", () => {
    const arn = "arn:aws-cn:iam::aws:policy/AmazonDynamoDBReadOnlyAccess";
    const { covering, unknown } = coveringOf(role([], [arn]), "aws-cn");
    expect(unknown).toEqual([]);
    expect(statementWithin(statement(["dynamodb:Query"], ["*"]), covering)).toMatchObject({ within: true });
    expect(statementWithin(statement(["dynamodb:PutItem"], ["*"]), covering)).toMatchObject({ within: false });
  });

  it("names policies that it does not know, a customer's ReadOnlyAccess among them", () => {
    const arns = ["arn:aws:iam::111122223333:policy/ReadOnlyAccess", "arn:aws:iam::aws:policy/NoSuch"];
    expect(coveringOf(role([], arns), "aws")).toEqual({ covering: [], unknown: arns });
  });

  it("reads NotAction by what it leaves", () => {
    const { covering } = coveringOf(role([], ["arn:aws:iam::aws:policy/PowerUserAccess"]), "aws");
    expect(statementWithin(statement(["ec2:*"], ["*"]), covering)).toMatchObject({ within: true });
    for (const action of ["iam:CreateUser", "i*", "*"]) {
      expect(statementWithin(statement([action], ["*"]), covering), action).toMatchObject({ within: false });
    }
  });

  it("does not lie within where a Deny may hold", () => {
    const covering = [
      { from: "a", statement: { Effect: "Allow", Action: "s3:*", Resource: "*" } },
      { from: "b", statement: { Effect: "Deny", Action: "s3:Delete*", Resource: "arn:aws:s3:::kept/*" } },
    ] as const;
    expect(statementWithin(statement(["s3:GetObject"], ["*"]), covering)).toMatchObject({ within: true });
    expect(statementWithin(statement(["s3:DeleteObject"], ["*"]), covering)).toMatchObject({ within: false });
    expect(statementWithin(statement(["s3:DeleteObject"], ["arn:aws:s3:::else/*"]), covering)).toMatchObject({
      within: true,
    });
  });
});
