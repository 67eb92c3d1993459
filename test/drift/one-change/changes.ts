import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { seeded } from "../../../bench/random";
import { Drift } from "../../../src/drift/drift";
import { ownRoles, PlainRoles } from "../../../src/drift/plain-roles";
import { Declared } from "../../../src/expect/declared";
import { openForComparing, openSnapshot } from "../../../src/snapshot/open";
import type { Json } from "../../../src/terraform/json";
import { at, estateWith } from "../../helpers/estate";
import { type LiveRole, SimulatedAccount } from "../../snapshot/simulated-account";
import { awsContents, type Contents, writeSnapshot } from "../../snapshot/snapshot-folder";
import { foundOf, Touched } from "../landscape";
import { gcpContents, googleAnswers } from "../told";

export const account = "111122223333";
export const limits = `arn:aws:iam::${account}:policy/limits`;
export const administrator = "arn:aws:iam::aws:policy/AdministratorAccess";
export const reading = "arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess";
export const userId = "9067c6dd-20a1-70d0-8d6d-3c1b4f5d0a11";
export const provider = `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`;
export const estate = estateWith(`
targets: { prod: { aws: { permissionsBoundary: "${limits}" } } }
identities:
  erin: { aws: { user: null, identityCenter: { permissionSet: Engineer, userName: erin@acme.example, userId: ${userId} } }, gcp: { member: "user:erin@acme.example" } }
  ci: { kind: workload, team: platform, aws: { oidc: { issuer: token.actions.githubusercontent.com, audience: sts.amazonaws.com, subject: "repo:acme/orders:environment:production" } } }
roles:
  operator: { eligible: [dana, erin, ci, deploy, bot], aws: { managedPolicies: ["${reading}"] } }
  viewer: { eligible: [dana, erin] }
grants:
  first: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h }
  second: { role: operator, identity: erin, start: 2026-11-23T09:00:00Z, ttl: 1h }
  third: { role: operator, identity: ci, start: 2026-11-23T09:00:00Z, ttl: 1h }
  viewing: { role: viewer, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h }`);

export const inside = at("2026-11-23T09:10:00Z");
export const after = at("2026-11-23T12:00:00Z");
export const pruning = at("2026-11-23T23:00:00Z");

