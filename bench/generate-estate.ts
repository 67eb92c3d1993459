import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { awsTemplates, gcpTemplates, reasons, type Template } from "./catalogue";
import { type Random, seeded } from "./random";

/** How large the estate is to be. The defaults are those of the benchmark. */
export interface EstateSize {
  readonly roles: number;
  readonly grants: number;
  /** All YAML files together; ignored with `oneMap`. */
  readonly files: number;
  readonly accounts: number;
  /** None: every role is in AWS. */
  readonly projects: number;
  readonly teams: number;
  readonly seed: number;
  /** All grants in one map of one file. */
  readonly oneMap: boolean;
}

export const benchmarkSize: EstateSize = {
  roles: 10_000,
  grants: 20_000,
  files: 2_000,
  accounts: 100,
  projects: 100,
  teams: 100,
  seed: 20261122,
  oneMap: false,
};

const regions = ["eu-central-1", "eu-west-1", "us-east-1", "ap-southeast-2"];
const services = ["orders", "ledger", "search", "billing", "media", "identity", "shipping", "catalogue"];
const peoplePerTeam = 6;
/** The first grants begin within the 27 days up to this one, which is within a week of the benchmark's "now" (2026-11-23). */
const lastDay = Date.UTC(2026, 10, 28, 6) / 1000;

/** The estate as text: path below its directory, to the file's contents. The same size gives the same bytes. */
export function generateEstate(size: EstateSize): Map<string, string> {
  const random = seeded(size.seed);
  const files = new Map<string, string>([["policy.yaml", policyFile()]]);
  for (let team = 0; team < size.teams; team++) files.set(`teams/${teamName(team)}.yaml`, teamFile(team, size));
  for (let n = 0; n < size.accounts; n++) files.set(`targets/account-${n}.yaml`, accountFile(n, size));
  for (let n = 0; n < size.projects; n++) files.set(`targets/project-${n}.yaml`, projectFile(n, size));

  const rest = Math.max(2, size.files - files.size);
  const roleFiles = Math.max(1, Math.floor(rest * 0.41));
  const roles = Array.from({ length: size.roles }, (_, n) => role(n, size, random));
  spread(roles, roleFiles, (part, n) => {
    files.set(`roles/part-${n}.yaml`, `version: 1\nroles:\n${part.map((r) => r.text).join("\n")}`);
  });

  const grants = Array.from({ length: size.grants }, (_, n) => grant(n, roles, size.teams, random));
  spread(grants, size.oneMap ? 1 : rest - roleFiles, (part, n) => {
    files.set(`grants/part-${n}.yaml`, `version: 1\ngrants:\n${part.join("")}`);
  });
  return files;
}

