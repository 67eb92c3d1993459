import { describe, expect, it } from "vitest";
import { unknown, type Value, type Values } from "../../../src/provider/protocol/value";
import { estateIn, lineOf } from "./estates";
import { config, configured, grant, made, monday, plan } from "./helpers";

type Given = Readonly<Record<string, Value>>;

const directory = estateIn();
const operator = { role: "operator", identity: "dana", ttl: "90m", ticket: "INC-4711" };
const end = "2026-11-23T09:30:00Z";
const running = "2026-11-23T09:00:00Z";

const lease = (given: Given = operator): Promise<Values> => configured(directory).then((by) => made(given, by));

async function applied(given: Given, prior: Values, now: string): Promise<Values> {
  const by = await configured(directory, now);
  const { told, result } = await plan(given, by, prior);
  expect(told).toEqual([]);
  const answer = await grant.apply({ config: config(given), prior, planned: result?.planned ?? null }, by);
  expect(answer.told).toEqual([]);
  if (answer.result === undefined || answer.result === null) throw new Error("nothing was made");
  return answer.result;
}

describe("a lease is refreshed", () => {
  it.each([
    ["the second before its start", "2026-11-24T08:59:59Z", false],
    ["its start", "2026-11-24T09:00:00Z", true],
    ["its last second", "2026-11-24T10:29:59Z", true],
    ["its end", "2026-11-24T10:30:00Z", false],
    ["long after", "2027-11-24T10:30:00Z", false],
  ])("at %s", async (_, now, active) => {
    const state = await lease({ ...operator, start: "2026-11-24T09:00:00Z" });
    const { told, result } = await grant.read(state, await configured(directory, now));
    expect(told).toEqual([]);
    expect(result).toEqual({ ...state, active });
  });

  it.each([
    ["without an estate", null, end, false],
    ["and stays what it was while the time is not known", directory, unknown, true],
  ])("%s", async (_, estate, now, active) => {
    const state = await lease();
    expect((await grant.read(state, await configured(estate, now))).result).toEqual({ ...state, active });
  });
});

describe("a lease that is as it was configured", () => {
  it.each([
    ["while it runs", running, true],
    ["in its last second", "2026-11-23T09:29:59Z", true],
    ["at its end", end, false],
    ["long after", "2027-01-01T00:00:00Z", false],
  ])("stays what it is but for being active: %s", async (_, now, active) => {
    const state = await lease();
    const { told, result } = await plan(operator, await configured(directory, now), state);
    expect(told).toEqual([]);
    expect(result).toEqual({ planned: { ...state, active } });
  });

  it("turns active when its start has come", async () => {
    const given = { ...operator, start: "2026-11-24T09:00:00Z" };
    const state = await lease(given);
    const { result } = await plan(given, await configured(directory, "2026-11-24T09:00:00Z"), state);
    expect([state.active, result?.planned?.active]).toEqual([false, true]);
  });

  it("follows the estate in what it says of its owners", async () => {
    const state = await lease();
    const moved = estateIn("roles: { operator: { owners: { business: platform } } }");
    const { result } = await plan(operator, await configured(moved, running), state);
    expect(result).toEqual({
      planned: { ...state, tags: { ...(state.tags as Values), "leasehold:business-owner": "platform" } },
    });
  });
});

