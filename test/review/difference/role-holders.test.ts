import { specify } from "./specify";

specify("what is told of who may hold a role, for how long and approved by whom", [
  {
    name: "a longer maximum",
    after: "roles: { operator: { maxTtl: 8h } }",
    effects: ["roles.operator widens maximum: anybody may hold operator for 8 h instead of 4 h"],
  },
  {
    name: "a shorter maximum",
    after: "roles: { operator: { maxTtl: 2h } }",
    effects: ["roles.operator tightens maximum: anybody may hold operator for 2 h instead of 4 h"],
  },
  {
    name: "a tighter limit for agents that is taken away",
    before: "roles: { operator: { limits: { agent: 30m } } }",
    effects: ["roles.operator widens maximum: an agent may hold operator for 4 h instead of 30 min"],
  },
  {
    name: "a limit above the maximum, which limits nothing",
    after: "roles: { operator: { limits: { agent: 8h } } }",
    effects: ["roles.operator restates maximum: nothing but words and names changes: limits.agent"],
  },
  {
    name: "extensions that were not allowed",
    after: "roles: { operator: { extensions: { count: 2, upTo: 1h } } }",
    effects: [
      "roles.operator widens maximum: a lease of operator may be extended 2 times by at most 1 h instead of not at all",
    ],
  },
  {
    name: "fewer extensions",
    before: "roles: { operator: { extensions: { count: 2, upTo: 1h } } }",
    after: "roles: { operator: { extensions: { count: 1, upTo: 1h } } }",
    effects: [
      "roles.operator tightens maximum: a lease of operator may be extended 1 time by at most 1 h instead of 2 times by at most 1 h",
    ],
  },
  {
    name: "somebody more who may ask",
    after: "roles: { operator: { eligible: [dana, deploy, bot, erin] } }",
    effects: ["roles.operator widens eligibility: erin may ask for operator"],
  },
  {
    name: "somebody less who may ask",
    after: "roles: { operator: { eligible: [deploy, bot] } }",
    effects: ["roles.operator tightens eligibility: dana may no longer ask for operator"],
  },
  {
    name: "a group in the place of its members",
    before: `
identities: { crew: { kind: group, members: [dana, erin] } }
roles: { viewer: { eligible: [dana, erin] } }`,
    after: `
identities: { crew: { kind: group, members: [dana, erin] } }
roles: { viewer: { eligible: [crew] } }`,
    effects: ["roles.viewer restates eligibility: the same 2 may ask for viewer, named otherwise"],
  },
  {
    name: "a group in a group, by which more may ask",
    before: "identities: { crew: { kind: group, members: [inner] }, inner: { kind: group, members: [erin] } }",
    after: `
identities: { crew: { kind: group, members: [inner] }, inner: { kind: group, members: [erin] } }
roles: { viewer: { eligible: [dana, crew] } }`,
    effects: ["roles.viewer widens eligibility: erin may ask for viewer"],
  },
  {
    name: "everyone of a group that is kept elsewhere",
    before: "identities: { crew: { kind: group, membership: external } }",
    after: `
identities: { crew: { kind: group, membership: external } }
roles: { viewer: { eligible: [dana, crew] } }`,
    effects: ["roles.viewer widens eligibility: everyone in crew (kept elsewhere) may ask for viewer"],
  },
  {
    name: "no approval any more",
    after: "roles: { operator: { approval: { steps: null, none: It is only read } } }",
    effects: ["roles.operator widens approval: nobody has to approve a lease of operator any more: It is only read"],
  },
  {
    name: "approval that nobody was asked for",
    before: "roles: { operator: { approval: { steps: null, none: It is only read } } }",
    effects: ["roles.operator tightens approval: a lease of operator has to be approved: by 1 of platform-approvers"],
  },
  {
    name: "another reason for no approval",
    before: "roles: { operator: { approval: { steps: null, none: It is only read } } }",
    after: "roles: { operator: { approval: { steps: null, none: It is only looked at } } }",
    effects: [
      "roles.operator restates approval: nobody has to approve a lease of operator for another reason: It is only looked at",
    ],
  },
  {
    name: "fewer approvals in a step",
    before: "roles: { operator: { approval: { steps: [ { group: platform-approvers, count: 2 } ] } } }",
    effects: ["roles.operator widens approval: operator asks for 1 approval instead of 2"],
  },
  {
    name: "one step of two",
    before:
      "roles: { operator: { approval: { steps: [ { group: platform-approvers, count: 1 }, { group: security-approvers } ] } } }",
    effects: ["roles.operator widens approval: operator asks for 1 approval step instead of 2"],
  },
  {
    name: "a further step",
    after:
      "roles: { operator: { approval: { steps: [ { group: platform-approvers, count: 1 }, { group: security-approvers } ] } } }",
    effects: ["roles.operator tightens approval: operator asks for 2 approval steps instead of 1"],
  },
  {
    name: "other approvers",
    after: "roles: { operator: { approval: { steps: [ { group: security-approvers } ] } } }",
    effects: [
      "roles.operator widens approval: hana and ivan may approve operator, by group security-approvers",
      "roles.operator widens approval: operator is approved by a group of team security instead of platform",
      "roles.operator tightens approval: frank and gail may no longer approve operator",
    ],
  },
  {
    name: "another group of the same people",
    before: "approvalGroups: { frank-and-gail: { team: platform, members: [gail, frank] } }",
    after: `
approvalGroups: { frank-and-gail: { team: platform, members: [gail, frank] } }
roles: { operator: { approval: { steps: [ { group: frank-and-gail } ] } } }`,
    effects: ["roles.operator restates approval: group frank-and-gail approves operator: the same people as before"],
  },
  {
    name: "an agent that needs nobody",
    after: `roles: { operator: { approval: { auto: { for: [bot], when: 'request.ttl <= duration("30m")' } } } }`,
    effects: [
      `roles.operator widens approval: bot may hold operator without anybody's approval when request.ttl <= duration("30m")`,
    ],
  },
  {
    name: "a looser condition of automatic approval",
    before: `roles: { operator: { approval: { auto: { for: [bot], when: 'request.ttl <= duration("30m")' } } } }`,
    after: `roles: { operator: { approval: { auto: { for: [bot], when: 'request.ttl <= duration("3h")' } } } }`,
    effects: [
      `roles.operator widens approval: bot may hold operator without anybody's approval when request.ttl <= duration("3h"); before, when request.ttl <= duration("30m")`,
    ],
  },
  {
    name: "a further condition of automatic approval",
    before: `roles: { operator: { approval: { auto: { for: [bot], when: 'request.ttl <= duration("30m")' } } } }`,
    after: `roles: { operator: { approval: { auto: { for: [bot], when: 'request.ttl <= duration("30m") && request.ticket != ""' } } } }`,
    effects: [
      `roles.operator tightens approval: bot may hold operator without anybody's approval when request.ttl <= duration("30m") && request.ticket != ""; before, when request.ttl <= duration("30m")`,
    ],
  },
  {
    name: "no automatic approval any more",
    before: `roles: { operator: { approval: { auto: { for: [bot], when: 'request.ttl <= duration("30m")' } } } }`,
    effects: ["roles.operator tightens approval: a person approves every lease of operator to bot"],
  },
  {
    name: "no ticket and no justification",
    before: "roles: { operator: { require: { ticket: '^INC-', justification: 20, mfa: true } } }",
    effects: [
      "roles.operator unguards requirements: operator may be used without multi-factor authentication",
      "roles.operator widens requirements: a lease of operator needs no ticket any more",
      "roles.operator widens requirements: a lease of operator needs no justification any more",
    ],
  },
  {
    name: "a ticket",
    after: "roles: { operator: { require: { ticket: '^INC-' } } }",
    effects: ["roles.operator tightens requirements: a lease of operator needs a ticket like ^INC-"],
  },
  {
    name: "another ticket",
    before: "roles: { operator: { require: { ticket: '^INC-' } } }",
    after: "roles: { operator: { require: { ticket: '^(INC|CHG)-' } } }",
    effects: [
      "roles.operator widens requirements: a lease of operator needs a ticket like ^(INC|CHG)- instead of ^INC-",
    ],
  },
  {
    name: "longer hours",
    before:
      "roles: { operator: { require: { within: [ { days: [mon, tue], from: '07:00', to: '19:00', zone: Europe/Berlin } ] } } }",
    after:
      "roles: { operator: { require: { within: [ { days: [mon, tue], from: '07:00', to: '20:00', zone: Europe/Berlin } ] } } }",
    effects: [
      "roles.operator widens requirements: operator may be held mon tue 07:00 to 20:00 (Europe/Berlin) instead of mon tue 07:00 to 19:00 (Europe/Berlin)",
    ],
  },
  {
    name: "the same hours in two pieces",
    before:
      "roles: { operator: { require: { within: [ { days: [mon, tue], from: '07:00', to: '19:00', zone: Europe/Berlin } ] } } }",
    after:
      "roles: { operator: { require: { within: [ { days: [mon, tue], from: '07:00', to: '12:00', zone: Europe/Berlin }, { days: [tue, mon], from: '12:00', to: '19:00', zone: Europe/Berlin } ] } } }",
    effects: ["roles.operator restates requirements: nothing but words and names changes: require.within"],
  },
  {
    name: "another zone, which cannot be compared",
    before:
      "roles: { operator: { require: { within: [ { days: [mon], from: '07:00', to: '19:00', zone: Europe/Berlin } ] } } }",
    after:
      "roles: { operator: { require: { within: [ { days: [mon], from: '08:00', to: '09:00', zone: Europe/Rome } ] } } }",
    effects: [
      "roles.operator widens requirements: operator may be held mon 08:00 to 09:00 (Europe/Rome) instead of mon 07:00 to 19:00 (Europe/Berlin)",
    ],
  },
  {
    name: "another owner",
    after: "roles: { viewer: { owners: { entitlement: platform } } }",
    effects: ["roles.viewer widens ownership: team platform decides on changes to viewer instead of payments"],
  },
  {
    name: "another owner, whose resources it reaches from then on",
    before: "roles: { operator: { aws: { ownedResourcesOnly: true } } }",
    after: "roles: { operator: { aws: { ownedResourcesOnly: true }, owners: { entitlement: platform } } }",
    effects: [
      "roles.operator widens scope: operator reaches what belongs to platform instead of payments",
      "roles.operator widens ownership: team platform decides on changes to operator instead of payments",
    ],
  },
  {
    name: "nobody who answers for the purpose",
    after: "roles: { operator: { owners: { business: null } } }",
    effects: [
      "roles.operator widens ownership: team payments no longer answers for the purpose of operator: nobody is named instead",
    ],
  },
  {
    name: "a lower sensitivity",
    after: "roles: { operator: { sensitivity: low } }",
    effects: [
      "roles.operator widens requirements: operator counts as low instead of moderate: a longer maximum and less approval may be declared for it",
    ],
  },
  {
    name: "a rarer review",
    before: "roles: { operator: { review: { every: 90d, last: 2026-10-01 } } }",
    after: "roles: { operator: { review: { every: 180d, last: 2026-11-01 } } }",
    effects: [
      "roles.operator widens review: operator is reviewed every 180 d instead of every 90 d",
      "roles.operator restates review: operator says that it was reviewed on 2026-11-01",
    ],
  },
  {
    name: "one role for all of its leases",
    after: "roles: { operator: { isolation: shared } }",
    effects: [
      "roles.operator widens scope: leases of operator share one IAM role, which policies of resources may name",
    ],
  },
  {
    name: "another description",
    after: "roles: { operator: { description: Something else } }",
    effects: ["roles.operator restates ownership: operator is described otherwise"],
  },
  {
    name: "a new role",
    after:
      'roles: { reader: { owners: { entitlement: payments }, sensitivity: moderate, eligible: [erin, dana], maxTtl: 90m, approval: { none: It only reads }, aws: { targets: [stage], statements: [ { actions: ["ec2:Describe*"], resources: ["*"] } ] } } }',
    effects: [
      "roles.reader widens eligibility: dana and erin may ask for reader: read access in stage, for up to 1 h 30 min",
      "roles.reader widens approval: nobody has to approve a lease of reader: It only reads",
    ],
  },
  {
    name: "a role that goes",
    after: "roles: { viewer: null }",
    effects: ["roles.viewer tightens eligibility: dana may no longer ask for viewer"],
  },
]);
