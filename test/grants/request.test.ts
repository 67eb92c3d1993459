import { describe, expect, it } from "vitest";
import type { DraftGrant } from "../../src/grants/draft";
import { type Request, request } from "../../src/grants/request";
import { declaredIn } from "../../src/grants/sources";
import { at } from "../helpers/estate";
import { edited, errorsIn, grantsFile, made, now, refusals, sourcesWith } from "./sources";

const draft: DraftGrant = { role: "operator", identity: "dana", ttl: "2h" };

const asking = (
  changes: Partial<DraftGrant> = {},
  estate = "",
  files: Readonly<Record<string, string>> = {},
): Request => ({
  sources: sourcesWith(estate, files),
  directory: "access",
  now,
  draft: { ...draft, ...changes },
});

const strict = 'roles: { operator: { require: { ticket: "^INC-[0-9]+$", justification: 20 } } }';

describe("a request", () => {
  it("is one file of one grant, with which the estate is as good as before", () => {
    const asked = asking({ ticket: "INC-1", justification: "Restart of the stuck workers" }, strict);
    const { edit, window } = made(request(asked));
    expect(edit).toEqual({
      file: "access/grants/dana-operator-2026-11-23.yaml",
      text: `version: 1
grants:
  dana-operator-2026-11-23:
    role: operator
    identity: dana
    ttl: 2h
    ticket: INC-1
    justification: Restart of the stuck workers
`,
    });
    expect(window).toBeUndefined();
    expect(errorsIn(edited(asked.sources, [edit]))).toEqual([]);
  });

  it.each<[what: string, text: string]>([
    ["what YAML would read otherwise", "yes: { no } # [x]"],
    ["several lines", "First\n  second\n\nthird"],
    ["a number", "12345678901234567890"],
    ["quotes", `"it's" \\ & * ! | > %`],
    ["what looks like keys", "a\nrole: administrator\nidentity: mallory"],
    ["what looks like the end of a document", "---\nversion: 1\n..."],
  ])("says what was said, also where that is %s", (_, justification) => {
    const asked = asking({ justification, ticket: justification.split("\n")[0] ?? "" });
    const { edit } = made(request(asked));
    const { estate } = declaredIn(edited(asked.sources, [edit]));
    expect(estate?.grants.get("dana-operator-2026-11-23")).toMatchObject({
      justification,
      ticket: justification.split("\n")[0],
      role: { name: "operator" },
      identity: { name: "dana" },
    });
  });

  it("takes a name that is free, and one that is not too long", () => {
    const taken = {
      "g.yaml": grantsFile(
        "  dana-operator-2026-11-23: { role: operator, identity: dana, ttl: 1h, start: 2026-11-23T01:00:00Z }\n",
      ),
    };
    expect(made(request(asking({}, "", taken))).grant.name).toBe("dana-operator-2026-11-23-2");
    const long = "x".repeat(60);
    const estate = `identities: { ${long}: { kind: person, aws: { user: "arn:aws:iam::111122223333:user/x" } } }\nroles: { operator: { eligible: [dana, deploy, bot, ${long}] } }`;
    const { name } = made(request(asking({ identity: long }, estate))).grant;
    expect(name).toMatch(/^x+-2026-11-23$/);
    expect(name).toHaveLength(63);
  });

  it("with a start says its window", () => {
    const start = at("2026-11-24T09:00:00Z");
    const { window, grant } = made(request(asking({ start })));
    expect(window).toEqual({ start, end: start + 7200 });
    expect(grant.name).toBe("dana-operator-2026-11-24");
  });
});

