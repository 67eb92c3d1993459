import { describe, expect, it } from "vitest";
import { foundIn, specify } from "./expecting";

/** A role of AWS by its sensitivity and what it holds, without the agent. */
const aws = (sensitivity: string, holds: string): string => `
tasks: { restart: null }
roles:
  operator:
    sensitivity: ${sensitivity}
    maxTtl: 1h
    eligible: [dana]
    approval: { steps: [ { group: platform-approvers }, { group: security-approvers } ] }
    aws: { ${holds} }`;
const actions = (...list: string[]): string =>
  `statements: [ { actions: [${list.map((action) => `"${action}"`).join(", ")}], resources: ["*"] } ]`;
const gcp = (sensitivity: string, role: string, more = ""): string =>
  `roles: { viewer: { sensitivity: ${sensitivity}, ${more} gcp: { roles: [${role}] } } }`;
const understated = "error sensitivity-understated roles.operator.sensitivity";

specify("sensitivity against statements", [
  { name: "reading settings is low", estate: aws("low", actions("ec2:DescribeInstances")), found: [] },
  { name: "changing anything is not low", estate: aws("low", actions("ec2:StartInstances")), found: [understated] },
  { name: "reading contents is not low", estate: aws("low", actions("s3:GetObject")), found: [understated] },
  { name: "reading contents is moderate", estate: aws("moderate", actions("s3:GetObject")), found: [] },
  {
    name: "reading secrets is not moderate",
    estate: aws("moderate", actions("secretsmanager:GetSecretValue")),
    found: [understated],
  },
  {
    name: "reading secrets is high",
    estate: aws("high", actions("secretsmanager:GetSecretValue")),
    found: [],
  },
  {
    name: "everything is critical, and nothing less",
    estate: aws("high", actions("*")),
    found: [understated, "note persistence-denied-in-part roles.operator.aws"],
  },
  {
    name: "an action that the data does not know",
    estate: aws("moderate", actions("ec2:StartInstances", "ec2:StartInstancez")),
    found: ["error privilege-indeterminate roles.operator.aws.statements.0.actions.1"],
  },
  {
    name: "an action that the data does not know, in a critical role",
    estate: aws("critical", actions("ec2:StartInstancez")),
    found: [],
  },
  {
    name: "an action that the data does not know, waived",
    estate: `${aws("moderate", actions("ec2:StartInstancez"))}
waivers:
  w: { rule: privilege-indeterminate, resource: roles.operator, owner: payments, acceptedBy: hana, reason: New, expires: 2027-01-01T00:00:00Z }`,
    found: ["note privilege-indeterminate roles.operator.aws.statements.0.actions.0 (w)"],
  },
]);

specify("sensitivity against managed policies", [
  {
    name: "one that administers",
    estate: aws("high", 'statements: null, managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"]'),
    found: [understated, "note persistence-denied-in-part roles.operator.aws"],
  },
  {
    name: "one that only looks",
    estate: aws("low", 'statements: null, managedPolicies: ["arn:aws:iam::aws:policy/AmazonEC2ReadOnlyAccess"]'),
    found: [],
  },
  {
    name: "a customer's own, whatever it is called",
    estate: aws("high", 'statements: null, managedPolicies: ["arn:aws:iam::111122223333:policy/ReadOnlyAccess"]'),
    found: ["error privilege-indeterminate roles.operator.aws.managedPolicies.0"],
  },
]);

specify("sensitivity against GCP roles", [
  { name: "one that only looks", estate: gcp("low", "roles/logging.viewer"), found: [] },
  {
    name: "one that changes",
    estate: gcp("low", "roles/pubsub.editor"),
    found: ["error sensitivity-understated roles.viewer.sensitivity"],
  },
  {
    name: "a custom one, which the data cannot know",
    estate: gcp("moderate", "projects/acme-prod/roles/deployer"),
    found: [
      "error persistence-indeterminate roles.viewer.gcp.roles.0",
      "error privilege-indeterminate roles.viewer.gcp.roles.0",
    ],
  },
]);

describe("what is said of an understated role", () => {
  it("names the floor, the privilege, and what makes it so", () => {
    const [found] = foundIn(aws("low", actions("secretsmanager:GetSecretValue")));
    expect(found?.message).toContain("credential-exposure");
    expect(found?.message).toContain("secretsmanager:GetSecretValue");
    expect(found?.fix).toContain("`sensitivity: high`");
  });
});
