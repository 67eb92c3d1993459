import { describe, expect, it } from "vitest";
import { cutTask } from "../../../src/aws/emit/permissions";
import type { Statement } from "../../../src/aws/policy/document";
import { coveringOf } from "../../../src/aws/policy/within";
import type { PermissionStatement } from "../../../src/estate/types";

const instances = "arn:aws:ec2:*:*:instance/*";
const one = "arn:aws:ec2:eu-central-1:111122223333:instance/i-1";

function statement(actions: string[], resources: string[], conditions: PermissionStatement["conditions"] = {}) {
  return { actions, resources, conditions };
}

function role(statements: readonly PermissionStatement[], managedPolicies: readonly string[] = []) {
  return { targets: [], statements, managedPolicies, ownedResourcesOnly: false };
}

function beyond(asked: PermissionStatement, covering: readonly Statement[]) {
  return cutTask([asked], covering).beyond;
}

describe("a statement within a role", () => {
  it("lies within when one statement holds each pair, and takes on its conditions", () => {
    const tagged = { StringEquals: { "aws:ResourceTag/team": ["payments"] } };
    const { covering } = coveringOf(role([statement(["ec2:Reboot*"], [instances], tagged)]));
    expect(cutTask([statement(["ec2:RebootInstances"], [one])], covering)).toEqual({
      beyond: [],
      statements: [{ Effect: "Allow", Action: ["ec2:RebootInstances"], Resource: [one], Condition: tagged }],
    });
  });

  it("does not lie within when an action stands with one resource and the resource with another action", () => {
    const { covering } = coveringOf(
      role([statement(["ec2:RebootInstances"], [one]), statement(["ec2:StopInstances"], [instances])]),
    );
    const asked = statement(["ec2:RebootInstances", "ec2:StopInstances"], [instances]);
    expect(beyond(asked, covering)).toEqual(["ec2:RebootInstances"]);
  });

  it("looks into AWS managed policies, whatever the partition", () => {
    const arn = "arn:aws-cn:iam::aws:policy/AmazonDynamoDBReadOnlyAccess";
    const { covering, unknown } = coveringOf(role([], [arn]));
    expect(unknown).toEqual([]);
    expect(beyond(statement(["dynamodb:Query"], ["*"]), covering)).toEqual([]);
    expect(beyond(statement(["dynamodb:PutItem"], ["*"]), covering)).not.toEqual([]);
  });

  it("names policies that it does not know, a customer's ReadOnlyAccess among them", () => {
    const arns = ["arn:aws:iam::111122223333:policy/ReadOnlyAccess", "arn:aws:iam::aws:policy/NoSuch"];
    expect(coveringOf(role([], arns))).toEqual({ covering: [], unknown: arns });
  });

  it("reads NotAction by what it leaves", () => {
    const { covering } = coveringOf(role([], ["arn:aws:iam::aws:policy/PowerUserAccess"]));
    expect(beyond(statement(["ec2:*"], ["*"]), covering)).toEqual([]);
    for (const action of ["iam:CreateUser", "i*", "*"]) {
      expect(beyond(statement([action], ["*"]), covering), action).not.toEqual([]);
    }
  });

  it("does not lie within where a Deny may hold", () => {
    const covering = [
      { Effect: "Allow", Action: "s3:*", Resource: "*" },
      { Effect: "Deny", Action: "s3:Delete*", Resource: "arn:aws:s3:::kept/*" },
    ] as const;
    expect(beyond(statement(["s3:GetObject"], ["*"]), covering)).toEqual([]);
    expect(beyond(statement(["s3:DeleteObject"], ["*"]), covering)).not.toEqual([]);
    expect(beyond(statement(["s3:DeleteObject"], ["arn:aws:s3:::else/*"]), covering)).toEqual([]);
  });
});
