import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { generatePlan, planSeed, planSizes, writePlan } from "../../bench/generate-plan";
import realPlan from "./data/real-plan.json";

interface Change {
  readonly actions: readonly string[];
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
  readonly after_unknown: Record<string, unknown>;
}

interface Entry {
  readonly address: string;
  readonly module_address?: string;
  readonly type: string;
  readonly index?: string | number;
  readonly change: Change;
}

interface Plan {
  readonly resource_changes: readonly Entry[];
  readonly configuration: { readonly root_module: { readonly module_calls: Record<string, object> } };
}

const real = realPlan as unknown as Plan;
const seed = planSeed;
const small = [...generatePlan({ bytes: planSizes.small, seed })];
const text = small.join("");
const plan = JSON.parse(text) as Plan;
const directory = mkdtempSync(join(tmpdir(), "leasehold-plan-"));
afterAll(() => rmSync(directory, { recursive: true }));

describe("a generated plan", () => {
  it.each([2_000_000, 5_000_000, planSizes.small, 45_000_000])("is of the wanted size: %d bytes", (bytes) => {
    let size = 0;
    for (const piece of generatePlan({ bytes, seed })) size += Buffer.byteLength(piece);
    expect(Math.abs(size / bytes - 1)).toBeLessThan(0.02);
  });

  it("is the same for the same size and seed", () => {
    expect(digest(2_000_000, 1)).toBe(digest(2_000_000, 1));
    expect(digest(2_000_000, 1)).not.toBe(digest(2_000_000, 2));
  });

  it("comes in pieces far smaller than itself", () => {
    expect(Math.max(...small.map(({ length }) => length))).toBeLessThan(2_000_000);
  });

  it("is written to a file as it is", () => {
    const file = join(directory, "plan.json");
    const written = writePlan(file, { bytes: 2_000_000, seed });
    expect(statSync(file).size).toBe(written);
  });

  it("has the top-level keys of a real plan, in their order", () => {
    expect(Object.keys(plan)).toEqual(Object.keys(real));
  });

  it.each(real.resource_changes.map((entry) => [`${entry.type}: ${entry.change.actions.join(", ")}`, entry] as const))(
    "has changes with the keys of a real one: %s",
    (_, of) => {
      const like = plan.resource_changes.find(
        ({ type, change }) => type === of.type && String(change.actions) === String(of.change.actions),
      );
      expect(like && keysOf(like)).toEqual(keysOf(of));
    },
  );

  it("has an index after the name, as a real one", () => {
    const isIndexed = ({ index }: Entry) => index !== undefined;
    const keys = [real, plan].map(({ resource_changes }) => Object.keys(resource_changes.find(isIndexed) ?? {}));
    expect(keys[1]).toEqual(keys[0]);
  });

  it("has two of a hundred resources about access", () => {
    const access = plan.resource_changes.filter(({ type }) => /(^|_)iam_/.test(type));
    expect(access.length / plan.resource_changes.length).toBeCloseTo(0.02, 2);
    expect(new Set(access.map(({ type }) => type))).toEqual(
      new Set([
        "aws_iam_policy",
        "aws_iam_policy_document",
        "aws_iam_role",
        "aws_iam_role_policy",
        "aws_iam_role_policy_attachment",
        "google_project_iam_member",
      ]),
    );
  });

  it("addresses each resource once, by keys with dots and quotes too, in modules within modules", () => {
    const addresses = plan.resource_changes.map(({ address }) => address);
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(addresses.some((address) => /\["[^"]*\.[^"]*"\]/.test(address))).toBe(true);
    expect(addresses.some((address) => address.includes('\\"'))).toBe(true);
    expect(addresses.some((address) => /^module\..+\]\.module\.storage\./.test(address))).toBe(true);
    for (const { address, module_address } of plan.resource_changes)
      expect(address.startsWith(`${module_address}.`)).toBe(true);
  });

  it("configures every module that it has instances of", () => {
    const called = plan.resource_changes.map(({ address }) => /^module\.(\w+)/.exec(address)?.[1]);
    expect(new Set(Object.keys(plan.configuration.root_module.module_calls))).toEqual(new Set(called));
  });

  it("escapes as Go does, and keeps letters of other alphabets", () => {
    expect(text).toMatch(/\\u003c/);
    expect(text).not.toMatch(/[<>&]/);
    expect(text).toMatch(/[ü受🚚]/u);
  });

  it("leaves no place unfilled", () => expect(text).not.toMatch(/\{\{\w+\}\}|undefined/));
});

function digest(bytes: number, seed: number): string {
  const hash = createHash("sha256");
  for (const piece of generatePlan({ bytes, seed })) hash.update(piece);
  return hash.digest("hex");
}

function keysOf({ change, ...entry }: Entry): unknown {
  const { before, after, after_unknown } = change;
  return {
    // Whether a resource has an index is the configuration's choice; where it has one, it stands after the name.
    entry: Object.keys(entry).filter((key) => key !== "index"),
    change: Object.keys(change),
    before: before && Object.keys(before),
    after: after && Object.keys(after),
    unknown: Object.keys(after_unknown),
  };
}
