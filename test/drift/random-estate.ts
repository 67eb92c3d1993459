import type { Random } from "../../bench/random";
import type { Estate } from "../../src/estate/types";
import { formatInstant, type Instant } from "../../src/time/instant";
import { at, linked } from "../helpers/estate";

/** Every window of a random estate begins within six hours of it, and none lasts longer than five. */
export const dawn: Instant = at("2026-11-23T06:00:00Z");

type Partition = "aws" | "aws-us-gov" | "aws-cn";

const accounts = ["111122223333", "444455556666"];
const regions: Readonly<Record<Partition, string>> = {
  aws: "eu-central-1",
  "aws-us-gov": "us-gov-west-1",
  "aws-cn": "cn-north-1",
};
const containers = [
  { project: "acme-prod" },
  { project: "acme-ledger" },
  { folder: "120034005600" },
  { organization: "900800700" },
  { bucket: "acme-audit.logs" },
];
const gcpRoles = [
  "roles/cloudsql.viewer",
  "roles/cloudsql.editor",
  "roles/storage.objectViewer",
  "roles/compute.instanceAdmin.v1",
  "roles/nobody.knowsThis",
];

/**
 * A random estate with all that a declaration may say: every kind of identity, of role and of target.
 *
 * @throws Error where it has a mistake of structure, which is the generator's
 */
export function randomEstate(random: Random): Estate {
  const { estate, diagnostics } = linked(randomDeclaration(random));
  if (!estate || diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics, undefined, 2));
  return estate;
}

type Entries = Record<string, Record<string, unknown>>;

function randomDeclaration(random: Random): Record<string, unknown> {
  const partition = random.pick<Partition>(["aws", "aws", "aws-us-gov", "aws-cn"]);
  const often = (percent: number): boolean => random.below(100) < percent;
  const targets: Entries = {};
  const bounded = often(50);
  for (const [n, account] of accounts.slice(0, 1 + random.below(2)).entries()) {
    const aws = {
      account,
      region: regions[partition],
      ...(bounded ? { permissionsBoundary: `arn:${partition}:iam::${account}:policy/limits` } : {}),
      ...(often(50) ? { assumeRole: `arn:${partition}:iam::${account}:role/deployer` } : {}),
    };
    targets[`account-${n}`] = { owner: "platform", aws };
    // A target of its own within the same account.
    if (often(30)) targets[`account-${n}-more`] = { owner: "payments", aws };
  }
  for (const [n, gcp] of containers.entries()) {
    if (!often(50)) continue;
    const by = often(30) ? { impersonate: "deployer@acme-prod.iam.gserviceaccount.com" } : {};
    targets[`google-${n}`] = { owner: "platform", gcp: { ...gcp, ...by } };
  }
  const identities = identitiesOf(random, partition);
  const { roles, tasks } = rolesOf(random, partition, targets, bounded);
  return {
    name: random.pick(["acme", "acme-orders"]),
    policy: { governance: "security", ownerTag: "team", ...(often(30) ? { prefix: "jit" } : {}) },
    teams: { payments: { members: ["p0"] }, platform: { members: ["p1"] }, security: { members: ["p2"] } },
    identities,
    tasks,
    targets,
    approvalGroups: { approvers: { team: "platform", members: ["p1"] } },
    roles,
    grants: grantsOf(random, roles, identities),
  };
}

