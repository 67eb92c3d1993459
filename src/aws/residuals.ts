import type { Role } from "../estate/types";
import type { Residual } from "../lease/residual";
import { isPersistence } from "./persistence/actions";
import { actionsMatching } from "./policy/actions";
import { allowedActions, managedPolicyDocument } from "./policy/managed";
import { explainAction } from "./sensitivity/action";
import { overlay } from "./sensitivity/overlay";

/** A console session can be 12 h long, whatever the role's own limit. */
const longestSession = 12 * 3600;

/** A kind of thing that goes on after the lease, and the actions by which a role can bring it about. */
interface Rule {
  readonly what: string;
  readonly because: string;
  readonly atWorst: Residual["atWorst"];
  readonly actions: readonly string[];
}

const tokens: readonly string[] = [
  "codeartifact:GetAuthorizationToken",
  "datazone:GetDomainExecutionRoleCredentials",
  "datazone:GetEnvironmentCredentials",
  "ecr-public:GetAuthorizationToken",
  "ecr:GetAuthorizationToken",
  "elasticmapreduce:GetClusterSessionCredentials",
  "emr-containers:GetManagedEndpointSessionCredentials",
  "finspace-api:GetProgrammaticAccessCredentials",
  "lakeformation:GetTemporary*",
  "s3:GetDataAccess",
  "sts:GetServiceBearerToken",
];

const databases: readonly string[] = [
  "dsql:DbConnect*",
  "elasticache:Connect",
  "memorydb:Connect",
  "neptune-db:connect",
  "rds-db:connect",
  "redshift-serverless:GetCredentials",
  "redshift:GetClusterCredentials*",
];

const sessions: readonly string[] = [
  "ec2-instance-connect:*",
  "ecs:ExecuteCommand",
  "lightsail:GetInstanceAccessDetails",
  "ssm-guiconnect:StartConnection",
  "ssm:ResumeSession",
  "ssm:StartSession",
];

const deliveries: readonly string[] = [
  "dms:StartReplication*",
  "events:PutTargets",
  "logs:PutSubscriptionFilter",
  "s3:PutBucketNotification",
  "s3:PutReplicationConfiguration",
  "scheduler:CreateSchedule",
  "scheduler:UpdateSchedule",
  "sns:Subscribe",
];

const compute: readonly string[] = [
  "batch:SubmitJob",
  "codebuild:StartBuild*",
  "ec2:RunInstances",
  "ec2:RequestSpot*",
  "ecs:CreateService",
  "ecs:RunTask",
  "ecs:StartTask",
  "ecs:UpdateService",
  "elasticmapreduce:RunJobFlow",
  "emr-serverless:StartJobRun",
  "glue:StartJobRun",
  "lambda:Invoke*",
  "sagemaker:Create*Job",
  "sagemaker:CreateNotebookInstance",
  "ssm:SendCommand",
  "ssm:StartAutomationExecution",
  "states:StartExecution",
];

const rules: readonly Rule[] = [
  {
    what: "a token or credential already issued by a service",
    because: "the service accepts it until it expires by itself",
    atWorst: longestSession,
    actions: tokens,
  },
  {
    what: "an open shell or remote desktop",
    because: "permission is asked for only when it is opened",
    atWorst: "until-removed",
    actions: sessions,
  },
  {
    what: "an open database session",
    because: "permission is asked for only when it is opened, and SQL may have made users within",
    atWorst: "until-removed",
    actions: databases,
  },
  {
    what: "a KMS grant made for an AWS service",
    because: "a grant stands beside the key's policy until it is retired or revoked",
    atWorst: "until-removed",
    actions: ["kms:CreateGrant"],
  },
  {
    what: "running compute and work already started",
    because: "it runs under a role of its own, which the lease's end does not touch",
    atWorst: "until-removed",
    actions: compute,
  },
  {
    what: "code, templates and configuration left behind",
    because: "they run later under roles of their own, with whatever those may do",
    atWorst: "until-removed",
    actions: overlay.filter((group) => group.because.startsWith("runs code")).flatMap((group) => group.actions),
  },
  {
    what: "a delivery or schedule set up during the lease",
    because: "it goes on sending without its maker",
    atWorst: "until-removed",
    actions: deliveries,
  },
];

const others: Rule = {
  what: "a secret that was read",
  because: "whoever has read it keeps it until it is changed",
  atWorst: "until-removed",
  actions: [],
};

