import { join } from "node:path";
import { loadEstate } from "../src/estate/load";
import { parseInstant } from "../src/time/instant";
import { SimulatedAccount } from "../test/snapshot/simulated-account";
import { awsContents, writeSnapshot } from "../test/snapshot/snapshot-folder";
import { benchmarkSize, type EstateSize, generateEstate, writeEstate } from "./generate-estate";
import { type Random, seeded } from "./random";

/** How large a company is to be. */
export interface CompanySize {
  readonly accounts: number;
  /** IAM roles in each account, leases among them. */
  readonly rolesInAccount: number;
  /** Roles that the estate declares, all in AWS, each with one grant. */
  readonly declared: number;
}

export const companySize: CompanySize = { accounts: 1_000, rolesInAccount: 200, declared: 5_000 };

const seed = 20261123;
/** When everything was asked: the benchmark's "now". */
const at = "2026-11-23T09:00:00Z";

/** Writes an estate (`access`) and the snapshot of what is there (`found`) below a directory, and says what drift must find. */
export function writeCompany(directory: string, size: CompanySize): { readonly undeclared: number } {
  const access = join(directory, "access");
  writeEstate(access, generateEstate(estateSize(size)));
  const { estate, diagnostics } = loadEstate(access);
  if (estate === undefined) throw new Error(`the estate does not load: ${JSON.stringify(diagnostics.slice(0, 3))}`);
  const asked = parseInstant(at);
  if (!("instant" in asked)) throw new Error(at);
  const random = seeded(seed);
  let undeclared = 0;
  const containers = SimulatedAccount.of(estate).map((account, n) => {
    fill(account, size.rolesInAccount, random);
    // Somebody of another company, in one account of fifty.
    if (n % 50 === 7) {
      undeclared += 1;
      const role = account.addRole("vendor-access", "/", trustOf({ AWS: "arn:aws:iam::999988887777:root" }));
      role.attached.add("arn:aws:iam::aws:policy/AdministratorAccess");
    }
    return { cloud: "aws" as const, id: account.id, contents: awsContents(account.answers()) };
  });
  writeSnapshot(join(directory, "found"), containers, asked.instant);
  return { undeclared };
}

function estateSize({ accounts, declared }: CompanySize): EstateSize {
  const files = Math.max(20, accounts + Math.round(declared / 10));
  return { ...benchmarkSize, accounts, projects: 0, roles: declared, grants: declared, files };
}

/** What any account of a landing zone holds beside its leases: the cloud's own roles, the company's, and those of software. */
function fill(account: SimulatedAccount, roles: number, random: Random): void {
  for (const service of linked) {
    const principal = `${service.toLowerCase()}.amazonaws.com`;
    const trust = trustOf({ Service: principal });
    const role = account.addRole(`AWSServiceRoleFor${service}`, `/aws-service-role/${principal}/`, trust);
    role.attached.add(`arn:aws:iam::aws:policy/aws-service-role/AWS${service}ServiceRolePolicy`);
  }
  for (let n = 0; account.roles.size < roles; n++) {
    const zone = n < 60;
    const name = zone ? `landing-zone-${n}` : `${random.pick(systems)}-${random.pick(parts)}-${n}`;
    const role = account.addRole(
      name,
      zone ? "/landing-zone/" : "/app/",
      trustOf({ Service: services[n % services.length] }),
    );
    role.inline.set("work", JSON.stringify(work(account.id, name, n)));
    if (n % 3 === 0) role.attached.add("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole");
    role.tags.set("team", `team-${n % 40}`);
    role.tags.set("cost-centre", String(4000 + (n % 70)));
    role.lastUsed = "2026-11-22T21:14:05+00:00";
  }
}

const linked = [
  "AutoScaling",
  "Support",
  "TrustedAdvisor",
  "Config",
  "CloudTrail",
  "ElasticLoadBalancing",
  "RDS",
  "ECS",
];
const services = ["lambda", "ecs-tasks", "ec2", "states", "events", "codebuild"].map((name) => `${name}.amazonaws.com`);
const systems = ["orders", "ledger", "search", "billing", "media", "identity", "shipping", "catalogue"];
const parts = ["api", "worker", "importer", "exporter", "cron", "stream", "cache", "index"];

function trustOf(principal: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole" }],
  });
}

/** What software of some size may do: its own tables, queues, buckets, logs, keys. */
function work(account: string, name: string, n: number) {
  const region = ["eu-central-1", "eu-west-1", "us-east-1"][n % 3];
  const allow = (Sid: string, Action: readonly string[], Resource: readonly string[]) => ({
    Sid,
    Effect: "Allow",
    Action,
    Resource,
  });
  return {
    Version: "2012-10-17",
    Statement: [
      allow(
        "Tables",
        ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:Query"],
        ["items", "events", "locks"].map((table) => `arn:aws:dynamodb:${region}:${account}:table/${name}-${table}`),
      ),
      allow(
        "Queues",
        ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:SendMessage"],
        ["in", "out", "dead"].map((queue) => `arn:aws:sqs:${region}:${account}:${name}-${queue}`),
      ),
      allow(
        "Objects",
        ["s3:GetObject", "s3:PutObject", "s3:ListBucket"],
        [`arn:aws:s3:::acme-${account}-${name}`, `arn:aws:s3:::acme-${account}-${name}/*`],
      ),
      allow(
        "Logs",
        ["logs:CreateLogStream", "logs:PutLogEvents"],
        [`arn:aws:logs:${region}:${account}:log-group:/app/${name}:*`],
      ),
      allow(
        "Streams",
        ["kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:DescribeStream", "kinesis:PutRecord"],
        ["orders", "audit", "clicks"].map((stream) => `arn:aws:kinesis:${region}:${account}:stream/${name}-${stream}`),
      ),
      allow(
        "Topics",
        ["sns:Publish", "sns:GetTopicAttributes"],
        ["changed", "failed"].map((topic) => `arn:aws:sns:${region}:${account}:${name}-${topic}`),
      ),
      allow("Metrics", ["cloudwatch:PutMetricData", "xray:PutTraceSegments", "xray:PutTelemetryRecords"], ["*"]),
      allow(
        "Settings",
        ["ssm:GetParameter", "ssm:GetParametersByPath"],
        [
          `arn:aws:ssm:${region}:${account}:parameter/app/${name}/*`,
          `arn:aws:ssm:${region}:${account}:parameter/shared/*`,
        ],
      ),
      {
        ...allow("Keys", ["kms:Decrypt", "kms:GenerateDataKey"], [`arn:aws:kms:${region}:${account}:key/*`]),
        Condition: { StringEquals: { "kms:ViaService": `dynamodb.${region}.amazonaws.com` } },
      },
    ],
  };
}
