import { parse } from "yaml";
import type { Estate } from "../../../src/estate/types";
import { judgeApprovals } from "../../../src/review/approval/judge";
import { requirementsOf } from "../../../src/review/approval/requirements";
import type { Change, Part } from "../../../src/review/change";
import { readPull } from "../../../src/review/pull/read-pull";
import type { RequirementOutcome } from "../../../src/review/requirement";
import { declared, linked } from "../../helpers/estate";
import { type GitHubScene, gitHubPull } from "../pull/github-answers";

/** Laid over the helper's estate: everyone has a number, an address and a login; two people in two teams; a critical role; agents. */
export const people = `
teams:
  audit: { members: [jo, hana] }
  solo: { members: [kim] }
identities:
  dana: { github: { login: dana-acme, id: 1 }, gitlab: { username: dana, id: 101 } }
  erin: { email: erin@acme.example, github: { login: erin-acme, id: 2 }, gitlab: { username: erin, id: 102 } }
  frank: { email: frank@acme.example, github: { login: frank-acme, id: 3 }, gitlab: { username: frank, id: 103 } }
  gail: { email: gail@acme.example, github: { login: gail-acme, id: 4 }, gitlab: { username: gail, id: 104 } }
  hana: { email: hana@acme.example, github: { login: hana-acme, id: 5 }, gitlab: { username: hana, id: 105 } }
  ivan: { email: ivan@acme.example, github: { login: ivan-acme, id: 6 } }
  jo: { kind: person, email: jo@acme.example, github: { login: jo-acme, id: 7 } }
  kim: { kind: person, email: kim@acme.example, github: { login: kim-acme, id: 8 } }
  deploy: { team: platform, email: deploy@acme.example }
  bot: { team: payments }
  on-call: { kind: group, members: [night-shift] }
  night-shift: { kind: group, members: [gail] }
targets:
  prod: { environment: production }
approvalGroups:
  nested-approvers: { team: platform, members: [on-call] }
  audit-approvers: { team: audit, members: [jo, hana] }
  mixed-approvers: { team: platform, members: [frank, hana] }
roles:
  operator:
    approval:
      auto: { for: [deploy, bot], when: 'request.ttl <= duration("30m") && request.ticket.startsWith("CHG-")' }
  two: { owners: { entitlement: payments }, sensitivity: high, eligible: [dana], maxTtl: 1h, aws: { targets: [prod], statements: [ { actions: [ec2:StartInstances], resources: ["*"] } ] },
    approval: { steps: [ { group: platform-approvers, count: 1 }, { group: mixed-approvers, count: 1 } ] } }
  root: { owners: { entitlement: security }, sensitivity: critical, eligible: [dana], maxTtl: 1h, aws: { targets: [prod], statements: [ { actions: [ec2:StartInstances], resources: ["*"] } ] },
    approval: { steps: [ { group: security-approvers, count: 1 }, { group: audit-approvers, count: 1 } ] } }
  pair: { owners: { entitlement: payments }, sensitivity: high, eligible: [dana], maxTtl: 1h, aws: { targets: [prod], statements: [ { actions: [ec2:StartInstances], resources: ["*"] } ] },
    approval: { steps: [ { group: platform-approvers, count: 2 } ] } }
  nested: { owners: { entitlement: payments }, sensitivity: high, eligible: [dana], maxTtl: 1h, aws: { targets: [prod], statements: [ { actions: [ec2:StartInstances], resources: ["*"] } ] },
    approval: { steps: [ { group: nested-approvers, count: 1 } ] } }
  open: { owners: { entitlement: payments }, sensitivity: low, eligible: [dana], maxTtl: 1h, aws: { targets: [prod], statements: [ { actions: [ec2:DescribeInstances], resources: ["*"] } ] },
    approval: { none: "Reads what is public" } }
breakGlass:
  emergency: { description: When all is down, owners: { entitlement: security }, target: prod, people: [hana, ivan], managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"], alarm: { channel: "#alarms" }, reviewWithin: 72h }
`;

export interface Scene {
  /** Laid over the base, and `head` over that. */
  readonly base?: string;
  readonly head?: string;
  /** `grants/g`. */
  readonly changes: readonly string[];
  readonly pull?: GitHubScene;
  readonly claims?: Readonly<Record<string, unknown>>;
}

export function estatesOf({ base = "", head = "" }: Scene): { readonly base: Estate; readonly head: Estate } {
  return { base: estateOf(base), head: estateOf(base, head) };
}

function estateOf(...overlays: readonly string[]): Estate {
  const whole = [people, ...overlays].map((text): unknown => parse(text)).reduce(laidOver, declared());
  const { estate, diagnostics } = linked(whole as Record<string, unknown>);
  if (!estate || diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics, undefined, 2));
  return estate;
}

/** `null` takes a key away. */
function laidOver(under: unknown, over: unknown): unknown {
  if (!isMap(under) || !isMap(over)) return over ?? under;
  const merged: Record<string, unknown> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    if (value === null) delete merged[key];
    else merged[key] = laidOver(under[key], value);
  }
  return merged;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function changesOf(subjects: readonly string[]): readonly Change[] {
  return subjects.map((subject) => {
    const [part = "", name = ""] = subject.split("/");
    return { subject: { part: part as Part, name }, kind: "changed", fields: [], effects: [] };
  });
}

export function outcomesOf(scene: Scene): readonly RequirementOutcome[] {
  const { base, head } = estatesOf(scene);
  const pull = scene.pull && readPull(gitHubPull(scene.pull));
  const requirements = requirementsOf(changesOf(scene.changes), base, head, pull);
  const { claims } = scene;
  return judgeApprovals(requirements, { base, head, pull, ...(claims ? { claims: () => ({ claims }) } : {}) });
}
