import { describe, expect, it } from "vitest";
import { loadEstate } from "../../../src/estate";
import type { Grant } from "../../../src/estate/types";
import { windowOf } from "../../../src/lease/window";
import { compileRoots } from "../../../src/synth/roots";
import { JoinedText } from "../../../src/terraform/resource";
import { formatDuration } from "../../../src/time/duration";
import { formatInstant } from "../../../src/time/instant";
import { acme, configured, made } from "./helpers";

const { estate: loaded } = loadEstate(acme);
if (loaded === undefined) throw new Error("the example does not load");

/** What a resource can say of a grant: not who approved, nor what became of its window since, nor fewer actions. */
function asResource(grant: Grant): Grant {
  const { name, role, identity, ticket, justification, task, targets } = grant;
  const window = windowOf(grant);
  return {
    name,
    role,
    identity,
    ttl: window ? window.end - window.start : grant.ttl,
    ...(window ? { start: window.start } : {}),
    ...(ticket === undefined ? {} : { ticket }),
    ...(justification === undefined ? {} : { justification }),
    ...(task === undefined ? {} : { task }),
    ...(targets === undefined ? {} : { targets }),
    extensions: [],
    approvals: [],
  };
}

const grants = [...loaded.grants.values()].map(asResource);
const estate = { ...loaded, grants: new Map(grants.map((grant) => [grant.name, grant])) };
const resources = compileRoots(estate).roots.flatMap((root) => root.resources);

function written(type: string, name: string, key: string): unknown {
  const of = (given: string): boolean => given === name || given.startsWith(`${name}_`);
  const value = resources.find((resource) => resource.type === type && of(resource.name))?.attributes[key];
  return value instanceof JoinedText ? value.toString() : (value ?? null);
}

describe("a lease says byte for byte what synthesis writes for the same grant", () => {
  it.each(grants.filter(({ start }) => start !== undefined))("$name", async (grant) => {
    const { name, role, identity, start = 0, ttl, ticket, justification, task, targets } = grant;
    const by = await configured(acme, formatInstant(start - 3600));
    if (by.declared === undefined) throw new Error("the provider has no estate");
    // The declared grants are those that are asked for again, so they may not stand in their own way.
    const free = { ...by, declared: { ...by.declared, estate: { ...estate, grants: new Map() } } };
    const state = await made(
      {
        name,
        role: role.name,
        identity: identity.name,
        start: formatInstant(start),
        ttl: formatDuration(ttl),
        ticket: ticket ?? null,
        justification: justification ?? null,
        task: task?.name ?? null,
        target: targets?.[0]?.name ?? null,
      },
      free,
    );
    expect(state.role_name).toBe(written("aws_iam_role", name, "name"));
    expect(state.role_path).toBe(written("aws_iam_role", name, "path"));
    expect(state.trust_policy).toBe(written("aws_iam_role", name, "assume_role_policy"));
    expect(state.guard_name).toBe(written("aws_iam_role_policy", name, "name"));
    expect(state.guard_policy).toBe(written("aws_iam_role_policy", name, "policy"));
    const own = resources.filter(
      (one) => one.type === "aws_iam_policy" && (one.name === role.name || one.name === `grant_${name}`),
    );
    const held = own.find((one) => one.name === `grant_${name}`) ?? own[0];
    if (state.role_name !== null) {
      expect(state.permissions_policies).toEqual(held ? [held.attributes.policy] : []);
      expect(state.managed_policies).toEqual(task ? [] : [...(role.aws?.managedPolicies ?? [])].sort());
    }
    expect(JSON.stringify(state.tags)).toBe(JSON.stringify(written("aws_iam_role", name, "tags")));
    expect(state.member).toBe(written("google_project_iam_member", name, "member"));
    expect(state.gcp_condition).toEqual(written("google_project_iam_member", name, "condition") ?? null);
  });
});

it("covers leases of both clouds, of one of them, of people, workloads and agents", () => {
  const kinds = new Set(grants.filter(({ start }) => start !== undefined).map(({ identity }) => identity.kind));
  expect(kinds).toEqual(new Set(["person", "workload", "agent"]));
  expect(grants.some(({ name }) => written("google_project_iam_member", name, "member") !== null)).toBe(true);
});
