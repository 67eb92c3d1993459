import { specify } from "./expecting";

const critical = (steps: string): string =>
  `roles: { viewer: { sensitivity: critical, maxTtl: 1h, approval: { steps: [${steps}] } } }`;

specify("whether anybody approves", [
  {
    name: "nothing is said of approval",
    estate: "roles: { viewer: { approval: null } }",
    found: ["error approval-missing roles.viewer.approval"],
  },
  {
    name: "only automatic approval",
    estate: "roles: { operator: { approval: { steps: null, auto: { for: [deploy], when: 'true' } } } }",
    found: ["error approval-missing roles.operator.approval"],
  },
  {
    name: "an empty list of steps",
    estate: "roles: { viewer: { approval: { steps: [] } } }",
    found: ["error approval-missing roles.viewer.approval"],
  },
  {
    name: "none, with a reason, on a moderate role",
    estate: "roles: { viewer: { approval: { steps: null, none: It shows nothing but names } } }",
    found: [],
  },
  {
    name: "none on a high role",
    estate: "roles: { viewer: { sensitivity: high, approval: { steps: null, none: We are in a hurry } } }",
    found: ["error approval-none-refused roles.viewer.approval.none"],
  },
  {
    name: "none on a critical role",
    estate:
      "roles: { viewer: { sensitivity: critical, maxTtl: 1h, approval: { steps: null, none: We are in a hurry } } }",
    found: ["error approval-none-refused roles.viewer.approval.none"],
  },
  {
    name: "none beside steps",
    estate: "roles: { viewer: { approval: { none: Or none } } }",
    found: ["error approval-none-with-others roles.viewer.approval.none"],
  },
  {
    name: "one step on a critical role",
    estate: critical("{ group: platform-approvers, count: 2 }"),
    found: ["error approval-steps-too-few roles.viewer.approval.steps"],
  },
  {
    name: "two steps of one team on a critical role",
    estate: `approvalGroups: { leads: { team: platform, members: [hana] } }\n${critical(
      "{ group: platform-approvers }, { group: leads }",
    )}`,
    found: ["error approval-of-one-team roles.viewer.approval.steps"],
  },
  {
    name: "two steps of two teams by name, whose people are all of one",
    estate: `
identities: { joan: { kind: person, github: { login: joan, id: 77 } } }
teams: { platform: { members: [frank, gail, joan] } }
approvalGroups: { leads: { team: security, members: [joan] } }
${critical("{ group: platform-approvers }, { group: leads }")}`,
    found: ["error approval-of-one-team roles.viewer.approval.steps"],
  },
  {
    name: "two steps of two teams, one of which is part of the other",
    estate: `
teams: { platform: { members: [frank, gail, hana, ivan] } }
${critical("{ group: platform-approvers }, { group: security-approvers }")}`,
    found: [],
  },
  {
    name: "two steps of two teams on a critical role",
    estate: critical("{ group: platform-approvers }, { group: security-approvers }"),
    found: [],
  },
]);