describe("ticket, justification and ttl are changed in place", () => {
  it.each<[string, Given, Given]>([
    ["a longer ttl", { ttl: "4h" }, { ends_at: "2026-11-23T12:00:00Z", active: true }],
    ["a shorter ttl", { ttl: "61m" }, { ends_at: "2026-11-23T09:01:00Z", active: true }],
    ["a ttl that is over", { ttl: "1h" }, { ends_at: "2026-11-23T09:00:00Z", active: false }],
    ["the same ttl, written otherwise", { ttl: "PT1H30M" }, { ends_at: end }],
    ["another ticket", { ticket: "INC-4712" }, { name: "dana-operator-inc-4711", ends_at: end }],
    ["no ticket", { ticket: null }, { name: "dana-operator-inc-4711" }],
    ["a justification", { justification: "The workers were stuck" }, { ends_at: end }],
  ])("%s", async (_, change, expected) => {
    const state = await lease();
    const { result } = await plan({ ...operator, ...change }, await configured(directory, running), state);
    expect(result?.requiresReplace).toBeUndefined();
    const after = await applied({ ...operator, ...change }, state, running);
    expect(after).toMatchObject({ ...change, ...expected, starts_at: monday, id: state.id });
    expect(after).toEqual(result?.planned);
  });

  it("and with it what the clouds hold", async () => {
    const state = await lease();
    const after = await applied({ ...operator, ttl: "2h" }, state, running);
    expect(after.guard_policy).toBe(String(state.guard_policy).replaceAll(end, "2026-11-23T10:00:00Z"));
    expect(after.trust_policy).toBe(String(state.trust_policy).replaceAll(end, "2026-11-23T10:00:00Z"));
    expect(after.tags).toMatchObject({ "leasehold:ends": "2026-11-23T10:00:00Z" });
  });

  it.each(["ttl", "ticket", "justification"])("when %s is only known later, too", async (name) => {
    const state = await lease();
    const by = await configured(directory, running);
    const { told, result } = await plan({ ...operator, [name]: unknown }, by, state);
    expect(told).toEqual([]);
    expect(result?.requiresReplace).toBeUndefined();
    expect(result?.planned).toMatchObject({ [name]: unknown, active: true, starts_at: monday, name: state.name });
    const known = { ...operator, [name]: name === "ttl" ? "2h" : "INC-4712" };
    const answer = await grant.apply({ config: config(known), prior: state, planned: result?.planned ?? null }, by);
    expect(answer.told).toEqual([]);
    expect(answer.result).toMatchObject(known);
  });
});

it("a change that the estate does not let be is refused, and the lease goes on", async () => {
  const { told, result } = await plan({ ...operator, ttl: "5h" }, await configured(directory, running), await lease());
  expect(result).toBeUndefined();
  expect(told).toMatchObject([{ severity: "error", path: ["ttl"] }]);
  expect(told[0]?.detail).toMatch(/allows PT4H at most\.\n\nWrite `ttl = "PT4H"` or less\.$/);
});

describe("how a start is written means nothing to a lease that has one", () => {
  it.each<[string, Given, Given]>([
    ["left out of what was configured", { start: monday }, {}],
    ["added where it is when the lease began", {}, { start: monday }],
    ["of another zone", { start: monday }, { start: "2026-11-23T09:00:00+01:00" }],
  ])("%s", async (_, before, after) => {
    const state = await lease({ ...operator, ...before });
    const { told, result } = await plan({ ...operator, ...after }, await configured(directory, running), state);
    expect(told).toEqual([]);
    expect(result).toEqual({ planned: { ...state, ...after } });
  });
});

describe("another lease is made for another", () => {
  const other = estateIn(
    "roles: { viewer: { aws: { targets: [prod], managedPolicies: [] , statements: [ { actions: [ec2:StartInstances], resources: ['*'] } ] } } }",
  );

  it.each<[string, Given]>([
    ["role", { role: "viewer", target: null }],
    ["identity", { identity: "deploy" }],
    ["start", { start: "2026-11-24T09:00:00Z" }],
    ["name", { name: "another" }],
    ["target", { target: "prod" }],
  ])("%s", async (attribute, change) => {
    const state = await lease();
    const { result } = await plan({ ...operator, ...change }, await configured(other, running), state);
    expect(result?.requiresReplace).toEqual([[attribute]]);
    expect(result?.planned).toMatchObject({ ...change, active: attribute !== "start" });
  });

  it("task", async () => {
    const two = estateIn(
      'tasks: { start: { agents: [bot], aws: { statements: [ { actions: [ec2:StartInstances], resources: ["arn:aws:ec2:*:*:instance/*"] } ] } } }',
    );
    const by = await configured(two);
    const state = await made({ role: "operator", identity: "bot", ttl: "30m", task: "restart" }, by);
    const { result } = await plan({ role: "operator", identity: "bot", ttl: "30m", task: "start" }, by, state);
    expect(result?.requiresReplace).toEqual([["task"]]);
  });

  it.each(["role", "identity", "start", "name", "target", "task"])("%s that is only known later", async (attribute) => {
    const { told, result } = await plan(
      { ...operator, [attribute]: unknown },
      await configured(directory, running),
      await lease(),
    );
    expect(told).toEqual([]);
    expect(result?.requiresReplace).toEqual([[attribute]]);
    expect(result?.planned).toMatchObject({ [attribute]: unknown, active: true });
  });
});

