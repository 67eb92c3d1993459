import { specify } from "./expecting";

const agentGrant = (rest: string): string =>
  `grants: { g: { role: operator, identity: bot, start: 2026-11-23T09:00:00Z, ttl: 1h, ${rest} } }`;

specify("sponsors", [
  {
    name: "an agent without one",
    estate: "identities: { bot: { sponsor: null } }",
    found: ["error sponsor-missing identities.bot.sponsor"],
  },
  {
    name: "an agent sponsored by a workload",
    estate: "identities: { bot: { sponsor: deploy } }",
    found: ["error sponsor-not-person identities.bot.sponsor"],
  },
  {
    name: "an agent sponsored by a group",
    estate: "identities: { crew: { kind: group, members: [erin] }, bot: { sponsor: crew } }",
    found: ["error sponsor-not-person identities.bot.sponsor"],
  },
]);

specify("tasks", [
  {
    name: "an agent that is eligible for a role and has no task",
    estate: "tasks: { restart: null }",
    found: ["error agent-without-task roles.operator.eligible.2"],
  },
  {
    name: "an agent whose only task lies within another role",
    estate: `
roles:
  starter:
    owners: { entitlement: payments, business: payments }
    sensitivity: moderate
    eligible: [bot]
    maxTtl: 1h
    approval: { steps: [ { group: platform-approvers } ] }
    aws: { targets: [prod], statements: [ { actions: [ec2:StartInstances], resources: ["*"] } ] }`,
    found: ["error agent-without-task roles.starter.eligible.0"],
  },
  {
    name: "an agent in a role of GCP alone, where there are no tasks",
    estate: "roles: { viewer: { eligible: [bot], owners: { business: payments } } }",
    found: ["error agent-without-task roles.viewer.eligible.0"],
  },
  {
    name: "an action beyond the role",
    estate: `
tasks: { stop: { agents: [bot], aws: { statements: [ { actions: [ec2:StopInstances], resources: ["arn:aws:ec2:*:*:instance/*"] } ] } } }`,
    found: ["error task-beyond-roles tasks.stop.aws.statements"],
  },
  {
    name: "a resource beyond the role",
    estate: `
tasks: { wide: { agents: [bot], aws: { statements: [ { actions: [ec2:StartInstances], resources: ["*"] } ] } } }`,
    found: ["error task-beyond-roles tasks.wide.aws.statements"],
  },
  {
    name: "an action held by one statement and its resource by another",
    estate: `
tasks: { mixed: { agents: [bot], aws: { statements: [ { actions: [ec2:StartInstances], resources: ["arn:aws:ec2:*:*:volume/*"] } ] } } }
roles:
  operator:
    aws:
      statements:
        - { actions: [ec2:StartInstances, ec2:RebootInstances], resources: ["arn:aws:ec2:*:*:instance/*"] }
        - { actions: [ec2:AttachVolume], resources: ["arn:aws:ec2:*:*:volume/*"] }`,
    found: ["error task-beyond-roles tasks.mixed.aws.statements"],
  },
  {
    name: "within a wildcard of the role, in another case",
    estate: `
tasks: { restart: { aws: { statements: [ { actions: [EC2:rebootinstances], resources: ["arn:aws:ec2:eu-central-1:111122223333:instance/i-1"] } ] } } }
roles: { operator: { aws: { statements: [ { actions: ["ec2:Reboot*"], resources: ["arn:aws:ec2:*:*:instance/*"] } ] } } }`,
    found: [],
  },
  {
    name: "of two agents, one of whom is eligible nowhere",
    estate: `
identities: { droid: { kind: agent, sponsor: erin } }
tasks: { restart: { agents: [bot, droid] } }`,
    found: ["error task-beyond-roles tasks.restart.aws.statements"],
  },
  {
    name: "held by a managed policy alone, as the data know it",
    estate: `
tasks: { look: { agents: [bot], aws: { statements: [ { actions: [ec2:DescribeInstances], resources: ["*"] } ] } } }
roles:
  operator:
    aws: { managedPolicies: ["arn:aws:iam::aws:policy/AmazonEC2ReadOnlyAccess"] }`,
    found: [],
  },
  {
    name: "held by nothing in a managed policy",
    estate: `
roles:
  operator:
    aws: { statements: null, managedPolicies: ["arn:aws:iam::aws:policy/AmazonEC2ReadOnlyAccess"] }`,
    found: [
      "error agent-without-task roles.operator.eligible.2",
      "error task-beyond-roles tasks.restart.aws.statements",
    ],
  },
]);

