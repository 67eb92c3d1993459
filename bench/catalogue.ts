/** A kind of role that the generated estate repeats, with the text that a team would write for it. */
export interface Template {
  readonly name: string;
  readonly description: string;
  readonly sensitivity: "low" | "moderate" | "high";
  readonly maxTtl: string;
  /** The entitlement in lines of YAML, below `aws:` or `gcp:`. */
  readonly entitlement: (scope: { account: string; region: string; service: string }) => readonly string[];
}

/** Kinds of role in AWS, from harmless to grave. */
export const awsTemplates: readonly Template[] = [
  {
    name: "logs-reader",
    description: "Reading of the names and settings of the service's log groups",
    sensitivity: "low",
    maxTtl: "7d",
    entitlement: (s) => [
      "statements:",
      "  - actions: [logs:DescribeLogGroups, logs:DescribeLogStreams, cloudwatch:DescribeAlarms]",
      `    resources: ["arn:aws:logs:${s.region}:${s.account}:log-group:/${s.service}/*"]`,
    ],
  },
  {
    name: "machine-operator",
    description: "Start, stop and restart of the machines of the service",
    sensitivity: "high",
    maxTtl: "2h",
    entitlement: (s) => [
      "statements:",
      "  - actions: [ec2:StartInstances, ec2:StopInstances, ec2:RebootInstances]",
      `    resources: ["arn:aws:ec2:${s.region}:${s.account}:instance/*"]`,
      "ownedResourcesOnly: true",
    ],
  },
  {
    name: "table-reader",
    description: "Reading of the service's tables while an incident is open",
    sensitivity: "moderate",
    maxTtl: "4h",
    entitlement: () => ['managedPolicies: ["arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess"]'],
  },
  {
    name: "bucket-editor",
    description: "Correction of objects that an import has left broken",
    sensitivity: "moderate",
    maxTtl: "PT8H",
    entitlement: (s) => [
      "statements:",
      "  - actions: [s3:GetObject, s3:PutObject, s3:DeleteObject]",
      `    resources: ["arn:aws:s3:::acme-${s.service}-imports/*"]`,
      "  - actions: [s3:ListBucket]",
      `    resources: ["arn:aws:s3:::acme-${s.service}-imports"]`,
      '    conditions: { StringLike: { "s3:prefix": ["incoming/*", "broken/*"] } }',
    ],
  },
  {
    name: "secret-rotator",
    description: "Rotation by hand of the credentials that the service shares with a vendor",
    sensitivity: "high",
    maxTtl: "45m",
    entitlement: (s) => [
      "statements:",
      "  - actions: [secretsmanager:DescribeSecret, secretsmanager:GetSecretValue, secretsmanager:PutSecretValue]",
      `    resources: ["arn:aws:secretsmanager:${s.region}:${s.account}:secret:${s.service}/vendors/*"]`,
    ],
  },
  {
    name: "database-operator",
    description: "Restart and fail-over of the service's databases, without a view of their contents",
    sensitivity: "moderate",
    maxTtl: "PT2H30M",
    entitlement: (s) => [
      "statements:",
      "  - actions: [rds:RebootDBInstance, rds:FailoverDBCluster, rds:DescribeDBInstances, rds:DescribeDBClusters]",
      `    resources: ["arn:aws:rds:${s.region}:${s.account}:db:${s.service}-*", "arn:aws:rds:${s.region}:${s.account}:cluster:${s.service}-*"]`,
    ],
  },
];

/** Kinds of role in GCP. */
export const gcpTemplates: readonly Template[] = [
  {
    name: "sql-viewer",
    description: "Reading of the settings of the project's databases",
    sensitivity: "moderate",
    maxTtl: "4h",
    entitlement: () => ["roles: [roles/cloudsql.viewer]"],
  },
  {
    name: "object-viewer",
    description: "Reading of exported reports and of the log entries that belong to them",
    sensitivity: "moderate",
    maxTtl: "PT6H",
    entitlement: () => ["roles: [roles/storage.objectViewer, roles/logging.viewer]"],
  },
  {
    name: "metrics-viewer",
    description: "Reading of dashboards, alerts and uptime checks",
    sensitivity: "moderate",
    maxTtl: "12h",
    entitlement: () => ["roles: [roles/monitoring.viewer]"],
  },
];

/** What people write when they ask. */
export const reasons: readonly string[] = [
  "Restart of the stuck workers after the failover of last night",
  "Customers report duplicate refunds since the deployment at noon",
  "Month-end differences between the ledger and the bank's statement",
  "The vendor has asked for fresh credentials before the weekend",
  "Import of the partner's file stopped half way through the second batch",
  "Alarm on replication lag; the standby must be checked before the switch",
  "After the post-mortem, to confirm that the index is used at last",
  "Support needs the settings of one tenant compared with those of another",
];
