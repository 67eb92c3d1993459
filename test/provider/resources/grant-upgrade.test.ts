import { describe, expect, it } from "vitest";
import { estateIn } from "./estates";
import { configured, grant, made, plan } from "./helpers";

const directory = estateIn();
const given = { role: "operator", identity: "dana", ttl: "90m", ticket: "INC-4711" };
const version0 = {
  id: "dana-operator-inc-4711",
  ...given,
  justification: null,
  start: null,
  task: null,
  starts: "2026-11-23T08:00:00Z",
  ends: "2026-11-23T09:30:00Z",
  active: true,
  trust_policy: "{}",
  guard_policy: "{}",
  gcp_condition: null,
  tags: { team: "payments" },
};

describe("a state of version 0", () => {
  it("keeps its window, and its id is its name", async () => {
    const { told, result } = await grant.upgrade(0, version0);
    expect(told).toEqual([]);
    expect(result).toMatchObject({
      ...given,
      name: "dana-operator-inc-4711",
      starts_at: "2026-11-23T08:00:00Z",
      ends_at: "2026-11-23T09:30:00Z",
      role_name: null,
      tags: { team: "payments" },
    });
    expect(Object.keys(result ?? {})).toEqual(Object.keys(grant.schema.attributes));
  });

  it("leaves a condition, which was its expression alone, to be made anew", async () => {
    expect(
      (await grant.upgrade(0, { ...version0, gcp_condition: "request.time < …" })).result?.gcp_condition,
    ).toBeNull();
  });

  it("is what the lease would be now, after a plan that changes it in place", async () => {
    const by = await configured(directory);
    const { result } = await grant.upgrade(0, version0);
    const planned = await plan(given, by, result ?? null);
    expect(planned.told).toEqual([]);
    expect(planned.result).toEqual({ planned: await made(given, by) });
  });
});

describe("a state of this version", () => {
  it("stays as it is", async () => {
    const state = await made(given, await configured(directory));
    expect(await grant.upgrade(1, JSON.parse(JSON.stringify(state)))).toEqual({ told: [], result: state });
  });

  it("may lack what was added since", async () => {
    const { labels: _, ...state } = await made(given, await configured(directory));
    expect((await grant.upgrade(1, state)).result).toEqual({ ...state, labels: null });
  });
});

describe("a state that is none of this version's is refused", () => {
  it.each([
    ["of a later version", 2, version0, /later version/],
    ["with an attribute that is not known", 1, { id: "x", more: 1 }, /more/],
    ["that is no object", 1, [], /no object/],
    ["that is null", 0, null, /no object/],
  ])("%s", async (_, version, state, message) => {
    const { told, result } = await grant.upgrade(version, state);
    expect(result).toBeUndefined();
    expect(told).toMatchObject([{ severity: "error", detail: expect.stringMatching(message) }]);
  });
});
