import { specify } from "./expecting";

const person = (name: string, rest: string): string => `identities: { ${name}: { kind: person, ${rest} } }`;

specify("bindings", [
  {
    name: "a person bound to a role",
    estate: 'identities: { erin: { aws: { user: null, role: "arn:aws:iam::111122223333:role/engineers" } } }',
    found: ["error person-shares-role identities.erin.aws.role"],
  },
  {
    name: "a person who is said to hold a role alone",
    estate:
      'identities: { erin: { aws: { user: null, role: "arn:aws:iam::111122223333:role/erin", exclusive: true } } }',
    found: ["note person-holds-role-alone identities.erin.aws.role"],
  },
  {
    name: "a person by a token of a workload",
    estate:
      "identities: { erin: { aws: { user: null, oidc: { issuer: accounts.google.com, audience: x, subject: y } } } }",
    found: ["error binding-not-for-kind identities.erin.aws.oidc"],
  },
  {
    name: "a workload by a user with static keys",
    estate: 'identities: { deploy: { aws: { role: null, user: "arn:aws:iam::111122223333:user/ci" } } }',
    found: ["error binding-not-for-kind identities.deploy.aws.user"],
  },
  {
    name: "an agent as a user of Identity Center",
    estate: "identities: { bot: { aws: { role: null, identityCenter: { permissionSet: Bots, userName: bot } } } }",
    found: ["error binding-not-for-kind identities.bot.aws.identityCenter"],
  },
]);

specify("members of GCP", [
  ...[
    ["a person by a service account", "frank", "serviceAccount:x@acme-prod.iam.gserviceaccount.com"],
    [
      "a person by a subject of a workload pool",
      "frank",
      "principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/subject/s",
    ],
    ["a workload by a user", "deploy", "user:ci@acme.example"],
    ["an agent by a user", "bot", "user:bot@acme.example"],
    [
      "an agent by a subject of a workforce pool",
      "bot",
      "principal://iam.googleapis.com/locations/global/workforcePools/p/subject/s",
    ],
  ].map(([name, identity, member]) => ({
    name: name ?? "",
    estate: `identities: { ${identity}: { gcp: { member: "${member}" } } }`,
    found: [`error member-not-for-kind identities.${identity}.gcp.member`],
  })),
  {
    name: "each kind as it may be",
    estate: `
identities:
  frank: { gcp: { member: "principal://iam.googleapis.com/locations/global/workforcePools/p/subject/frank" } }
  deploy: { gcp: { member: "serviceAccount:ci@acme-prod.iam.gserviceaccount.com" } }
  bot: { gcp: { member: "principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/subject/bot" } }`,
    found: [],
  },
]);

specify("one principal under two names", [
  {
    name: "one ARN",
    estate: person("zoe", 'aws: { user: "arn:aws:iam::111122223333:user/Dana" }'),
    found: ["error identity-twice identities.zoe.aws.user"],
  },
  {
    name: "one e-mail address in another case",
    estate: person("zoe", "email: Dana@Acme.example"),
    found: ["error identity-twice identities.zoe.email"],
  },
  {
    name: "one member of GCP, said once",
    estate: person("zoe", 'email: dana@acme.example, gcp: { member: "user:dana@acme.example" }'),
    found: ["error identity-twice identities.zoe.gcp.member"],
  },
  {
    name: "one address, by e-mail here and by member there",
    estate: person("zoe", 'gcp: { member: "user:zoe@acme.example" }').replace(
      "identities: {",
      "identities: { yan: { kind: person, email: zoe@acme.example },",
    ),
    found: ["error identity-twice identities.zoe.gcp.member"],
  },
  {
    name: "one user of Identity Center with two permission sets",
    estate: `
identities:
  yan: { kind: person, aws: { identityCenter: { permissionSet: Reader, userName: zoe } } }
  zoe: { kind: person, aws: { identityCenter: { permissionSet: Writer, userName: zoe } } }`,
    found: ["error identity-twice identities.zoe.aws.identityCenter.userName"],
  },
  {
    name: "one GitHub user id",
    estate: person("zoe", "github: { login: renamed, id: 3 }"),
    found: ["error identity-twice identities.zoe.github.id"],
  },
  {
    name: "one GitLab user id; the same number on GitHub is another",
    estate: `
identities:
  yan: { kind: person, github: { login: yan, id: 6 } }
  zoe: { kind: person, gitlab: { username: zoe, id: 6 } }`,
    found: ["error identity-twice identities.zoe.gitlab.id"],
  },
  {
    name: "one subject of one issuer, also where one asks for a claim more: the same token is both",
    estate: `
identities:
  one: { kind: workload, aws: { oidc: { issuer: gitlab.com, audience: a, subject: s } } }
  two: { kind: workload, aws: { oidc: { issuer: gitlab.com, audience: b, subject: s } } }
  three: { kind: workload, aws: { oidc: { issuer: gitlab.com, audience: a, subject: s, claims: { c: d } } } }`,
    found: [
      "error aws-claim-not-exposed identities.three.aws.oidc.claims.c",
      "error identity-twice identities.three.aws.oidc.subject",
      "error identity-twice identities.two.aws.oidc.subject",
    ],
  },
  {
    name: "not one subject of one issuer where a claim tells them apart",
    estate: `
identities:
  one: { kind: workload, aws: { oidc: { issuer: token.actions.githubusercontent.com, audience: a, subject: s, claims: { repository_id: "1", workflow: c } } } }
  two: { kind: workload, aws: { oidc: { issuer: token.actions.githubusercontent.com, audience: a, subject: s, claims: { repository_id: "1", workflow: d } } } }`,
    found: [],
  },
  {
    name: "one e-mail address, here as the subject of SAML",
    estate: person(
      "zoe",
      'aws: { saml: { provider: "arn:aws:iam::111122223333:saml-provider/corp", subject: Dana@acme.example } }',
    ),
    found: ["error identity-twice identities.zoe.aws.saml.subject"],
  },
  {
    name: "one role by two paths: an account holds one role of a name",
    estate: 'identities: { zed: { kind: workload, aws: { role: "arn:aws:iam::111122223333:role/ci/deploy" } } }',
    found: ["error identity-twice identities.zed.aws.role"],
  },
  {
    name: "one login, whatever its case",
    estate: person("zoe", "github: { login: FRANK, id: 33 }"),
    found: ["error identity-twice identities.zoe.github.login"],
  },
]);

