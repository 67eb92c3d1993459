import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { check } from "../../src/check/check";
import type { Diagnostic } from "../../src/diagnostics/diagnostic";
import { loadEstate } from "../../src/estate/load";
import type { Estate } from "../../src/estate/types";
import { at, estateWith } from "../helpers/estate";
import { line } from "./expecting";

const made: string[] = [];
afterAll(() => {
  for (const directory of made) rmSync(directory, { recursive: true });
});

function directory(): string {
  const found = mkdtempSync(join(tmpdir(), "leasehold-check-"));
  made.push(found);
  return found;
}

function loaded(from: string): Estate {
  const { estate, diagnostics } = loadEstate(from);
  if (!estate || diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics, undefined, 2));
  return estate;
}

describe("the example of the design", () => {
  const from = directory();
  copyFileSync(join(__dirname, "..", "estate", "design-example.yaml"), join(from, "access.yaml"));
  const estate = loaded(from);

  it("is governed", () => {
    expect(check(estate).map(line)).toEqual([
      "note residuals roles.instance-operator",
      "note residuals roles.orders-reader",
      "warning break-glass-not-emitted breakGlass.prod-emergency",
    ]);
  });

  it("says more once the time is known, as far as there is more to say", () => {
    const untimed = new Set(check(estate).map(line));
    const timed = (now: string): string[] =>
      check(estate, { now: at(now) })
        .map(line)
        .filter((text) => !untimed.has(text));
    expect(timed("2026-11-22T12:00:00Z")).toEqual([]);
    expect(timed("2026-11-01T00:00:00Z")).toEqual(["error grant-too-far-ahead grants.dana-restart-2026-11-23.start"]);
    expect(timed("2026-10-15T00:00:00Z")).toEqual([
      "error grant-too-far-ahead grants.dana-restart-2026-11-23.start",
      "error waiver-too-long waivers.legacy-ci-key.expires",
    ]);
    expect(timed("2027-02-01T00:00:00Z")).toEqual([
      "warning review-overdue roles.instance-operator.review.last",
      "warning waiver-expired waivers.legacy-ci-key.expires",
    ]);
  });
});

describe("the place of a diagnostic", () => {
  const text = `version: 1
name: acme
policy: { governance: security, ceilings: { low: 8d } }
teams:
  security: { members: [hana, ivan] }
identities:
  hana: { kind: person, aws: { user: "arn:aws:iam::111122223333:user/hana" } }
  ivan: { kind: person, github: { login: ivan, id: 6 } }
targets:
  prod: { owner: security, aws: { account: "111122223333", region: eu-central-1 } }
approvalGroups:
  approvers: { team: security, members: [ivan] }
roles:
  reader:
    owners:
      platform: security
    sensitivity: low
    eligible: [hana]
    maxTtl: 9d
    approval:
      steps:
        - { group: approvers, count: 2 }
    aws:
      targets: [prod]
      statements:
        - actions: [ec2:DescribeInstances]
          resources: ["*"]
        - actions:
            - ec2:DescribeImages
            - iam:PassRole
          resources: ["*"]
grants:
  early:
    role: reader
    identity: ivan
    ttl: 1h
`;
  const from = directory();
  writeFileSync(join(from, "access.yaml"), text);
  const found = check(loaded(from)).filter(({ code }) => code !== "residuals");

  it.each([
    ["ceiling-loosened", "low: 8d"],
    ["owner-missing", "owners:"],
    ["sensitivity-understated", "sensitivity: low"],
    ["ttl-over-ceiling", "maxTtl: 9d"],
    ["approval-unsatisfiable", "- { group: approvers, count: 2 }"],
    ["persistence-action-denied", "iam:PassRole"],
    ["grant-not-eligible", "identity: ivan"],
    ["principal-missing", "identity: ivan"],
  ])("%s stands at the line of `%s`", (code, content) => {
    const diagnostic = found.find((one) => one.code === code);
    const stands = text.split("\n").findIndex((written) => written.includes(content)) + 1;
    expect(diagnostic?.location).toMatchObject({ line: stands });
    expect(diagnostic?.location?.file).toContain("access.yaml");
    expect(diagnostic?.location?.column).toBeGreaterThan(0);
  });

  it("gives the order", () => {
    const lines = found.map(({ location }) => location?.line ?? 0);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
    expect(found.length).toBe(8);
  });
});

describe("check", () => {
  const troubled = `
roles:
  operator: { owners: null, isolation: shared, approval: null }
  viewer: { maxTtl: 13h, gcp: { roles: [roles/viewer] } }
grants:
  a: { role: operator, identity: frank, start: 2026-11-23T09:00:00Z, ttl: 9h, task: restart }
  b: { role: viewer, identity: frank, start: 2026-11-23T09:00:00Z, ttl: 9h, targets: [prod] }`;

  it("says everything at once, and nothing twice", () => {
    const found = check(estateWith(troubled)).map(line);
    expect(found).toEqual([...new Set(found)]);
    expect(found).toEqual(
      expect.arrayContaining([
        "error owner-missing roles.operator.owners.entitlement",
        "error isolation-shared-later roles.operator.isolation",
        "error approval-missing roles.operator.approval",
        "error gcp-basic-role roles.viewer.gcp.roles.0",
        "error ttl-over-ceiling roles.viewer.maxTtl",
        "error principal-missing grants.a.identity",
        "error grant-not-eligible grants.a.identity",
        "error grant-task-not-to-agent grants.a.task",
        "error grant-too-long grants.a.ttl",
        "error target-outside-role grants.b.targets.0",
      ]),
    );
    expect(found.filter((text) => text.includes("gcp-basic-role")).length).toBe(1);
  });

  it("asks the emitters about whatever of the estate can be emitted", () => {
    const found = check(
      estateWith(`
roles: { operator: { owners: null }, viewer: { gcp: { roles: [projects/elsewhere/roles/odd] } } }`),
    ).map(line);
    expect(found).toContain("error gcp-custom-role-elsewhere roles.viewer.gcp.roles.0");
  });

  it("gives the same for the same, in the same order", () => {
    const once = check(estateWith(troubled), { now: 0 });
    expect(check(estateWith(troubled), { now: 0 })).toEqual(once);
  });

  it("names what outlives a lease, once for each role, and never as more than a note", () => {
    const found = check(estateWith()).filter(({ code }: Diagnostic) => code === "residuals");
    expect(found.map(line)).toEqual(["note residuals roles.operator", "note residuals roles.viewer"]);
    for (const { message } of found) expect(message).toMatch(/at worst/);
  });
});