specify("whether the steps can be met without the requester", [
  {
    name: "more people asked than there are",
    estate: "roles: { viewer: { approval: { steps: [ { group: platform-approvers, count: 3 } ] } } }",
    found: ["error approval-unsatisfiable roles.viewer.approval.steps.0"],
  },
  {
    name: "the only approver is eligible",
    estate:
      "approvalGroups: { platform-approvers: { members: [dana] } }\nidentities: { dana: { github: { login: d, id: 1 } } }\nroles: { operator: { approval: { steps: [ { group: security-approvers } ] } } }",
    found: ["error approval-unsatisfiable roles.viewer.approval.steps.0"],
  },
  {
    name: "all of the approvers are needed, and one of them is eligible through a group",
    estate: `
identities: { crew: { kind: group, members: [inner] }, inner: { kind: group, members: [frank] } }
roles: { viewer: { eligible: [crew], approval: { steps: [ { group: platform-approvers, count: 2 } ] } } }`,
    found: ["error approval-unsatisfiable roles.viewer.approval.steps.0"],
  },
  {
    name: "one of two approvers is eligible, and one is enough",
    estate: "roles: { viewer: { eligible: [frank] } }",
    found: [],
  },
  {
    name: "two steps that need two people and have one",
    estate: `
approvalGroups: { leads: { team: security, members: [frank] }, heads: { team: platform, members: [frank] } }
roles: { viewer: { approval: { steps: [ { group: leads }, { group: heads } ] } } }`,
    found: ["error approval-unsatisfiable roles.viewer.approval.steps"],
  },
  {
    name: "two steps that share people and can be met by a change of places",
    estate: `
approvalGroups: { one: { team: platform, members: [frank, gail] }, two: { team: security, members: [frank] } }
roles: { viewer: { approval: { steps: [ { group: one }, { group: two } ] } } }`,
    found: [],
  },
  {
    name: "two steps that share people, one of whom may ask",
    estate: `
approvalGroups: { one: { team: platform, members: [frank, gail] }, two: { team: security, members: [frank] } }
roles: { viewer: { eligible: [gail], approval: { steps: [ { group: one }, { group: two } ] } } }`,
    found: ["error approval-unsatisfiable roles.viewer.approval.steps"],
  },
  {
    name: "the sponsor is the only approver of the sponsored agent",
    estate: "identities: { bot: { sponsor: frank } }\napprovalGroups: { platform-approvers: { members: [frank] } }",
    found: ["error approval-unsatisfiable roles.operator.approval.steps.0"],
  },
  {
    name: "the sponsor is one of two approvers",
    estate: "identities: { bot: { sponsor: frank } }",
    found: [],
  },
  {
    name: "the sponsor of an agent that is not eligible",
    estate: `
identities: { bot: { sponsor: frank } }
tasks: { restart: null }
approvalGroups: { platform-approvers: { members: [frank] } }
roles: { operator: { eligible: [dana] } }`,
    found: [],
  },
  {
    name: "a group of two both eligible and approving, both of them needed",
    estate: `
identities: { crew: { kind: group, members: [frank, gail] } }
approvalGroups: { platform-approvers: { members: [crew] } }
roles: { viewer: { eligible: [crew], approval: { steps: [ { group: platform-approvers, count: 2 } ] } } }`,
    found: ["error approval-unsatisfiable roles.viewer.approval.steps.0"],
  },
  {
    name: "a group of two both eligible and approving, one of them enough",
    estate: `
identities: { crew: { kind: group, members: [frank, gail] } }
approvalGroups: { platform-approvers: { members: [crew] } }
roles: { viewer: { eligible: [crew] } }`,
    found: ["error eligible-group-approves roles.viewer.eligible.0"],
  },
  {
    name: "a group that approves as part of another, and is eligible as part of a third",
    estate: `
identities:
  crew: { kind: group, members: [frank, gail] }
  approving: { kind: group, members: [crew, hana] }
  engineers: { kind: group, members: [crew, dana] }
approvalGroups: { platform-approvers: { members: [approving] } }
roles: { viewer: { eligible: [engineers] } }`,
    found: ["error eligible-group-approves roles.viewer.eligible.0"],
  },
  {
    name: "an eligible group of the same people as an approval group",
    estate: `
identities: { crew: { kind: group, members: [gail, frank] } }
approvalGroups: { platform-approvers: { members: [frank, gail] } }
roles: { viewer: { eligible: [crew] } }`,
    found: ["error eligible-group-approves roles.viewer.eligible.0"],
  },
  {
    name: "an eligible group in which the approvers are a few among others",
    estate: `
identities: { crew: { kind: group, members: [dana, frank, gail] } }
approvalGroups: { platform-approvers: { members: [frank, gail] } }
roles: { viewer: { eligible: [crew] } }`,
    found: [],
  },
  {
    name: "an eligible group kept elsewhere, where an approver could be in it",
    estate: `
identities: { vendors: { kind: group, membership: external } }
roles: { viewer: { eligible: [dana, vendors] } }`,
    found: ["error approver-could-be-requester roles.viewer.eligible.1"],
  },
  {
    name: "an eligible group kept elsewhere, in a role that nobody approves",
    estate: `
identities: { vendors: { kind: group, membership: external } }
roles: { viewer: { eligible: [vendors], approval: { steps: null, none: Names only } } }`,
    found: [],
  },
]);

