import { describe, expect, it } from "vitest";
import { principalsOf } from "../../../src/aws/read/principals";
import { readResourceSide } from "../../../src/aws/read/resource-side";
import { ofKind } from "../../../src/facts/fact";
import { type Arguments, later, ourselves, stack } from "./stack";

const foreign = "arn:aws:iam::999988887777:root";
const invoke = { function_name: "orders", action: "lambda:InvokeFunction" };

describe("what is one statement of a resource's policy", () => {
  type Case = readonly [string, string, Arguments, readonly string[]];
  const cases: readonly Case[] = [
    ["a function that anybody may call", "aws_lambda_permission.it", { ...invoke, principal: "*" }, ["anyone *: data"]],
    [
      "a function's public address",
      "aws_lambda_permission.it",
      { ...invoke, action: "lambda:InvokeFunctionUrl", principal: "*", function_url_auth_type: "NONE" },
      ["anyone *: data"],
    ],
    [
      "a function for another account",
      "aws_lambda_permission.it",
      { ...invoke, principal: "999988887777" },
      [`foreign ${foreign}: data`],
    ],
    [
      "everything on a function for another account",
      "aws_lambda_permission.it",
      { ...invoke, action: "lambda:*", principal: foreign },
      [`foreign ${foreign}: escalation`],
    ],
    ["a function for our own account", "aws_lambda_permission.it", { ...invoke, principal: "111122223333" }, []],
    [
      "a function for a service, for whomever it acts",
      "aws_lambda_permission.it",
      { ...invoke, principal: "s3.amazonaws.com" },
      ["service s3.amazonaws.com: data"],
    ],
    [
      "a function for whoever is in the organization",
      "aws_lambda_permission.it",
      { ...invoke, principal: "*", principal_org_id: "o-abc1234567" },
      ["unknown every principal of organization o-abc1234567: data"],
    ],
    [
      "a function for somebody not known before apply",
      "aws_lambda_permission.it",
      { ...invoke, principal: later("var.caller") },
      ["unknown (known after apply): data, indeterminate"],
    ],
    [
      "a layer for everybody",
      "aws_lambda_layer_version_permission.it",
      { layer_name: "x", action: "lambda:GetLayerVersion", principal: "*" },
      ["anyone *: data"],
    ],
    [
      "a key for another account's role",
      "aws_kms_grant.it",
      { key_id: "k", grantee_principal: "arn:aws:iam::999988887777:role/app", operations: ["Decrypt"] },
      ["foreign arn:aws:iam::999988887777:role/app: data"],
    ],
    [
      "a key that may be granted on",
      "aws_kms_grant.it",
      { key_id: "k", grantee_principal: "arn:aws:iam::111122223333:user/dana", operations: ["Decrypt", "CreateGrant"] },
      ["person arn:aws:iam::111122223333:user/dana: escalation"],
    ],
    [
      "a bus for another account",
      "aws_cloudwatch_event_permission.it",
      { principal: "999988887777", statement_id: "x" },
      [`foreign ${foreign}: data`],
    ],
    [
      "data for a person of the directory",
      "aws_s3control_access_grant.it",
      {
        permission: "READ",
        access_grants_location_id: "d",
        grantee: [{ grantee_type: "DIRECTORY_USER", grantee_identifier: "83d43802-00b1-7054-db02-f1d683aacba5" }],
      },
      ["person 83d43802-00b1-7054-db02-f1d683aacba5: data"],
    ],
    [
      "data for a role",
      "aws_s3control_access_grant.it",
      {
        permission: "READWRITE",
        access_grants_location_id: "d",
        grantee: [{ grantee_type: "IAM", grantee_identifier: "arn:aws:iam::999988887777:role/app" }],
      },
      ["foreign arn:aws:iam::999988887777:role/app: data"],
    ],
    [
      "a machine image for everybody",
      "aws_ami_launch_permission.it",
      { image_id: "ami-1", group: "all" },
      ["anyone *: data"],
    ],
    [
      "a snapshot for another account",
      "aws_snapshot_create_volume_permission.it",
      { snapshot_id: "snap-1", account_id: "999988887777" },
      [`foreign ${foreign}: data`],
    ],
    ["a database's snapshot for everybody", "aws_db_snapshot.it", { shared_accounts: ["all"] }, ["anyone *: data"]],
    [
      "a share with another account",
      "aws_ram_principal_association.it",
      { principal: "999988887777", resource_share_arn: "arn:aws:ram:eu-central-1:111122223333:resource-share/1" },
      [`foreign ${foreign}: data`],
    ],
    [
      "a lake's table for a person",
      "aws_lakeformation_permissions.it",
      { principal: "arn:aws:iam::111122223333:user/dana", permissions: ["SELECT"] },
      ["person arn:aws:iam::111122223333:user/dana: data"],
    ],
    [
      "a lake's table to grant on",
      "aws_lakeformation_permissions.it",
      {
        principal: "arn:aws:iam::111122223333:user/dana",
        permissions: ["SELECT"],
        permissions_with_grant_option: ["SELECT"],
      },
      ["person arn:aws:iam::111122223333:user/dana: escalation"],
    ],
    [
      "a lake that leaves it to IAM",
      "aws_lakeformation_permissions.it",
      { principal: "IAM_ALLOWED_PRINCIPALS", permissions: ["ALL"] },
      [],
    ],
    [
      "a lake's administrators",
      "aws_lakeformation_data_lake_settings.it",
      { admins: ["arn:aws:iam::111122223333:user/dana"] },
      ["person arn:aws:iam::111122223333:user/dana: escalation"],
    ],
    ["a private bucket", "aws_s3_bucket_acl.it", { bucket: "b", acl: "private" }, []],
    [
      "a bucket that everybody may list",
      "aws_s3_bucket_acl.it",
      { bucket: "b", acl: "public-read" },
      ["anyone *: read, by design"],
    ],
    [
      "a bucket that everybody may write to",
      "aws_s3_bucket_acl.it",
      { bucket: "b", acl: "public-read-write" },
      ["anyone *: data", "anyone *: read, by design"],
    ],
    [
      "a bucket for whoever has an account",
      "aws_s3_bucket_acl.it",
      { bucket: "b", acl: "authenticated-read" },
      ["anyone everybody with an AWS account: read"],
    ],
    [
      "an object that everybody may read",
      "aws_s3_object.it",
      { bucket: "b", key: "k", acl: "public-read" },
      ["anyone *: data, by design"],
    ],
    [
      "a bucket's list that is not known",
      "aws_s3_bucket_acl.it",
      { bucket: "b", acl: later("var.acl") },
      ["anyone *: escalation, indeterminate"],
    ],
    [
      "a bucket that everybody may change",
      "aws_s3_bucket_acl.it",
      {
        bucket: "b",
        access_control_policy: [
          {
            owner: [{ id: "me" }],
            grant: [
              { permission: "FULL_CONTROL", grantee: [{ type: "CanonicalUser", id: "me" }] },
              {
                permission: "WRITE_ACP",
                grantee: [{ type: "Group", uri: "http://acs.amazonaws.com/groups/global/AllUsers" }],
              },
              {
                permission: "WRITE",
                grantee: [{ type: "Group", uri: "http://acs.amazonaws.com/groups/s3/LogDelivery" }],
              },
            ],
          },
        ],
      },
      ["anyone *: escalation", "service S3's log delivery: data"],
    ],
    [
      "a bucket's list that is not there",
      "aws_s3_bucket_acl.it",
      { bucket: "b" },
      ["anyone *: escalation, indeterminate"],
    ],
    [
      "a key's grant without operations",
      "aws_kms_grant.it",
      { key_id: "k", grantee_principal: foreign },
      [`foreign ${foreign}: undefined`],
    ],
    [
      "a lake's permission for nobody",
      "aws_lakeformation_permissions.it",
      { permissions: ["ALL"] },
      ["unknown (known after apply): data"],
    ],
    [
      "a function for one of two, nobody knows which",
      "aws_lambda_permission.it",
      { ...invoke, principal: later("data.aws_caller_identity.me.account_id", "var.partner") },
      ["unknown (known after apply): data, indeterminate"],
    ],
    [
      "a key for operations of which one is not known",
      "aws_kms_grant.it",
      {
        key_id: "k",
        grantee_principal: foreign,
        operations: later("var.more"),
        computed: { operations: ["CreateGrant", null] },
      },
      [`foreign ${foreign}: undefined`],
    ],
    [
      "a bucket's mirror of its list",
      "aws_s3_bucket.it",
      {
        bucket: "b",
        computed: {
          acl: "public-read",
          grant: [{ uri: "http://acs.amazonaws.com/groups/global/AllUsers", permissions: ["READ"] }],
        },
      },
      [],
    ],
  ];
  it.each(cases)("%s", (_, address, given, expected) => {
    const landscape = stack({ ...ourselves, [address]: given });
    const said = ofKind(readResourceSide(landscape, principalsOf(landscape)), "access").map(
      ({ principal, privilege, bound, publicByDesign }) =>
        `${principal.kind} ${principal.name}: ${privilege}${bound.kind === "standing" ? "" : `, ${bound.kind}`}${publicByDesign === true ? ", by design" : ""}`,
    );
    expect(said.sort()).toEqual(expected);
  });
});
