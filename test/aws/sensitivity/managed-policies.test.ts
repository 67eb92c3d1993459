import { describe, expect, it } from "vitest";
import committed from "../../../src/aws/data/managed-policies.json";
import { classifyManagedPolicies } from "../../../src/aws/sensitivity/classify";
import {
  managedPolicyTableDate,
  persistenceOfManagedPolicy,
  privilegeOfManagedPolicy,
} from "../../../src/aws/sensitivity/managed-policies";

describe("the privilege of an AWS managed policy", () => {
  it.each([
    ["AdministratorAccess", "administrative"],
    ["IAMFullAccess", "administrative"],
    ["AWSOrganizationsFullAccess", "administrative"],
    ["PowerUserAccess", "escalation"],
    ["AmazonS3FullAccess", "escalation"],
    ["AWSLambda_FullAccess", "escalation"],
    ["SecretsManagerReadWrite", "escalation"],
    ["AmazonSSMReadOnlyAccess", "credential-exposure"],
    // It reads tokens and API keys of several services, above its objects and items.
    ["ReadOnlyAccess", "credential-exposure"],
    // It lists AppSync's API keys and reads the client secrets of Cognito's user pools.
    ["SecurityAudit", "credential-exposure"],
    // It looks up CloudTrail's events and the users of Cognito's pools.
    ["job-function/ViewOnlyAccess", "data"],
    ["AmazonDynamoDBReadOnlyAccess", "data"],
    ["AmazonS3ReadOnlyAccess", "data"],
    ["CloudWatchReadOnlyAccess", "data"],
    ["IAMReadOnlyAccess", "read"],
  ])("%s: %s", (name, privilege) => {
    for (const partition of ["aws", "aws-cn", "aws-us-gov"]) {
      const found = privilegeOfManagedPolicy(`arn:${partition}:iam::aws:policy/${name}`);
      expect(found).toMatchObject({ privilege });
      expect(found?.because.length).toBeGreaterThan(0);
    }
  });

  it.each([
    "arn:aws:iam::111122223333:policy/ReadOnlyAccess",
    "arn:aws:iam::aws:policy/NoSuchPolicy",
    "arn:aws:iam::aws:policy/constructor",
    "arn:aws:iam::aws:policy/",
    "ReadOnlyAccess",
  ])("is not known of %s", (arn) => {
    expect(privilegeOfManagedPolicy(arn)).toBeUndefined();
    expect(persistenceOfManagedPolicy(arn)).toBeUndefined();
  });

  it("comes with the persistence actions that it reaches", () => {
    expect(persistenceOfManagedPolicy("arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess")).toEqual({
      named: [],
      throughWildcard: 0,
    });
    expect(persistenceOfManagedPolicy("arn:aws:iam::aws:policy/AdministratorAccess")?.throughWildcard).toBeGreaterThan(
      500,
    );
  });

  it("is dated", () => {
    expect(managedPolicyTableDate).toBe("2026-08-22");
  });

  it("is compiled from the rules as they stand (else: run scripts/generate-aws-data.mjs)", () => {
    expect(committed.policies).toEqual(classifyManagedPolicies());
  });
});
