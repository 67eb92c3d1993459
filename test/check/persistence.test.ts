import { describe, expect, it } from "vitest";
import { foundIn, specify } from "./expecting";

const critical = `sensitivity: critical
    maxTtl: 1h
    approval: { steps: [ { group: platform-approvers }, { group: security-approvers } ] }`;
const aws = (holds: string, more = ""): string => `
tasks: { restart: null }
roles:
  operator:
    ${critical}
    eligible: [dana]
    ${more}
    aws: { ${holds} }`;
const actions = (list: string, more = ""): string => `statements: [ { actions: [${list}], resources: ["*"] ${more} } ]`;
const gcp = (holds: string, more = ""): string => `
roles:
  viewer:
    ${critical}
    ${more}
    gcp: { ${holds} }`;
const allow = (list: string): string => `persistence: { allow: [${list}], because: The deployer needs it }`;

specify("persistence actions on AWS", [
  {
    name: "named, and denied by the guard",
    estate: aws(actions("ec2:StartInstances, iam:PassRole")),
    found: ["error persistence-action-denied roles.operator.aws.statements.0.actions.1"],
  },
  {
    name: "named in another case",
    estate: aws(actions("IAM:createuser")),
    found: ["error persistence-action-denied roles.operator.aws.statements.0.actions.0"],
  },
  {
    name: "assuming further roles",
    estate: aws(actions("sts:AssumeRole")),
    found: ["error persistence-action-denied roles.operator.aws.statements.0.actions.0"],
  },
  {
    name: "named by a grant that narrows a wildcard of its role to it",
    estate: `${aws(actions('"iam:*"'))}
grants: { g: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h, actions: [iam:GetRole, iam:passrole] } }`,
    found: ["error persistence-action-denied grants.g.actions.1", "note persistence-denied-in-part roles.operator.aws"],
  },
  {
    name: "through a wildcard",
    estate: aws(actions('"iam:Create*"')),
    found: ["note persistence-denied-in-part roles.operator.aws"],
  },
  {
    name: "through a managed policy",
    estate: aws('statements: null, managedPolicies: ["arn:aws:iam::aws:policy/IAMFullAccess"]'),
    found: ["note persistence-denied-in-part roles.operator.aws"],
  },
  {
    name: "grants of keys to AWS services alone, which no guard denies",
    estate: aws(actions("kms:CreateGrant", ', conditions: { Bool: { "kms:GrantIsForAWSResource": ["true"] } }')),
    found: [],
  },
  {
    name: "grants of keys to anybody",
    estate: aws(actions("kms:CreateGrant")),
    found: ["error persistence-action-denied roles.operator.aws.statements.0.actions.0"],
  },
  { name: "opened by name", estate: aws(actions("iam:PassRole"), allow("iam:PassRole")), found: [] },
  {
    name: "opened by a wildcard",
    estate: aws(actions("iam:PassRole"), allow('"iam:Pass*", iam:PassRole')),
    found: ["error persistence-allow-wildcard roles.operator.persistence.allow.0"],
  },
  {
    name: "opened although it is none",
    estate: aws(actions("ec2:StartInstances"), allow("ec2:StartInstances")),
    found: ["error persistence-allow-not-persistence roles.operator.persistence.allow.0"],
  },
  {
    name: "opened although the role does not hold it",
    estate: aws(actions("ec2:StartInstances"), allow("iam:PassRole")),
    found: ["error persistence-allow-not-held roles.operator.persistence.allow.0"],
  },
  {
    name: "opened, and held by a managed policy",
    estate: aws('statements: null, managedPolicies: ["arn:aws:iam::aws:policy/IAMFullAccess"]', allow("iam:PassRole")),
    found: ["note persistence-denied-in-part roles.operator.aws"],
  },
  {
    name: "opened although the managed policy does not hold it",
    estate: aws(
      'statements: null, managedPolicies: ["arn:aws:iam::aws:policy/AmazonEC2ReadOnlyAccess"]',
      allow("iam:PassRole"),
    ),
    found: ["error persistence-allow-not-held roles.operator.persistence.allow.0"],
  },
  {
    name: "bounded, where the target has no boundary",
    estate: aws(actions("iam:CreateRole"), "persistence: bounded"),
    found: ["error persistence-bounded-without-boundary roles.operator.persistence"],
  },
  {
    name: "bounded, where the target has a boundary",
    estate: `targets: { prod: { aws: { permissionsBoundary: "arn:aws:iam::111122223333:policy/edge" } } }
${aws(actions("iam:CreateRole"), "persistence: bounded")}`,
    found: [],
  },
  {
    name: "bounded, and one that no boundary can hold",
    estate: `targets: { prod: { aws: { permissionsBoundary: "arn:aws:iam::111122223333:policy/edge" } } }
${aws(actions("iam:CreateRole, iam:CreateAccessKey"), "persistence: bounded")}`,
    found: ["error persistence-action-denied roles.operator.aws.statements.0.actions.1"],
  },
  {
    name: "named by a task of a role that holds it through a wildcard",
    estate: `
tasks: { restart: { aws: { statements: [ { actions: [iam:PassRole], resources: ["*"] } ] } } }
roles:
  operator:
    ${critical}
    aws: { ${actions('"iam:*"')} }`,
    found: [
      "note persistence-denied-in-part roles.operator.aws",
      "error persistence-action-denied tasks.restart.aws.statements.0.actions.0",
    ],
  },
]);