describe("a lease that has ended", () => {
  it.each(["91m", "4h"])("is not made longer: %s", async (ttl) => {
    const { told, result } = await plan({ ...operator, ttl }, await configured(directory, end), await lease());
    expect(result).toBeUndefined();
    expect(told).toMatchObject([{ severity: "error", path: ["ttl"], summary: "The lease has ended" }]);
    expect(told[0]?.detail).toMatch(/ended at 2026-11-23T09:30:00Z[\s\S]*new one/);
  });

  it("is not made longer by a plan that was made before it ended", async () => {
    const state = await lease();
    const given = { ...operator, ttl: "4h" };
    const { result } = await plan(given, await configured(directory, "2026-11-23T09:29:59Z"), state);
    const late = await configured(directory, end);
    const answer = await grant.apply({ config: config(given), prior: state, planned: result?.planned ?? null }, late);
    expect(answer.told).toMatchObject([{ severity: "error", summary: "The lease has ended" }]);
  });

  it("may be corrected in all else", async () => {
    const given = { ...operator, ttl: "1h", ticket: "INC-4712" };
    expect(await applied(given, await lease(), end)).toMatchObject({ ...given, active: false });
  });
});

describe("an estate that lets a lease be no longer", () => {
  const lowered = "roles: { operator: { maxTtl: 1h } }";
  const gone =
    "roles: { operator: null, other: { owners: { entitlement: payments, business: payments }, sensitivity: moderate, eligible: [dana, bot], maxTtl: 4h, approval: { steps: [ { group: platform-approvers, count: 1 } ] }, aws: { targets: [prod], statements: [ { actions: [ec2:RebootInstances], resources: ['arn:aws:ec2:*:*:instance/*'] } ] } } }";
  const dropped = "roles: { operator: { eligible: [deploy, bot] } }";
  const cases: readonly [string, string, string, string, string | undefined][] = [
    ["with a lower maximum", lowered, "ttl", "allows PT1H at most", "maxTtl: 1h"],
    ["without the role", gone, "role", 'declares no role named "operator"', undefined],
    ["without the identity among the eligible", dropped, "identity", "is not eligible", "eligible:"],
  ];

  it.each(cases)("is an error while the lease runs: %s", async (_, changes, attribute, message, place) => {
    const estate = estateIn(changes);
    const { told, result } = await plan(operator, await configured(estate, running), await lease());
    expect(result).toBeUndefined();
    expect(told).toMatchObject([{ severity: "error", path: [attribute] }]);
    expect(told[0]?.detail).toContain(message);
    expect(told[0]?.detail).toContain("to end it now, remove the resource");
    if (place !== undefined) expect(told[0]?.detail.startsWith(lineOf(estate, changes, place))).toBe(true);
  });

  it.each(cases.slice(0, 2))("is a warning when it has ended: %s", async (_, changes, attribute, message) => {
    const state = await lease();
    const { told, result } = await plan(operator, await configured(estateIn(changes), end), state);
    expect(told).toMatchObject([{ severity: "warning", path: [attribute] }]);
    expect(told[0]?.detail).toContain(message);
    expect(result).toEqual({ planned: { ...state, active: false } });
  });

  it.each(cases)("is nothing to one that is to go: %s", async (_, changes) => {
    const by = await configured(estateIn(changes), running);
    const prior = await lease();
    expect(await grant.plan({ config: null, prior, proposed: null }, by)).toEqual({
      told: [],
      result: { planned: null },
    });
    expect(await grant.apply({ config: null, prior, planned: null }, by)).toEqual({ told: [], result: null });
  });

  it("nor is an estate or a time that is not known", async () => {
    const by = await configured(unknown, unknown);
    const prior = await lease();
    expect(await grant.plan({ config: null, prior, proposed: null }, by)).toEqual({
      told: [],
      result: { planned: null },
    });
    expect(await grant.apply({ config: null, prior, planned: null }, by)).toEqual({ told: [], result: null });
  });
});