describe("who must approve", () => {
  it("is the role's steps, without the requester", () => {
    const estate = "approvalGroups: { platform-approvers: { members: [frank, gail, dana] } }";
    const { approvals } = made(request(asking({}, estate)));
    expect(approvals).toEqual({
      steps: [{ group: "platform-approvers", count: 1, people: ["frank", "gail"] }],
      distinctTeams: false,
    });
  });

  it("is not an agent's sponsor either, and what is approved by itself says when", () => {
    const estate =
      'roles: { operator: { approval: { steps: [ { group: platform-approvers, count: 1 } ], auto: { for: [bot], when: request.ttl <= duration("30m") } } } }\n' +
      "approvalGroups: { platform-approvers: { members: [frank, gail, erin] } }";
    const asked = asking({ identity: "bot", task: "restart", ttl: "30m" }, estate);
    const { approvals } = made(request(asked));
    expect(approvals.steps[0]?.people).toEqual(["frank", "gail"]);
    expect(approvals.auto).toBe('request.ttl <= duration("30m")');
    expect(made(request(asking({}, estate))).approvals.auto).toBeUndefined();
  });
});

describe("what is asked for, in short", () => {
  it("is the role's permissions, where they land, and what outlives them", () => {
    const { access } = made(request(asking()));
    expect(access.privilege).toBe("write");
    expect(access.what).toEqual(["ec2:StartInstances", "ec2:RebootInstances"]);
    expect(access.targets.map(({ name }) => name)).toEqual(["prod"]);
    expect(access.residuals.join()).toContain("at worst");
  });

  it("is an agent's task alone", () => {
    const { access } = made(request(asking({ identity: "bot", task: "restart" })));
    expect(access.what).toEqual(["ec2:RebootInstances"]);
  });
});

