import { specify } from "./specify";

specify("what is told of what a role allows, and where", [
  {
    name: "a further action",
    after:
      'roles: { operator: { aws: { statements: [ { actions: [ec2:StartInstances, ec2:RebootInstances, ec2:StopInstances], resources: ["arn:aws:ec2:*:*:instance/*"] } ] } } }',
    effects: ["roles.operator widens privilege: a lease of operator may also do ec2:StopInstances"],
  },
  {
    name: "a wildcard over what was listed",
    after:
      'roles: { operator: { aws: { statements: [ { actions: ["ec2:*"], resources: ["arn:aws:ec2:*:*:instance/*"] } ] } } }',
    effects: [
      "roles.operator widens privilege: a lease of operator may also do ec2:*",
      "roles.operator widens privilege: operator amounts to access that can escalate instead of write access: ec2:AssociateEnclaveCertificateIamRole: a role given to something that goes on running; ec2:AssociateIamInstanceProfile: a role given to something that goes on running; ec2:CreateCoipPoolPermission: machines, images and networks shared with other accounts or opened to other principals; and 17 more",
    ],
  },
  {
    name: "fewer actions",
    after:
      'roles: { operator: { aws: { statements: [ { actions: [ec2:StartInstances], resources: ["arn:aws:ec2:*:*:instance/*"] } ] } } }',
    effects: ["roles.operator tightens privilege: a lease of operator may no longer do ec2:RebootInstances"],
  },
  {
    name: "wider resources",
    after:
      'roles: { operator: { aws: { statements: [ { actions: [ec2:StartInstances, ec2:RebootInstances], resources: ["*"] } ] } } }',
    effects: [
      "roles.operator widens scope: a lease of operator may also do ec2:RebootInstances and ec2:StartInstances on *",
    ],
  },
  {
    name: "narrower resources",
    after:
      'roles: { operator: { aws: { statements: [ { actions: [ec2:StartInstances, ec2:RebootInstances], resources: ["arn:aws:ec2:eu-central-1:*:instance/*"] } ] } } }',
    effects: [
      "roles.operator tightens scope: a lease of operator may no longer do ec2:RebootInstances and ec2:StartInstances on arn:aws:ec2:*:*:instance/*",
    ],
  },
  {
    name: "a condition that is dropped",
    before:
      'roles: { operator: { aws: { statements: [ { actions: [ec2:StartInstances, ec2:RebootInstances], resources: ["arn:aws:ec2:*:*:instance/*"], conditions: { StringEquals: { "aws:ResourceTag/team": payments } } } ] } } }',
    effects: [
      "roles.operator widens scope: a lease of operator may also do ec2:RebootInstances and ec2:StartInstances where a condition forbade it",
    ],
  },
  {
    name: "a condition that is added",
    after:
      'roles: { operator: { aws: { statements: [ { actions: [ec2:StartInstances, ec2:RebootInstances], resources: ["arn:aws:ec2:*:*:instance/*"], conditions: { StringEquals: { "aws:ResourceTag/team": payments } } } ] } } }',
    effects: [
      "roles.operator tightens scope: a lease of operator may no longer do ec2:RebootInstances and ec2:StartInstances where a condition now forbids it",
    ],
  },
  {
    name: "a condition with one value more",
    before:
      'roles: { operator: { aws: { statements: [ { actions: [ec2:StartInstances, ec2:RebootInstances], resources: ["arn:aws:ec2:*:*:instance/*"], conditions: { StringEquals: { "aws:ResourceTag/team": payments } } } ] } } }',
    after:
      'roles: { operator: { aws: { statements: [ { actions: [ec2:StartInstances, ec2:RebootInstances], resources: ["arn:aws:ec2:*:*:instance/*"], conditions: { StringEquals: { "aws:ResourceTag/team": [payments, platform] } } } ] } } }',
    effects: [
      "roles.operator widens scope: a lease of operator may also do ec2:RebootInstances and ec2:StartInstances where a condition forbade it",
    ],
  },
  {
    name: "statements split in two",
    after:
      'roles: { operator: { aws: { statements: [ { actions: [ec2:RebootInstances], resources: ["arn:aws:ec2:*:*:instance/*"] }, { actions: [ec2:StartInstances], resources: ["arn:aws:ec2:*:*:instance/*"] } ] } } }',
    effects: ["roles.operator restates privilege: nothing but words and names changes: aws.statements"],
  },
  {
    name: "actions in other letters",
    after:
      'roles: { operator: { aws: { statements: [ { actions: [EC2:startinstances, ec2:RebootInstances], resources: ["arn:aws:ec2:*:*:instance/*"] } ] } } }',
    effects: ["roles.operator restates privilege: nothing but words and names changes: aws.statements"],
  },
  {
    name: "a managed policy that can do everything",
    after: 'roles: { operator: { aws: { managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"] } } }',
    effects: [
      "roles.operator widens privilege: a lease of operator may also do *",
      "roles.operator widens privilege: operator amounts to administrative access instead of write access: *: every action on every resource",
    ],
  },
  {
    name: "a customer's own policy, of which nothing is known",
    after: 'roles: { operator: { aws: { managedPolicies: ["arn:aws:iam::111122223333:policy/own"] } } }',
    effects: [
      "roles.operator widens privilege: a lease of operator may also do what cannot be compared (arn:aws:iam::111122223333:policy/own)",
      "roles.operator widens privilege: operator amounts to access of unknown weight instead of write access: what arn:aws:iam::111122223333:policy/own allows is not known",
    ],
  },
  {
    name: "a further target",
    after: "roles: { operator: { aws: { targets: [prod, stage] } } }",
    effects: ["roles.operator widens scope: operator may be held in stage (account 444455556666) too"],
  },
  {
    name: "a target less",
    before: "roles: { operator: { aws: { targets: [prod, stage] } } }",
    effects: ["roles.operator tightens scope: operator may no longer be held in stage (account 444455556666)"],
  },
  {
    name: "a Google Cloud role that holds more",
    after: "roles: { viewer: { gcp: { roles: [roles/cloudsql.viewer, roles/cloudsql.admin] } } }",
    effects: [
      "roles.viewer widens privilege: a lease of viewer may also do what roles/cloudsql.admin allows",
      "roles.viewer widens privilege: viewer amounts to access to credentials instead of access to data: cloudsql.sslCerts.create; cloudsql.users.create; cloudsql.users.update",
    ],
  },
  {
    name: "a Google Cloud role that holds nothing more",
    before: "roles: { viewer: { gcp: { roles: [roles/cloudsql.admin] } } }",
    after: "roles: { viewer: { gcp: { roles: [roles/cloudsql.admin, roles/cloudsql.viewer] } } }",
    effects: ["roles.viewer restates privilege: nothing but words and names changes: gcp.roles"],
  },
  {
    name: "a custom Google Cloud role",
    after: "roles: { viewer: { gcp: { roles: [roles/cloudsql.viewer, projects/acme-prod/roles/own] } } }",
    effects: [
      "roles.viewer widens privilege: a lease of viewer may also do what projects/acme-prod/roles/own allows",
      "roles.viewer widens privilege: viewer amounts to access of unknown weight instead of access to data: what projects/acme-prod/roles/own allows is not known",
    ],
  },
  {
    name: "roles that may be granted",
    before: "roles: { viewer: { gcp: { roles: [roles/resourcemanager.projectIamAdmin], mayGrant: [roles/viewer] } } }",
    after:
      "roles: { viewer: { gcp: { roles: [roles/resourcemanager.projectIamAdmin], mayGrant: [roles/viewer, roles/owner] } } }",
    effects: ["roles.viewer widens privilege: viewer may grant roles/owner too"],
  },
  {
    name: "no limit of the roles that may be granted",
    before: "roles: { viewer: { gcp: { roles: [roles/resourcemanager.projectIamAdmin], mayGrant: [roles/viewer] } } }",
    after: "roles: { viewer: { gcp: { roles: [roles/resourcemanager.projectIamAdmin] } } }",
    effects: ["roles.viewer widens privilege: viewer is no longer limited in the roles that it may grant"],
  },
  {
    name: "resources of every owner",
    before: "roles: { operator: { aws: { ownedResourcesOnly: true } } }",
    effects: [
      "roles.operator unguards scope: operator reaches resources of every owner, and no longer only those that its owner's tag marks",
    ],
  },
  {
    name: "an action that outlives the lease",
    after: "roles: { operator: { persistence: { allow: [iam:PassRole], because: The instance needs its role } } }",
    effects: [
      "roles.operator unguards persistence: a lease of operator may outlive itself by iam:PassRole: The instance needs its role",
    ],
  },
  {
    name: "nothing that outlives the lease any more",
    before: "roles: { operator: { persistence: { allow: [iam:PassRole], because: The instance needs its role } } }",
    effects: ["roles.operator tightens persistence: a lease of operator can make nothing any more that outlives it"],
  },
  {
    name: "all that a boundary allows, in the place of one action",
    before: "roles: { operator: { persistence: { allow: [iam:PassRole], because: The instance needs its role } } }",
    after: "roles: { operator: { persistence: bounded } }",
    effects: [
      "roles.operator unguards persistence: a lease of operator may make users, roles and attachments that outlive it, within the target's permissions boundary",
    ],
  },
  {
    name: "leases that widen with their role",
    before:
      "grants: { now: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h }, past: { role: operator, identity: deploy, start: 2026-11-01T09:00:00Z, ttl: 1h } }",
    after: `
grants: { now: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h }, past: { role: operator, identity: deploy, start: 2026-11-01T09:00:00Z, ttl: 1h } }
roles: { operator: { aws: { targets: [prod, stage] } } }`,
    effects: [
      "roles.operator gains access: who holds operator already gains it at once: dana (now, until 2026-11-23T10:00:00Z)",
      "roles.operator widens scope: operator may be held in stage (account 444455556666) too",
    ],
  },
  {
    name: "leases that reach more where a limit of their role goes",
    before: `
grants: { now: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h } }
roles: { operator: { aws: { ownedResourcesOnly: true } } }`,
    after: "grants: { now: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h } }",
    effects: [
      "roles.operator unguards scope: operator reaches resources of every owner, and no longer only those that its owner's tag marks",
      "roles.operator gains access: who holds operator already gains it at once: dana (now, until 2026-11-23T10:00:00Z)",
    ],
  },
  {
    name: "a further target, which a lease of fewer targets does not gain",
    before:
      "grants: { whole: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h }, one: { role: operator, identity: deploy, start: 2026-11-23T09:00:00Z, ttl: 1h, targets: [prod] }, few: { role: operator, identity: dana, start: 2026-11-24T09:00:00Z, ttl: 1h, actions: [ec2:StartInstances] }, task: { role: operator, identity: bot, task: restart, start: 2026-11-23T09:00:00Z, ttl: 20m } }",
    after: `
grants: { whole: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h }, one: { role: operator, identity: deploy, start: 2026-11-23T09:00:00Z, ttl: 1h, targets: [prod] }, few: { role: operator, identity: dana, start: 2026-11-24T09:00:00Z, ttl: 1h, actions: [ec2:StartInstances] }, task: { role: operator, identity: bot, task: restart, start: 2026-11-23T09:00:00Z, ttl: 20m } }
roles: { operator: { aws: { targets: [prod, stage] } } }`,
    effects: [
      "roles.operator gains access: who holds operator already gains it at once: bot (task, until 2026-11-23T09:20:00Z), dana (few, until 2026-11-24T10:00:00Z) and dana (whole, until 2026-11-23T10:00:00Z)",
      "roles.operator widens scope: operator may be held in stage (account 444455556666) too",
    ],
  },
  {
    name: "a further action, which leases of a task and of single actions do not gain",
    before:
      "grants: { whole: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h }, one: { role: operator, identity: deploy, start: 2026-11-23T09:00:00Z, ttl: 1h, targets: [prod] }, few: { role: operator, identity: dana, start: 2026-11-24T09:00:00Z, ttl: 1h, actions: [ec2:StartInstances] }, task: { role: operator, identity: bot, task: restart, start: 2026-11-23T09:00:00Z, ttl: 20m } }",
    after: `
grants: { whole: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h }, one: { role: operator, identity: deploy, start: 2026-11-23T09:00:00Z, ttl: 1h, targets: [prod] }, few: { role: operator, identity: dana, start: 2026-11-24T09:00:00Z, ttl: 1h, actions: [ec2:StartInstances] }, task: { role: operator, identity: bot, task: restart, start: 2026-11-23T09:00:00Z, ttl: 20m } }
roles: { operator: { aws: { statements: [ { actions: [ec2:StartInstances, ec2:RebootInstances, ec2:StopInstances], resources: ["arn:aws:ec2:*:*:instance/*"] } ] } } }`,
    effects: [
      "roles.operator gains access: who holds operator already gains it at once: dana (whole, until 2026-11-23T10:00:00Z) and deploy (one, until 2026-11-23T10:00:00Z)",
      "roles.operator widens privilege: a lease of operator may also do ec2:StopInstances",
    ],
  },
  {
    name: "wider resources, which all leases gain that reach them",
    before:
      "grants: { whole: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h }, one: { role: operator, identity: deploy, start: 2026-11-23T09:00:00Z, ttl: 1h, targets: [prod] }, few: { role: operator, identity: dana, start: 2026-11-24T09:00:00Z, ttl: 1h, actions: [ec2:StartInstances] }, task: { role: operator, identity: bot, task: restart, start: 2026-11-23T09:00:00Z, ttl: 20m } }",
    after: `
grants: { whole: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h }, one: { role: operator, identity: deploy, start: 2026-11-23T09:00:00Z, ttl: 1h, targets: [prod] }, few: { role: operator, identity: dana, start: 2026-11-24T09:00:00Z, ttl: 1h, actions: [ec2:StartInstances] }, task: { role: operator, identity: bot, task: restart, start: 2026-11-23T09:00:00Z, ttl: 20m } }
roles: { operator: { aws: { statements: [ { actions: [ec2:StartInstances, ec2:RebootInstances], resources: ["*"] } ] } } }`,
    effects: [
      "roles.operator gains access: who holds operator already gains it at once: dana (few, until 2026-11-24T10:00:00Z), dana (whole, until 2026-11-23T10:00:00Z) and deploy (one, until 2026-11-23T10:00:00Z)",
      "roles.operator widens scope: a lease of operator may also do ec2:RebootInstances and ec2:StartInstances on *",
    ],
  },
  {
    name: "a condition of the role's that goes, for a lease of a task too",
    before: `
grants: { whole: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h }, one: { role: operator, identity: deploy, start: 2026-11-23T09:00:00Z, ttl: 1h, targets: [prod] }, few: { role: operator, identity: dana, start: 2026-11-24T09:00:00Z, ttl: 1h, actions: [ec2:StartInstances] }, task: { role: operator, identity: bot, task: restart, start: 2026-11-23T09:00:00Z, ttl: 20m } }
roles: { operator: { aws: { statements: [ { actions: [ec2:StartInstances, ec2:RebootInstances], resources: ["arn:aws:ec2:*:*:instance/*"], conditions: { StringEquals: { "aws:ResourceTag/team": payments } } } ] } } }`,
    after:
      "grants: { whole: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h }, one: { role: operator, identity: deploy, start: 2026-11-23T09:00:00Z, ttl: 1h, targets: [prod] }, few: { role: operator, identity: dana, start: 2026-11-24T09:00:00Z, ttl: 1h, actions: [ec2:StartInstances] }, task: { role: operator, identity: bot, task: restart, start: 2026-11-23T09:00:00Z, ttl: 20m } }",
    effects: [
      "roles.operator gains access: who holds operator already gains it at once: bot (task, until 2026-11-23T09:20:00Z), dana (few, until 2026-11-24T10:00:00Z), dana (whole, until 2026-11-23T10:00:00Z) and deploy (one, until 2026-11-23T10:00:00Z)",
      "roles.operator widens scope: a lease of operator may also do ec2:RebootInstances and ec2:StartInstances where a condition forbade it",
    ],
  },
]);
