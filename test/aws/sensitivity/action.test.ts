import { describe, expect, it } from "vitest";
import { isPersistence } from "../../../src/aws/persistence/actions";
import { actionsMatching } from "../../../src/aws/policy/actions";
import { explainAction, privilegeOfAction } from "../../../src/aws/sensitivity/action";
import { overlay } from "../../../src/aws/sensitivity/overlay";
import type { Privilege } from "../../../src/facts/privilege";

describe("the privilege of one action", () => {
  it.each<readonly [Privilege, readonly string[]]>([
    [
      "escalation",
      [
        "iam:PassRole",
        "iam:CreateAccessKey",
        "iam:PutUserPolicy",
        "iam:AttachRolePolicy",
        "sts:AssumeRole",
        "lambda:UpdateFunctionCode",
        "lambda:UpdateFunctionConfiguration",
        "lambda:AddPermission",
        "ssm:SendCommand",
        "ssm:StartSession",
        "ecs:ExecuteCommand",
        "glue:UpdateJob",
        "codebuild:StartBuild",
        "cloudformation:CreateStack",
        "ec2:ModifyInstanceAttribute",
        "datapipeline:PutPipelineDefinition",
        "s3:PutBucketPolicy",
        "kms:CreateGrant",
        "kms:PutKeyPolicy",
        "eks:CreateAccessEntry",
        "sso:CreateAccountAssignment",
        "identitystore:CreateGroupMembership",
        "organizations:AttachPolicy",
      ],
    ],
    [
      "credential-exposure",
      [
        "secretsmanager:GetSecretValue",
        "secretsmanager:BatchGetSecretValue",
        "ssm:GetParameter",
        "ssm:GetParametersByPath",
        "acm:ExportCertificate",
        "ec2:GetPasswordData",
        "ecr:GetAuthorizationToken",
        "glue:GetConnections",
        "rds-db:connect",
      ],
    ],
    [
      "data",
      [
        "s3:GetObject",
        "s3:PutObject",
        "s3:DeleteObject",
        "dynamodb:GetItem",
        "dynamodb:Query",
        "dynamodb:Scan",
        "dynamodb:PutItem",
        "kms:Decrypt",
        "kms:GenerateDataKey",
        "sqs:ReceiveMessage",
        "sqs:SendMessage",
        "sns:Publish",
        "kinesis:GetRecords",
        "rds-data:ExecuteStatement",
        "athena:GetQueryResults",
        "logs:GetLogEvents",
        "logs:FilterLogEvents",
        "codecommit:GitPull",
        "ecr:BatchGetImage",
        "lambda:InvokeFunction",
        "ebs:GetSnapshotBlock",
      ],
    ],
    [
      "write",
      [
        "ec2:StartInstances",
        "ec2:StopInstances",
        "ec2:RebootInstances",
        "ec2:TerminateInstances",
        "s3:CreateBucket",
        "sqs:CreateQueue",
        "s3:DeleteBucket",
        "ec2:CreateTags",
        "secretsmanager:DeleteResourcePolicy",
      ],
    ],
    [
      "read",
      [
        "ec2:DescribeInstances",
        "s3:ListAllMyBuckets",
        "iam:GetRole",
        "sts:GetCallerIdentity",
        "dynamodb:DescribeTable",
        "kms:DescribeKey",
        "waf:GetChangeToken",
      ],
    ],
  ])("%s: %j", (privilege, actions) => {
    for (const action of actions) expect(explainAction(action), action).toMatchObject({ privilege });
  });

  it.each(["s3:GetObjects", "nosuch:Read", "", "s3", "s3:Get*"])("of %j is not known", (action) => {
    expect(privilegeOfAction(action)).toBeUndefined();
  });

  it("is known, with a reason, for every action of the table", () => {
    for (const action of actionsMatching("*")) expect(explainAction(action)?.because, action).toMatch(/\w/);
  });

  it("of a persistence action is never less than credential exposure", () => {
    for (const action of actionsMatching("*").filter(isPersistence)) {
      expect(["escalation", "credential-exposure"], action).toContain(privilegeOfAction(action));
    }
  });
});

describe("the overlay", () => {
  it("is not out of date: every pattern of it matches something", () => {
    const empty = overlay.flatMap((group) => group.actions).filter((pattern) => actionsMatching(pattern).length === 0);
    expect(empty).toEqual([]);
  });
});
