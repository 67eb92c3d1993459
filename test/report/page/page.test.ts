import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { check } from "../../../src/check/check";
import type { Diagnostic } from "../../../src/diagnostics/diagnostic";
import type { Estate } from "../../../src/estate/types";
import type { PageData } from "../../../src/report/page/data";
import { contentSecurityPolicy, script, style } from "../../../src/report/page/document";
import { page } from "../../../src/report/page/page";
import { now, smallEstate } from "../../browser/harness/estates";
import { linked } from "../../helpers/estate";
import { injections } from "../hostile";

function estateOf(text: string): Estate {
  const { estate, diagnostics } = linked(parse(text) as Record<string, unknown>);
  if (!estate || diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics, undefined, 2));
  return estate;
}

const options = { now, version: "0.1.0" };
const drawn = (text = smallEstate, zone?: string): string => {
  const estate = estateOf(text);
  return page(estate, check(estate, { now }), { ...options, ...(zone === undefined ? {} : { zone }) });
};

function dataOf(text: string): PageData {
  const json = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(text)?.[1];
  return JSON.parse(json ?? "") as PageData;
}

describe("the page", () => {
  it("is the same for the same estate, in whatever order it is declared", () => {
    const whole = parse(smallEstate) as Record<string, Record<string, unknown>>;
    const turned = Object.fromEntries(
      Object.entries(whole).map(([key, part]) => [
        key,
        typeof part === "string" || key === "policy" ? part : Object.fromEntries(Object.entries(part).reverse()),
      ]),
    );
    const estate = linked(turned).estate;
    if (!estate) throw new Error("the estate does not link");
    expect(page(estate, [], options)).toBe(page(estateOf(smallEstate), [], options));
    expect(drawn()).toBe(drawn());
  });

  it("allows its own script and style and nothing else", () => {
    const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    const text = drawn();
    const inline = [...text.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, one]) => hash(one ?? ""));
    const styles = [...text.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, one]) => hash(one ?? ""));
    expect(inline).toHaveLength(1);
    expect(styles).toHaveLength(1);
    expect(text).toContain(`<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">`);
    expect(contentSecurityPolicy.split("; ")).toEqual(
      expect.arrayContaining(["default-src 'none'", `script-src ${inline[0]}`, `style-src ${styles[0]}`]),
    );
    expect(contentSecurityPolicy).not.toMatch(/unsafe|https?:|\*/);
  });

  it("has no address to load, no handler and no style attribute", () => {
    const markup = drawn().replace(script, "").replace(style, "");
    expect(markup).not.toMatch(/\s(?:src|on\w+|style|srcset|action)=/i);
    expect([...markup.matchAll(/href="([^"]*)"/g)].map(([, to]) => to)).toSatisfy((all: string[]) =>
      all.every((to) => to.startsWith("#") || to === "data:,"),
    );
    expect(`${script}${style}`).not.toMatch(/<\/|url\(|@import|innerHTML|eval\(/);
  });

  it("carries a script and a style that are what their sources give", () => {
    expect(spawnSync(process.execPath, ["scripts/generate-page.mjs", "--check"], { encoding: "utf8" })).toMatchObject({
      status: 0,
      stderr: "",
    });
  });

  it("tells leases, roles and emergencies by name, in order", () => {
    const data = dataOf(drawn());
    expect(data.leases.map(({ name }) => name)).toEqual(["later", "never", "over", "requested", "running"]);
    expect(data.roles.map(({ name, breakGlass }) => [name, breakGlass])).toEqual([
      ["look", undefined],
      ["restart", undefined],
      ["emergency", true],
    ]);
    expect(data.roles.map(({ privilege }) => privilege)).toEqual(["read", "write", "administrative"]);
    expect(data.leases.find(({ name }) => name === "over")).toMatchObject({ ended: "revoked" });
    expect(data.leases.find(({ name }) => name === "requested")).not.toHaveProperty("start");
  });

  it("never takes what the data does not know for harmless", () => {
    const unknown = smallEstate.replace("ec2:DescribeRegions", "nosuch:Thing");
    expect(dataOf(drawn(unknown)).roles[0]).toMatchObject({ unknown: ["nosuch:Thing"] });
  });

  it("says whether the estate is governed", () => {
    const error: Diagnostic = {
      code: "owner-missing",
      severity: "error",
      concern: "governance",
      timed: false,
      message: "Nobody answers for it.",
      fix: "Name an owner.",
      path: ["roles", "look"],
      controls: [],
    };
    const estate = estateOf(smallEstate);
    expect(page(estate, [], options)).toContain("<strong>Governed.</strong>");
    const text = page(estate, [error], options);
    expect(text).toContain("<strong>Not governed.</strong>");
    expect(dataOf(text).findings).toEqual([expect.objectContaining({ rule: "owner-missing", about: { role: 0 } })]);
  });

  it.each([
    ["summer", Date.UTC(2026, 6, 1) / 1000, 7200],
    ["winter", Date.UTC(2026, 11, 1) / 1000, 3600],
  ])("knows the zone's offset in %s", (_, instant, offset) => {
    const offsets = dataOf(drawn(smallEstate, "Europe/Berlin")).zone?.offsets ?? [];
    expect(offsets.filter(([from]) => from <= instant).at(-1)?.[1]).toBe(offset);
  });
});

describe("whatever a person writes", () => {
  const nasty = { ...injections, "the end of the data": "</script><script>alert(1)</script><!--<script>" };

  it.each(Object.entries(nasty))("%s stays text", (_, text) => {
    const estate = estateOf(smallEstate);
    const role = { ...([...estate.roles.values()][0] as never as object), name: text, description: text };
    const hostile = {
      ...estate,
      name: text,
      roles: new Map([[text, role]]),
      grants: new Map(
        [...estate.grants.values()].map((grant) => [grant.name, { ...grant, role, justification: text, ticket: text }]),
      ),
    } as never as Estate;
    const finding = { code: text, severity: "error", concern: "governance", timed: false, message: text, fix: text };
    const diagnostic = {
      ...finding,
      path: [],
      controls: [],
      waivedBy: text,
      location: { file: text, line: 1, column: 1 },
    };
    const found = page(hostile, [diagnostic as never as Diagnostic], options);
    const harmless = drawn();
    const tags = (page: string): string[] => page.replace(script, "").match(/<\/?[a-z!][^\s>]*/gi) ?? [];
    const usual = new Set(tags(harmless));
    expect(tags(found).filter((tag) => !usual.has(tag))).toEqual([]);
    expect(found.match(/<\/script>/g)).toHaveLength(2);
    expect(dataOf(found).leases[0]?.justification?.length).toBeGreaterThan(0);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be in the page
    expect(found).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\ufeff]/);
  });
});
