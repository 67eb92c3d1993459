import { specify } from "./expecting";

specify("what is not enforced", [
  {
    name: "shared isolation, which comes later",
    estate: "roles: { operator: { isolation: shared } }",
    found: ["error isolation-shared-later roles.operator.isolation"],
  },
  {
    name: "an entitlement of Privileged Access Manager, which comes later",
    estate: "roles: { viewer: { gcp: { pam: true } } }",
    found: ["error pam-later roles.viewer.gcp.pam"],
  },
  {
    name: "owned resources without a tag that marks them",
    estate: `
policy: { ownerTag: null }
roles:
  operator: { aws: { ownedResourcesOnly: true } }
  viewer: { gcp: { ownedResourcesOnly: "123456789012" } }`,
    found: [
      "error owned-resources-without-owner-tag roles.operator.aws.ownedResourcesOnly",
      "error owned-resources-without-owner-tag roles.viewer.gcp.ownedResourcesOnly",
    ],
  },
  {
    name: "owned resources with a managed policy",
    estate: `
roles:
  operator:
    aws: { ownedResourcesOnly: true, managedPolicies: ["arn:aws:iam::aws:policy/AmazonEC2ReadOnlyAccess"] }`,
    found: ["error owned-resources-with-managed-policies roles.operator.aws.managedPolicies"],
  },
  {
    name: "owned resources with an action that no tag can limit",
    estate: `
tasks: { restart: null }
roles:
  operator:
    eligible: [dana]
    aws: { ownedResourcesOnly: true, statements: [ { actions: [ec2:DescribeInstances], resources: ["*"] } ] }`,
    found: ["error aws-owned-not-supported roles.operator.aws.statements"],
  },
  {
    name: "a role that gives nothing",
    estate: "roles: { viewer: { gcp: null } }",
    found: ["warning role-gives-nothing roles.viewer"],
  },
]);
