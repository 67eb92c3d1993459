import { describe, expect, it } from "vitest";
import { loadEstate } from "../../../src/estate";
import { compileRoots } from "../../../src/synth/roots";
import { JoinedText } from "../../../src/terraform/resource";
import { formatDuration } from "../../../src/time/duration";
import { formatInstant } from "../../../src/time/instant";
import { acme, configured, made } from "./helpers";

const { estate: loaded } = loadEstate(acme);
if (loaded === undefined) throw new Error("the example does not load");
// Who approved is in a grant's digest, and a resource does not say it.
const grants = new Map([...loaded.grants].map(([name, grant]) => [name, { ...grant, approvals: [] }]));
const estate = { ...loaded, grants };
const compiled = compileRoots(estate).roots.flatMap(({ resources }) => resources);
const attribute = (type: string, name: string, key: string): unknown => {
  const value = compiled.find((resource) => resource.type === type && resource.name.startsWith(name))?.attributes[key];
  return value instanceof JoinedText ? value.toString() : value;
};

describe("a lease says byte for byte what synthesis writes for the same grant", () => {
  it.each([...estate.grants.values()].filter(({ start }) => start !== undefined))("$name", async (grant) => {
    const { name, role, identity, start = 0, ttl, ticket, justification, task, targets } = grant;
    // The declared grant is the one that is asked for again, so it may not stand in its own way.
    const by = await configured(acme, formatInstant(start - 3600));
    const declared = by.declared && { ...by.declared, estate: { ...estate, grants: new Map() } };
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
      { ...by, ...(declared ? { declared } : {}) },
    );
    expect(state.trust_policy).toBe(attribute("aws_iam_role", name, "assume_role_policy") ?? null);
    expect(state.guard_policy).toBe(attribute("aws_iam_role_policy", name, "policy") ?? null);
    expect(state.role_name).toBe(attribute("aws_iam_role", name, "name") ?? null);
    expect({ tags: state.tags && { ...(state.tags as object) } }).toEqual({
      tags: attribute("aws_iam_role", name, "tags") ?? null,
    });
    const condition = attribute("google_project_iam_member", name, "condition");
    expect({ condition: state.gcp_condition && { ...(state.gcp_condition as object) } }).toEqual({
      condition: condition ?? null,
    });
  });
});