/** People, workloads and agents by every way in which they come, and groups of them. */
function identitiesOf(random: Random, partition: Partition): Entries {
  const iam = `arn:${partition}:iam::${random.pick(accounts)}`;
  const id = random.below(1000);
  const awsOfPeople = [
    { user: `${iam}:user/staff/dana-${id}` },
    {
      identityCenter: {
        permissionSet: "Engineer",
        userName: "dana@acme.example",
        ...(random.below(2) === 0 ? { userId: "9067c6dd-20a1-70d0-8d6d-3c1b4f5d0a11" } : {}),
      },
    },
    { saml: { provider: `${iam}:saml-provider/acme`, subject: `dana-${id}` } },
    { role: `${iam}:role/people/dana-${id}`, exclusive: true },
    { user: `${iam}:user/erin-${id}` },
  ];
  const awsOfSoftware = [
    { role: `${iam}:role/ci/deploy-${id}` },
    {
      oidc: {
        issuer: "token.actions.githubusercontent.com",
        audience: "sts.amazonaws.com",
        subject: `repo:acme/orders-${id}:environment:production`,
        ...(random.below(2) === 0 ? { claims: { repository_id: "123456" } } : {}),
      },
    },
    {
      rolesAnywhere: {
        spiffe: `spiffe://acme.example/batch/${id}`,
        trustAnchor: `arn:${partition}:rolesanywhere:${regions[partition]}:${accounts[0]}:trust-anchor/2d1e0c5a-7b1c-4c1e-9a43-0c6d1f6f5b11`,
      },
    },
  ];
  const people = awsOfPeople.map((aws, n): [string, Record<string, unknown>] => [
    `p${n}`,
    { kind: "person", aws, gcp: { member: `user:${n === 1 ? "Erin.O'Neill" : `p${n}`}@acme.example` } },
  ]);
  const members = [
    "serviceAccount:ci@acme-prod.iam.gserviceaccount.com",
    "principal://iam.googleapis.com/projects/417000111222/locations/global/workloadIdentityPools/ci/subject/repo:acme/orders:ref:refs/heads/main",
    "serviceAccount:batch@acme-ledger.iam.gserviceaccount.com",
  ];
  const workloads = awsOfSoftware.map((aws, n): [string, Record<string, unknown>] => [
    `w${n}`,
    { kind: "workload", team: "platform", aws, gcp: { member: members[n] } },
  ]);
  return Object.fromEntries([
    ...people,
    ...workloads,
    ["agent", { kind: "agent", sponsor: "p0", team: "payments", aws: { role: `${iam}:role/agents/repair-${id}` } }],
    ["everyone", { kind: "group", members: ["oncall", "w0", "w1", "w2"] }],
    ["oncall", { kind: "group", members: people.map(([name]) => name) }],
  ]);
}