specify("grants to agents", [
  { name: "of one of its tasks", estate: agentGrant("task: restart"), found: [] },
  { name: "without a task", estate: agentGrant("ticket: INC-1"), found: ["error grant-task-missing grants.g.task"] },
  {
    name: "of another agent's task",
    estate: `
identities: { droid: { kind: agent, sponsor: erin } }
tasks: { other: { agents: [droid], aws: { statements: [ { actions: [ec2:StartInstances], resources: ["arn:aws:ec2:*:*:instance/*"] } ] } } }
roles: { operator: { eligible: [dana, deploy, bot, droid] } }
${agentGrant("task: other")}`,
    found: ["error grant-task-of-another grants.g.task"],
  },
  {
    name: "of a task beyond this role, within another",
    estate: `
roles:
  stopper:
    owners: { entitlement: payments, business: payments }
    sensitivity: moderate
    eligible: [bot]
    maxTtl: 1h
    approval: { steps: [ { group: platform-approvers } ] }
    aws: { targets: [prod], statements: [ { actions: [ec2:StopInstances], resources: ["*"] } ] }
tasks: { stop: { agents: [bot], aws: { statements: [ { actions: [ec2:StopInstances], resources: ["*"] } ] } } }
${agentGrant("task: stop")}`,
    found: ["error grant-task-beyond-role grants.g.task"],
  },
  {
    name: "that land on GCP too",
    estate: `
identities: { bot: { gcp: { member: "serviceAccount:bot@acme-prod.iam.gserviceaccount.com" } } }
roles: { operator: { gcp: { targets: [cloud], roles: [roles/cloudsql.viewer] } } }
${agentGrant("task: restart")}`,
    found: ["error grant-task-on-gcp grants.g.targets"],
  },
  {
    name: "that land on GCP too, narrowed to AWS",
    estate: `
roles: { operator: { gcp: { targets: [cloud], roles: [roles/cloudsql.viewer] } } }
${agentGrant("task: restart, targets: [prod]")}`,
    found: [],
  },
  {
    name: "a task in a grant to a person",
    estate: "grants: { g: { role: operator, identity: dana, ttl: 1h, task: restart } }",
    found: ["error grant-task-not-to-agent grants.g.task"],
  },
]);

specify("narrower actions of a grant", [
  {
    name: "within the role",
    estate: "grants: { g: { role: operator, identity: dana, ttl: 1h, actions: [ec2:StartInstances] } }",
    found: [],
  },
  {
    name: "beyond the role",
    estate: "grants: { g: { role: operator, identity: dana, ttl: 1h, actions: [ec2:StartInstances, 'ec2:*'] } }",
    found: ["error grant-actions-beyond-role grants.g.actions.1"],
  },
  {
    name: "of a role with managed policies",
    estate: `
roles: { operator: { aws: { managedPolicies: ["arn:aws:iam::aws:policy/AmazonEC2ReadOnlyAccess"] } } }
grants: { g: { role: operator, identity: dana, ttl: 1h, actions: [ec2:StartInstances] } }`,
    found: ["error grant-actions-with-managed-policies grants.g.actions"],
  },
  {
    name: "on GCP",
    estate: `
roles: { operator: { gcp: { targets: [cloud], roles: [roles/cloudsql.viewer] } } }
grants: { g: { role: operator, identity: dana, ttl: 1h, actions: [ec2:StartInstances] } }`,
    found: ["error grant-actions-on-gcp grants.g.actions"],
  },
  {
    name: "beside a task",
    estate: agentGrant("task: restart, actions: [ec2:RebootInstances]"),
    found: ["error grant-actions-with-task grants.g.actions"],
  },
]);
