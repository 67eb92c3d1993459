import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { standings } from "../../src/check/stacking";
import type { Grant } from "../../src/estate/types";
import { estateWith } from "../helpers/estate";
import { specify } from "./expecting";

const two = (first: string, second: string, rest = ""): string => `
${rest}
grants:
  a: { role: operator, identity: dana, ${first} }
  b: { role: operator, identity: dana, ${second} }`;

specify("leases of one role and holder", [
  {
    name: "overlap by a second",
    estate: two("start: 2026-11-23T09:00:00Z, ttl: 1h", "start: 2026-11-23T09:59:59Z, ttl: 1h"),
    found: ["error grants-overlap grants.b.start"],
  },
  {
    name: "meet, and are within the maximum together",
    estate: two("start: 2026-11-23T09:00:00Z, ttl: 2h", "start: 2026-11-23T11:00:00Z, ttl: 2h"),
    found: [],
  },
  {
    name: "are closer than the cooldown and over the maximum together",
    estate: two("start: 2026-11-23T09:00:00Z, ttl: 3h", "start: 2026-11-23T12:59:59Z, ttl: 2h"),
    found: ["error grants-stacked grants.b.start"],
  },
  {
    name: "are exactly the cooldown apart",
    estate: two("start: 2026-11-23T09:00:00Z, ttl: 3h", "start: 2026-11-23T13:00:00Z, ttl: 2h"),
    found: [],
  },
  {
    name: "are apart by the estate's own cooldown",
    estate: two(
      "start: 2026-11-23T09:00:00Z, ttl: 3h",
      "start: 2026-11-23T13:00:00Z, ttl: 2h",
      "policy: { cooldown: 2h }",
    ),
    found: ["error grants-stacked grants.b.start"],
  },
  {
    name: "stay within the limit of the holder's kind",
    estate: two(
      "start: 2026-11-23T09:00:00Z, ttl: 1h",
      "start: 2026-11-23T10:30:00Z, ttl: 1h",
      "roles: { operator: { limits: { person: 90m } } }",
    ),
    found: ["error grants-stacked grants.b.start"],
  },
  {
    name: "overlap only by an extension",
    estate: two(
      "start: 2026-11-23T09:00:00Z, ttl: 1h, extensions: [ { by: 1h, at: 2026-11-23T09:30:00Z } ]",
      "start: 2026-11-23T10:30:00Z, ttl: 1h",
      "roles: { operator: { extensions: { count: 1, upTo: 1h } } }",
    ),
    found: ["error grants-overlap grants.b.start"],
  },
  {
    name: "would overlap, had the first not been revoked",
    estate: two(
      "start: 2026-11-23T09:00:00Z, ttl: 4h, revoked: 2026-11-23T09:10:00Z",
      "start: 2026-11-23T10:30:00Z, ttl: 3h",
    ),
    found: [],
  },
  {
    name: "overlap in different targets of the role all the same",
    estate: two(
      "start: 2026-11-23T09:00:00Z, ttl: 1h, targets: [prod]",
      "start: 2026-11-23T09:00:00Z, ttl: 1h, targets: [stage]",
      "roles: { operator: { aws: { targets: [prod, stage] } } }",
    ),
    found: ["error grants-overlap grants.b.start"],
  },
  {
    name: "the first in time is not the first by name",
    estate: two("start: 2026-11-23T10:00:00Z, ttl: 1h", "start: 2026-11-23T09:00:00Z, ttl: 2h"),
    found: ["error grants-overlap grants.a.start"],
  },
  {
    name: "a request counts for nothing yet",
    estate: two("start: 2026-11-23T09:00:00Z, ttl: 4h", "ttl: 4h"),
    found: [],
  },
  {
    name: "a chain of three adds up",
    estate: `
grants:
  a: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 2h }
  b: { role: operator, identity: dana, start: 2026-11-23T11:30:00Z, ttl: 2h }
  c: { role: operator, identity: dana, start: 2026-11-23T14:00:00Z, ttl: 1h }`,
    found: ["error grants-stacked grants.c.start"],
  },
  {
    name: "different roles, and different holders, may overlap",
    estate: `
grants:
  a: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 4h }
  b: { role: viewer, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 4h }
  c: { role: operator, identity: deploy, start: 2026-11-23T09:00:00Z, ttl: 4h }`,
    found: [],
  },
]);

describe("standings", () => {
  const some = [...estateWith("grants: { g: { role: operator, identity: dana, ttl: 1h } }").grants.values()][0];
  const span = fc.record({ start: fc.integer({ min: 0, max: 60 }), length: fc.integer({ min: 1, max: 12 }) });

  /** Second by second: who holds the role, and since when it has been held without a break as long as the cooldown. */
  function naive(spans: readonly { start: number; length: number }[], cooldown: number): readonly string[] {
    const inOrder = spans
      .map((one, index) => ({ ...one, index }))
      .sort((a, b) => a.start - b.start || a.index - b.index);
    return inOrder.map((one, position) => {
      const before = inOrder.slice(0, position);
      const heldAt = (second: number): number =>
        before.filter(({ start, length }) => start <= second && second < start + length).length;
      if (heldAt(one.start) > 0) return "overlapping";
      let total = 0;
      let idle = 0;
      for (let second = one.start - 1; second >= -1 && idle < cooldown; second--) {
        const held = heldAt(second);
        idle = held > 0 ? 0 : idle + 1;
        total += held;
      }
      return total > 0 ? `behind ${total}` : "apart";
    });
  }

  it("agrees with going through every second", () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 8 }), fc.integer({ min: 1, max: 6 }), (spans, cooldown) => {
        const leases = spans.map(({ start, length }, index) => ({
          grant: { ...(some as Grant), name: `g${index}` },
          window: { start, end: start + length },
        }));
        const found = standings(leases, cooldown).map(({ standing }) =>
          standing.kind === "behind" ? `behind ${standing.chain.total}` : standing.kind,
        );
        expect(found).toEqual(naive(spans, cooldown));
      }),
      { numRuns: 1000 },
    );
  });
});
