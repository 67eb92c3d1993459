import { appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Drift } from "../../../src/drift/drift";
import { ownRoles, PlainRoles } from "../../../src/drift/plain-roles";
import { ReadingAhead } from "../../../src/drift/workers/ahead";
import { Declared } from "../../../src/expect/declared";
import { openForComparing } from "../../../src/snapshot/open";
import { at, estateWith } from "../../helpers/estate";
import { SimulatedAccount } from "../../snapshot/simulated-account";
import { awsContents, writeSnapshot } from "../../snapshot/snapshot-folder";

const estate = estateWith(`
grants:
  first: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h }`);
const declared = [new Declared(estate)];
const now = at("2026-11-23T09:10:00Z");
const limit = { now, maxAge: 86_400 };
const trusting = (Principal: object) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }] });
const allowing = (Action: string) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource: "*" }] });

describe("accounts that are read ahead", () => {
  let space: string;
  let entry: string;
  beforeAll(() => {
    space = mkdtempSync(join(tmpdir(), "leasehold-ahead-"));
    entry = program(
      "reader.cjs",
      `require(${JSON.stringify(resolve("scripts/typescript.cjs"))});
       require(${JSON.stringify(resolve("src/drift/workers/reader.ts"))});`,
    );
  });
  afterAll(() => rmSync(space, { recursive: true }));

  function program(name: string, text: string): string {
    const path = join(space, name);
    writeFileSync(path, text);
    return path;
  }

  function company(name: string, size: number): string {
    const accounts = [
      ...SimulatedAccount.of(estate),
      ...Array.from({ length: size }, (_, n) => new SimulatedAccount(String(100_000_000_000 + n))),
    ];
    for (const [n, account] of accounts.entries()) {
      for (let role = 0; role < 5; role++) {
        const made = account.addRole(`app-${role}`, "/app/", trusting({ Service: "lambda.amazonaws.com" }));
        made.lastUsed = role === 1 && n % 5 === 1 ? "2025-01-01T00:00:00Z" : "2026-11-22T00:00:00Z";
        made.inline.set("work", allowing(role === 4 && n % 4 === 1 ? "*" : "s3:GetObject"));
      }
      if (n % 3 === 0)
        account
          .addRole("vendor", "/", trusting({ AWS: "arn:aws:iam::999988887777:root" }))
          .inline.set("all", allowing("*"));
      if (n % 3 === 1)
        account
          .addRole("next", "/", trusting({ AWS: `arn:aws:iam::${account.id}:role/app/app-2` }))
          .inline.set("all", allowing("*"));
    }
    const folder = join(space, name);
    const containers = accounts.map((one) => ({
      cloud: "aws" as const,
      id: one.id,
      contents: awsContents(one.answers()),
    }));
    writeSnapshot(folder, containers, now - 60);
    return folder;
  }

  async function judged(folder: string, how: "ahead" | "silent" | "whole", told = true) {
    const ahead = how === "ahead" ? ReadingAhead.start(folder, limit, entry) : undefined;
    if (how === "ahead" && ahead === undefined) throw new Error("nothing reads ahead");
    if (told) ahead?.tell(ownRoles(declared));
    try {
      const drift = new Drift(declared, now);
      const options = {
        ...limit,
        ...(how === "whole" ? {} : { silent: new PlainRoles(ownRoles(declared), now) }),
        ...(ahead ? { ahead } : {}),
      };
      for await (const found of openForComparing(folder, options)) drift.add(found);
      return drift.finish();
    } finally {
      await ahead?.close();
    }
  }

  it("give the same findings, in the same order, as accounts that are read when they are asked for", async () => {
    const folder = company("sound", 30);
    const whole = await judged(folder, "whole");
    expect(whole.findings.length).toBeGreaterThan(20);
    expect(await judged(folder, "silent")).toEqual(whole);
    expect(await judged(folder, "ahead")).toEqual(whole);
    // Nobody has said yet which leases are the estates' own.
    expect(await judged(folder, "ahead", false)).toEqual(whole);
  });

  it("are more than may wait at once", async () => {
    const folder = company("many", 150);
    expect(await judged(folder, "ahead")).toEqual(await judged(folder, "silent"));
  });

  it("are said to be unreadable as any others", async () => {
    const folder = company("spoilt", 20);
    const [, first = "", second = ""] = readdirSync(join(folder, "aws"));
    appendFileSync(join(folder, "aws", first, "authorization-details-0001.json"), " ");
    writeFileSync(join(folder, "aws", second, "roles.json"), "{}");
    const whole = await judged(folder, "whole");
    expect(whole.unreadable).toHaveLength(2);
    expect(await judged(folder, "ahead")).toEqual(whole);
  });

  it.each([
    ["throws", "throw new Error('it broke');", "it broke"],
    ["ends too early", "", "ended too early"],
    ["is no program", "}", "Unexpected token"],
  ])("are a fault where the thread %s", async (what, text, said) => {
    const folder = company(`faulty-${what}`, 15);
    const ahead = ReadingAhead.start(folder, limit, program(`${what}.cjs`, text));
    await expect(ahead?.take("111122223333")).rejects.toThrow(said);
    await expect(ahead?.take("444455556666")).rejects.toThrow(said);
    await ahead?.close();
  });

  it("are not taken for one another", async () => {
    const ahead = ReadingAhead.start(company("order", 15), limit, entry);
    await expect(ahead?.take("444455556666")).rejects.toThrow("444455556666");
    await ahead?.close();
  });

  it("are none where there are few, no folder, or no program", () => {
    const folder = company("few", 3);
    expect(ReadingAhead.start(folder, limit, entry)).toBeUndefined();
    expect(ReadingAhead.start(join(folder, "manifest.json"), limit, entry)).toBeUndefined();
    expect(ReadingAhead.start(join(space, "nowhere"), limit, entry)).toBeUndefined();
    expect(ReadingAhead.start(company("enough", 15), limit, join(space, "none.cjs"))).toBeUndefined();
  });
});