function rolesOf(random: Random, partition: Partition, targets: Entries, bounded: boolean) {
  const often = (percent: number): boolean => random.below(100) < percent;
  const instances = `arn:${partition}:ec2:*:*:instance/*`;
  const statements = [
    { actions: ["ec2:StartInstances", "ec2:StopInstances"], resources: [instances] },
    {
      actions: ["s3:Get*", "s3:ListBucket"],
      resources: [`arn:${partition}:s3:::orders`, `arn:${partition}:s3:::orders/\${aws:username}/*`],
      conditions: { StringLike: { "s3:prefix": "${aws:username}/*" }, Bool: { "aws:SecureTransport": true } },
    },
    {
      actions: ["dynamodb:Query", "dynamodb:PutItem"],
      resources: ["*"],
      conditions: { StringEquals: { "aws:ResourceTag/team": ["payments", "platform"] } },
    },
    { actions: ["logs:Filter*"], resources: ["*"] },
  ];
  const passing = { actions: ["iam:PassRole"], resources: [`arn:${partition}:iam::*:role/app/*`] };
  const creating = { actions: ["iam:CreateRole"], resources: [`arn:${partition}:iam::*:role/app/*`] };
  const named = Object.entries(targets);
  const roles: Entries = {};
  for (let n = 0; n < 1 + random.below(4); n++) {
    const persistence = often(25) ? "allow" : bounded && often(25) ? "bounded" : "denied";
    const amazon = distinct(
      named.filter(([, { aws }]) => aws !== undefined),
      random,
    );
    const google = distinct(
      named.filter(([, { gcp }]) => gcp !== undefined),
      random,
    );
    const managed = [`arn:${partition}:iam::aws:policy/AmazonDynamoDBReadOnlyAccess`];
    roles[`role-${n}`] = {
      description: `Number ${n}: 'ü' "quoted" \${x}`,
      owners: { entitlement: "payments", business: "payments", ...(often(30) ? { platform: "security" } : {}) },
      sensitivity: random.pick(["low", "moderate", "high", "critical"]),
      eligible: ["everyone", "agent"],
      maxTtl: "5h",
      approval: { steps: [{ group: "approvers", count: 1 }] },
      extensions: { count: 2, upTo: "1h" },
      ...(often(30) ? { require: { mfa: true } } : {}),
      ...(often(30) ? { review: { every: "30d" } } : {}),
      ...(persistence === "allow" ? { persistence: { allow: ["iam:PassRole"], because: "Deploys pass a role." } } : {}),
      ...(persistence === "bounded" ? { persistence } : {}),
      aws: {
        targets: amazon,
        statements: [
          statements[0],
          ...statements.slice(1).filter(() => often(40)),
          ...(persistence === "allow" ? [passing] : []),
          ...(persistence === "bounded" ? [creating] : []),
        ],
        ...(often(40) ? { managedPolicies: managed } : {}),
        ...(often(20) ? { ownedResourcesOnly: true } : {}),
      },
      ...(google.length > 0
        ? {
            gcp: {
              targets: google,
              roles: gcpRoles.filter((_, each) => each === n % gcpRoles.length || often(30)),
              ...(often(20) ? { ownedResourcesOnly: "900800700" } : {}),
            },
          }
        : {}),
    };
  }
  const tasks = { restart: { agents: ["agent"], aws: { statements: [statements[0]] } } };
  return { roles, tasks };
}

/** Some of the targets, of each account and project one. */
function distinct(named: readonly (readonly [string, Record<string, unknown>])[], random: Random): readonly string[] {
  const taken = new Map<string, string>();
  for (const [name, { aws, gcp }] of named) {
    const place = JSON.stringify((aws as { account?: string } | undefined)?.account ?? gcp);
    if (!taken.has(place) || random.below(2) === 0) taken.set(place, name);
  }
  const all = [...taken.values()];
  return all.filter((_, position) => position === 0 || random.below(100) < 60);
}

/** At most one grant of each role to each identity, so that none stacks on another. */
function grantsOf(random: Random, roles: Entries, identities: Entries): Entries {
  const often = (percent: number): boolean => random.below(100) < percent;
  const grants: Entries = {};
  for (const [role, { aws, gcp }] of Object.entries(roles)) {
    for (const [identity, { kind }] of Object.entries(identities)) {
      if (kind === "group" || !often(30)) continue;
      const start = dawn + 60 * random.below(6 * 60);
      const minutes = 1 + random.below(4 * 60);
      const [of] = [aws, gcp].map((each) => (each as { targets: readonly string[] } | undefined)?.targets ?? []);
      grants[`g-${role}-${identity}`] = {
        role,
        identity,
        ttl: `${minutes}m`,
        ticket: "INC-1",
        justification: `Because of "x" & <y> \${z}`,
        ...(often(90) ? { start: formatInstant(start) } : {}),
        ...(kind === "agent" ? { task: "restart" } : {}),
        ...(kind !== "agent" && often(20) ? { actions: ["ec2:StopInstances"] } : {}),
        ...(often(20) && of?.[0] !== undefined ? { targets: [of[0]] } : {}),
        ...(often(20) ? { extensions: [{ by: "30m", at: formatInstant(start) }] } : {}),
        ...(often(15) ? { [random.pick(["revoked", "completed"])]: formatInstant(start + 30 * minutes) } : {}),
        ...(often(20) ? { approvals: [{ by: "p1", at: formatInstant(dawn) }] } : {}),
      };
    }
  }
  return grants;
}
