import { describe, expect, it } from "vitest";
import { becomes } from "../../../src/provider/protocol/compare";
import { typeOf } from "../../../src/provider/protocol/types";
import { Unknown, unknown, type Value } from "../../../src/provider/protocol/value";
import { estateIn } from "./estates";
import { config, configured, grant, made, monday, plan } from "./helpers";

const directory = estateIn();
const operator = { role: "operator", identity: "dana", ttl: "90m", ticket: "INC-4711" };
const viewer = { role: "viewer", identity: "dana", ttl: "90m" };
const tuesday = "2026-11-24T09:00:00Z";

async function planned(given: Readonly<Record<string, Value>>): Promise<Readonly<Record<string, Value>>> {
  const { told, result } = await plan(given, await configured(directory));
  expect(told).toEqual([]);
  if (result?.planned === undefined || result.planned === null) throw new Error("nothing is planned");
  return result.planned;
}

function unknownIn(state: Readonly<Record<string, Value>>): readonly string[] {
  return Object.keys(state).filter((name) => state[name] instanceof Unknown);
}

describe("a lease without a start begins when it is made", () => {
  it("is planned to be active, with all that does not hang on its window", async () => {
    const state = await planned(operator);
    expect(state).toMatchObject({
      active: true,
      id: "dana-operator-inc-4711",
      name: "dana-operator-inc-4711",
      role_name: "leasehold-acme-dana-operator-inc-4711",
      role_path: "/leasehold/acme/",
      guard_name: "leasehold-guard",
      managed_policies: [],
      start: null,
    });
    expect(state.permissions_policies).toEqual([expect.stringContaining("ec2:RebootInstances")]);
    expect(unknownIn(state)).toEqual(["starts_at", "ends_at", "trust_policy", "guard_policy"]);
  });

  it("knows every tag but when it ends and its digest", async () => {
    const { tags } = await planned(operator);
    expect(tags).toEqual({
      "leasehold:approvers": "platform-approvers",
      "leasehold:business-owner": "payments",
      "leasehold:digest": unknown,
      "leasehold:ends": unknown,
      "leasehold:estate": "acme",
      "leasehold:grant": "dana-operator-inc-4711",
      "leasehold:max-ttl": "PT4H",
      "leasehold:owner": "payments",
      "leasehold:platform-owner": "platform",
      "leasehold:role": "operator",
      "leasehold:sensitivity": "moderate",
      team: "payments",
    });
  });

  it("knows of a condition its title", async () => {
    const state = await planned(viewer);
    expect(state).toMatchObject({
      member: "user:dana@acme.example",
      gcp_roles: ["roles/cloudsql.viewer"],
      gcp_condition: { title: "leasehold/acme/dana-viewer", description: unknown, expression: unknown },
      labels: { leasehold_grant: "dana-viewer", leasehold_ends: unknown, leasehold_digest: unknown, team: "payments" },
    });
    expect(unknownIn(state)).toEqual(["starts_at", "ends_at"]);
  });

  it("holds from the second in which it is made", async () => {
    expect(await made(operator, await configured(directory))).toMatchObject({
      starts_at: monday,
      ends_at: "2026-11-23T09:30:00Z",
      active: true,
    });
  });
});

describe("a lease with a start", () => {
  it("is planned whole", async () => {
    const state = await planned({ ...operator, start: tuesday });
    expect(unknownIn(state)).toEqual([]);
    expect(state).toMatchObject({ active: false, starts_at: tuesday, ends_at: "2026-11-24T10:30:00Z" });
    expect(state.tags).toMatchObject({ "leasehold:ends": "2026-11-24T10:30:00Z" });
  });

  it.each([
    ["a second after now", "2026-11-23T08:00:01Z", false],
    ["now", monday, true],
    ["now, written in another zone", "2026-11-23T09:00:00+01:00", true],
  ])("that is %s is active: %3$s", async (_, start, active) => {
    expect(await planned({ ...operator, start })).toMatchObject({ active, start });
  });

  it("says its times in UTC, however they were written", async () => {
    const state = await planned({ ...operator, start: "2026-11-24T10:00:00+01:00" });
    expect(state).toMatchObject({ starts_at: tuesday, start: "2026-11-24T10:00:00+01:00" });
  });
});

