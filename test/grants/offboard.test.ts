import { describe, expect, it } from "vitest";
import { offboard } from "../../src/grants/offboard";
import { edited, errorsIn, grantsFile, made, now, refusals, sourcesWith } from "./sources";

const leaving = (name: string, changes = "", files: Readonly<Record<string, string>> = {}) => {
  const sources = sourcesWith(changes, files);
  return { sources, plan: offboard({ sources, directory: "access", name, now }) };
};

const grants = grantsFile(`  # The one that runs
  running: { role: operator, identity: dana, ttl: 2h, start: 2026-11-23T09:00:00Z } # until eleven
  wanted: { role: viewer, identity: dana, ttl: 2h }
  to-come:
    role: operator
    identity: dana
    ttl: 1h
    start: 2026-11-25T09:00:00Z
  over: { role: viewer, identity: dana, ttl: 2h, start: 2026-11-23T02:00:00Z }
  of-deploy: { role: operator, identity: deploy, ttl: 2h, start: 2026-11-23T09:00:00Z }
`);

describe("letting somebody go", () => {
  it("ends what runs, takes out what has not begun, and leaves the rest as it was", () => {
    const { sources, plan } = leaving("dana", "", { "g.yaml": grants });
    const { ended, cancelled, over, edits } = made(plan);
    const names = (held: typeof ended): string[] => held.map(({ grant, place }) => `${grant.name} ${place}`);
    expect(names(ended)).toEqual(["running access/g.yaml:4"]);
    expect(names(cancelled)).toEqual(["to-come access/g.yaml:6", "wanted access/g.yaml:5"]);
    expect(names(over)).toEqual(["over access/g.yaml:11"]);
    expect(edits).toEqual([
      {
        file: "access/g.yaml",
        was: grants,
        text: grantsFile(`  # The one that runs
  running: { role: operator, identity: dana, ttl: 2h, start: 2026-11-23T09:00:00Z, revoked: 2026-11-23T09:30:00Z } # until eleven
  over: { role: viewer, identity: dana, ttl: 2h, start: 2026-11-23T02:00:00Z }
  of-deploy: { role: operator, identity: deploy, ttl: 2h, start: 2026-11-23T09:00:00Z }
`),
      },
    ]);
    expect(errorsIn(edited(sources, edits))).toEqual([]);
  });

  it("takes out files of which nothing is left", () => {
    const file = grantsFile("  wanted: { role: viewer, identity: dana, ttl: 2h }\n");
    expect(made(leaving("dana", "", { "g.yaml": file }).plan).edits).toEqual([{ file: "access/g.yaml", was: file }]);
  });

  it.each<[what: string, who: string, changes: string, named: RegExp[]]>([
    [
      "teams and what they answer for, and roles",
      "dana",
      "",
      [
        /^member of team "payments", which answers for role "operator"/,
        /^eligible for role "operator"/,
        /^eligible for role "viewer"/,
      ],
    ],
    ["agents that they sponsor", "erin", "", [/^member of team "payments"/, /^sponsor of agent "bot"/]],
    [
      "roles that they approve",
      "frank",
      "",
      [
        /^member of team "platform"/,
        /^member of approval group "platform-approvers", by which it approves "operator", "viewer"/,
      ],
    ],
    ["tasks and roles of a machine", "bot", "", [/^eligible for role "operator"/, /^agent of task "restart"/]],
    [
      "approvals by themselves",
      "deploy",
      "roles: { operator: { approval: { auto: { for: [deploy], when: request.ttl < duration('1h') } } } }",
      [/^eligible for role/, /^approved by itself for role "operator"/],
    ],
    [
      "groups",
      "dana",
      "identities: { all: { kind: group, members: [dana, erin] } }",
      [/^member of team/, /^member of group "all"/, /^eligible/, /^eligible/],
    ],
    [
      "waivers and emergencies",
      "hana",
      `identities: { hana: { aws: { user: "arn:aws:iam::111122223333:user/hana" } } }
waivers: { w: { rule: static-credential, resource: x.y, owner: payments, acceptedBy: hana, reason: Not yet, expires: 2027-01-01T00:00:00Z } }
breakGlass: { b: { owners: { entitlement: security }, target: prod, people: [hana], managedPolicies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"], reviewWithin: 72h } }`,
      [
        /^member of team "security", which answers for governance/,
        /^member of approval group "security-approvers"/,
        /^one of the people of break-glass role "b"/,
        /^accepted waiver "w", which ends at 2027-01-01T00:00:00Z/,
      ],
    ],
    [
      "approvals that they gave",
      "frank",
      "grants: { g: { role: viewer, identity: dana, ttl: 1h, approvals: [ { by: frank } ] } }",
      [/^member of team/, /^member of approval group/, /^approved grant "g"/],
    ],
  ])("names %s, each with its place and its mend", (_, who, changes, named) => {
    const found = made(leaving(who, changes).plan).named;
    expect(found.map(({ text }) => text)).toEqual(named.map((pattern) => expect.stringMatching(pattern)));
    for (const { place, mend } of found) {
      expect(place).toMatch(/^access\/estate\.yaml:\d+$/);
      expect(mend).toMatch(/\.$/);
    }
  });

  it.each<[what: string, who: string, changes: string, left: RegExp[]]>([
    ["nothing, where others are there", "dana", "", []],
    ["an agent without a sponsor", "erin", "", [/^Agent "bot" has no sponsor/]],
    [
      "a team without anybody",
      "gail",
      "teams: { platform: { members: [gail] } }",
      [/^Team "platform" answers for .* has no person in it/],
    ],
    [
      "steps that nobody is left for",
      "frank",
      "roles: { operator: { approval: { steps: [ { group: platform-approvers, count: 2 } ] } } }",
      [/^Role "operator" cannot be approved/],
    ],
    [
      "an emergency that nobody could end",
      "hana",
      `identities: { hana: { aws: { user: "arn:aws:iam::111122223333:user/hana" } } }
breakGlass: { b: { owners: { entitlement: security }, target: prod, people: [hana], managedPolicies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"], alarm: { channel: c }, reviewWithin: 72h } }`,
      [/Break-glass role "b"|"b"/],
    ],
    [
      "a waiver that nobody of governance accepted",
      "hana",
      "waivers: { w: { rule: static-credential, resource: x.y, owner: payments, acceptedBy: hana, reason: Not yet, expires: 2027-01-01T00:00:00Z } }",
      [/waiver "w"/i],
    ],
  ])("leaves %s", (_, who, changes, left) => {
    const found = made(leaving(who, changes).plan).left;
    expect(found.map(({ text }) => text)).toEqual(left.map((pattern) => expect.stringMatching(pattern)));
    for (const { place, mend } of found) {
      expect(place).toMatch(/^access\/estate\.yaml:\d+$/);
      expect(mend).not.toBe("");
    }
  });

  it("does not count what was without anybody before", () => {
    const changes = "teams: { platform: { members: [] } }";
    expect(made(leaving("dana", changes).plan).left).toEqual([]);
  });

  it("says what is to wait until its grants are pruned", () => {
    const { named } = made(leaving("dana", "", { "g.yaml": grants }).plan);
    expect(named.find(({ text }) => text.startsWith("eligible"))?.mend).toContain("once leasehold prune");
  });

  it("says what an agent holds whose sponsor goes", () => {
    const bot = grantsFile(
      "  b: { role: operator, identity: bot, task: restart, ttl: 2h, start: 2026-11-23T09:00:00Z }\n",
    );
    const { named } = made(leaving("erin", "", { "g.yaml": bot }).plan);
    expect(named.map(({ text }) => text).join()).toContain("its lease b runs until 2026-11-23T11:00:00Z");
  });

  it("counts approvals on record, where there are many", () => {
    const entries = Array.from(
      { length: 7 },
      (_, index) => `  g${index}: { role: viewer, identity: dana, ttl: 1h, approvals: [{ by: frank }] }\n`,
    );
    const { named } = made(leaving("frank", "", { "g.yaml": grantsFile(entries.join("")) }).plan);
    expect(named).toHaveLength(3);
    expect(named.at(-1)).toMatchObject({ place: "access/g.yaml:3", text: 'approved 7 grants, of which "g0" is one' });
  });

  it("refuses a name that nobody has, with the nearest", () => {
    expect(refusals(leaving("dama").plan)[0]).toMatch(/^identity-unknown: .*Did you mean "dana"\?/);
  });

  it("refuses an estate that was read in part", () => {
    const broken = { "g.yaml": grantsFile("  g: { role: operater, identity: dana, ttl: 1h }\n") };
    expect(refusals(leaving("dana", "", broken).plan)[0]).toMatch(/does not load/);
  });
});
