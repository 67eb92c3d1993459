import { describe, expect, it } from "vitest";
import { loadEstate } from "../../../src/estate";
import type { Value } from "../../../src/provider/protocol/value";
import { compileRoots } from "../../../src/synth/roots";
import { estateIn } from "../resources/estates";
import { acme, configured, made } from "../resources/helpers";
import { configOf, dataSource, read } from "./helpers";

type Given = Readonly<Record<string, Value>>;

const role = dataSource("leasehold_role");
const start = "2026-11-24T09:00:00Z";
const window = { start, ttl: "90m" };

/** As Terraform's `templatestring`. */
function filled(template: Value | undefined, start: string, end: string): string {
  return String(template).replace(/\$\$\{|%%\{|\$\{(start|end)\}/g, (found, name) =>
    name === undefined ? found.slice(1) : name === "start" ? start : end,
  );
}

describe("leasehold_role says what leasehold makes of a role", () => {
  it("of AWS, whoever holds it", async () => {
    const { told, result } = await read(role, { role: "operator" }, await configured(estateIn()));
    expect(told).toEqual([]);
    expect(result).toMatchObject({
      role: "operator",
      sensitivity: "moderate",
      max_ttl: "PT4H",
      eligible: ["dana", "deploy", "bot"],
      owners: { entitlement: "payments", platform: "platform", business: "payments" },
      permissions_policy: expect.stringContaining("ec2:RebootInstances"),
      permissions_policies: [result?.permissions_policy],
      managed_policies: [],
      role_path: "/leasehold/acme/",
      guard_name: "leasehold-guard",
      trust_template: null,
      trust_policy: null,
      guard_policy: null,
      guard_template: expect.stringContaining('{"aws:CurrentTime":"${end}"}'),
      member: null,
      gcp_roles: null,
      gcp_condition: null,
      condition_template: null,
      labels: null,
    });
  });

  it("of Google Cloud", async () => {
    const { result } = await read(role, { role: "viewer", identity: "dana", ...window }, await configured(estateIn()));
    expect(result).toMatchObject({
      permissions_policy: null,
      permissions_policies: null,
      tags: null,
      guard_template: null,
      member: "user:dana@acme.example",
      gcp_roles: ["roles/cloudsql.viewer"],
      condition_template: 'request.time >= timestamp("${start}") && request.time < timestamp("${end}")',
      gcp_condition:
        'request.time >= timestamp("2026-11-24T09:00:00Z") && request.time < timestamp("2026-11-24T10:30:00Z")',
      labels: { leasehold_role: "viewer", team: "payments" },
    });
  });

  it.each<[string, Given, string]>([
    ["a person", { identity: "dana" }, "dana"],
    ["a workload", { identity: "deploy" }, "deploy"],
    ["an agent", { identity: "bot", task: "restart" }, "bot"],
  ])("and the policies of a lease to %s, which are those of leasehold_grant", async (_, given) => {
    const by = await configured(estateIn());
    const { told, result } = await read(role, { role: "operator", ...given, ...window }, by);
    expect(told).toEqual([]);
    const lease = await made({ role: "operator", ...given, ...window }, by);
    for (const name of ["trust_policy", "guard_policy", "permissions_policies", "managed_policies", "role_path"]) {
      expect([name, result?.[name]]).toEqual([name, lease[name]]);
    }
    expect(filled(result?.trust_template, String(lease.starts_at), String(lease.ends_at))).toBe(lease.trust_policy);
    expect(filled(result?.guard_template, String(lease.starts_at), String(lease.ends_at))).toBe(lease.guard_policy);
  });

  it("with the tags that synthesis gives its policy, for every role of the example", async () => {
    const by = await configured();
    const { estate } = loadEstate(acme);
    if (estate === undefined) throw new Error("the example does not load");
    const policies = compileRoots(estate)
      .roots.flatMap(({ resources }) => resources)
      .filter(({ type, name }) => type === "aws_iam_policy" && estate.roles.has(name));
    expect(policies.length).toBeGreaterThan(3);
    for (const { name, attributes } of policies) {
      const target = estate.roles.get(name)?.aws?.targets[0]?.name ?? null;
      const { told, result } = await read(role, { role: name, target }, by);
      expect(told).toEqual([]);
      expect(result?.tags).toEqual(attributes.tags);
      expect(result?.permissions_policy).toBe(attributes.policy);
    }
  });

  it("tells the longest lease of the identity's kind", async () => {
    const by = await configured(estateIn("roles: { operator: { limits: { agent: 30m } } }"));
    const longest = async (given: Given) => (await read(role, { role: "operator", ...given }, by)).result?.max_ttl;
    expect(await longest({})).toBe("PT4H");
    expect(await longest({ identity: "dana" })).toBe("PT4H");
    expect(await longest({ identity: "bot", task: "restart" })).toBe("PT30M");
  });
});

describe("leasehold_role refuses", () => {
  const changes = "roles: { operator: { aws: { targets: [prod, stage] } } }";

  it.each<[string, Given, string | undefined, RegExp]>([
    ["a role that is not declared", { role: "operater" }, "role", /Did you mean "operator"\?/],
    ["no role", { role: null }, "role", /null/],
    ["a target that is not the role's", { role: "operator", target: "cloud" }, "target", /Its targets are prod, stage/],
    ["one of several targets that is not named", { role: "operator" }, "target", /several targets of AWS/],
    ["an identity that is not declared", { role: "viewer", identity: "diana" }, "identity", /Did you mean "dana"\?/],
    ["one who is not eligible", { role: "viewer", identity: "erin" }, "identity", /not eligible/],
    ["an agent without a task", { role: "operator", target: "prod", identity: "bot" }, "task", /restart/],
    ["a window longer than the maximum", { role: "viewer", start, ttl: "5h" }, "ttl", /allows PT4H at most/],
    ["a start without an end", { role: "viewer", start }, "start", /no `ttl`/],
    ["an end without a start", { role: "viewer", ttl: "1h" }, "ttl", /no `start`/],
    ["a time that is none", { role: "viewer", start: "now", ttl: "1h" }, "start", /cannot be read/],
  ])("%s", async (_, given, attribute, message) => {
    const { told, result } = await read(role, given, await configured(estateIn(changes)));
    expect(result).toBeUndefined();
    const about = told.filter(({ path }) => path?.[0] === attribute);
    expect(about.map(({ detail }) => detail).join("\n")).toMatch(message);
    for (const { severity } of told) expect(severity).toBe("error");
  });

  it("what is wrong in itself already when it is validated", async () => {
    const told = await role.validate(configOf(role, { role: "Operator", ttl: "long", start: null }));
    expect(told.map(({ path }) => path?.[0]).sort()).toEqual(["role", "ttl", "ttl"]);
  });

  it("to answer without an estate", async () => {
    expect((await read(role, { role: "operator" }, await configured(null))).told).toMatchObject([
      { severity: "error" },
    ]);
  });
});
