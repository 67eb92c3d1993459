import { formatInstant, type Instant } from "../../time/instant";

/** A file to write; the path is relative to the estate. */
export interface StarterFile {
  readonly path: string;
  readonly text: string;
}

/** A small estate that checks clean, split as a team would split it. Its one grant starts at the full hour of `now`. */
export function estateFiles(now: Instant): readonly StarterFile[] {
  const start = formatInstant(now - (now % 3600));
  const today = start.slice(0, 10);
  return [
    { path: "estate.yaml", text: estate },
    { path: "teams.yaml", text: teams },
    { path: "identities.yaml", text: identities },
    { path: "targets.yaml", text: targets },
    { path: "roles/instance-operator.yaml", text: role(today) },
    { path: `grants/dana-restart-${today}.yaml`, text: grant(today, start) },
  ];
}

const estate = `version: 1
name: example                     # part of every path and id that leasehold makes: choose it once
policy:
  governance: security            # the team that answers for exceptions, escalation and evidence
  ownerTag: team                  # the tag key that marks ownership on your resources
`;

const teams = `version: 1
teams:
  payments:
    contact: payments@example.com
    review: "@example/payments"        # whom code owners ask
    members: [dana, erin]
    escalation: [security]
  platform:
    contact: platform@example.com
    review: "@example/platform"
    members: [frank, gail]
    escalation: [security]
  security:
    contact: security@example.com
    review: "@example/security"
    members: [hana]
approvalGroups:
  platform-approvers: { team: platform, members: [frank, gail] }
`;

const identities = `version: 1
identities:
  dana:
    kind: person
    email: dana@example.com
    github: { login: dana-example, id: 1001 }       # the id, which a rename does not change: gh api users/LOGIN
    aws: { user: "arn:aws:iam::111122223333:user/dana" }
  erin:
    kind: person
    email: erin@example.com
    github: { login: erin-example, id: 1002 }
    aws: { identityCenter: { permissionSet: Engineer, userName: erin@example.com } }
  frank: { kind: person, email: frank@example.com, github: { login: frank-example, id: 1003 } }
  gail:  { kind: person, email: gail@example.com, github: { login: gail-example, id: 1004 } }
  hana:  { kind: person, email: hana@example.com, github: { login: hana-example, id: 1005 } }
`;

const targets = `version: 1
targets:
  orders-prod:
    environment: production
    owner: platform
    aws: { account: "111122223333", region: eu-central-1 }
`;

function role(today: string): string {
  return `version: 1
roles:
  instance-operator:
    description: Restart and repair of the order service's machines
    owners: { entitlement: payments }
    sensitivity: moderate         # low | moderate | high | critical: sets a ceiling on maxTtl and a floor on approval
    eligible: [dana, erin]
    maxTtl: 2h
    approval:
      steps: [{ group: platform-approvers, count: 1 }]
    require:
      ticket: "^(INC|CHG)-[0-9]+$"
      justification: 20           # characters at least
    review: { every: 90d, last: ${today} }
    aws:
      targets: [orders-prod]
      statements:
        - actions: [ec2:StartInstances, ec2:StopInstances, ec2:RebootInstances]
          resources: ["arn:aws:ec2:*:111122223333:instance/*"]
      ownedResourcesOnly: true    # only machines whose tag "team" says payments
`;
}

function grant(today: string, start: string): string {
  return `version: 1
grants:
  dana-restart-${today}:
    role: instance-operator
    identity: dana
    start: ${start}   # without a start it is only requested
    ttl: 90m
    ticket: INC-1
    justification: Restart of the stuck order workers
    approvals: [{ by: frank }]
`;
}
