import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Estate, Grant } from "../../../src/estate/types";
import type { Configured } from "../../../src/provider/configured";
import { becomes } from "../../../src/provider/protocol/compare";
import { typeOf } from "../../../src/provider/protocol/types";
import { unknown, type Value, type Values } from "../../../src/provider/protocol/value";
import { compileRoots } from "../../../src/synth/roots";
import { JoinedText } from "../../../src/terraform/resource";
import { fixedClock } from "../../../src/time/clock";
import { formatDuration } from "../../../src/time/duration";
import { formatInstant } from "../../../src/time/instant";
import { estates } from "../../constructs/random-estate";
import { declared, linked } from "../../helpers/estate";
import { config, grant, plan } from "./helpers";

/** A random estate in which each grant is of one target, as a resource is where its role has several. */
const cases = estates.map((changes): Estate => {
  const { estate } = linked(declared(JSON.stringify(changes)));
  if (estate === undefined) throw new Error("the estate does not link");
  const grants = [...estate.grants].map(([name, one]): [string, Grant] => {
    const [target] = one.role.aws?.targets ?? [];
    return [name, { ...one, ...(target === undefined ? {} : { targets: [target] }) }];
  });
  return { ...estate, grants: new Map(grants) };
});

/** The estate without its grants, which are those that are asked for, at a moment. */
function at(estate: Estate, now: number): Configured {
  const free = { ...estate, grants: new Map<string, Grant>() };
  return {
    isEstateGiven: true,
    declared: { directory: "access", estate: free, digest: () => "", overdue: [] },
    clock: fixedClock(now),
    aws: {},
  };
}

function asConfigured({
  name,
  role,
  identity,
  ttl,
  ticket,
  justification,
  targets,
}: Grant): Readonly<Record<string, Value>> {
  return {
    name,
    role: role.name,
    identity: identity.name,
    ttl: formatDuration(ttl),
    ticket: ticket ?? null,
    justification: justification ?? null,
    target: targets?.[0]?.name ?? null,
  };
}

async function applied(
  given: Readonly<Record<string, Value>>,
  planned: Values | null,
  by: Configured,
): Promise<Values> {
  const { told, result } = await grant.apply({ config: config(given), prior: null, planned }, by);
  expect(told).toEqual([]);
  if (result === undefined || result === null) throw new Error("nothing was made");
  return result;
}

describe("for random estates", () => {
  it("a lease says byte for byte what synthesis writes, and its plan comes true whatever of it was unknown", async () => {
    let leases = 0;
    await fc.assert(
      fc.asyncProperty(cases, fc.constantFrom("start", "ttl", "ticket", "name", "identity"), async (estate, hidden) => {
        const resources = compileRoots(estate).roots.flatMap((root) => root.resources);
        for (const one of estate.grants.values()) {
          if (one.start === undefined) continue;
          leases += 1;
          const by = at(estate, one.start);
          const given = { ...asConfigured(one), start: formatInstant(one.start) };
          const whole = await plan(given, by);
          expect(whole.told).toEqual([]);
          const state = await applied(given, whole.result?.planned ?? null, at(estate, one.start));
          expect(state).toEqual(whole.result?.planned);
          const written = (type: string, key: string): unknown => {
            const value = resources.find((each) => each.type === type && each.name === one.name)?.attributes[key];
            return value instanceof JoinedText ? value.toString() : value;
          };
          expect(state.trust_policy).toBe(written("aws_iam_role", "assume_role_policy"));
          expect(state.guard_policy).toBe(written("aws_iam_role_policy", "policy"));
          expect(JSON.stringify(state.tags)).toBe(JSON.stringify(written("aws_iam_role", "tags")));
          const part = await plan({ ...given, [hidden]: unknown }, by);
          expect(part.told).toEqual([]);
          const later = await applied(given, part.result?.planned ?? null, at(estate, one.start));
          expect(later).toEqual(state);
          expect(becomes(typeOf(grant.schema), part.result?.planned ?? null, later)).toBe(true);
          // Nothing is to be done about what has just been made.
          expect((await plan(given, by, state)).result).toEqual({ planned: state });
        }
      }),
      { numRuns: 40 },
    );
    expect(leases).toBeGreaterThan(20);
  });
});
