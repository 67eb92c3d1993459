import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { check } from "../../src/check/check";
import { compileRoots } from "../../src/synth/roots";
import { estateWith } from "../helpers/estate";
import { line, specify } from "./expecting";

const grants = (count: number, rest: (index: number) => string): string =>
  `grants:\n${Array.from({ length: count }, (_, index) => `  g${index}: { ${rest(index)} }`).join("\n")}`;
const day = (index: number): string =>
  new Date(Date.UTC(2026, 10, 23) + index * 86_400_000).toISOString().replace(".000", "");

/** A subject so long that the trust policy of its lease is over the quota. */
const longSubject = "x".repeat(2200);

specify("quotas", [
  {
    name: "a trust policy that is too large, of one among many holders",
    estate: `
identities:
  long: { kind: workload, aws: { oidc: { issuer: gitlab.com, audience: a, subject: ${longSubject} } } }
roles: { operator: { eligible: [dana, deploy, bot, long] } }
grants:
  a: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h }
  b: { role: operator, identity: deploy, start: 2026-11-23T09:00:00Z, ttl: 1h }
  c: { role: operator, identity: long, start: 2026-11-23T09:00:00Z, ttl: 1h }`,
    found: ["error aws-trust-too-large grants.c.identity"],
  },
  {
    name: "the same, waived at the role since AWS has raised the quota",
    estate: `
identities:
  long: { kind: workload, aws: { oidc: { issuer: gitlab.com, audience: a, subject: ${longSubject} } } }
roles: { operator: { eligible: [dana, deploy, bot, long] } }
grants: { c: { role: operator, identity: long, start: 2026-11-23T09:00:00Z, ttl: 1h } }
waivers:
  w: { rule: aws-trust-too-large, resource: roles.operator, owner: payments, acceptedBy: hana, reason: Raised, expires: 2027-01-01T00:00:00Z }`,
    found: ["note aws-trust-too-large grants.c.identity (w)"],
  },
  {
    name: "more managed policies than a role takes, waived since AWS has raised the quota",
    estate: `
roles:
  operator:
    aws:
      managedPolicies: [${[
        "AmazonEC2ReadOnlyAccess",
        "AmazonS3ReadOnlyAccess",
        "AmazonSQSReadOnlyAccess",
        "AmazonSNSReadOnlyAccess",
        "AmazonRDSReadOnlyAccess",
        "AmazonVPCReadOnlyAccess",
        "AmazonDynamoDBReadOnlyAccess",
        "AmazonKinesisReadOnlyAccess",
        "AmazonRoute53ReadOnlyAccess",
        "CloudWatchReadOnlyAccess",
      ]
        .map((name) => `"arn:aws:iam::aws:policy/${name}"`)
        .join(", ")}]
waivers:
  w: { rule: aws-too-many-policies, resource: roles.operator, owner: payments, acceptedBy: hana, reason: Raised, expires: 2027-01-01T00:00:00Z }`,
    found: ["note aws-too-many-policies roles.operator.aws (w)"],
  },
  {
    name: "what AWS takes in no policy, in a role among many",
    estate: `
roles:
  greek:
    owners: { entitlement: payments }
    sensitivity: moderate
    eligible: [dana]
    maxTtl: 1h
    approval: { steps: [ { group: platform-approvers } ] }
    aws: { targets: [prod], statements: [ { actions: [s3:GetObject], resources: ["arn:aws:s3:::α/*"] } ] }`,
    found: ["error aws-policy-character roles.greek.aws.statements.0"],
  },
  {
    name: "a resource of another partition, in a role among many",
    estate: `
roles:
  abroad:
    owners: { entitlement: payments }
    sensitivity: moderate
    eligible: [dana]
    maxTtl: 1h
    approval: { steps: [ { group: platform-approvers } ] }
    aws: { targets: [prod], statements: [ { actions: [s3:GetObject], resources: ["arn:aws-cn:s3:::x/*"] } ] }`,
    found: ["error aws-wrong-partition roles.abroad.aws.statements.0.resources"],
  },
  {
    name: "more conditions on one binding of GCP than it holds",
    estate: grants(21, (index) => `role: viewer, identity: dana, start: ${day(index)}, ttl: 1h`),
    found: ["error gcp-too-many-conditions targets.cloud"],
  },
  {
    name: "one account as two targets of one role, whose names would meet",
    estate: `
targets: { twin: { owner: platform, aws: { account: "111122223333", region: eu-west-1 } } }
roles: { operator: { aws: { targets: [prod, twin] } } }`,
    found: ["error aws-name-claimed-twice targets.twin"],
  },
  {
    name: "two targets that would keep their state in one place",
    estate: "policy: { backend: { s3: { bucket: states, key: all } } }",
    found: ["error backend-shared policy.backend"],
  },
]);

describe("check and the compiler", () => {
  const holder = fc.constantFrom("dana", "deploy", "long");
  const some = fc.array(fc.record({ holder, viewer: fc.boolean() }), { maxLength: 30 });

  it("agree on what the clouds cannot hold, although check looks at a sample", () => {
    fc.assert(
      fc.property(some, (chosen) => {
        const estate = estateWith(`
identities:
  deploy: { gcp: { member: "serviceAccount:ci@acme-prod.iam.gserviceaccount.com" } }
  long:
    kind: workload
    aws: { oidc: { issuer: gitlab.com, audience: a, subject: ${longSubject} } }
    gcp: { member: "serviceAccount:long@acme-prod.iam.gserviceaccount.com" }
roles:
  operator: { eligible: [dana, deploy, bot, long] }
  viewer: { eligible: [dana, deploy, long] }
${chosen.length === 0 ? "" : "grants:"}
${chosen
  .map(
    (one, index) =>
      `  g${index}: { role: ${one.viewer ? "viewer" : "operator"}, identity: ${one.holder}, start: ${day(index)}, ttl: 1h }`,
  )
  .join("\n")}`);
        const compiled = compileRoots(estate).diagnostics.map(line);
        const checked = check(estate)
          .map(line)
          .filter((text) => !text.startsWith("note residuals"));
        expect([...new Set(checked)].sort()).toEqual([...new Set(compiled)].sort());
      }),
      { numRuns: 60 },
    );
  });
});