describe("what check would refuse is refused before anything is written", () => {
  const ended = "  g: { role: operator, identity: dana, ttl: 3h, start: 2026-11-23T06:00:00Z }\n";
  const running = "  g: { role: operator, identity: dana, ttl: 3h, start: 2026-11-23T09:00:00Z }\n";
  const hours = (from: string, to: string): string =>
    `roles: { operator: { require: { within: [ { days: [mon, tue], from: "${from}", to: "${to}", zone: UTC } ] } } }`;

  it.each<[what: string, asked: Request, why: RegExp]>([
    [
      "an unknown role",
      asking({ role: "operater" }),
      /^unknown-reference: There is no role named "operater"\. Did you mean "operator"\?/,
    ],
    [
      "an unknown identity",
      asking({ identity: "dama" }),
      /^unknown-reference: There is no identity named "dama"\. Did you mean "dana"\?/,
    ],
    [
      "one far from all",
      asking({ role: "something-else-entirely" }),
      /^unknown-reference: .*There are operator, viewer\./,
    ],
    [
      "an unknown task",
      asking({ identity: "bot", task: "restat" }),
      /^unknown-reference: There is no task .*"restart"/,
    ],
    ["an unknown target", asking({ targets: ["prd"] }), /^unknown-reference: There is no target .*"prod"/],
    ["more than the maximum", asking({ ttl: "5h" }), /^grant-too-long: .*PT5H.*PT4H at most.*--ttl/],
    ["a start in the past", asking({ start: now - 1 }), /^start-in-the-past: The start 2026-11-23T09:29:59Z is past/],
    ["a start too far ahead", asking({ start: now + 8 * 86_400 }), /^grant-too-far-ahead: .*--start/],
    [
      "a name that is taken",
      { ...asking({}, "", { "g.yaml": grantsFile(ended) }), name: "g" },
      /^duplicate-name: There is a grant named "g" already \(access\/g\.yaml:3\)/,
    ],
    ["a name that is none", { ...asking(), name: "../x" }, /^malformed-name: /],
    ["a name with another's case", { ...asking(), name: "Dana" }, /^malformed-name: /],
    [
      "a lease over another",
      asking({ start: now }, "", { "g.yaml": grantsFile(running) }),
      /^grants-overlap: .*--start/,
    ],
    ["leases that add up", asking({ start: now }, "", { "g.yaml": grantsFile(ended) }), /^grants-stacked: .*PT5H/],
    ["who is not eligible", asking({ identity: "erin" }), /^grant-not-eligible: .*erin may ask for no role/],
    [
      "a group",
      asking({ identity: "all" }, "identities: { all: { kind: group, members: [dana] } }"),
      /^grant-to-group: /,
    ],
    ["no ticket", asking({ justification: "x".repeat(20) }, strict), /^ticket-missing: .*--ticket/],
    ["another ticket", asking({ ticket: "CHG-1", justification: "x".repeat(20) }, strict), /^ticket-not-as-required: /],
    ["a ticket of nothing", asking({ ticket: "" }), /^malformed-value: .*--ticket/],
    ["a ticket that moves a terminal", asking({ ticket: "a\u001b[2J" }), /^malformed-value: .*--ticket/],
    [
      "a short justification",
      asking({ ticket: "INC-1", justification: "because" }, strict),
      /^justification-too-short: .*--reason/,
    ],
    ["an agent without a task", asking({ identity: "bot" }), /^grant-task-missing: .*restart/],
    ["a task of a person", asking({ task: "restart" }), /^grant-task-not-to-agent: .*--task/],
    ["a target of another role", asking({ targets: ["stage"] }), /^target-outside-role: .*--target/],
    [
      "a start outside of the hours",
      asking({ start: at("2026-11-23T20:00:00Z") }, hours("07:00", "19:00")),
      /^outside-hours: .*--start/,
    ],
    ["what no hours are long enough for", asking({}, hours("07:00", "08:00")), /^outside-hours: .*never so long/],
    [
      "the same again",
      asking({}, "", { "g.yaml": grantsFile("  g: { role: operator, identity: dana, ttl: 1h }\n") }),
      /^already-requested: Grant "g" \(access\/g\.yaml:3\).*leasehold activate g/,
    ],
    [
      "an estate that does not load",
      asking({}, "", { "g.yaml": grantsFile("  g: { role: operater, identity: dana, ttl: 1h }\n") }),
      /^unknown-reference: access does not load: access\/g\.yaml:3: /,
    ],
    [
      "a file that is there",
      asking({}, "", { "grants/dana-operator-2026-11-23.yaml": "version: 1\n" }),
      /^file-exists: /,
    ],
  ])("%s", (_, asked, why) => {
    const [first, ...others] = refusals(request(asked));
    expect(first).toMatch(why);
    expect(others).toEqual([]);
    expect(first).not.toContain("\n");
  });

  it("says all that is wrong at once", () => {
    expect(refusals(request(asking({ ttl: "9h", start: now + 30 * 86_400 }, strict)))).toHaveLength(4);
  });

  it("asks for the same with another ticket, and again once it is withdrawn", () => {
    const other = { "g.yaml": grantsFile("  g: { role: operator, identity: dana, ttl: 1h, ticket: INC-1 }\n") };
    made(request(asking({ ticket: "INC-2" }, "", other)));
    const withdrawn = {
      "g.yaml": grantsFile("  g: { role: operator, identity: dana, ttl: 1h, revoked: 2026-11-23T09:00:00Z }\n"),
    };
    made(request(asking({}, "", withdrawn)));
  });

  it("says of a request why it could not begin at once, and when it could", () => {
    const { notNow } = made(request(asking({ ttl: "1h" }, hours("10:00", "12:00"))));
    expect(notNow).toHaveLength(1);
    expect(notNow[0]).toContain("It may begin from 2026-11-23T10:00:00Z to 2026-11-23T11:00:00Z.");
    expect(made(request(asking({ ttl: "1h" }, "", { "g.yaml": grantsFile(running) }))).notNow[0]).toContain("overlap");
    expect(made(request(asking())).notNow).toEqual([]);
  });

  it("is not held up by faults that were there before, and counts them", () => {
    const estate = "roles: { viewer: { owners: { entitlement: null } } }";
    const asked = asking({}, estate);
    const before = errorsIn(asked.sources).length;
    expect(before).toBeGreaterThan(0);
    expect(made(request(asked)).faultsBefore).toBe(before);
  });
});
