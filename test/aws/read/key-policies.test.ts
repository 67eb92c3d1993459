import { describe, expect, it } from "vitest";
import { accessIn, foreign, said } from "./bucket-policies";
import { ourselves, policy } from "./stack";

describe("a KMS key's policy", () => {
  const root = (account: string, Action: string | readonly string[] = "kms:*") => ({
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action,
    Resource: "*",
  });
  const key = (...statements: readonly unknown[]) => ({ "aws_kms_key.it": { policy: policy(...statements) } });
  it("leaves the key to IAM, as AWS's default does", () => {
    expect(accessIn({ ...ourselves, ...key(root("111122223333")) })).toEqual([]);
  });
  it("tells the own account where nothing else does", () => {
    expect(said(accessIn(key(root("111122223333"), root("999988887777", "kms:Decrypt"))))).toEqual([
      "unknown arn:aws:iam::999988887777:root, which may be our own account: data, standing",
    ]);
    expect(accessIn(key(root("111122223333"), root("999988887777")))).toHaveLength(2);
  });
  it("lets in another account", () => {
    expect(said(accessIn({ ...ourselves, ...key(root("111122223333"), root("999988887777")) }))).toEqual([
      `foreign ${foreign}: escalation, standing`,
    ]);
  });
  it("lets services of AWS make the grants that their own resources need", () => {
    const slr =
      "arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
    const grants = { Effect: "Allow", Principal: { AWS: slr }, Action: "kms:CreateGrant", Resource: "*" };
    expect(
      accessIn({ ...ourselves, ...key({ ...grants, Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } } }) }),
    ).toEqual([]);
    expect(said(accessIn({ ...ourselves, ...key(grants) }))).toEqual([`service ${slr}: escalation, standing`]);
  });
  it("lets the account's principals in through a service, as AWS's own keys do", () => {
    const via = {
      Effect: "Allow",
      Principal: { AWS: "*" },
      Action: ["kms:Decrypt", "kms:CreateGrant"],
      Resource: "*",
      Condition: {
        StringEquals: { "kms:CallerAccount": "111122223333", "kms:ViaService": "ebs.eu-central-1.amazonaws.com" },
      },
    };
    expect(accessIn({ ...ourselves, ...key(via) }).map(({ principal }) => principal.kind)).toEqual(["service"]);
  });
});