const bound = (role: string, more = ""): string =>
  `identities: { deploy: { aws: { role: "arn:aws:iam::111122223333:role/${role}"${more} } } }`;

specify("tokens, whether or not anything is leased to them yet", [
  {
    name: "of a repository known by its name alone",
    estate: `
identities:
  ci: { kind: workload, aws: { oidc: { issuer: token.actions.githubusercontent.com, audience: a, subject: "repo:acme/a:ref:refs/heads/main" } } }`,
    found: ["warning aws-repository-unpinned identities.ci.aws.oidc"],
  },
  {
    name: "pinned by a claim that never reaches IAM, said once although something is leased to it",
    estate: `
identities:
  ci: { kind: workload, aws: { oidc: { issuer: gitlab.com, audience: a, subject: s, claims: { project_id: "1" } } } }
roles: { operator: { eligible: [dana, bot, ci] } }
grants: { g: { role: operator, identity: ci, start: 2026-11-23T09:00:00Z, ttl: 1h } }`,
    found: ["error aws-claim-not-exposed identities.ci.aws.oidc.claims.project_id"],
  },
]);

specify("roles that are nobody's own", [
  {
    name: "of Identity Center, which everybody with the permission set has",
    estate: bound("aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Engineer_0123456789abcdef"),
    found: ["error role-of-others identities.deploy.aws.role"],
  },
  {
    name: "of Identity Center, though somebody says that it is theirs alone",
    estate: `
identities:
  dana: { aws: { user: null, exclusive: true, role: "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_E_0123456789abcdef" } }`,
    found: ["error role-of-others identities.dana.aws.role"],
  },
  {
    name: "of an AWS service",
    estate: bound("aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS"),
    found: ["error role-of-others identities.deploy.aws.role"],
  },
  {
    name: "of another lease",
    estate: bound("leasehold/acme/leasehold-acme-a-grant"),
    found: ["error role-of-others identities.deploy.aws.role"],
  },
  { name: "not a company's own role beside the leases", estate: bound("leasehold/ci"), found: [] },
]);

specify("MFA", [
  {
    name: "of IAM users",
    estate: "tasks: { restart: null }\nroles: { operator: { eligible: [dana, erin], require: { mfa: true } } }",
    found: [],
  },
  {
    name: "of sessions that never carry it, also through a group",
    estate: `
identities: { crew: { kind: group, members: [erin, deploy] } }
tasks: { restart: null }
roles: { operator: { eligible: [dana, crew], require: { mfa: true } } }`,
    found: ["error mfa-never-present roles.operator.require.mfa"],
  },
  {
    name: "on GCP",
    estate: "roles: { viewer: { require: { mfa: true } } }",
    found: ["error mfa-on-gcp roles.viewer.require.mfa"],
  },
]);
