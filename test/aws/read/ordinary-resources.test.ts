import { describe, expect, it } from "vitest";
import { principalsOf } from "../../../src/aws/read/principals";
import { readResourceSide } from "../../../src/aws/read/resource-side";
import { applyRules } from "../../../src/rules/rules";
import { logBucket } from "./log-bucket";
import { type Arguments, later, ourselves, policy, raw, stack } from "./stack";

type Resources = Readonly<Record<string, Arguments>>;

/** What the rules say of the resource side, warnings and errors: `severity rule address`. */
function judged(resources: Resources): readonly string[] {
  const landscape = stack({ ...ourselves, ...resources });
  const after = readResourceSide(landscape, principalsOf(landscape));
  return applyRules({ after, before: [], now: 1_795_000_000 })
    .filter(({ finding }) => finding.severity !== "note")
    .map(({ finding }) => `${finding.severity} ${finding.rule} ${finding.address}`)
    .sort();
}

const trust = (service: string) =>
  policy({ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" });
const root = "arn:aws:iam::111122223333:root";
const wholeKey = { Effect: "Allow", Principal: { AWS: root }, Action: "kms:*", Resource: "*" };

/** Each with the warnings that it may have; never an error. */
const stacks: Readonly<Record<string, { readonly resources: Resources; readonly warnings?: readonly string[] }>> = {
  "a log bucket for load balancers, CloudTrail and Config": { resources: logBucket },
  "a static site: CloudFront reads a bucket by its origin access control": {
    resources: {
      "aws_s3_bucket_policy.site": {
        bucket: "acme-site",
        policy: raw(
          policy({
            Effect: "Allow",
            Principal: { Service: "cloudfront.amazonaws.com" },
            Action: "s3:GetObject",
            Resource: "${aws_s3_bucket.site.arn}/*",
            Condition: { StringEquals: { "AWS:SourceArn": "${aws_cloudfront_distribution.site.arn}" } },
          }),
        ),
      },
    },
  },
  "a static site the old way: an origin access identity": {
    resources: {
      "aws_s3_bucket_policy.site": {
        bucket: "acme-site",
        policy: policy({
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E2QWRUHAPOMQZL" },
          Action: "s3:GetObject",
          Resource: "arn:aws:s3:::acme-site/*",
        }),
      },
    },
  },
  "a public site without a distribution": {
    resources: {
      "aws_s3_bucket_policy.site": {
        bucket: "acme-site",
        policy: policy({
          Effect: "Allow",
          Principal: "*",
          Action: "s3:GetObject",
          Resource: "arn:aws:s3:::acme-site/*",
        }),
      },
      "aws_s3_bucket_acl.site": { bucket: "acme-site", acl: "public-read" },
    },
  },
  "a topic that fills a queue": {
    resources: {
      "aws_sns_topic.orders": { name: "orders" },
      "aws_sqs_queue_policy.orders": {
        queue_url: "https://sqs.eu-central-1.amazonaws.com/111122223333/orders",
        policy: policy({
          Effect: "Allow",
          Principal: "*",
          Action: "sqs:SendMessage",
          Resource: "arn:aws:sqs:eu-central-1:111122223333:orders",
          Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:sns:eu-central-1:111122223333:orders" } },
        }),
      },
    },
  },
  "a topic that fills a queue, both new": {
    resources: {
      "aws_sqs_queue_policy.orders": {
        queue_url: later("aws_sqs_queue.orders.id"),
        policy: raw(
          policy({
            Effect: "Allow",
            Principal: "*",
            Action: "sqs:SendMessage",
            Resource: "${aws_sqs_queue.orders.arn}",
            Condition: { ArnEquals: { "aws:SourceArn": "${aws_sns_topic.orders.arn}" } },
          }),
        ),
      },
    },
    warnings: ["warning indeterminate-access aws_sqs_queue_policy.orders"],
  },
  "a topic with AWS's default policy": {
    resources: {
      "aws_sns_topic_policy.orders": {
        arn: "arn:aws:sns:eu-central-1:111122223333:orders",
        policy: policy({
          Effect: "Allow",
          Principal: { AWS: "*" },
          Action: [
            "SNS:GetTopicAttributes",
            "SNS:SetTopicAttributes",
            "SNS:AddPermission",
            "SNS:RemovePermission",
            "SNS:DeleteTopic",
            "SNS:Subscribe",
            "SNS:Publish",
          ],
          Resource: "arn:aws:sns:eu-central-1:111122223333:orders",
          Condition: { StringEquals: { "AWS:SourceOwner": "111122223333" } },
        }),
      },
    },
  },
  "a key with AWS's default policy": { resources: { "aws_kms_key.data": { policy: policy(wholeKey) } } },
  "a key for logs, queues and machines": {
    resources: {
      "aws_kms_key.data": {
        policy: policy(
          wholeKey,
          {
            Effect: "Allow",
            Principal: { Service: "logs.eu-central-1.amazonaws.com" },
            Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
            Resource: "*",
            Condition: {
              ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-central-1:111122223333:*" },
            },
          },
          {
            Effect: "Allow",
            Principal: { Service: ["sns.amazonaws.com", "cloudwatch.amazonaws.com"] },
            Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
            Resource: "*",
          },
          {
            Effect: "Allow",
            Principal: {
              AWS: "arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
            },
            Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
            Resource: "*",
          },
          {
            Effect: "Allow",
            Principal: {
              AWS: "arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
            },
            Action: ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"],
            Resource: "*",
            Condition: { Bool: { "kms:GrantIsForAWSResource": true } },
          },
        ),
      },
    },
  },
  "images that the organization pulls": {
    resources: {
      "aws_ecr_repository_policy.base": {
        repository: "base",
        policy: policy({
          Effect: "Allow",
          Principal: "*",
          Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:BatchCheckLayerAvailability"],
          Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abc1234567" } },
        }),
      },
      "aws_ecr_lifecycle_policy.base": { repository: "base", policy: '{"rules":[{"rulePriority":1}]}' },
    },
    warnings: ["warning standing-privileged-access aws_ecr_repository_policy.base"],
  },
  "a function behind an API, a schedule and a bucket's events": {
    resources: {
      "aws_lambda_permission.api": {
        function_name: "orders",
        action: "lambda:InvokeFunction",
        principal: "apigateway.amazonaws.com",
        source_arn: later("aws_apigatewayv2_api.orders.execution_arn"),
      },
      "aws_lambda_permission.schedule": {
        function_name: later("aws_lambda_function.orders.function_name"),
        action: "lambda:InvokeFunction",
        principal: "events.amazonaws.com",
        source_arn: "arn:aws:events:eu-central-1:111122223333:rule/nightly",
      },
      "aws_lambda_permission.uploads": {
        function_name: "orders",
        action: "lambda:InvokeFunction",
        principal: "s3.amazonaws.com",
        source_arn: "arn:aws:s3:::acme-uploads",
        source_account: "111122223333",
      },
    },
  },
  "an event bus of the organization": {
    resources: {
      "aws_cloudwatch_event_bus_policy.central": {
        event_bus_name: "central",
        policy: policy({
          Effect: "Allow",
          Principal: "*",
          Action: "events:PutEvents",
          Resource: "arn:aws:events:eu-central-1:111122223333:event-bus/central",
          Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abc1234567" } },
        }),
      },
      "aws_cloudwatch_event_permission.org": {
        principal: "*",
        statement_id: "org",
        condition: [{ key: "aws:PrincipalOrgID", type: "StringEquals", value: "o-abc1234567" }],
      },
    },
    warnings: [
      "warning standing-privileged-access aws_cloudwatch_event_bus_policy.central",
      "warning standing-privileged-access aws_cloudwatch_event_permission.org",
    ],
  },
  "a secret that the account's own task reads": {
    resources: {
      "aws_iam_role.task": {
        name: "task",
        assume_role_policy: trust("ecs-tasks.amazonaws.com"),
        computed: { arn: "arn:aws:iam::111122223333:role/task" },
      },
      "aws_secretsmanager_secret_policy.db": {
        secret_arn: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:db-AbCdEf",
        policy: policy({
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::111122223333:role/task" },
          Action: "secretsmanager:GetSecretValue",
          Resource: "*",
        }),
      },
    },
    warnings: ["warning standing-privileged-access aws_secretsmanager_secret_policy.db"],
  },
  "a secret that a new task reads": {
    resources: {
      "aws_iam_role.task": { name: "task", assume_role_policy: trust("ecs-tasks.amazonaws.com"), arn: later() },
      "aws_secretsmanager_secret_policy.db": {
        secret_arn: later("aws_secretsmanager_secret.db.arn"),
        policy: raw(
          policy({
            Effect: "Allow",
            Principal: { AWS: "${aws_iam_role.task.arn}" },
            Action: "secretsmanager:GetSecretValue",
            Resource: "*",
          }),
        ),
      },
    },
    warnings: ["warning standing-privileged-access aws_secretsmanager_secret_policy.db"],
  },
  "a file system mounted in a network": {
    resources: {
      "aws_efs_file_system_policy.shared": {
        file_system_id: "fs-0a1b2c3d",
        policy: policy(
          {
            Effect: "Allow",
            Principal: { AWS: "*" },
            Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
            Resource: "*",
            Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
          },
          {
            Effect: "Deny",
            Principal: { AWS: "*" },
            Action: "*",
            Resource: "*",
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
        ),
      },
    },
    warnings: ["warning standing-privileged-access aws_efs_file_system_policy.shared"],
  },
  "an API that anybody may call, but from some addresses": {
    resources: {
      "aws_api_gateway_rest_api.orders": {
        name: "orders",
        policy: policy(
          { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" },
          {
            Effect: "Deny",
            Principal: "*",
            Action: "execute-api:Invoke",
            Resource: "execute-api:/*",
            Condition: { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
          },
        ),
      },
    },
    warnings: ["warning standing-privileged-access aws_api_gateway_rest_api.orders"],
  },
  "an endpoint that only lets through to what is ours": {
    resources: {
      "aws_vpc_endpoint.s3": {
        policy: policy({
          Effect: "Allow",
          Principal: "*",
          Action: "*",
          Resource: "*",
          Condition: { StringEquals: { "aws:ResourceAccount": "111122223333" } },
        }),
      },
    },
  },
  "log groups that services write to, and a vault in the organization": {
    resources: {
      "aws_cloudwatch_log_resource_policy.dns": {
        policy_name: "dns",
        policy_document: policy({
          Effect: "Allow",
          Principal: { Service: "route53.amazonaws.com" },
          Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
          Resource: "arn:aws:logs:*:*:log-group:/aws/route53/*",
        }),
      },
      "aws_backup_vault_policy.central": {
        backup_vault_name: "central",
        policy: policy({
          Effect: "Allow",
          Principal: "*",
          Action: "backup:CopyIntoBackupVault",
          Resource: "*",
          Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abc1234567" } },
        }),
      },
    },
    warnings: ["warning standing-privileged-access aws_backup_vault_policy.central"],
  },
  "a network shared with the organization": {
    resources: {
      "aws_ram_resource_share.network": {
        name: "network",
        allow_external_principals: false,
        computed: { arn: "arn:aws:ram:eu-central-1:111122223333:resource-share/1" },
      },
      "aws_ram_resource_association.subnet": {
        resource_arn: "arn:aws:ec2:eu-central-1:111122223333:subnet/subnet-1",
        resource_share_arn: "arn:aws:ram:eu-central-1:111122223333:resource-share/1",
      },
      "aws_ram_principal_association.org": {
        principal: "arn:aws:organizations::111122223333:organization/o-abc1234567",
        resource_share_arn: "arn:aws:ram:eu-central-1:111122223333:resource-share/1",
      },
    },
    warnings: ["warning standing-privileged-access aws_ram_principal_association.org"],
  },
};

describe("ordinary resources are no error", () => {
  it.each(Object.entries(stacks))("%s", (_, { resources, warnings = [] }) => {
    expect(judged(resources)).toEqual(warnings);
  });
});