specify("who approves", [
  {
    name: "a group kept elsewhere",
    estate: `
identities: { vendors: { kind: group, membership: external } }
approvalGroups: { platform-approvers: { members: [frank, gail, vendors] } }`,
    found: ["error approver-group-external approvalGroups.platform-approvers.members.2"],
  },
  {
    name: "a machine",
    estate: "approvalGroups: { platform-approvers: { members: [frank, deploy, gail] } }",
    found: ["error approver-not-person approvalGroups.platform-approvers.members.1"],
  },
  {
    name: "an agent within a group",
    estate: `
identities: { crew: { kind: group, members: [frank, gail, bot] } }
approvalGroups: { platform-approvers: { members: [crew] } }`,
    found: ["error approver-not-person approvalGroups.platform-approvers.members.0"],
  },
  {
    name: "somebody whom no hosting service knows, in two groups",
    estate: `
approvalGroups:
  platform-approvers: { members: [frank, gail, dana] }
  security-approvers: { members: [hana, dana] }`,
    found: ["warning approver-without-account identities.dana"],
  },
]);

specify("automatic approval", [
  {
    name: "of an eligible workload and agent by a sound condition",
    estate: `
roles: { operator: { approval: { auto: { for: [deploy, bot], when: 'request.ttl <= duration("30m") && "sub" in request.claims' } } } }`,
    found: [],
  },
  {
    name: "of a person",
    estate: "roles: { operator: { approval: { auto: { for: [deploy, dana], when: 'true' } } } }",
    found: ["error auto-not-machine roles.operator.approval.auto.for.1"],
  },
  {
    name: "of a group",
    estate: `
identities: { crew: { kind: group, members: [deploy] } }
roles: { operator: { eligible: [crew, bot], approval: { auto: { for: [crew], when: 'true' } } } }`,
    found: ["error auto-not-machine roles.operator.approval.auto.for.0"],
  },
  {
    name: "of a workload that is not eligible",
    estate: "roles: { viewer: { approval: { auto: { for: [deploy], when: 'true' } } } }",
    found: ["error auto-not-eligible roles.viewer.approval.auto.for.0"],
  },
  {
    name: "on a critical role",
    estate: `
roles:
  operator:
    sensitivity: critical
    maxTtl: 1h
    approval:
      steps: [ { group: platform-approvers }, { group: security-approvers } ]
      auto: { for: [deploy], when: 'true' }`,
    found: ["error auto-on-critical roles.operator.approval.auto"],
  },
  ...[
    ["that is no CEL", "request.ttl <="],
    ["that is no truth", "request.ttl"],
    ["that could be anything", 'request.claims["admin"]'],
    ["of a variable that is not there", "now < request.start"],
    ["of a field that is not there", 'request.owner == "dana"'],
    ["that compares a duration with a number", "request.ttl <= 1800"],
    ["with a duration that is none", 'request.ttl <= duration("half an hour")'],
    ["with a time that is none", 'request.start < timestamp("tomorrow")'],
    ["with a pattern that is none", 'request.ticket.matches("(")'],
  ].map(([name, when]) => ({
    name: `by a condition ${name}`,
    estate: `roles: { operator: { approval: { auto: { for: [deploy], when: '${when}' } } } }`,
    found: ["error auto-condition-invalid roles.operator.approval.auto.when"],
  })),
]);

specify("approvals that a grant records", [
  {
    name: "by somebody of a step",
    estate: "grants: { g: { role: operator, identity: dana, ttl: 1h, approvals: [ { by: gail } ] } }",
    found: [],
  },
  {
    name: "by the holder",
    estate: "grants: { g: { role: operator, identity: dana, ttl: 1h, approvals: [ { by: gail }, { by: dana } ] } }",
    found: ["error self-approved grants.g.approvals.1.by"],
  },
  {
    name: "by the agent's sponsor",
    estate: "grants: { g: { role: operator, identity: bot, task: restart, ttl: 1h, approvals: [ { by: erin } ] } }",
    found: ["error self-approved grants.g.approvals.0.by"],
  },
  {
    name: "by somebody who is in no step",
    estate: "grants: { g: { role: operator, identity: dana, ttl: 1h, approvals: [ { by: hana } ] } }",
    found: ["warning approver-not-entitled grants.g.approvals.0.by"],
  },
]);
