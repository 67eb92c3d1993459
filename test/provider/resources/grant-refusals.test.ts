import { describe, expect, it } from "vitest";
import { unknown, type Value } from "../../../src/provider/protocol/value";
import { estateIn, lineOf } from "./estates";
import { config, configured, grant, monday, plan } from "./helpers";

type Given = Readonly<Record<string, Value>>;

const changes = `
identities:
  ops: { kind: group, members: [erin] }
  gcp-only: { kind: person, gcp: { member: "user:g@acme.example" } }
tasks:
  audit:
    agents: [auditor]
    aws: { statements: [ { actions: [ec2:RebootInstances], resources: ["arn:aws:ec2:*:*:instance/*"] } ] }
roles:
  strict:
    owners: { entitlement: payments, business: payments }
    sensitivity: moderate
    eligible: [dana, gcp-only, auditor, ops]
    maxTtl: 4h
    limits: { person: 1h }
    approval: { steps: [ { group: platform-approvers, count: 1 } ] }
    require:
      ticket: "^INC-[0-9]+$"
      justification: 10
      within: [ { days: [mon, tue], from: "07:00", to: "12:00", zone: Etc/UTC } ]
    aws:
      targets: [prod]
      statements: [ { actions: [ec2:StartInstances, ec2:RebootInstances], resources: ["arn:aws:ec2:*:*:instance/*"] } ]
  wide:
    owners: { entitlement: payments }
    sensitivity: moderate
    eligible: [dana]
    maxTtl: 4h
    approval: { steps: [ { group: platform-approvers, count: 1 } ] }
    aws:
      targets: [prod, stage]
      statements: [ { actions: [ec2:StartInstances], resources: ["*"] } ]
grants:
  dana-today: { role: operator, identity: dana, start: 2026-11-23T10:00:00Z, ttl: 1h }
`.replace(
  "identities:\n",
  'identities:\n  auditor: { kind: agent, sponsor: erin, aws: { role: "arn:aws:iam::111122223333:role/auditor" } }\n',
);
const directory = estateIn(changes);
const by = configured(directory);
const line = (text: string): string => lineOf(directory, changes, text);

const operator = { role: "operator", identity: "dana", ttl: "30m" };
const strict = {
  role: "strict",
  identity: "dana",
  ttl: "30m",
  start: "2026-11-23T09:00:00Z",
  ticket: "INC-1",
  justification: "Ten letters",
};

async function told(given: Given) {
  return (await plan(given, await by)).told;
}