/** Writes the files of an estate below a directory. */
export function writeEstate(directory: string, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    const file = join(directory, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

interface GeneratedRole {
  readonly name: string;
  readonly text: string;
  readonly team: number;
  readonly template: Template;
  readonly cloud: "aws" | "gcp";
}

function teamName(team: number): string {
  return `team-${team}`;
}

function person(team: number, n: number): string {
  return `person-${team}-${n}`;
}

function policyFile(): string {
  return [
    "version: 1",
    "name: acme",
    "policy:",
    `  governance: ${teamName(0)}`,
    "  ownerTag: team",
    "  maxAdvance: 7d",
    "  cooldown: 1h",
    "  ceilings: { high: 2h }",
    "",
  ].join("\n");
}

function teamFile(team: number, size: EstateSize): string {
  const name = teamName(team);
  const people = Array.from({ length: peoplePerTeam }, (_, n) => person(team, n));
  const lines = [
    "version: 1",
    "teams:",
    `  ${name}:`,
    `    contact: ${name}@acme.example`,
    `    review: "@acme/${name}"`,
    `    members: [${people.join(", ")}]`,
    team === 0 ? "" : `    escalation: [${teamName(0)}]`,
    "approvalGroups:",
    `  ${name}-approvers: { team: ${name}, members: [${people.slice(0, 3).join(", ")}] }`,
    "identities:",
  ];
  people.forEach((name, n) => {
    const account = accountId(team % size.accounts);
    lines.push(
      `  ${name}:`,
      "    kind: person",
      `    email: ${name}@acme.example`,
      `    github: { login: ${name}-acme, id: ${580000 + team * peoplePerTeam + n} }`,
      n % 2 === 0
        ? `    aws: { identityCenter: { permissionSet: Engineer, userName: ${name}@acme.example } }`
        : `    aws: { user: "arn:aws:iam::${account}:user/${name}" }`,
      `    gcp: { member: "user:${name}@acme.example" }`,
    );
  });
  lines.push(
    `  deploy-${team}:`,
    "    kind: workload",
    `    team: ${name}`,
    "    aws:",
    "      oidc:",
    "        issuer: token.actions.githubusercontent.com",
    "        audience: sts.amazonaws.com",
    `        subject: "repo:acme/service-${team}:environment:production"`,
    `        claims: { repository_id: "${700000 + team}" }`,
    `    gcp: { member: "serviceAccount:deploy-${team}@acme-project-${team % Math.max(1, size.projects)}.iam.gserviceaccount.com" }`,
    "",
  );
  return lines.filter((line, n) => line !== "" || n === lines.length - 1).join("\n");
}

function accountId(n: number): string {
  return String(100_000_000_000 + n * 7_919);
}

function accountFile(n: number, size: EstateSize): string {
  return [
    "version: 1",
    "targets:",
    `  account-${n}:`,
    "    environment: production",
    `    owner: ${teamName(n % size.teams)}`,
    "    aws:",
    `      account: "${accountId(n)}"`,
    `      region: ${regions[n % regions.length]}`,
    `      assumeRole: "arn:aws:iam::${accountId(n)}:role/leasehold-deployer"`,
    "",
  ].join("\n");
}

function projectFile(n: number, size: EstateSize): string {
  return [
    "version: 1",
    "targets:",
    `  project-${n}:`,
    "    environment: production",
    `    owner: ${teamName((n + 1) % size.teams)}`,
    `    gcp: { project: acme-project-${n} }`,
    "",
  ].join("\n");
}

function role(n: number, size: EstateSize, random: Random): GeneratedRole {
  const team = n % size.teams;
  // Three roles of five are in AWS, where a grant is half a dozen resources.
  const cloud = n % 5 < 3 || size.projects === 0 ? "aws" : "gcp";
  const template = random.pick(cloud === "aws" ? awsTemplates : gcpTemplates);
  const place = random.below(cloud === "aws" ? size.accounts : size.projects);
  const name = `${template.name}-${n}`;
  const scope = {
    account: accountId(place),
    region: regions[place % regions.length] ?? "eu-central-1",
    service: random.pick(services),
  };
  const people = Array.from({ length: peoplePerTeam }, (_, p) => person(team, p));
  const lines = [
    `  ${name}:`,
    `    description: ${template.description}`,
    `    owners: { entitlement: ${teamName(team)}, business: ${teamName((team + 3) % size.teams)} }`,
    `    sensitivity: ${template.sensitivity}`,
    `    eligible: [${people.join(", ")}, deploy-${team}]`,
    `    maxTtl: ${template.maxTtl}`,
    "    approval:",
    "      steps:",
    `        - { group: ${teamName((team + 1) % size.teams)}-approvers, count: 1 }`,
    "    require:",
    '      ticket: "^(INC|CHG)-[0-9]+$"',
    "      justification: 20",
    `    review: { every: 90d, last: 2026-${10 + random.below(2)}-0${1 + random.below(9)} }`,
    `    ${cloud}:`,
    `      targets: [${cloud === "aws" ? "account" : "project"}-${place}]`,
    ...template.entitlement(scope).map((line) => `      ${line}`),
    "",
  ];
  return { name, text: lines.join("\n"), team, template, cloud };
}

/** The `n`th grant; those of one role go to its people in turn, weeks apart for the same one. */
function grant(n: number, roles: readonly GeneratedRole[], teams: number, random: Random): string {
  const role = roles[n % roles.length];
  if (role === undefined) throw new Error("an estate with grants needs roles");
  const turn = Math.floor(n / roles.length);
  const holder = turn % (peoplePerTeam + 1);
  const identity = holder < peoplePerTeam ? person(role.team, holder) : `deploy-${role.team}`;
  const earlier = Math.floor(turn / (peoplePerTeam + 1));
  const daysBack = earlier === 0 ? random.below(27) : 27 + earlier * 8 + random.below(7);
  const start = lastDay - daysBack * 86_400 + random.below(36) * 600;
  const ttl = role.template.maxTtl === "45m" ? "30m" : random.pick(["45m", "1h", "PT1H30M", "90m", "2h"]);
  const at = new Date((start - 3_000) * 1000).toISOString().replace(".000", "");
  const approver = person((role.team + 1) % teams, random.below(3));
  return [
    `  ${role.name}-${turn}:`,
    `    role: ${role.name}`,
    `    identity: ${identity}`,
    `    start: ${new Date(start * 1000).toISOString().replace(".000", "")}`,
    `    ttl: ${ttl}`,
    `    ticket: ${random.pick(["INC", "CHG"])}-${4000 + n}`,
    `    justification: ${random.pick(reasons)}`,
    `    approvals: [{ by: ${approver}, at: ${at}, step: 1, url: "https://github.com/acme/access/pull/${n}" }]`,
    "",
  ].join("\n");
}

function spread<T>(items: readonly T[], parts: number, take: (part: readonly T[], n: number) => void): void {
  for (let n = 0; n < parts; n++) {
    const from = Math.floor((n * items.length) / parts);
    const to = Math.floor(((n + 1) * items.length) / parts);
    if (to > from) take(items.slice(from, to), n);
  }
}
