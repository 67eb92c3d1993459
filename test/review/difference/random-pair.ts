import fc from "fast-check";

/** A whole declaration in its plain form, as the helpers of estates take it. */
export type Plain = Readonly<Record<string, unknown>>;

const people = ["dana", "erin", "frank", "gail", "hana"];
const some = (names: readonly string[], least = 1) =>
  fc.uniqueArray(fc.constantFrom(...names), { minLength: least, maxLength: names.length });
const maybe = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: undefined });

/** Every choice that one declaration leaves open; two draws of them are two estates. */
const choices = {
  governance: fc.constantFrom("security", "payments"),
  cooldown: maybe(fc.constantFrom("1h", "PT60M", "30m")),
  ceiling: maybe(fc.constantFrom("2h", "4h")),
  ownerTag: fc.constantFrom("team", "squad"),
  payments: some(people),
  contact: maybe(fc.constantFrom("a@acme.example", "b@acme.example")),
  inner: some(["dana", "erin", "deploy"]),
  external: fc.boolean(),
  crew: some(["inner", "frank", "dana"], 0),
  user: fc.constantFrom("dana", "mallory"),
  kind: fc.constantFrom("workload", "agent"),
  login: fc.constantFrom({ login: "frank", id: 3 }, { login: "franky", id: 3 }, { login: "frank", id: 4 }),
  approvers: some([...people, "crew"]),
  account: fc.constantFrom("111122223333", "777788889999"),
  boundary: fc.boolean(),
  environment: maybe(fc.constantFrom("production", "test")),
  eligible: some(["dana", "erin", "deploy", "crew", "inner"], 0),
  maxTtl: fc.constantFrom("1h", "60m", "2h", "4h"),
  agentLimit: maybe(fc.constantFrom("30m", "3h")),
  steps: fc.constantFrom([], [1], [2], [1, 1]),
  auto: maybe(fc.constantFrom('request.ttl <= duration("30m")', 'request.environment == "test"')),
  statements: fc.array(
    fc.record({
      actions: some(["ec2:StartInstances", "EC2:stopinstances", "ec2:*", "s3:GetObject", "s3:Get*"]),
      resources: some(["*", "arn:aws:s3:::logs/*", "arn:aws:s3:::logs/a", "arn:aws:ec2:*:*:instance/*"]),
      conditions: fc.constantFrom(
        {},
        { StringEquals: { "aws:ResourceTag/team": "payments" } },
        { StringEquals: { "aws:resourcetag/team": ["platform", "payments"] } },
        { StringNotEquals: { "aws:ResourceTag/team": ["platform"] } },
      ),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  managed: fc.boolean(),
  owned: fc.boolean(),
  awsTargets: some(["prod", "stage"]),
  gcpRoles: some(["roles/cloudsql.viewer", "roles/cloudsql.admin", "projects/acme-prod/roles/own"]),
  ticket: maybe(fc.constantFrom("^INC-", "^CHG-")),
  mfa: fc.boolean(),
  within: maybe(fc.constantFrom("12:00", "19:00")),
  persistence: maybe(
    fc.constantFrom(
      "bounded",
      { allow: ["iam:PassRole"], because: "It must" },
      { allow: ["iam:CreateUser"], because: "It must" },
    ),
  ),
  owner: fc.constantFrom("payments", "platform"),
  second: fc.boolean(),
  grant: maybe(
    fc.record({
      identity: fc.constantFrom("dana", "erin", "deploy"),
      start: maybe(fc.constantFrom("2026-11-23T09:00:00Z", "2026-11-23T10:00:00+01:00", "2026-11-24T09:00:00Z")),
      ttl: fc.constantFrom("90m", "PT1H30M", "1h"),
      revoked: maybe(fc.constantFrom("2026-11-23T08:00:00Z", "2026-11-23T09:30:00Z")),
      targets: maybe(fc.constant(["stage"])),
      actions: maybe(fc.constantFrom(["ec2:StartInstances"], ["s3:GetObject"])),
    }),
  ),
  waiver: maybe(fc.constantFrom("2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z")),
  emergency: maybe(some(["hana", "gail", "crew"])),
};

type Choices = { readonly [K in keyof typeof choices]: (typeof choices)[K] extends fc.Arbitrary<infer T> ? T : never };

const drawn = fc.record(choices) as fc.Arbitrary<Choices>;

/** A declaration, and one that differs from it in a few of the choices, or in none. */
export const pairs: fc.Arbitrary<{ readonly base: Plain; readonly head: Plain }> = fc
  .tuple(drawn, drawn, fc.subarray(Object.keys(choices) as (keyof Choices)[], { maxLength: 5 }))
  .map(([one, other, keys]) => {
    const changed = { ...one, ...Object.fromEntries(keys.map((key) => [key, other[key]])) };
    return { base: declarationOf(one), head: declarationOf(changed) };
  });

function declarationOf(c: Choices): Plain {
  const operator = {
    owners: { entitlement: c.owner },
    sensitivity: "moderate",
    eligible: c.eligible,
    maxTtl: c.maxTtl,
    ...(c.agentLimit === undefined ? {} : { limits: { agent: c.agentLimit } }),
    approval: {
      ...(c.steps.length === 0
        ? { none: "Nobody is needed" }
        : { steps: c.steps.map((count, n) => ({ group: n === 0 ? "approvers" : "others", count })) }),
      ...(c.auto === undefined ? {} : { auto: { for: ["deploy"], when: c.auto } }),
    },
    require: {
      ...(c.ticket === undefined ? {} : { ticket: c.ticket }),
      mfa: c.mfa,
      ...(c.within === undefined
        ? {}
        : { within: [{ days: ["mon", "tue"], from: "07:00", to: c.within, zone: "Europe/Berlin" }] }),
    },
    ...(c.persistence === undefined ? {} : { persistence: c.persistence }),
    aws: {
      targets: c.awsTargets,
      statements: c.statements,
      ...(c.managed ? { managedPolicies: ["arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess"] } : {}),
      ownedResourcesOnly: c.owned,
    },
  };
  const viewer = {
    owners: { entitlement: "payments" },
    sensitivity: "moderate",
    eligible: ["dana", "crew"],
    maxTtl: "4h",
    approval: { steps: [{ group: "approvers" }] },
    gcp: { targets: ["cloud"], roles: c.gcpRoles },
  };
  const user = (name: string) => `arn:aws:iam::111122223333:user/${name}`;
  return {
    name: "acme",
    policy: {
      governance: c.governance,
      ownerTag: c.ownerTag,
      ...(c.cooldown === undefined ? {} : { cooldown: c.cooldown }),
      ...(c.ceiling === undefined ? {} : { ceilings: { high: c.ceiling } }),
    },
    teams: {
      payments: { members: c.payments, ...(c.contact === undefined ? {} : { contact: c.contact }) },
      platform: { members: ["frank", "gail"] },
      security: { members: ["hana"] },
    },
    identities: {
      dana: { kind: "person", aws: { user: user(c.user) }, gcp: { member: "user:dana@acme.example" } },
      erin: { kind: "person", aws: { user: user("erin") } },
      frank: { kind: "person", github: c.login },
      gail: { kind: "person", github: { login: "gail", id: 5 } },
      hana: { kind: "person", aws: { user: user("hana") } },
      deploy: { kind: c.kind, aws: { role: "arn:aws:iam::111122223333:role/deploy" } },
      inner: { kind: "group", members: c.inner, ...(c.external ? { membership: "external" } : {}) },
      crew: { kind: "group", members: c.crew },
    },
    targets: {
      prod: {
        owner: "platform",
        ...(c.environment === undefined ? {} : { environment: c.environment }),
        aws: {
          account: "111122223333",
          region: "eu-central-1",
          ...(c.boundary ? { permissionsBoundary: "arn:aws:iam::111122223333:policy/edge" } : {}),
        },
      },
      stage: {
        owner: "platform",
        aws: { account: c.account === "111122223333" ? "444455556666" : c.account, region: "eu-west-1" },
      },
      cloud: { owner: "platform", gcp: { project: "acme-prod" } },
    },
    approvalGroups: {
      approvers: { team: "platform", members: c.approvers },
      others: { team: "security", members: ["hana"] },
    },
    roles: { operator, ...(c.second ? { viewer } : {}) },
    grants:
      c.grant === undefined
        ? {}
        : {
            lease: {
              role: "operator",
              ...Object.fromEntries(Object.entries(c.grant).filter(([, value]) => value !== undefined)),
            },
          },
    waivers:
      c.waiver === undefined
        ? {}
        : {
            key: {
              rule: "static-credential",
              resource: "aws_iam_access_key.ci",
              owner: "payments",
              acceptedBy: "hana",
              reason: "It cannot federate",
              expires: c.waiver,
            },
          },
    breakGlass:
      c.emergency === undefined
        ? {}
        : {
            emergency: {
              owners: { entitlement: "security" },
              target: "prod",
              people: c.emergency,
              managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
              reviewWithin: "72h",
            },
          },
  };
}
