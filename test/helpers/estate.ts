import { parse } from "yaml";
import type { Diagnostic } from "../../src/diagnostics/diagnostic";
import type { Declaration } from "../../src/estate/declaration";
import { linkDeclaration } from "../../src/estate/link";
import { sections } from "../../src/estate/schema";
import type { Estate } from "../../src/estate/types";
import { parseInstant } from "../../src/time/instant";

/**
 * A small estate with nothing wrong in it: a role of AWS (`operator`) and one of GCP (`viewer`), approved by the
 * platform team; a person, a workload and an agent with a task who may hold them.
 */
const base = `
name: acme
policy: { governance: security, ownerTag: team }
teams:
  payments: { members: [dana, erin] }
  platform: { members: [frank, gail] }
  security: { members: [hana, ivan] }
identities:
  dana:
    kind: person
    email: dana@acme.example
    aws: { user: "arn:aws:iam::111122223333:user/dana" }
    gcp: { member: "user:dana@acme.example" }
  erin: { kind: person, github: { login: erin, id: 2 }, aws: { user: "arn:aws:iam::111122223333:user/erin" } }
  frank: { kind: person, github: { login: frank, id: 3 } }
  gail: { kind: person, github: { login: gail, id: 4 } }
  hana: { kind: person, github: { login: hana, id: 5 } }
  ivan: { kind: person, gitlab: { username: ivan, id: 6 } }
  deploy: { kind: workload, aws: { role: "arn:aws:iam::111122223333:role/deploy" } }
  bot: { kind: agent, sponsor: erin, aws: { role: "arn:aws:iam::111122223333:role/bot" } }
tasks:
  restart:
    agents: [bot]
    aws: { statements: [ { actions: [ec2:RebootInstances], resources: ["arn:aws:ec2:*:*:instance/*"] } ] }
targets:
  prod: { owner: platform, aws: { account: "111122223333", region: eu-central-1 } }
  stage: { owner: platform, aws: { account: "444455556666", region: eu-central-1 } }
  cloud: { owner: platform, gcp: { project: acme-prod } }
approvalGroups:
  platform-approvers: { team: platform, members: [frank, gail] }
  security-approvers: { team: security, members: [hana, ivan] }
roles:
  operator:
    owners: { entitlement: payments, business: payments }
    sensitivity: moderate
    eligible: [dana, deploy, bot]
    maxTtl: 4h
    approval: { steps: [ { group: platform-approvers, count: 1 } ] }
    aws:
      targets: [prod]
      statements: [ { actions: [ec2:StartInstances, ec2:RebootInstances], resources: ["arn:aws:ec2:*:*:instance/*"] } ]
  viewer:
    owners: { entitlement: payments }
    sensitivity: moderate
    eligible: [dana]
    maxTtl: 4h
    approval: { steps: [ { group: platform-approvers, count: 1 } ] }
    gcp: { targets: [cloud], roles: [roles/cloudsql.viewer] }
`;

/** The base estate with the keys of some YAML laid over it, maps into maps; `null` takes a key away. */
export function declared(changes = ""): Record<string, unknown> {
  return laidOver(parse(base), parse(changes) ?? {}) as Record<string, unknown>;
}

/**
 * Links the base estate with some YAML laid over it.
 * @throws Error where the result has a mistake of structure, since governance is then not what is tested
 */
export function estateWith(changes = ""): Estate {
  const { estate, diagnostics } = linked(declared(changes));
  if (!estate || diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics, undefined, 2));
  return estate;
}

/** Links a whole declaration in its plain form. */
export function linked(whole: Readonly<Record<string, unknown>>): {
  readonly estate?: Estate;
  readonly diagnostics: readonly Diagnostic[];
} {
  const maps = sections.map((section) => [section, new Map(Object.entries((whole[section] as object) ?? {}))]);
  const declaration: Declaration = { name: whole.name, policy: whole.policy, ...Object.fromEntries(maps) };
  return linkDeclaration(declaration, () => undefined, { tokens: false });
}

function laidOver(under: unknown, over: unknown): unknown {
  if (!isMap(under) || !isMap(over)) return over;
  const result: Record<string, unknown> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    if (value === null) delete result[key];
    else result[key] = laidOver(under[key], value);
  }
  return result;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A moment from its RFC 3339 text. */
export function at(text: string): number {
  const parsed = parseInstant(text);
  if ("fault" in parsed) throw new Error(parsed.fault);
  return parsed.instant;
}
