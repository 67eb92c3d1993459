import { describe, expect, it } from "vitest";
import { estateIn } from "./estates";
import { acme, configured, grant, made, plan } from "./helpers";

const changes = `
roles:
  strict:
    owners: { entitlement: payments }
    sensitivity: moderate
    eligible: [dana]
    maxTtl: 4h
    approval: { steps: [ { group: platform-approvers, count: 1 } ] }
    require: { ticket: "^INC-[0-9]+$", justification: 20 }
    aws: { targets: [prod], statements: [ { actions: [ec2:StartInstances], resources: ["*"] } ] }
  wide:
    owners: { entitlement: payments }
    sensitivity: moderate
    eligible: [dana]
    maxTtl: 4h
    approval: { steps: [ { group: platform-approvers, count: 1 } ] }
    aws: { targets: [prod, stage], statements: [ { actions: [ec2:StartInstances], resources: ["*"] } ] }
grants:
  done: { role: operator, identity: dana, start: 2026-11-20T10:00:00Z, ttl: 2h, completed: 2026-11-20T11:00:00Z, ticket: INC-1 }
  asked: { role: operator, identity: dana, ttl: 2h }
  narrow: { role: operator, identity: deploy, start: 2026-11-20T10:00:00Z, ttl: 2h, actions: [ec2:StartInstances] }
  both: { role: wide, identity: dana, start: 2026-11-20T10:00:00Z, ttl: 2h }
  one: { role: wide, identity: dana, start: 2026-11-21T10:00:00Z, ttl: 2h, targets: [stage] }
  cloud: { role: viewer, identity: dana, start: 2026-11-21T10:00:00Z, ttl: 2h }
`;
const directory = estateIn(changes);
const start = "2026-11-23T08:00:00Z";
const by = configured(directory);

describe("a lease is imported by what its id says", () => {
  it.each([
    [
      "its parts",
      `operator/dana/now/${start}/90m`,
      { role: "operator", identity: "dana", name: "now", start, ttl: "90m" },
    ],
    ["its parts, and a target", `wide/dana/now/${start}/90m/stage`, { role: "wide", target: "stage", name: "now" }],
    [
      "no name, and it is given the usual one",
      `operator/dana//${start}/90m`,
      { name: "dana-operator-2026-11-23t08-00-00z" },
    ],
    [
      "JSON",
      JSON.stringify({
        role: "operator",
        identity: "bot",
        name: "now",
        start,
        ttl: "1h",
        task: "restart",
        ticket: "INC-1",
        justification: "Because",
        target: null,
      }),
      { role: "operator", identity: "bot", task: "restart", ticket: "INC-1", justification: "Because", target: null },
    ],
    [
      "a declared grant's name",
      "done",
      { name: "done", role: "operator", ttl: "PT1H", ticket: "INC-1", ends_at: "2026-11-20T11:00:00Z", active: false },
    ],
    ["the name of a declared grant of one target", "one", { target: "stage", active: false }],
    ["the name of a declared grant of GCP", "cloud", { member: "user:dana@acme.example", trust_policy: null }],
    [
      "its parts, of a role that requires reasons",
      `strict/dana/now/${start}/1h`,
      { ticket: null, justification: null },
    ],
    ["space around it", `  operator/dana/now/${start}/90m\n`, { name: "now", active: true }],
  ])("%s", async (_, id, expected) => {
    const { told, result } = await grant.import(id, await by);
    expect(told).toEqual([]);
    expect(result).toMatchObject(expected);
  });

  it("as it was made", async () => {
    const given = { role: "operator", identity: "dana", ttl: "90m", name: "now" };
    const state = await made(given, await by);
    const { result } = await grant.import(`operator/dana/now/${start}/90m`, await by);
    expect(result).toEqual({ ...state, start });
    expect((await plan(given, await by, result ?? null)).result).toEqual({ planned: result });
  });
});

describe("an id that is not a lease's says how it is written", () => {
  it.each([
    ["nothing", "", /does not say what the lease is/],
    ["too few parts", "operator/dana", /does not say what the lease is/],
    ["too many parts", `operator/dana/now/${start}/90m/prod/more`, /does not say what the lease is/],
    ["broken JSON", "{", /does not say what the lease is/],
    ["JSON of something else", '{"role": 1}', /does not say what the lease is/],
    ["JSON with more than a lease has", '{"role": "operator", "actions": "x"}', /does not say what the lease is/],
    ["JSON with less than a lease needs", '{"role": "operator"}', /null/],
    ["no start", "operator/dana/now//90m", /no lease that has a start/],
    ["a time that is none", "operator/dana/now/today/90m", /cannot be read/],
    ["a duration that is none", `operator/dana/now/${start}/long`, /cannot be read/],
    ["a name that is none", `operator/dana/No/${start}/1h`, /cannot be a name/],
    ["a role that is not declared", `operater/dana/now/${start}/1h`, /Did you mean "operator"\?/],
    ["a lease that the estate does not let be", `operator/dana/now/${start}/5h`, /allows PT4H at most/],
    ["one of several targets that is not named", `wide/dana/now/${start}/1h`, /several targets/],
    ["a grant that is only requested", "asked", /no lease that has a start/],
    ["a grant of fewer actions", "narrow", /does not have/],
    ["a grant of several targets", "both", /several targets/],
  ])("%s", async (_, id, message) => {
    const { told, result } = await grant.import(id, await by);
    expect(result).toBeUndefined();
    expect(told.length).toBeGreaterThan(0);
    for (const { severity, path } of told) expect([severity, path]).toEqual(["error", undefined]);
    expect(told.map(({ detail }) => detail).join("\n")).toMatch(message);
  });

  it("never shows what a terminal acts on", async () => {
    const { told } = await grant.import("\u001b[31m/x", await by);
    expect(told[0]?.detail).not.toContain("\u001b");
  });
});

it("a lease that the estate declares as well is planned with a warning", async () => {
  const at = await configured(acme, "2026-11-22T17:00:00Z");
  const { result } = await grant.import("erin-read-2026-11-22", at);
  const given = {
    role: "orders-reader",
    identity: "erin",
    ttl: "PT4H",
    ticket: "INC-4709",
    target: result?.target ?? null,
  };
  const planned = await plan({ ...given, justification: result?.justification ?? null }, at, result ?? null);
  expect(planned.told).toMatchObject([{ severity: "warning", summary: "The estate declares this lease too" }]);
  expect(planned.result).toEqual({ planned: result });
});