specify("persistence permissions on GCP", [
  {
    name: "a basic role, on which no condition can stand",
    estate: gcp("roles: [roles/viewer]"),
    found: ["error gcp-basic-role roles.viewer.gcp.roles.0"],
  },
  {
    name: "minting tokens",
    estate: gcp("roles: [roles/logging.viewer, roles/iam.serviceAccountTokenCreator]"),
    found: ["error gcp-persistence roles.viewer.gcp.roles.1"],
  },
  {
    name: "acting as a service account, opened by name",
    estate: gcp("roles: [roles/iam.serviceAccountUser]", allow("iam.serviceAccounts.actAs")),
    found: [],
  },
  {
    name: "opened although the role does not hold it",
    estate: gcp("roles: [roles/logging.viewer]", allow("iam.serviceAccounts.actAs")),
    found: ["error persistence-allow-not-held roles.viewer.persistence.allow.0"],
  },
  {
    name: "opened although it is none",
    estate: gcp("roles: [roles/logging.viewer]", allow("logging.logs.list")),
    found: ["error persistence-allow-not-persistence roles.viewer.persistence.allow.0"],
  },
  {
    name: "opened by a wildcard",
    estate: gcp("roles: [roles/iam.serviceAccountUser]", allow('"iam.*"')),
    found: [
      "error gcp-persistence roles.viewer.gcp.roles.0",
      "error persistence-allow-wildcard roles.viewer.persistence.allow.0",
    ],
  },
  {
    name: "setting policies alone",
    estate: gcp("roles: [roles/resourcemanager.projectIamAdmin]"),
    found: ["error gcp-persistence roles.viewer.gcp.roles.0"],
  },
  {
    name: "setting policies alone, limited in what it may grant",
    estate: gcp("roles: [roles/resourcemanager.projectIamAdmin], mayGrant: [roles/logging.viewer]"),
    found: [],
  },
  {
    name: "setting policies, with which to grant itself what would outlive the lease",
    estate: gcp("roles: [roles/resourcemanager.projectIamAdmin], mayGrant: [roles/iam.serviceAccountUser]"),
    found: ["error gcp-may-grant-no-limit roles.viewer.gcp.mayGrant.0"],
  },
  {
    name: "setting policies, with which to grant itself what the role opens by name",
    estate: gcp(
      "roles: [roles/resourcemanager.projectIamAdmin], mayGrant: [roles/iam.serviceAccountUser]",
      allow("iam.serviceAccounts.actAs"),
    ),
    found: [],
  },
  {
    name: "a limit of what may be granted on a role with other ways",
    estate: gcp(
      "roles: [roles/iam.serviceAccountUser, roles/resourcemanager.projectIamAdmin], mayGrant: [roles/logging.viewer]",
    ),
    found: ["error may-grant-not-enough roles.viewer.gcp.roles.0"],
  },
  {
    name: "a limit of what may be granted on a role that can grant nothing",
    estate: gcp("roles: [roles/logging.viewer], mayGrant: [roles/logging.viewer]"),
    found: ["error may-grant-without-use roles.viewer.gcp.mayGrant"],
  },
  {
    name: "a custom role, which the data cannot know",
    estate: gcp("roles: [projects/acme-prod/roles/deployer]"),
    found: ["error persistence-indeterminate roles.viewer.gcp.roles.0"],
  },
  {
    name: "bounded, which GCP cannot hold to anything",
    estate: gcp("roles: [roles/logging.viewer]", "persistence: bounded"),
    found: ["error persistence-bounded-without-aws roles.viewer.persistence"],
  },
]);

describe("the mend of a GCP role that could outlive a lease", () => {
  it("is ready to be written", () => {
    const [found] = foundIn(gcp("roles: [roles/iam.serviceAccountUser]"));
    expect(found?.fix).toContain('persistence: { allow: [iam.serviceAccounts.actAs], because: "…" }');
  });
});
