import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { leasehold } from "../../src/provider/leasehold";
import { recordOf } from "../../src/provider/protocol/record";
import { unknown, type Value, type Values } from "../../src/provider/protocol/value";
import { systemClock } from "../../src/time/clock";
import { scratch } from "../helpers/scratch";
import { estateIn, lineOf } from "./resources/estates";
import { acme, plan } from "./resources/helpers";

function block(given: Readonly<Record<string, Value>>): Values {
  return recordOf(Object.keys(leasehold.schema.attributes).map((name): [string, Value] => [name, given[name] ?? null]));
}

const configure = (given: Readonly<Record<string, Value>>) => leasehold.configure(block(given));

describe("the provider is configured", () => {
  it("with an estate that loads and is governed", async () => {
    const { told, result } = await configure({ estate: acme, now: "2026-11-23T08:00:00Z" });
    expect(told).toEqual([]);
    expect(result?.declared).toMatchObject({ directory: acme, estate: { name: "acme" }, overdue: [] });
    expect(result?.clock?.now()).toBe(Date.UTC(2026, 10, 23, 8) / 1000);
  });

  it("with the machine's clock, if no time is given", async () => {
    expect((await configure({ estate: estateIn() })).result?.clock).toBe(systemClock);
  });

  it("with what AWS is spoken to by, as far as it is given", async () => {
    const aws = { region: "eu-central-1", endpoint: "http://127.0.0.1:5000" };
    expect((await configure({ ...aws, profile: null })).result?.aws).toEqual(aws);
    expect((await configure({ region: unknown, profile: "" })).result?.aws).toEqual({});
  });

  it.each([
    ["no estate", null, false],
    ["an estate that is not known yet", unknown, true],
  ])("with %s, for what needs none", async (_, estate, isEstateGiven) => {
    const { told, result } = await configure({ estate });
    expect(told).toEqual([]);
    expect(result).toMatchObject({ isEstateGiven });
    expect(result?.declared).toBeUndefined();
  });

  it("without a clock while the time is not known", async () => {
    expect((await configure({ estate: acme, now: unknown })).result?.clock).toBeUndefined();
  });
});

describe("an estate that cannot be used is refused whole, every fault with its place and its mend", () => {
  it("that does not load", async () => {
    const directory = scratch("provider");
    writeFileSync(join(directory, "a.yaml"), "version: 1\nname: acme\npolicy: { governence: security }\n");
    const { told, result } = await configure({ estate: directory });
    expect(result).toBeUndefined();
    expect(told[0]).toMatchObject({ severity: "error", summary: "The estate does not load", path: ["estate"] });
    expect(told.some(({ detail }) => detail.startsWith(`${join(directory, "a.yaml")}:3:`))).toBe(true);
  });

  it("that is not there", async () => {
    const directory = scratch("provider");
    rmSync(directory, { recursive: true });
    expect((await configure({ estate: directory })).told).toMatchObject([
      { severity: "error", summary: "The estate does not load" },
    ]);
  });

  it("that is not governed", async () => {
    const changes = "roles: { operator: { maxTtl: 13h }, viewer: { owners: null } }";
    const directory = estateIn(changes);
    const { told, result } = await configure({ estate: directory });
    expect(result).toBeUndefined();
    expect(told.map(({ summary }) => summary)).toEqual(told.map(() => "The estate is not governed"));
    const ceiling = told.find(({ detail }) => detail.includes("maxTtl"));
    expect(ceiling?.detail.startsWith(lineOf(directory, changes, "maxTtl: 13h"))).toBe(true);
    expect(told.length).toBeGreaterThan(1);
  });

  it.each([
    ["an empty directory's name", { estate: " " }, "estate"],
    ["a time that is none", { estate: acme, now: "yesterday" }, "now"],
  ])("%s, already when it is validated", async (_, given, attribute) => {
    expect(await leasehold.validate(block(given))).toMatchObject([{ severity: "error", path: [attribute] }]);
    expect((await configure(given)).result).toBeUndefined();
  });

  it("nothing of it is said while it is not known", async () => {
    expect(await leasehold.validate(block({ estate: unknown, now: unknown }))).toEqual([]);
  });
});

describe("what the time alone made wrong", () => {
  const changes = `
roles:
  operator: { maxTtl: 13h }
waivers:
  long: { rule: ttl-over-ceiling, resource: roles.operator, owner: payments, acceptedBy: hana, reason: "Until the migration is over", expires: 2026-12-01T00:00:00Z }
`;
  const operator = { role: "operator", identity: "dana", ttl: "90m" };

  it("keeps the role from being leased, and nothing else", async () => {
    const estate = estateIn(changes);
    const late = await configure({ estate, now: "2026-12-01T00:00:00Z" });
    expect(late.told).toEqual([]);
    if (late.result === undefined) throw new Error("not configured");
    const refused = await plan(operator, late.result);
    expect(refused.told).toMatchObject([
      { severity: "error", path: ["role"], detail: expect.stringContaining("PT13H") },
    ]);
    expect((await plan({ role: "viewer", identity: "dana", ttl: "1h" }, late.result)).told).toEqual([]);
    const inTime = await configure({ estate, now: "2026-11-30T23:59:59Z" });
    if (inTime.result === undefined) throw new Error("not configured");
    expect((await plan(operator, inTime.result)).told).toEqual([]);
  });
});
