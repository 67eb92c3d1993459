import { describe, expect, it } from "vitest";
import { accessIn, all, bucket, foreign, read, said } from "./bucket-policies";

describe("what narrows everybody", () => {
  const cases: readonly (readonly [string, unknown, readonly string[]])[] = [
    [
      "an organization",
      { StringEquals: { "aws:PrincipalOrgID": "o-abc1234567" } },
      ["unknown every principal of organization o-abc1234567: data, standing"],
    ],
    ["any organization at all", { StringLike: { "aws:PrincipalOrgID": "o-*" } }, ["anyone *: data, standing"]],
    [
      "an organization, where the caller has one",
      { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-abc1234567" } },
      ["anyone *: data, standing"],
    ],
    [
      "all values of a key that may be missing",
      { "ForAllValues:StringEquals": { "aws:PrincipalOrgID": "o-abc1234567" } },
      ["anyone *: data, standing"],
    ],
    [
      "a resource on whose behalf a service asks",
      { ArnLike: { "AWS:SourceArn": "arn:aws:sns:eu-central-1:111122223333:orders" } },
      ["service AWS services for arn:aws:sns:eu-central-1:111122223333:orders: data, standing"],
    ],
    [
      "another account's resource",
      { ArnLike: { "aws:SourceArn": "arn:aws:sns:eu-central-1:999988887777:orders" } },
      ["foreign AWS services for arn:aws:sns:eu-central-1:999988887777:orders: data, standing"],
    ],
    [
      "a resource of any account",
      { ArnLike: { "aws:SourceArn": "arn:aws:sns:*:*:orders" } },
      ["anyone *: data, standing"],
    ],
    [
      "a bucket, whose name is the only one in the world",
      { ArnLike: { "aws:SourceArn": "arn:aws:s3:*:*:acme-uploads" } },
      ["service AWS services for arn:aws:s3:*:*:acme-uploads: data, standing"],
    ],
    [
      "an account on whose behalf a service asks",
      { StringEquals: { "aws:SourceAccount": "111122223333" } },
      ["service AWS services for 111122223333: data, standing"],
    ],
    [
      "principals by ARN",
      { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/ci-*" } },
      ["unknown arn:aws:iam::111122223333:role/ci-*: data, standing"],
    ],
    [
      "principals of that name in any account",
      { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/ci" } },
      ["anyone *: data, standing"],
    ],
    [
      "our own account's principals",
      { StringEquals: { "aws:PrincipalAccount": "111122223333" } },
      ["unknown every principal of account 111122223333: data, standing"],
    ],
    [
      "another account's principals",
      { StringEquals: { "aws:PrincipalAccount": "999988887777" } },
      [`foreign ${foreign}: data, standing`],
    ],
    [
      "a network",
      { StringEquals: { "aws:SourceVpce": "vpce-0a1b2c3d" } },
      ["unknown whoever comes through vpce-0a1b2c3d: data, standing"],
    ],
    [
      "a file system's mount targets",
      { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
      ["unknown whoever comes through a mount target: data, standing"],
    ],
    [
      "an address",
      { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
      ["unknown whoever comes through 203.0.113.0/24: data, standing"],
    ],
    [
      "half the Internet",
      { IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } },
      ["anyone *: data, standing"],
    ],
    [
      "one of two, the other everybody",
      { ArnLike: { "aws:SourceArn": ["arn:aws:sns:eu-central-1:111122223333:orders", "*"] } },
      ["anyone *: data, standing"],
    ],
    ["what says nothing of who it is", { Bool: { "aws:SecureTransport": "true" } }, ["anyone *: data, standing"]],
    [
      "what the caller may choose",
      { StringLike: { "aws:Referer": "https://acme.example/*" } },
      ["anyone *: data, standing"],
    ],
    [
      "our own access points, which have policies of their own",
      { StringEquals: { "s3:DataAccessPointAccount": "111122223333" } },
      [],
    ],
  ];
  it.each(cases)("%s", (_, condition, expected) => {
    expect(said(accessIn(bucket({ ...read, Action: "s3:PutObject", Principal: "*", Condition: condition })))).toEqual(
      expected,
    );
  });

  it("a Deny of everybody outside the organization, services excepted", () => {
    const facts = accessIn(
      bucket(
        { ...read, Principal: "*" },
        {
          ...all,
          Effect: "Deny",
          Principal: "*",
          Condition: {
            StringNotEquals: { "aws:PrincipalOrgID": "o-abc1234567" },
            BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
          },
        },
      ),
    );
    expect(said(facts)).toEqual(["unknown every principal of organization o-abc1234567: data, standing"]);
  });

  it("not a Deny that another condition may switch off", () => {
    const facts = accessIn(
      bucket(
        { ...read, Principal: "*" },
        {
          ...all,
          Effect: "Deny",
          Principal: "*",
          Condition: {
            StringNotEquals: { "aws:PrincipalOrgID": "o-abc1234567" },
            Bool: { "aws:SecureTransport": "false" },
          },
        },
      ),
    );
    expect(said(facts)).toEqual(["anyone *: data, standing, by design"]);
  });

  it("a Deny of everybody but those whom NotPrincipal names", () => {
    const facts = accessIn(
      bucket(
        { ...read, Principal: "*" },
        { ...all, Effect: "Deny", NotPrincipal: { AWS: "arn:aws:iam::111122223333:user/dana" } },
      ),
    );
    expect(said(facts)).toEqual(["person arn:aws:iam::111122223333:user/dana: data, standing"]);
  });
});
