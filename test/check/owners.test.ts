import { specify } from "./expecting";

specify("owners", [
  { name: "the base estate has nothing wrong in it", estate: "", found: [] },
  {
    name: "a role without any owner",
    estate: "roles: { viewer: { owners: null } }",
    found: ["error owner-missing roles.viewer.owners.entitlement"],
  },
  {
    name: "a role with a platform owner and nobody accountable",
    estate: "roles: { viewer: { owners: { entitlement: null, platform: platform } } }",
    found: ["error owner-missing roles.viewer.owners.entitlement"],
  },
  {
    name: "a break-glass role without an accountable owner",
    estate: `
breakGlass:
  fire:
    target: prod
    people: [dana]
    managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"]
    alarm: { channel: on-call }
    reviewWithin: 72h`,
    found: [
      "error owner-missing breakGlass.fire.owners.entitlement",
      "warning break-glass-not-emitted breakGlass.fire",
    ],
  },
  {
    name: "no business owner where an agent is eligible",
    estate: "roles: { operator: { owners: { business: null } } }",
    found: ["error business-owner-missing roles.operator.owners.business"],
  },
  {
    name: "no business owner where an agent is eligible through a group in a group",
    estate: `
identities: { crew: { kind: group, members: [machines] }, machines: { kind: group, members: [bot] } }
roles: { operator: { eligible: [crew], owners: { business: null } } }`,
    found: ["error business-owner-missing roles.operator.owners.business"],
  },
  {
    name: "no business owner where only people and workloads are eligible",
    estate: `
tasks: { restart: null }
roles: { operator: { eligible: [dana, deploy], owners: { business: null } } }`,
    found: [],
  },
  {
    name: "an entitlement owner without people",
    estate: "teams: { empty: {} }\nroles: { viewer: { owners: { entitlement: empty } } }",
    found: ["error team-without-members teams.empty.members"],
  },
  {
    name: "a target's owner, who is the default platform owner, without people",
    estate: "teams: { empty: { members: [] } }\ntargets: { cloud: { owner: empty } }",
    found: ["error team-without-members teams.empty.members"],
  },
  {
    name: "a team of machines answers for nothing",
    estate: "teams: { machines: { members: [deploy] } }\nroles: { viewer: { owners: { platform: machines } } }",
    found: ["error team-without-members teams.machines.members"],
  },
  {
    name: "a governance team without people",
    estate: "teams: { security: { members: null } }",
    found: ["error team-without-members teams.security.members"],
  },
  {
    name: "a team that owns nothing needs nobody",
    estate: "teams: { idle: {} }",
    found: [],
  },
]);