describe("a lease that the estate would not let be is refused at plan time, with the place in the estate", () => {
  it.each<[string, Given, string, RegExp, string | undefined]>([
    [
      "a role that is not declared",
      { ...operator, role: "operater" },
      "role",
      /declares no role named "operater"[\s\S]*Did you mean "operator"\?/,
      undefined,
    ],
    ["a role that is like no other", { ...operator, role: "x" }, "role", /There are operator, /, undefined],
    [
      "an identity that is not declared",
      { ...operator, identity: "diana" },
      "identity",
      /Did you mean "dana"\?/,
      undefined,
    ],
    [
      "a task that is not declared",
      { ...operator, identity: "bot", task: "restrat" },
      "task",
      /Did you mean "restart"\?/,
      undefined,
    ],
    ["a target that is not declared", { ...operator, target: "prid" }, "target", /Did you mean "prod"\?/, undefined],
    [
      "a target that is not the role's",
      { ...operator, target: "stage" },
      "target",
      /is not in target "stage"[\s\S]*Its targets are prod\./,
      "operator:",
    ],
    [
      "one of several targets that is not named",
      { role: "wide", identity: "dana", ttl: "1h" },
      "target",
      /several targets of AWS: prod, stage[\s\S]*`target = "prod"`/,
      undefined,
    ],
    [
      "one who is not eligible",
      { ...operator, identity: "erin" },
      "identity",
      /"erin" is not eligible for role "operator"/,
      undefined,
    ],
    ["a group", { ...strict, identity: "ops" }, "identity", /a lease is to one identity/, undefined],
    [
      "one whom the cloud does not know",
      { ...strict, identity: "gcp-only" },
      "identity",
      /has no principal[\s\S]*name a `target`/,
      "gcp-only:",
    ],
    [
      "longer than the role's maximum",
      { ...operator, ttl: "4h1s" },
      "ttl",
      /lasts PT4H1S; role "operator" allows PT4H at most/,
      undefined,
    ],
    [
      "longer than the maximum of its kind",
      { ...strict, ttl: "61m" },
      "ttl",
      /allows person identities PT1H at most/,
      "person: 1h",
    ],
    ["no ticket", { ...strict, ticket: null }, "ticket", /`ticket = "…"`, matching \^INC/, "ticket: ^INC"],
    ["an empty ticket", { ...strict, ticket: "" }, "ticket", /names no ticket/, "ticket: ^INC"],
    ["another ticket", { ...strict, ticket: "CHG-1" }, "ticket", /does not match/, "ticket: ^INC"],
    [
      "no justification",
      { ...strict, justification: null },
      "justification",
      /requires 10 characters/,
      "justification: 10",
    ],
    [
      "too short a justification",
      { ...strict, justification: "  because  " },
      "justification",
      /has 7 characters/,
      "justification: 10",
    ],
    [
      "a start outside the hours",
      { ...strict, start: "2026-11-25T09:00:00Z" },
      "start",
      /not wholly within the hours/,
      "within:",
    ],
    [
      "an end outside the hours",
      { ...strict, start: "2026-11-23T11:30:01Z" },
      "start",
      /not wholly within the hours/,
      "within:",
    ],
    [
      "a start that is past",
      { ...operator, start: "2026-11-23T07:59:59Z" },
      "start",
      /would start at 2026-11-23T07:59:59Z, and it is 2026-11-23T08:00:00Z/,
      undefined,
    ],
    [
      "a start too far ahead",
      { ...operator, start: "2026-11-30T08:00:01Z" },
      "start",
      /more than P7D from now/,
      undefined,
    ],
    ["an agent without a task", { ...operator, identity: "bot" }, "task", /`task = "restart"`/, undefined],
    ["a task of another agent", { ...operator, identity: "bot", task: "audit" }, "task", /"audit"/, undefined],
    ["a task for a person", { ...operator, task: "restart" }, "task", /Remove `task`\.$/, undefined],
    [
      "an overlap with a declared grant",
      { ...operator, start: "2026-11-23T10:59:59Z" },
      "start",
      /"dana-today" and [\s\S]* overlap/,
      undefined,
    ],
    [
      "an overlap of which the declared grant is the later",
      { ...operator, start: "2026-11-23T09:45:00Z" },
      "start",
      /overlap[\s\S]*Choose another `start` or `ttl`/,
      "start: 2026-11-23T10",
    ],
    [
      "more than the maximum together with a declared grant",
      { ...operator, start: "2026-11-23T11:30:00Z", ttl: "4h" },
      "start",
      /follows "dana-today"[\s\S]*above the maximum of PT4H/,
      undefined,
    ],
    [
      "the name of a declared grant",
      { ...operator, identity: "deploy", name: "dana-today" },
      "name",
      /declares a grant named "dana-today"/,
      "dana-today:",
    ],
  ])("%s", async (_, given, attribute, message, place) => {
    const answer = await plan(given, await by);
    const errors = answer.told.filter(({ severity }) => severity === "error");
    expect(errors).toHaveLength(1);
    const [error] = errors;
    expect(answer.result).toBeUndefined();
    expect(error?.path).toEqual([attribute]);
    expect(error?.detail).toMatch(message);
    expect(error?.summary).not.toMatch(/\.$|\n/);
    if (place !== undefined) expect(error?.detail.startsWith(line(place))).toBe(true);
  });

  it.each<[string, Given]>([
    ["the maximum itself", { ...operator, identity: "deploy", ttl: "4h" }],
    ["the maximum of its kind itself", { ...strict, ttl: "1h" }],
    ["the first second of the hours", { ...strict, start: "2026-11-24T07:00:00Z" }],
    ["until the last second of the hours", { ...strict, start: "2026-11-23T11:30:00Z" }],
    ["as far ahead as may be", { ...operator, start: "2026-11-30T08:00:00Z" }],
    ["right before a declared grant", { ...operator, start: "2026-11-23T09:30:00Z" }],
    ["right behind a declared grant", { ...operator, start: "2026-11-23T11:00:00Z" }],
    ["one of several targets", { role: "wide", identity: "dana", ttl: "1h", target: "stage" }],
    [
      "another identity at the time of a declared grant",
      { ...operator, identity: "deploy", start: "2026-11-23T10:00:00Z" },
    ],
  ])("but not %s", async (_, given) => {
    expect(await told(given)).toEqual([]);
  });

  it("says everything that is wrong at once", async () => {
    const found = await told({ ...strict, ttl: "2h", ticket: "no", justification: "no" });
    expect(found.map(({ path }) => path?.[0]).sort()).toEqual(["justification", "ticket", "ttl"]);
  });
});