/**
 * What outlives a lease of the role on AWS (law 1), from what the role's statements and AWS managed policies reach and
 * its guard leaves open; empty for a role without AWS. Of a managed policy that the data does not hold nothing is known.
 */
export function awsResiduals(role: Role): Residual[] {
  if (role.aws === undefined) return [];
  const found: Residual[] = [
    {
      what: "the session itself, where it is taken as proof of who its holder is",
      because:
        "`sts:GetCallerIdentity` cannot be denied: EKS, Vault and GCP federation accept it until the session expires",
      atWorst: longestSession,
    },
  ];
  const sources = sourcesOf(role.aws);
  for (const rule of [...rules, others]) {
    const by = sources.flatMap(({ name, reached }) => {
      const action = reached.get(rule);
      return action === undefined ? [] : [name === action ? `\`${action}\`` : `\`${action}\` by \`${name}\``];
    });
    if (by.length === 0) continue;
    const named = [...new Set(by)];
    const list = named.length > 3 ? `${named.slice(0, 3).join(", ")} and ${named.length - 3} more` : named.join(", ");
    found.push({ what: rule.what, because: rule.because, through: list, atWorst: rule.atWorst });
  }
  return [...found, ...opened(role)];
}

/** What the role's `persistence` setting lets it make for good. */
function opened({ persistence }: Role): Residual[] {
  switch (persistence.kind) {
    case "denied":
      return [];
    case "bounded":
      return [
        {
          what: "users, roles and attachments that the lease made",
          because: "they stand until they are removed, held within the target's permissions boundary",
          through: "`persistence: bounded`",
          atWorst: "until-removed",
        },
      ];
    case "allow":
      return persistence.actions
        .filter((action) => action.includes(":"))
        .map((action) => ({
          what: `what the lease did by \`${action}\``,
          because: "it stands until it is removed",
          through: `\`persistence.allow\`: ${persistence.because}`,
          atWorst: "until-removed",
        }));
  }
}

interface Source {
  /** A pattern of the role, or a managed policy's ARN. */
  readonly name: string;
  readonly reached: ReadonlyMap<Rule, string>;
}

function sourcesOf(aws: NonNullable<Role["aws"]>): readonly Source[] {
  const patterns = new Set(aws.statements.flatMap((statement) => statement.actions));
  return [
    ...[...patterns].map((name) => ({ name, reached: reachedByPattern(name) })),
    ...aws.managedPolicies.map((name) => ({ name, reached: reachedByPolicy(name) })),
  ];
}

const byPolicy = new Map<string, ReadonlyMap<Rule, string>>();

function reachedByPolicy(arn: string): ReadonlyMap<Rule, string> {
  const known = byPolicy.get(arn);
  if (known !== undefined) return known;
  const found = new Map<Rule, string>();
  for (const pattern of allowedActions(managedPolicyDocument(arn)?.Statement ?? [])) {
    for (const [rule, action] of reachedByPattern(pattern)) if (!found.has(rule)) found.set(rule, action);
  }
  byPolicy.set(arn, found);
  return found;
}

const byPattern = new Map<string, ReadonlyMap<Rule, string>>();

/** For each rule the first action that the pattern reaches, other than what every guard denies. */
function reachedByPattern(pattern: string): ReadonlyMap<Rule, string> {
  const known = byPattern.get(pattern);
  if (known !== undefined) return known;
  const ofAction = rulesByAction();
  const found = new Map<Rule, string>();
  for (const action of actionsMatching(pattern)) {
    for (const rule of ofAction.get(action) ?? []) if (!found.has(rule)) found.set(rule, action);
    if (!ofAction.has(action) && !isPersistence(action) && explainAction(action)?.privilege === "credential-exposure") {
      if (!found.has(others)) found.set(others, action);
    }
  }
  byPattern.set(pattern, found);
  return found;
}

let byAction: ReadonlyMap<string, readonly Rule[]> | undefined;

function rulesByAction(): ReadonlyMap<string, readonly Rule[]> {
  if (byAction !== undefined) return byAction;
  const found = new Map<string, Rule[]>();
  for (const rule of rules) {
    for (const action of rule.actions.flatMap(actionsMatching)) {
      // The guard leaves open only what AWS services ask for on the holder's behalf.
      if (isPersistence(action) && action !== "kms:CreateGrant") continue;
      found.set(action, [...(found.get(action) ?? []), rule]);
    }
  }
  byAction = found;
  return found;
}