describe("what a cloud has no part in is null, and known to be", () => {
  const onAws = ["role_name", "role_path", "trust_policy", "guard_name", "guard_policy", "tags"];
  const further = ["permissions_policies", "managed_policies"];
  const onGcp = ["member", "gcp_roles", "gcp_condition", "labels"];

  it.each([
    ["AWS", operator, onGcp],
    ["GCP", viewer, [...onAws, ...further]],
  ])("of a lease on %s alone", async (_, given, absent) => {
    const state = await planned(given);
    for (const name of absent) expect([name, state[name]]).toEqual([name, null]);
  });
});

describe("a lease is named", () => {
  it.each([
    ["as it is configured", { name: "night-shift" }, "night-shift"],
    ["after identity, role and start", { start: tuesday }, "dana-operator-2026-11-24t09-00-00z"],
    ["after identity, role and ticket", {}, "dana-operator-inc-4711"],
    ["after identity and role", { ticket: null }, "dana-operator"],
    ["after what a name may hold of the ticket", { ticket: "#4711 / ops" }, "dana-operator-4711-ops"],
    ["after identity and role where nothing of the ticket may stand", { ticket: "№" }, "dana-operator"],
  ])("%s", async (_, given, name) => {
    expect(await planned({ ...operator, ...given })).toMatchObject({ name, id: name });
  });

  it("within 63 characters, told apart by a hash", async () => {
    const long = await planned({ ...operator, ticket: "INC-".padEnd(100, "1") });
    const longer = await planned({ ...operator, ticket: "INC-".padEnd(101, "1") });
    expect(String(long.name)).toMatch(/^dana-operator-inc-1{30,40}-[0-9a-f]{10}$/);
    expect(String(long.name)).toHaveLength(63);
    expect(long.name).not.toBe(longer.name);
  });

  it("the same whenever it is planned", async () => {
    const by = await configured(directory, "2026-11-23T23:59:59Z");
    const later = await configured(directory, "2026-11-24T00:00:00Z");
    const names = [await plan(operator, by), await plan(operator, later)].map(({ result }) => result?.planned?.name);
    expect(names[0]).toBe(names[1]);
  });
});

describe("whatever is unknown, a lease is planned, active is known, and what is planned comes true", () => {
  const agent = { role: "operator", identity: "bot", ttl: "30m", task: "restart" };
  const whole = { ...operator, justification: "Restart of the workers", target: "prod", name: "one", start: monday };
  const cases = [
    ...Object.keys(whole).map((name) => [name, whole] as const),
    ["task", agent] as const,
    ["ticket", operator] as const,
  ];

  it.each(cases)("%s", async (attribute, given) => {
    const by = await configured(directory);
    const asked: Record<string, Value> = { ...given, [attribute]: unknown };
    const { told, result } = await plan(asked, by);
    expect(told).toEqual([]);
    const state = result?.planned;
    expect(state).toMatchObject({ [attribute]: unknown, active: true });
    const applied = await grant.apply({ config: config(given), prior: null, planned: state ?? null }, by);
    expect(applied.told).toEqual([]);
    expect(becomes(typeOf(grant.schema), state ?? null, applied.result ?? null)).toBe(true);
  });

  it("all of it at once", async () => {
    const nothing = Object.fromEntries(Object.keys(whole).map((name) => [name, unknown]));
    const by = await configured(directory);
    const { told, result } = await plan({ ...nothing, task: null, target: null }, by);
    expect(told).toEqual([]);
    expect(result?.planned).toMatchObject({
      active: true,
      name: unknown,
      trust_policy: unknown,
      gcp_condition: unknown,
    });
    const applied = await grant.apply(
      { config: config(operator), prior: null, planned: { ...result?.planned, justification: null, name: unknown } },
      by,
    );
    expect(applied.told).toEqual([]);
  });
});

describe("an unknown hides nothing that it does not reach", () => {
  it.each([
    [
      "ticket",
      { start: tuesday, name: "one" },
      ["ticket"],
      { "leasehold:digest": unknown, "leasehold:ends": "2026-11-24T10:30:00Z" },
    ],
    ["justification", { start: tuesday }, ["justification"], { "leasehold:digest": unknown }],
    [
      "ttl",
      { start: tuesday },
      ["ttl", "starts_at", "ends_at", "trust_policy", "guard_policy"],
      { "leasehold:ends": unknown },
    ],
    [
      "name",
      { start: tuesday },
      ["name", "id", "role_name"],
      { "leasehold:grant": unknown, "leasehold:owner": "payments" },
    ],
  ])("%s", async (attribute, given, hidden, tags) => {
    const state = await planned({ ...operator, ...given, [attribute]: unknown });
    expect(new Set(unknownIn(state))).toEqual(new Set(hidden));
    expect(state.tags).toMatchObject(tags);
  });
});
