import { specify } from "./specify";

specify("what is told of targets, tasks, exceptions and policy", [
  {
    name: "no permissions boundary any more",
    before: 'targets: { prod: { aws: { permissionsBoundary: "arn:aws:iam::111122223333:policy/edge" } } }',
    effects: [
      "targets.prod unguards guardrail: no permissions boundary limits the leases in prod any more; before, arn:aws:iam::111122223333:policy/edge",
    ],
  },
  {
    name: "a permissions boundary",
    after: 'targets: { prod: { aws: { permissionsBoundary: "arn:aws:iam::111122223333:policy/edge" } } }',
    effects: [
      "targets.prod tightens guardrail: the permissions boundary arn:aws:iam::111122223333:policy/edge limits the leases in prod",
    ],
  },
  {
    name: "another permissions boundary",
    before: 'targets: { prod: { aws: { permissionsBoundary: "arn:aws:iam::111122223333:policy/edge" } } }',
    after: 'targets: { prod: { aws: { permissionsBoundary: "arn:aws:iam::111122223333:policy/wide" } } }',
    effects: [
      "targets.prod unguards guardrail: the permissions boundary of the leases in prod is arn:aws:iam::111122223333:policy/wide instead of arn:aws:iam::111122223333:policy/edge: that it limits as much is not shown",
    ],
  },
  {
    name: "another account",
    after: 'targets: { stage: { aws: { account: "777788889999" } } }',
    effects: [
      "targets.stage widens scope: whatever is leased in stage lands in account 777788889999 instead of account 444455556666",
    ],
  },
  {
    name: "another role that Terraform works as",
    before: 'targets: { prod: { aws: { assumeRole: "arn:aws:iam::111122223333:role/deployer", externalId: abcdef } } }',
    after: 'targets: { prod: { aws: { assumeRole: "arn:aws:iam::111122223333:role/admin" } } }',
    effects: [
      "targets.prod unguards guardrail: Terraform no longer brings an external id to prod",
      "targets.prod widens identity: Terraform works in prod as arn:aws:iam::111122223333:role/admin instead of arn:aws:iam::111122223333:role/deployer",
    ],
  },
  {
    name: "another owner of a target",
    after: "targets: { prod: { owner: payments } }",
    effects: ["targets.prod widens ownership: team payments runs prod instead of platform"],
  },
  {
    name: "a target that goes",
    before: 'targets: { other: { owner: platform, aws: { account: "777788889999", region: eu-central-1 } } }',
    effects: [
      "targets.other unguards guardrail: other (account 777788889999) is no longer declared: what was made there stays, managed by nobody, unless its root is destroyed first",
    ],
  },
  {
    name: "an environment by which a lease may need nobody",
    before: `
roles: { operator: { approval: { auto: { for: [bot], when: 'request.environment != "production"' } } } }
targets: { prod: { environment: production } }`,
    after: `
roles: { operator: { approval: { auto: { for: [bot], when: 'request.environment != "production"' } } } }
targets: { prod: { environment: test } }`,
    effects: [
      "targets.prod widens approval: prod counts as test instead of production, by which leases of operator may need nobody's approval",
    ],
  },
  {
    name: "another state",
    after: "targets: { prod: { backend: { s3: { bucket: states, key: a, secret_key: hunter2 } } } }",
    effects: [
      "targets.prod unguards guardrail: the state of prod is kept elsewhere: without its old state, what stands there is managed by nobody",
    ],
  },
  {
    name: "a task that does more, and an agent that has it",
    before: "grants: { a: { role: operator, identity: bot, task: restart, start: 2026-11-23T09:00:00Z, ttl: 20m } }",
    after: `
grants: { a: { role: operator, identity: bot, task: restart, start: 2026-11-23T09:00:00Z, ttl: 20m } }
tasks: { restart: { aws: { statements: [ { actions: [ec2:RebootInstances, ec2:StartInstances], resources: ["arn:aws:ec2:*:*:instance/*"] } ] } } }`,
    effects: [
      "tasks.restart gains access: who has a lease of task restart already gains it at once: bot (an AI agent) until 2026-11-23T09:20:00Z",
      "tasks.restart widens privilege: whoever has task restart may also do ec2:StartInstances",
    ],
  },
  {
    name: "a new task",
    after:
      'tasks: { start: { agents: [bot], aws: { statements: [ { actions: [ec2:StartInstances], resources: ["arn:aws:ec2:*:*:instance/*"] } ] } } }',
    effects: ["tasks.start widens eligibility: bot may ask for task start"],
  },
  {
    name: "an exception",
    after:
      "waivers: { old-key: { rule: static-credential, resource: aws_iam_access_key.ci, owner: payments, acceptedBy: hana, reason: The vendor cannot federate, expires: 2027-01-15T00:00:00Z } }",
    effects: [
      "waivers.old-key unguards exception: what static-credential finds of aws_iam_access_key.ci stands until 2027-01-15T00:00:00Z, which no lease explains, accepted by hana: The vendor cannot federate",
    ],
    standing: [0, 1],
  },
  {
    name: "a longer exception",
    before:
      "waivers: { old-key: { rule: static-credential, resource: aws_iam_access_key.ci, owner: payments, acceptedBy: hana, reason: The vendor cannot federate, expires: 2026-12-15T00:00:00Z } }",
    after:
      "waivers: { old-key: { rule: static-credential, resource: aws_iam_access_key.ci, owner: payments, acceptedBy: ivan, reason: The vendor cannot federate, expires: 2027-01-15T00:00:00Z } }",
    effects: [
      "waivers.old-key unguards exception: what static-credential finds of aws_iam_access_key.ci stands until 2027-01-15T00:00:00Z instead of 2026-12-15T00:00:00Z",
      "waivers.old-key widens exception: ivan is said to have accepted exception old-key instead of hana",
    ],
  },
  {
    name: "an exception of something else",
    before:
      "waivers: { old-key: { rule: static-credential, resource: aws_iam_access_key.ci, owner: payments, acceptedBy: hana, reason: The vendor cannot federate, expires: 2026-12-15T00:00:00Z } }",
    after:
      "waivers: { old-key: { rule: static-credential, resource: aws_iam_access_key.root, owner: payments, acceptedBy: hana, reason: The vendor cannot federate, expires: 2026-12-15T00:00:00Z } }",
    effects: [
      "waivers.old-key unguards exception: what static-credential finds of aws_iam_access_key.root stands until 2026-12-15T00:00:00Z, which no lease explains, accepted by hana: The vendor cannot federate",
      "waivers.old-key tightens exception: static-credential holds again for aws_iam_access_key.ci",
    ],
  },
  {
    name: "an exception that is given up",
    before:
      "waivers: { old-key: { rule: static-credential, resource: aws_iam_access_key.ci, owner: payments, acceptedBy: hana, reason: The vendor cannot federate, expires: 2026-12-15T00:00:00Z } }",
    effects: ["waivers.old-key tightens exception: static-credential holds again for aws_iam_access_key.ci"],
    standing: [1, 0],
  },
  {
    name: "a break-glass role",
    after: `
breakGlass:
  emergency:
    owners: { entitlement: security }
    target: prod
    people: [hana]
    managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"]
    alarm: { sns: "arn:aws:sns:eu-central-1:111122223333:alarms", channel: on-call }
    reviewWithin: 72h`,
    effects: [
      "breakGlass.emergency gains access: hana may use emergency in prod (account 111122223333) at any time, without a lease or an approval: administrative access",
    ],
    standing: [0, 1],
  },
  {
    name: "somebody more in an emergency, and no alarm",
    before: `
breakGlass:
  emergency:
    owners: { entitlement: security }
    target: prod
    people: [hana]
    managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"]
    alarm: { sns: "arn:aws:sns:eu-central-1:111122223333:alarms", channel: on-call }
    reviewWithin: 72h`,
    after: `
breakGlass:
  emergency:
    owners: { entitlement: security }
    target: prod
    people: [hana, ivan]
    managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"]
    alarm: { sns: "arn:aws:sns:eu-central-1:111122223333:alarms" }
    reviewWithin: 72h`,
    effects: [
      "breakGlass.emergency unguards guardrail: a use of emergency is no longer told to channel on-call",
      "breakGlass.emergency gains access: ivan may use emergency in prod (account 111122223333) at any time, without a lease or an approval: administrative access",
    ],
    standing: [1, 2],
  },
  {
    name: "a later review, and another place",
    before: `
breakGlass:
  emergency:
    owners: { entitlement: security }
    target: prod
    people: [hana]
    managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"]
    alarm: { sns: "arn:aws:sns:eu-central-1:111122223333:alarms", channel: on-call }
    reviewWithin: 72h`,
    after: `
breakGlass:
  emergency:
    owners: { entitlement: security }
    target: stage
    people: [hana]
    managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"]
    alarm: { sns: "arn:aws:sns:eu-central-1:111122223333:alarms", channel: on-call }
    reviewWithin: 7d`,
    effects: [
      "breakGlass.emergency gains scope: hana may use emergency in stage (account 444455556666) instead of prod (account 111122223333)",
      "breakGlass.emergency widens review: a use of emergency is reviewed within 7 d instead of 3 d",
    ],
  },
  {
    name: "another governance team",
    after: "policy: { governance: payments }",
    effects: [
      "policy.policy unguards ownership: team payments decides on exceptions, policy and break-glass instead of security",
    ],
  },
  {
    name: "looser ceilings, and a tighter one",
    before: "policy: { ceilings: { high: 2h } }",
    after: "policy: { ceilings: { moderate: 8h } }",
    effects: [
      "policy.policy unguards guardrail: roles of high sensitivity may be leased for up to 4 h instead of 2 h",
      "policy.policy tightens guardrail: roles of moderate sensitivity may be leased for up to 8 h instead of 12 h",
    ],
  },
  {
    name: "leases closer to each other, and further ahead",
    after: "policy: { cooldown: 10m, maxAdvance: 14d }",
    effects: [
      "policy.policy unguards guardrail: leases of one role count as one when they are closer than 10 min instead of 1 h",
      "policy.policy widens requirements: a lease may begin up to 14 d ahead instead of 7 d",
    ],
  },
  {
    name: "another prefix",
    after: "policy: { prefix: lh }",
    effects: [
      "policy.policy unguards guardrail: the prefix is lh instead of leasehold: every role, policy, path and tag is renamed, so every lease is made anew and what names the old ones loses its hold",
    ],
  },
  {
    name: "another name",
    after: "name: acme-two",
    effects: [
      "name.name unguards guardrail: the estate's name is acme-two instead of acme: every role, policy, path and tag is renamed, so every lease is made anew and what names the old ones loses its hold",
    ],
  },
  {
    name: "another tag of owners",
    before: "roles: { operator: { aws: { ownedResourcesOnly: true } } }",
    after: `
roles: { operator: { aws: { ownedResourcesOnly: true } } }
policy: { ownerTag: squad }`,
    effects: [
      "policy.policy widens scope: resources show their owner by tag squad instead of team, by which roles are held to what is their owner's",
    ],
  },
  {
    name: "no trail any more",
    before: "policy: { audit: { aws: { trail: all } } }",
    effects: ["policy.policy unguards guardrail: where the trails go is no longer declared"],
  },
  {
    name: "an exception and a guardrail before a lease",
    before: 'targets: { prod: { aws: { permissionsBoundary: "arn:aws:iam::111122223333:policy/edge" } } }',
    after: `
grants: { a: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 90m } }
roles: { viewer: { maxTtl: 5h } }
waivers: { old-key: { rule: static-credential, resource: aws_iam_access_key.ci, owner: payments, acceptedBy: hana, reason: The vendor cannot federate, expires: 2027-01-15T00:00:00Z } }`,
    effects: [
      "targets.prod unguards guardrail: no permissions boundary limits the leases in prod any more; before, arn:aws:iam::111122223333:policy/edge",
      "waivers.old-key unguards exception: what static-credential finds of aws_iam_access_key.ci stands until 2027-01-15T00:00:00Z, which no lease explains, accepted by hana: The vendor cannot federate",
      "grants.a gains access: dana may use operator in prod (write access) from 2026-11-23T09:00:00Z until 2026-11-23T10:30:00Z",
      "roles.viewer widens maximum: anybody may hold viewer for 5 h instead of 4 h",
    ],
    standing: [0, 1],
  },
]);