describe("what a plan says is what is made, or nothing is", () => {
  it("where the estate has changed since", async () => {
    const planned = (await plan(operator, await configured(directory))).result?.planned ?? null;
    const changed = estateIn("roles: { operator: { owners: { business: platform } } }");
    const answer = await grant.apply({ config: config(operator), prior: null, planned }, await configured(changed));
    expect(answer.result).toBeUndefined();
    expect(answer.told).toMatchObject([
      { severity: "error", summary: expect.stringContaining("The estate is another") },
    ]);
  });

  it("where its window is over before it is made", async () => {
    const given = { ...operator, start: "2026-11-23T08:00:00Z" };
    const planned = (await plan(given, await configured(directory))).result?.planned ?? null;
    const late = await configured(directory, end);
    expect((await grant.apply({ config: config(given), prior: null, planned }, late)).told).toMatchObject([
      { path: ["start"] },
    ]);
    const inTime = await configured(directory, "2026-11-23T09:29:59Z");
    expect((await grant.apply({ config: config(given), prior: null, planned }, inTime)).told).toEqual([]);
  });

  it("where a start that was not known is long past", async () => {
    const planned = (await plan({ ...operator, start: unknown }, await configured(directory))).result?.planned ?? null;
    const by = await configured(directory);
    const at = async (start: string) =>
      (
        await grant.apply(
          { config: config({ ...operator, ttl: "4h", start }), prior: null, planned: { ...planned, ttl: "4h" } },
          by,
        )
      ).told;
    expect(await at("2026-11-23T06:59:59Z")).toMatchObject([{ path: ["start"] }]);
    expect(await at("2026-11-23T07:00:00Z")).toEqual([]);
  });
});

describe("of two leases of one role to one identity that are made together", () => {
  it("the second is refused where they overlap", async () => {
    const by = await configured(directory);
    await made(operator, by);
    const given = { ...operator, ticket: "INC-4712" };
    const planned = (await plan(given, by)).result?.planned ?? null;
    const { told } = await grant.apply({ config: config(given), prior: null, planned }, by);
    expect(told).toMatchObject([{ severity: "error", path: ["start"], detail: expect.stringContaining("overlap") }]);
  });

  it("the second is refused where they would be named alike, until the first is gone", async () => {
    const by = await configured(directory);
    const first = await made(operator, by);
    const planned = (await plan(operator, by)).result?.planned ?? null;
    const again = () => grant.apply({ config: config(operator), prior: null, planned }, by);
    expect((await again()).told).toMatchObject([{ severity: "error", path: ["name"] }]);
    await grant.apply({ config: null, prior: first, planned: null }, by);
    expect((await again()).told).toEqual([]);
  });

  it("the first is not made longer into the second", async () => {
    const by = await configured(directory);
    const first = await made(operator, by);
    await made({ ...operator, start: "2026-11-23T09:30:00Z" }, by);
    const given = { ...operator, ttl: "2h" };
    const planned = (await plan(given, by, first)).result?.planned ?? null;
    const { told } = await grant.apply({ config: config(given), prior: first, planned }, by);
    expect(told).toMatchObject([{ severity: "error", detail: expect.stringContaining("overlap") }]);
  });

  it("both are made where they are apart", async () => {
    const by = await configured(directory);
    await made(operator, by);
    await made({ ...operator, start: "2026-11-23T11:00:00Z" }, by);
  });
});
