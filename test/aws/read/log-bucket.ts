import { policy } from "./stack";

const logs = "arn:aws:s3:::acme-logs";
const insecure = {
  Sid: "DenyInsecureTransport",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [logs, `${logs}/*`],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

/** A bucket that load balancers, CloudTrail and Config write their logs to. */
export const logBucket = {
  "aws_s3_bucket.logs": { bucket: "acme-logs", computed: { policy: policy(insecure), acl: "private" } },
  "aws_s3_bucket_public_access_block.logs": {
    bucket: "acme-logs",
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  },
  "aws_s3_bucket_policy.logs": {
    bucket: "acme-logs",
    policy: policy(
      insecure,
      {
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::054676820928:root" },
        Action: "s3:PutObject",
        Resource: `${logs}/alb/AWSLogs/111122223333/*`,
      },
      {
        Effect: "Allow",
        Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: `${logs}/alb/*`,
      },
      {
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "s3:GetBucketAcl",
        Resource: logs,
        Condition: { StringEquals: { "aws:SourceArn": "arn:aws:cloudtrail:eu-central-1:111122223333:trail/all" } },
      },
      {
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: `${logs}/AWSLogs/*`,
        Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
      },
      {
        Effect: "Allow",
        Principal: { Service: "config.amazonaws.com" },
        Action: ["s3:GetBucketAcl", "s3:ListBucket", "s3:PutObject"],
        Resource: [logs, `${logs}/*`],
        Condition: { StringEquals: { "AWS:SourceAccount": "111122223333" } },
      },
    ),
  },
};