export const root = mkdtempSync(join(tmpdir(), "leasehold-one-change-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folders = 0;

export type Members = { [key: string]: Json };
export interface Cloud {
  readonly aws: SimulatedAccount;
  /** Bindings of Google's policy of acme-prod. */
  readonly bindings: {
    role: string;
    members: string[];
    condition?: { title: string; description: string; expression: string };
  }[];
  /** Files of Google's other parts. */
  readonly google: Record<string, readonly Json[]>;
}
export type Live = (cloud: Cloud) => unknown;

export async function live(change: Live, now: number): Promise<readonly string[]> {
  const accounts = [...SimulatedAccount.of(estate)];
  if (!accounts.some(({ id }) => id === "444455556666")) accounts.push(new SimulatedAccount("444455556666"));
  const answers = googleAnswers(estate, seeded(7)).find(({ container }) => container === "acme-prod");
  const aws = accounts.find(({ id }) => id === account);
  if (aws === undefined || answers === undefined) throw new Error("the estate has no such place");
  const google = JSON.parse(JSON.stringify(gcpContents(answers)));
  const results = google["iam-policies"].flatMap((page: { results?: unknown[] }) => page.results ?? []);
  google["iam-policies"] = [{ results }];
  const [{ policy }] = results;
  change({ aws, bindings: policy.bindings, google });
  const path = join(root, `${folders++}`);
  writeSnapshot(
    path,
    [
      ...accounts.map((one) => ({
        cloud: "aws" as const,
        id: one.id,
        contents: awsContents(one.answers({ disguise: true, coding: "mixed" })),
      })),
      { cloud: "gcp" as const, id: "acme-prod", contents: google as Contents },
    ],
    now - 60,
  );
  const whole = new Drift([new Declared(estate)], now);
  for await (const found of openSnapshot(path, { now })) whole.add(found);
  // As the command line reads it: without the roles of which nothing would be said.
  const declared = [new Declared(estate)];
  const less = new Drift(declared, now);
  const silent = new PlainRoles(ownRoles(declared), now);
  for await (const found of openForComparing(path, { now, silent })) less.add(found);
  const said = told(whole);
  expect(told(less)).toEqual(said);
  return said;
}

export type Kept = (aws: Touched, gcp: Touched) => unknown;

export function kept(change: Kept, now: number): readonly string[] {
  const places = foundOf(estate, "state").map((one) => new Touched(one));
  const of = (container: string) => {
    const one = places.find(({ found }) => found.container === container);
    if (one === undefined) throw new Error(container);
    return one;
  };
  change(of(account), of("acme-prod"));
  const comparison = new Drift([new Declared(estate)], now);
  for (const one of places) comparison.add(one.now);
  return told(comparison);
}

export function told(comparison: Drift): readonly string[] {
  const { findings, unreadable } = comparison.finish();
  expect(unreadable).toEqual([]);
  return findings
    .filter(({ severity }) => severity !== "note")
    .map(
      ({ severity, rule, principal = "" }) =>
        `${severity} ${rule} ${principal.replace(/^arn:aws:iam::\d+:(?:role|user|group|policy)\/(?:.*\/)?/, "")}`,
    )
    .sort();
}

export const lease = "leasehold-acme-first";
export const guard = "leasehold-guard";
export const statement = (more: { readonly [key: string]: Json }): Members => ({
  Effect: "Allow",
  Action: "sts:AssumeRole",
  ...more,
});
export const document = (...statements: readonly Json[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
export const allowing = (action: string) => document({ Effect: "Allow", Action: action, Resource: "*" });
export const role = ({ aws }: Cloud, name = lease): LiveRole => {
  const found = aws.roles.get(name);
  if (found === undefined) throw new Error(name);
  return found;
};
export const edited = (text: string, change: (statements: Members[]) => readonly Json[]): string => {
  const { Statement, ...rest } = JSON.parse(text) as { Statement: Members[] };
  return JSON.stringify({ ...rest, Statement: change(Statement) });
};
export const trust =
  (change: (text: string) => string, name?: string): Live =>
  (cloud) => {
    const of = role(cloud, name);
    const before = of.trust;
    of.trust = change(before);
    expect(of.trust).not.toBe(before);
  };
export const guarding =
  (change: (text: string) => string): Live =>
  (cloud) => {
    const before = role(cloud).inline.get(guard) ?? "";
    const now = change(before);
    expect(now).not.toBe(before);
    role(cloud).inline.set(guard, now);
  };
export const sided = (sid: string, change: (one: Members) => readonly Json[]) => (text: string) =>
  edited(text, (statements) => statements.flatMap((one) => (one.Sid === sid ? change(one) : [one])));
export const ofRole =
  (change: (values: Record<string, Json>) => Record<string, Json>): Kept =>
  (aws) =>
    aws.set("aws_iam_role.first", change);
export const tag = (key: string, value: string | undefined): readonly [Live, Kept] => [
  (cloud) => (value === undefined ? role(cloud).tags.delete(key) : role(cloud).tags.set(key, value)),
  (aws) =>
    aws.tags("aws_iam_role.first", ({ [key]: _, ...tags }) => (value === undefined ? tags : { ...tags, [key]: value })),
];
export const stateTrust =
  (change: (text: string) => string, grant = "first"): Kept =>
  (aws) =>
    aws.edit(`aws_iam_role.${grant}`, "assume_role_policy", change);
export const stateGuard =
  (change: (text: string) => string): Kept =>
  (aws) =>
    aws.edit("aws_iam_role_policy.first", "policy", change);
export const both = (change: (text: string) => string, grant = "first"): readonly [Live, Kept] => [
  trust(change, `leasehold-acme-${grant}`),
  stateTrust(change, grant),
];
export const inGuard = (change: (text: string) => string): readonly [Live, Kept] => [
  guarding(change),
  stateGuard(change),
];

export const center = (cloud: Cloud, PrincipalType: "USER" | "GROUP", more: object = {}) => {
  const InstanceArn = "arn:aws:sso:::instance/ssoins-1";
  const PermissionSetArn = "arn:aws:sso:::permissionSet/ssoins-1/ps-1";
  cloud.aws.identityCenter = {
    Instances: [{ InstanceArn }],
    PermissionSets: [
      { InstanceArn, PermissionSet: { Name: "Admin", PermissionSetArn }, ManagedPolicies: [{ Arn: administrator }] },
    ],
    Assignments: [{ InstanceArn, AccountId: account, PermissionSetArn, PrincipalType, PrincipalId: "mallory-id" }],
    Users: [],
    Groups: [],
    Memberships: [],
    ...more,
  };
};
export const newRole =
  (name: string, Principal: Json, more: Members = {}, policy = administrator): Live =>
  ({ aws }) =>
    aws.addRole(name, "/", document(statement({ Principal, ...more }))).attached.add(policy);
export const google =
  (role: string, member: string, condition?: Cloud["bindings"][number]["condition"]): Live =>
  ({ bindings }) =>
    bindings.push({ role, members: [member], ...(condition ? { condition } : {}) });
export const dana = "user:dana@acme.example";
export const viewing = ({ bindings }: Cloud) => {
  const found = bindings.find(({ condition }) => condition?.title === "leasehold/acme/viewing");
  if (found === undefined) throw new Error("the lease is not there");
  return found;
};
export const stateBinding = "google_project_iam_member.viewing_cloudsql_viewer";
export const conditionOf = (values: Record<string, Json>) => {
  const [one] = [values.condition].flat();
  return one as Record<string, string>;
};

export interface Case {
  readonly what: string;
  readonly live?: Live;
  readonly kept?: Kept;
  readonly now?: number;
  readonly gives: readonly string[];
}
export const one = (what: string, [live, kept]: readonly [Live?, Kept?], gives: string, now?: number): Case => ({
  what,
  ...(live ? { live } : {}),
  ...(kept ? { kept } : {}),
  ...(now ? { now } : {}),
  gives: [gives],
});
export const nothing = (what: string, live: Live, kept?: Kept): Case => ({
  what,
  live,
  ...(kept ? { kept } : {}),
  gives: [],
});

export const later = (text: string) => text.replaceAll("T10:00:00Z", "T20:00:00Z");
export const earlier = (text: string) => text.replaceAll("T10:00:00Z", "T09:30:00Z");
export const principal = (change: (one: Members) => Members) => (text: string) =>
  edited(text, ([first = {}]) => [change(first)]);
export const without = (operator: string, key: string) =>
  principal((first) => {
    const conditions = { ...(first.Condition as Record<string, Record<string, Json>>) };
    const { [key]: _, ...rest } = conditions[operator] ?? {};
    if (Object.keys(rest).length === 0) delete conditions[operator];
    else conditions[operator] = rest;
    return { ...first, Condition: conditions };
  });

/** Holds every case to what the APIs and, where it says so, the states tell of it. */
export function holdTo(cases: readonly Case[]): void {
  const byApi = cases.filter(({ live: by }) => by !== undefined);
  describe("told by the clouds' APIs", () => {
    it.each(byApi)("$what", async ({ live: by = () => undefined, gives, now = inside }) => {
      expect(await live(by, now)).toEqual(gives);
    });
  });
  const byState = cases.filter(({ kept: by }) => by !== undefined);
  describe.skipIf(byState.length === 0)("told by states", () => {
    it.each(byState)("$what", ({ kept: by = () => undefined, gives, now = inside }) => {
      expect(kept(by, now)).toEqual(gives);
    });
  });
}