describe("a lease without a start is refused for its hour only when that is certain", () => {
  const open = { ...strict, start: null };

  it("warns where it could not begin at this moment", async () => {
    const night = await configured(directory, "2026-11-23T05:00:00Z");
    const { told: found, result } = await plan(open, night);
    expect(found).toMatchObject([{ severity: "warning", path: ["start"] }]);
    expect(found[0]?.detail).toContain("That holds if it were made at once.");
    expect(result?.planned).toMatchObject({ active: true });
  });

  it("warns of a declared grant that runs", async () => {
    const found = await plan(operator, await configured(directory, "2026-11-23T10:30:00Z"));
    expect(found.told).toMatchObject([{ severity: "warning" }]);
  });

  it("refuses it where the hours are never so long", async () => {
    const short = changes.replace('to: "12:00"', 'to: "07:20"');
    const never = await configured(estateIn(short));
    expect((await plan(open, never)).told).toMatchObject([{ severity: "error", path: ["start"] }]);
  });

  it("refuses it when it is made outside the hours", async () => {
    const planned = (await plan(open, await by)).result?.planned ?? null;
    const night = await configured(directory, "2026-11-23T12:00:00Z");
    const { told: found, result } = await grant.apply({ config: config(open), prior: null, planned }, night);
    expect(result).toBeUndefined();
    expect(found).toMatchObject([{ severity: "error", path: ["start"] }]);
  });
});

describe("what is unknown is not refused for what stands for it", () => {
  it.each(["ticket", "justification", "start", "ttl", "identity", "task", "role", "target"])("%s", async (name) => {
    expect((await told({ ...strict, [name]: unknown })).filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("and what is known beside it is refused all the same", async () => {
    expect(await told({ ...strict, ticket: unknown, ttl: "2h" })).toMatchObject([{ path: ["ttl"] }]);
    expect(await told({ ...operator, identity: unknown, role: "operater" })).toMatchObject([{ path: ["role"] }]);
    expect(await told({ ...strict, start: unknown, identity: "deploy" })).toMatchObject([{ path: ["identity"] }]);
  });

  it("in words that do without a name that is not known", async () => {
    const [error] = await told({ ...strict, name: unknown, identity: "deploy" });
    expect(error?.detail).toContain('"deploy" is not eligible for role "strict", which this lease gives.');
  });

  it("until it is known", async () => {
    const planned = (await plan({ ...strict, ticket: unknown }, await by)).result?.planned ?? null;
    const { told: found } = await grant.apply(
      { config: config({ ...strict, ticket: "no" }), prior: null, planned },
      await by,
    );
    expect(found).toMatchObject([{ severity: "error", path: ["ticket"] }]);
  });

  it.each<[string, Given]>([
    ["a name that is none", { identity: "No One" }],
    ["an empty name", { role: "" }],
    ["null", { role: null }],
    ["a duration that is none", { ttl: "4 hours" }],
    ["a time that is none", { start: "tomorrow" }],
  ])("when it turns out to be %s", async (_, given) => {
    const [name = ""] = Object.keys(given);
    const planned = (await plan({ ...operator, [name]: unknown }, await by)).result?.planned ?? null;
    const { told: found } = await grant.apply(
      { config: config({ ...operator, ...given }), prior: null, planned },
      await by,
    );
    expect(found).toMatchObject([{ severity: "error", path: [name] }]);
  });
});

describe("without an estate, or without the time, nothing is planned, and it is said why", () => {
  it.each([
    ["no estate", null, monday, /has no estate/],
    ["an estate that is not known yet", unknown, monday, /not known yet/],
    ["a time that is not known yet", directory, unknown, /time is not known yet/],
  ])("%s", async (_, estate, now, summary) => {
    const { told: found, result } = await plan(operator, await configured(estate, now));
    expect(result).toBeUndefined();
    expect(found).toMatchObject([{ severity: "error", summary: expect.stringMatching(summary) }]);
  });
});
