import { formatInstant, type Instant } from "../../../src/time/instant";

export const now: Instant = Date.UTC(2026, 10, 23, 9, 30) / 1000;

/** What the filters do to an estate of two teams: leases in every state, an agent and its sponsor, a group, an emergency role. */
export const smallEstate = `
name: acme
policy: { governance: security }
teams:
  payments: { members: [dana, erin] }
  platform: { members: [frank] }
  security: { members: [hana] }
identities:
  dana: { kind: person, aws: { user: "arn:aws:iam::111122223333:user/dana" } }
  erin: { kind: person, aws: { user: "arn:aws:iam::111122223333:user/erin" } }
  frank: { kind: person, aws: { user: "arn:aws:iam::111122223333:user/frank" } }
  hana: { kind: person, aws: { user: "arn:aws:iam::111122223333:user/hana" } }
  bot: { kind: agent, sponsor: erin, team: payments, aws: { role: "arn:aws:iam::111122223333:role/bot" } }
  engineers: { kind: group, members: [dana, frank] }
targets:
  prod: { environment: production, owner: platform, aws: { account: "111122223333", region: eu-central-1 } }
  stage: { owner: platform, aws: { account: "444455556666", region: eu-central-1 } }
approvalGroups:
  approvers: { team: platform, members: [frank] }
roles:
  restart:
    description: Restart of machines
    owners: { entitlement: payments, business: payments }
    sensitivity: high
    eligible: [engineers, bot]
    maxTtl: 2h
    approval: { steps: [ { group: approvers, count: 1 } ] }
    aws: { targets: [prod], statements: [ { actions: [ec2:RebootInstances], resources: ["*"] } ] }
  look:
    description: A look at the regions
    owners: { entitlement: platform }
    sensitivity: low
    eligible: [erin]
    maxTtl: 4h
    approval: { none: "Only names are read" }
    aws: { targets: [stage], statements: [ { actions: [ec2:DescribeRegions], resources: ["*"] } ] }
grants:
  running: { role: restart, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h, ticket: INC-1, justification: The workers are stuck }
  requested: { role: restart, identity: bot, ttl: 30m, ticket: INC-2 }
  later: { role: look, identity: erin, start: 2026-11-23T12:00:00Z, ttl: 1h }
  over: { role: look, identity: erin, start: 2026-11-20T12:00:00Z, ttl: 4h, revoked: 2026-11-20T13:00:00Z }
  never: { role: look, identity: erin, start: 2026-11-21T12:00:00Z, ttl: 1h, completed: 2026-11-21T12:00:00Z }
breakGlass:
  emergency:
    description: When all else is down
    owners: { entitlement: security }
    target: prod
    people: [hana]
    managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"]
    reviewWithin: 72h
`;

/** The same with so many leases more, hours apart. */
export function withLeases(count: number): string {
  const grants = Array.from({ length: count }, (_, n) => {
    const start = formatInstant(now - count * 1800 + n * 3600);
    return `  more-${n}: { role: restart, identity: ${n % 2 === 0 ? "dana" : "frank"}, start: ${start}, ttl: 30m, ticket: INC-${1000 + n} }`;
  });
  return smallEstate.replace("breakGlass:", `${grants.join("\n")}\nbreakGlass:`);
}
