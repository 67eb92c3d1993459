import { describe, expect, it } from "vitest";
import type { Change, Difference } from "../../../src/review/change";
import { differenceOf } from "../../../src/review/difference/difference";
import { at, estateWith } from "../../helpers/estate";
import { now } from "./specify";

const lease = `
grants:
  a:
    role: operator
    identity: bot
    task: restart
    start: 2026-11-23T09:00:00Z
    ttl: 20m
    extensions: [ { by: 10m, at: 2026-11-23T09:10:00Z } ]
    ticket: INC-1
    justification: The workers are stuck`;
const automatic = `approval: { auto: { for: [bot], when: 'request.ttl <= duration("30m")' } }`;

function difference(before: string, after: string): Difference {
  return differenceOf(estateWith(before), estateWith(after), { now });
}

function changeOf({ changes }: Difference, part: string, name: string): Change {
  const found = changes.find(({ subject }) => subject.part === part && subject.name === name);
  if (!found) throw new Error(`${part}.${name} is not among the changes`);
  return found;
}

describe("what is told of a grant", () => {
  it("is who, what, where, until when, for what, whose, approved by whom, and what outlives it", () => {
    const { grant, kind } = changeOf(difference("", lease), "grants", "a");
    expect(kind).toBe("added");
    expect(grant?.was).toBeUndefined();
    expect({ ...grant?.is, residuals: [], amount: undefined }).toEqual({
      role: "operator",
      identity: "bot",
      kind: "agent",
      sponsor: "erin",
      task: "restart",
      places: [{ target: "prod", text: "account 111122223333" }],
      window: { start: at("2026-11-23T09:00:00Z"), end: at("2026-11-23T09:30:00Z") },
      requested: false,
      length: 30 * 60,
      sensitivity: "moderate",
      ticket: "INC-1",
      justification: "The workers are stuck",
      owners: { entitlement: "payments", platform: ["platform"], business: "payments" },
      approval: { of: "base", steps: [{ group: "platform-approvers", count: 1, approvers: ["frank", "gail"] }] },
      residuals: [],
      amount: undefined,
    });
    expect(grant?.is?.amount).toMatchObject({ privilege: "write", text: "write access" });
    expect(grant?.is?.residuals.join()).toContain("the session itself");
  });

  it("says how it was ended", () => {
    const { grant } = changeOf(difference(lease, `${lease}\n    completed: 2026-11-23T09:20:00Z`), "grants", "a");
    expect(grant?.was?.ended).toBeUndefined();
    expect(grant?.is?.ended).toEqual({ how: "completed", at: at("2026-11-23T09:20:00Z") });
    expect(grant?.is?.window?.end).toBe(at("2026-11-23T09:20:00Z"));
  });

  it("says that it is only requested", () => {
    const { grant } = changeOf(
      difference("", "grants: { a: { role: operator, identity: dana, ttl: 2h } }"),
      "grants",
      "a",
    );
    expect(grant?.is).toMatchObject({ requested: true, length: 7200 });
    expect(grant?.is?.window).toBeUndefined();
  });

  it("takes the approval from the base, although the change has another (law 10)", () => {
    const after = `${lease}\nroles: { operator: { ${automatic}, maxTtl: 3h } }`;
    expect(changeOf(difference("", after), "grants", "a").grant?.is?.approval).toEqual({
      of: "base",
      steps: [{ group: "platform-approvers", count: 1, approvers: ["frank", "gail"] }],
    });
  });

  it("tells of automatic approval only to those whom it is for", () => {
    const before = `roles: { operator: { ${automatic} } }`;
    const toDana = lease.replace("bot", "dana").replace("    task: restart\n", "");
    const approvals = [lease, toDana].map((grant) => {
      const found = changeOf(difference(before, `${before}${grant}`), "grants", "a");
      return found.grant?.is?.approval.auto;
    });
    expect(approvals).toEqual([{ for: ["bot"], when: 'request.ttl <= duration("30m")' }, undefined]);
  });
});

describe("what is told of a role", () => {
  it("is both sides, with groups opened up", () => {
    const crew = "identities: { crew: { kind: group, members: [erin, dana] } }";
    const { role } = changeOf(
      difference(crew, `${crew}\nroles: { viewer: { eligible: [crew], maxTtl: 2h } }`),
      "roles",
      "viewer",
    );
    expect([role?.was?.eligible, role?.is?.eligible]).toEqual([["dana"], ["dana", "erin"]]);
    expect([role?.was?.maximum, role?.is?.maximum]).toEqual([4 * 3600, 2 * 3600]);
    expect(role?.is?.places).toEqual([{ target: "cloud", text: "project acme-prod" }]);
  });

  it("takes the approval of a new role from the head, since there is no other", () => {
    const after = `
roles:
  reader:
    owners: { entitlement: payments }
    sensitivity: moderate
    eligible: [dana]
    maxTtl: 1h
    approval: { none: It only reads }
    aws: { targets: [stage], statements: [ { actions: ["ec2:Describe*"], resources: ["*"] } ] }`;
    expect(changeOf(difference("", after), "roles", "reader").role?.is?.approval).toEqual({
      of: "head",
      none: "It only reads",
      steps: [],
    });
  });
});

describe("fields", () => {
  it("name what differs within an entry, in one spelling", () => {
    const { fields } = changeOf(
      difference("", "roles: { operator: { maxTtl: 120m, limits: { agent: 30m } } }"),
      "roles",
      "operator",
    );
    expect(fields).toEqual([
      { path: "limits.agent", is: '"PT30M"' },
      { path: "maxTtl", was: '"PT4H"', is: '"PT2H"' },
    ]);
  });

  it("do not show what may be a secret", () => {
    const state = (secret: string) =>
      `policy: { backend: { s3: { bucket: states, secret_key: ${secret} } }, audit: { aws: { token: ${secret} } } }`;
    const { changes, facts } = difference(state("hunter2"), state("hunter3"));
    expect(changes.map(({ fields }) => fields)).toEqual([
      ["audit.aws.token", "backend.s3.secret_key"].map((path) => ({ path, was: '"(not shown)"', is: '"(not shown)"' })),
    ]);
    expect(JSON.stringify([changes, facts])).not.toContain("hunter");
  });
});
