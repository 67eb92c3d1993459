import { specify } from "./specify";

specify("what is told of identities, groups and teams", [
  {
    name: "another user in AWS, who holds a lease",
    before: "grants: { a: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 90m } }",
    after: `
grants: { a: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 90m } }
identities: { dana: { aws: { user: "arn:aws:iam::111122223333:user/mallory" } } }`,
    effects: [
      "identities.dana gains identity: dana is somebody else in AWS: arn:aws:iam::111122223333:user/mallory instead of arn:aws:iam::111122223333:user/dana; whoever that is holds 1 lease (operator)",
    ],
  },
  {
    name: "another user in AWS, who may act in an emergency",
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
    people: [hana]
    managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"]
    alarm: { sns: "arn:aws:sns:eu-central-1:111122223333:alarms", channel: on-call }
    reviewWithin: 72h
identities: { hana: { aws: { user: "arn:aws:iam::111122223333:user/mallory" } } }`,
    effects: [
      "identities.hana gains identity: hana is arn:aws:iam::111122223333:user/mallory in AWS, and may hold leases there; whoever that is may use emergency without a lease",
    ],
  },
  {
    name: "another member in Google Cloud",
    after: 'identities: { dana: { gcp: { member: "user:mallory@acme.example" } } }',
    effects: [
      "identities.dana widens identity: dana is somebody else in Google Cloud: user:mallory@acme.example instead of user:dana@acme.example",
    ],
  },
  {
    name: "a user who is known to AWS from then on",
    after: 'identities: { frank: { aws: { user: "arn:aws:iam::111122223333:user/frank" } } }',
    effects: [
      "identities.frank widens identity: frank is arn:aws:iam::111122223333:user/frank in AWS, and may hold leases there",
    ],
  },
  {
    name: "another account on GitHub",
    after: "identities: { frank: { github: { id: 99 } } }",
    effects: [
      "identities.frank widens identity: what frank (99) does on GitHub counts as done by frank instead of frank (3), approvals included",
    ],
  },
  {
    name: "another login of the same account",
    after: "identities: { frank: { github: { login: franky } } }",
    effects: [
      "identities.frank restates identity: frank is called franky on GitHub instead of frank: the same account",
    ],
  },
  {
    name: "an account that is not known any more",
    after: "identities: { frank: { github: null } }",
    effects: [
      "identities.frank widens identity: frank has no account on GitHub any more: approvals and changes made there are not known to be theirs",
    ],
  },
  {
    name: "another e-mail address",
    after: "identities: { dana: { email: d@acme.example } }",
    effects: [
      "identities.dana widens identity: dana is known by the e-mail address d@acme.example instead of dana@acme.example",
    ],
  },
  {
    name: "another kind of identity",
    after: "identities: { deploy: { kind: agent, sponsor: erin } }",
    effects: [
      "identities.deploy widens identity: deploy counts as an AI agent instead of a workload: other limits and another approval may hold for it",
      "identities.deploy tightens ownership: erin answers for what deploy does",
    ],
  },
  {
    name: "another sponsor",
    after: "identities: { bot: { sponsor: gail } }",
    effects: [
      "identities.bot widens ownership: gail answers for what bot does instead of erin, who may from now on approve its leases",
    ],
  },
  {
    name: "somebody who is new",
    after: "identities: { judy: { kind: person, github: { login: judy, id: 10 } } }",
    effects: ["identities.judy restates identity: judy is declared, and by that alone may do nothing"],
  },
  {
    name: "somebody more in a group by which roles may be asked for",
    before: `
identities: { crew: { kind: group, members: [outer] }, outer: { kind: group, members: [erin] } }
roles: { operator: { eligible: [crew] }, viewer: { eligible: [outer] } }`,
    after: `
identities: { crew: { kind: group, members: [outer] }, outer: { kind: group, members: [erin, dana] } }
roles: { operator: { eligible: [crew] }, viewer: { eligible: [outer] } }`,
    effects: [
      "identities.outer widens membership: dana joins outer",
      "identities.outer widens eligibility: dana may ask for operator and viewer",
    ],
  },
  {
    name: "somebody more in a group that nothing comes of, since they may ask already",
    before: `
identities: { crew: { kind: group, members: [erin] } }
roles: { viewer: { eligible: [crew, dana] } }`,
    after: `
identities: { crew: { kind: group, members: [erin, dana] } }
roles: { viewer: { eligible: [crew, dana] } }`,
    effects: ["identities.crew widens membership: dana joins crew"],
  },
  {
    name: "somebody more in a group that approves",
    before: `
identities: { crew: { kind: group, members: [frank] } }
approvalGroups: { platform-approvers: { members: [crew, gail] } }`,
    after: `
identities: { crew: { kind: group, members: [frank, hana] } }
approvalGroups: { platform-approvers: { members: [crew, gail] } }`,
    effects: [
      "identities.crew widens membership: hana joins crew",
      "identities.crew widens approval: hana may approve operator and viewer",
    ],
  },
  {
    name: "a group that is kept elsewhere from then on",
    before: `
identities: { crew: { kind: group, members: [erin] } }
roles: { viewer: { eligible: [crew] } }`,
    after: `
identities: { crew: { kind: group, membership: external } }
roles: { viewer: { eligible: [crew] } }`,
    effects: [
      "identities.crew widens membership: who is in crew is kept elsewhere: whoever is put into it there is in it",
      "identities.crew widens eligibility: everyone in crew (kept elsewhere) may ask for viewer",
      "identities.crew tightens membership: erin leaves crew",
      "identities.crew tightens eligibility: erin may no longer ask for viewer",
    ],
  },
  {
    name: "somebody more who approves",
    after: "approvalGroups: { platform-approvers: { members: [frank, gail, hana] } }",
    effects: ["approvalGroups.platform-approvers widens approval: hana may approve operator and viewer"],
  },
  {
    name: "somebody less who approves",
    after: "approvalGroups: { platform-approvers: { members: [frank] } }",
    effects: ["approvalGroups.platform-approvers tightens approval: gail may no longer approve operator and viewer"],
  },
  {
    name: "an approval group of another team",
    after: "approvalGroups: { platform-approvers: { team: security } }",
    effects: [
      "approvalGroups.platform-approvers widens ownership: approval group platform-approvers is of team security instead of platform, which decides who is in it",
    ],
  },
  {
    name: "somebody more in a team",
    after: "teams: { payments: { members: [dana, erin, frank] } }",
    effects: ["teams.payments widens membership: frank may answer for role operator and role viewer"],
  },
  {
    name: "somebody more in the governance team",
    after: "teams: { security: { members: [hana, ivan, dana] } }",
    effects: [
      "teams.security widens membership: dana may answer for exceptions, policy and break-glass of the whole estate",
    ],
  },
  {
    name: "another handle for reviews",
    before: "teams: { payments: { review: '@acme/payments' } }",
    after: "teams: { payments: { review: '@acme/dana' } }",
    effects: [
      "teams.payments widens review: @acme/dana is asked for the reviews of team payments instead of @acme/payments",
    ],
  },
  {
    name: "another way to reach a team",
    before: "teams: { payments: { contact: a@acme.example } }",
    after: "teams: { payments: { contact: b@acme.example } }",
    effects: [
      "teams.payments restates ownership: team payments is reached by b@acme.example instead of a@acme.example",
    ],
  },
]);
