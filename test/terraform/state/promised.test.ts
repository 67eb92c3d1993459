import { describe, expect, it } from "vitest";
import { emitAws } from "../../../src/aws/emit/emit";
import { readAws } from "../../../src/aws/read/read";
import { settledLandscape } from "../../../src/expect/settled";
import { type AccessFact, type Fact, ofKind } from "../../../src/facts/fact";
import { emitGcp } from "../../../src/gcp/emit/emit";
import { readGcp } from "../../../src/gcp/read/read";
import { lower } from "../../../src/lease/lower";
import type { Landscape } from "../../../src/terraform/instance";
import type { Json } from "../../../src/terraform/json";
import { driftOf } from "../../../src/terraform/plan/drift";
import { applied } from "./applied";
import { comparable, plan, read, resource, state, stateFile } from "./states";

/** What the estate promises of a target, read by the same reader. */
function promised(name: string): readonly Fact[] {
  const estate = applied();
  const target = lower(estate).find((one) => one.target.name === name);
  if (target === undefined) throw new Error(`no target ${name}`);
  return readAws(settledLandscape(target.target, emitAws(target, estate).resources));
}

/** What is promised of a target on Google Cloud. */
function promisedThere(name: string): Landscape {
  const estate = applied();
  const target = lower(estate).find((one) => one.target.name === name);
  if (target === undefined) throw new Error(`no target ${name}`);
  return settledLandscape(target.target, emitGcp(target, estate).resources);
}

/** Without where it was read: addresses are the same, what takes part is not. */
function meaning(facts: readonly Fact[]): readonly string[] {
  return facts.map(({ from, ...fact }) => JSON.stringify({ address: from.address, ...fact })).sort();
}

describe("what a state tells of a target is what its estate promises", () => {
  it.each([
    ["orders-prod", "orders-prod.tfstate"],
    ["orders-prod", "orders-prod.shown"],
    ["orders-prod", "orders-prod.refreshed.tfstate"],
    ["ledger-prod", "ledger-prod.tfstate"],
  ])("of %s, in %s", async (target, file) => {
    const facts = promised(target);
    for (const kind of ["access", "trust", "guardrail", "ownership"] as const) {
      expect(ofKind(facts, kind).length).toBeGreaterThan(4);
    }
    expect(meaning(readAws((await state(file)).landscape))).toEqual(meaning(facts));
  });
});

describe("what a state tells of a target on Google Cloud is what its estate promises", () => {
  const blocks = (value: Json | undefined): Json => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

  // No Google provider is at hand: a state made by hand, in the provider's form (blocks as lists, computed `etag` and `id`).
  it.each(["orders-gcp", "ledger-gcp"])("of %s", async (target) => {
    const there = promisedThere(target);
    const resources = there.instances.map(({ type, name, values }) =>
      resource(
        type,
        name,
        { ...values, condition: blocks(values.condition), etag: "BwYAAA=", id: `${name}/id` },
        { provider: 'provider["registry.example/hashicorp/google"]' },
      ),
    );
    const { landscape } = await read(stateFile(resources));
    const facts = meaning(readGcp(there));
    expect(facts.length).toBeGreaterThan(1);
    expect(meaning(readGcp(landscape))).toEqual(facts);
  });
});

describe("what was changed behind Terraform's back, in a refreshed state", () => {
  const role = (name: string) => `arn:aws:iam::111122223333:role/leasehold/acme/leasehold-acme-${name}`;
  const differences = async () => {
    const [before, after] = [promised("orders-prod"), readAws((await state("orders-prod.behind.tfstate")).landscape)];
    const [had, has] = [new Set(meaning(before)), new Set(meaning(after))];
    return { gone: [...had].filter((one) => !has.has(one)), come: [...has].filter((one) => !had.has(one)), after };
  };

  it("shows a second inline policy in full, and one that was attached", async () => {
    const { after } = await differences();
    const held = ofKind(after, "access").filter(({ principal }) => principal.name === role("erin-read-2026-11-22"));
    const actions = (fact: AccessFact) => fact.permissions.flatMap((permission) => permission.actions);
    expect(held.some((fact) => fact.privilege === "escalation" && actions(fact).includes("*"))).toBe(true);
    expect(held.some((fact) => actions(fact).includes("iam:*"))).toBe(true);
    expect(held.every(({ bound }) => bound.kind === "leased")).toBe(true);
  });

  it("shows that a guard is gone", async () => {
    const { gone, after } = await differences();
    const lost = gone.filter((one) => one.includes('"guardrail":"guard"'));
    expect(lost).toHaveLength(1);
    expect(lost[0]).toContain("dana-restart-2026-11-23");
    const held = ofKind(after, "access").filter(({ principal }) => principal.name === role("dana-restart-2026-11-23"));
    // The guard ended it to the second; now the last session does.
    expect(held.map(({ bound }) => bound.kind)).toEqual(["leased"]);
    expect(held[0]?.session?.permissions).toBeUndefined();
  });

  it("shows a later end in a trust, and longer sessions", async () => {
    const { come } = await differences();
    const trusts = come.filter((one) => one.includes('"kind":"trust"') && one.includes("repair-agent"));
    expect(trusts).toHaveLength(1);
    expect(trusts[0]).toContain(`"until":${Date.parse("2027-11-23T12:20:00Z") / 1000}`);
    expect(come.some((one) => one.includes("dana-read-2026-11-19") && one.includes('"maximum":43200'))).toBe(true);
  });
});

describe("what a plan's refresh found", () => {
  it("is what the state holds once a refresh-only plan is applied", async () => {
    const refreshed = (await state("zoo.refreshed.tfstate")).landscape;
    expect(comparable(readAws(driftOf(await plan("zoo.refresh-only")))).length).toBeGreaterThan(20);
    expect(meaning(readAws(driftOf(await plan("zoo.refresh-only"))))).toEqual(meaning(readAws(refreshed)));
  });

  it("is the same in a plain plan, whatever that is to do", async () => {
    const [plain, only] = [driftOf(await plan("zoo.plan")), driftOf(await plan("zoo.refresh-only"))];
    expect(meaning(readAws(plain))).toEqual(meaning(readAws(only)));
    expect(plain.instances.every(({ change }) => change === "no-op")).toBe(true);
  });

  it("is what is there, not what was or is to be", async () => {
    for (const name of ["zoo.plan", "zoo.refresh-only"]) {
      const { instances, settled, moment } = driftOf(await plan(name));
      expect([settled, moment]).toEqual([true, "after"]);
      const find = (address: string) => instances.filter((one) => one.address === address && one.deposed === undefined);
      expect(find("aws_iam_user_policy.legacy")).toEqual([]);
      expect(find("aws_iam_user.legacy")[0]?.values.tags).toMatchObject({ team: "nobody" });
      expect(String(find("aws_iam_role.counted[0]")[0]?.values.assume_role_policy)).toContain("999900001111");
      expect(find("aws_iam_role.counted[1]")).toHaveLength(1);
    }
  });
});
