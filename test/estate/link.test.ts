import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Declaration } from "../../src/estate/declaration";
import { linkDeclaration } from "../../src/estate/link";
import { loadEstate } from "../../src/estate/load";
import { sections } from "../../src/estate/schema";
import { directoryOf } from "./directory";

const example = fs.readFileSync(path.join(__dirname, "design-example.yaml"), "utf8");
const plain = parse(example) as Record<string, Record<string, unknown>>;

function declarationOf(written: Record<string, unknown>): Declaration {
  const maps = sections.map((section) => [section, new Map(Object.entries((written[section] ?? {}) as object))]);
  return { name: written.name, policy: written.policy, ...Object.fromEntries(maps) };
}

describe("the example of the design", () => {
  const { estate, diagnostics } = loadEstate(directoryOf({ "access.yaml": example }));

  it("loads as it stands", () => {
    expect(diagnostics).toEqual([]);
    expect(estate?.name).toBe("acme");
  });

  it("has its names joined, in every direction", () => {
    const grant = estate?.grants.get("dana-restart-2026-11-23");
    expect(grant?.identity).toBe(estate?.identities.get("dana"));
    expect(grant?.role.approval?.steps[0]?.group.team).toBe(estate?.teams.get("platform"));
    expect(estate?.teams.get("payments")?.members[0]).toBe(grant?.identity);
    expect(estate?.identities.get("repair-agent")).toMatchObject({
      sponsor: { name: "dana" },
      team: { name: "payments" },
    });
    expect(estate?.breakGlass.get("prod-emergency")?.target).toBe(grant?.role.aws?.targets[0]);
  });

  it("has its durations in seconds, its times in epoch seconds, and its defaults filled in", () => {
    expect(estate?.policy).toMatchObject({
      maxAdvance: 604_800,
      cooldown: 3600,
      prefix: "leasehold",
      ceilings: { high: 7200 },
    });
    expect(estate?.grants.get("dana-restart-2026-11-23")).toMatchObject({
      start: Date.UTC(2026, 10, 23, 9) / 1000,
      ttl: 5400,
      extensions: [],
      approvals: [],
    });
    const role = estate?.roles.get("instance-operator");
    expect(role).toMatchObject({
      isolation: "per-grant",
      persistence: { kind: "denied" },
      limits: { agent: 1800 },
      require: { mfa: false, within: [{ from: 420, to: 1140 }] },
      review: { last: Date.UTC(2026, 9, 1) / 1000 },
    });
    expect(estate?.targets.get("orders-prod")?.cloud).toMatchObject({ kind: "aws", partition: "aws" });
  });

  it("finds the place of every value", () => {
    const at = (...way: (string | number)[]) => {
      const { line, column } = estate?.locate(way) ?? { line: 0, column: 0 };
      return example.split("\n")[line - 1]?.slice(column - 1) ?? "";
    };
    expect(at("roles", "instance-operator")).toMatch(/^instance-operator:/);
    expect(at("roles", "instance-operator", "maxTtl")).toMatch(/^2h/);
    expect(at("roles", "instance-operator", "eligible", 2)).toMatch(/^ledger-batch,/);
    expect(at("roles", "instance-operator", "approval", "steps", 0, "count")).toMatch(/^1 }/);
    expect(at("roles", "instance-operator", "gcp", "roles")).toMatch(/^instance-operator:/);
    expect(at("policy", "ceilings", "high")).toMatch(/^2h/);
    expect(at("policy")).toMatch(/^policy:/);
    expect(at("name")).toMatch(/^name:/);
  });

  it("is the same whatever the order of files and entries", () => {
    const turned = sections.map((section) => {
      const entries = Object.entries(plain[section] ?? {}).reverse();
      return [`${section}.yaml`, JSON.stringify({ version: 1, [section]: Object.fromEntries(entries) })];
    });
    const head = JSON.stringify({ version: 1, name: plain.name, policy: plain.policy });
    const split = loadEstate(directoryOf({ ...Object.fromEntries(turned.reverse()), "z/head.yaml": head }));
    expect(split.diagnostics).toEqual([]);
    const { locate: _, ...first } = estate ?? {};
    const { locate: __, ...second } = split.estate ?? {};
    expect(second).toEqual(first);
    expect([...(split.estate?.identities.keys() ?? [])]).toEqual([...(estate?.identities.keys() ?? [])]);
  });

  it("is the same when it is declared in TypeScript", () => {
    const linked = linkDeclaration(declarationOf(plain));
    expect(linked.diagnostics).toEqual([]);
    const { locate: _, ...first } = estate ?? {};
    const { locate: __, ...second } = linked.estate ?? {};
    expect(second).toEqual(first);
  });
});

describe("a declaration from CDKTF", () => {
  const token = "${TfToken[TOKEN.7]}";
  const withTarget = (aws: object) => ({
    ...declarationOf(plain),
    targets: new Map([
      ["orders-prod", { owner: "platform", aws }],
      ["orders-gcp", { owner: "platform", gcp: { project: token } }],
    ]),
  });

  it("may hold references where they make sense", () => {
    const declaration = withTarget({ account: token, region: token, assumeRole: token });
    expect(linkDeclaration(declaration, undefined, { tokens: true }).diagnostics).toEqual([]);
    expect(linkDeclaration(declaration, undefined, { tokens: false }).diagnostics).not.toEqual([]);
  });

  it("may not hold them where leasehold itself must know the value", () => {
    const grants = new Map([["a", { role: "orders-reader", identity: "dana", ttl: token }]]);
    expect(linkDeclaration({ ...declarationOf(plain), grants }).diagnostics).toMatchObject([
      { code: "malformed-value" },
    ]);
  });

  it("has no place, and no key that zod would drop without a word", () => {
    const claims = JSON.parse('{ "__proto__": "a" }') as object;
    const oidc = { issuer: "a.example", audience: "a", subject: "b", claims };
    const identities = new Map([["ci", { kind: "workload", aws: { oidc } }]]);
    const { diagnostics } = linkDeclaration({ ...declarationOf(plain), identities });
    expect(diagnostics[0]).toMatchObject({
      code: "unknown-key",
      path: ["identities", "ci", "aws", "oidc", "claims", "__proto__"],
    });
    expect(diagnostics[0]?.location).toBeUndefined();
  });
});
