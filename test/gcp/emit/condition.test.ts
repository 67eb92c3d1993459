import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Role } from "../../../src/estate/types";
import { celString } from "../../../src/gcp/emit/cel";
import { emitGcp } from "../../../src/gcp/emit/emit";
import { lower } from "../../../src/lease/lower";
import { estate, gcpRole, gcpTarget, grant, team } from "../../lease/sample";
import { holdsFor, type Request } from "./cel-oracle";

const seed = 20_261_123;
const start = fc.integer({ min: 1_577_836_800, max: 4_102_444_800 });
const ttl = fc.integer({ min: 1, max: 7 * 86_400 });
const roleName = fc.constantFrom(
  "roles/viewer.a",
  "roles/b",
  "projects/acme-orders-prod/roles/c",
  "organizations/1/roles/d",
);
const tagText = fc.oneof(
  fc.constantFrom("team", "owner", '") || true || ("', "'", "\\", "a b", "${x}"),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }),
);
const offset = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("start", "end") },
  { weight: 2, arbitrary: fc.integer({ min: -8 * 86_400, max: 8 * 86_400 }) },
);

/** The condition as it is emitted, from the estate on. */
function expressionFor(
  gcp: Partial<NonNullable<Role["gcp"]>>,
  begin: number,
  length: number,
  owner: string,
  ownerTag: string,
): string {
  const target = gcpTarget("orders-gcp");
  const role = gcpRole(
    "reader",
    { targets: [target], roles: ["roles/cloudsql.viewer"], ...gcp },
    { owners: { entitlement: team(owner) } },
  );
  const of = estate({
    targets: [target],
    roles: [role],
    grants: [grant("g", role, { start: begin, ttl: length })],
    policy: { ownerTag },
  });
  const [leases] = lower(of);
  const [resource] = leases ? emitGcp(leases, of).resources : [];
  const condition = resource?.attributes.condition as { expression: string } | undefined;
  return condition?.expression ?? "";
}

describe("the condition of a lease, as a CEL library evaluates it", () => {
  it("holds exactly from the start on and before the end", () => {
    const reached = { allowed: 0, denied: 0, boundary: 0 };
    fc.assert(
      fc.property(start, ttl, offset, fc.integer({ min: -1, max: 1 }), (begin, length, from, by) => {
        const time = from === "start" ? begin + by : from === "end" ? begin + length + by : begin + from;
        const expected = begin <= time && time < begin + length;
        expect(holdsFor(expressionFor({}, begin, length, "payments", "team"), { time })).toBe(expected);
        reached[expected ? "allowed" : "denied"] += 1;
        if (typeof from === "string") reached.boundary += 1;
      }),
      { numRuns: 2000, seed },
    );
    console.log(
      `window: seed ${seed}, ${reached.allowed} allowed, ${reached.denied} denied, ${reached.boundary} within a second of a boundary`,
    );
    expect(Math.min(reached.allowed, reached.denied)).toBeGreaterThan(400);
  });

  it("honours what may be granted and what is owned, whatever the texts hold", () => {
    const reached = { allowed: 0, outside: 0, grants: 0, foreign: 0 };
    fc.assert(
      fc.property(
        fc.record({
          begin: start,
          length: ttl,
          from: offset,
          mayGrant: fc.option(fc.uniqueArray(roleName, { maxLength: 3 }), { nil: undefined }),
          modified: fc.option(fc.uniqueArray(roleName, { maxLength: 2 }), { nil: undefined }),
          owned: fc.boolean(),
          ownerTag: tagText,
          owner: tagText,
          tagged: fc.constantFrom("owner", "other", "none"),
        }),
        ({ begin, length, from, mayGrant, modified, owned, ownerTag, owner, tagged }) => {
          const time = from === "start" ? begin : from === "end" ? begin + length : begin + from;
          const tag = `987654/${ownerTag}`;
          const request: Request = {
            time,
            ...(modified ? { modifiedGrants: modified } : {}),
            tags: tagged === "none" ? {} : { [tag]: tagged === "owner" ? owner : `${owner}x` },
          };
          const gcp = { ...(mayGrant ? { mayGrant } : {}), ...(owned ? { ownedResourcesOnly: "987654" } : {}) };
          const inWindow = begin <= time && time < begin + length;
          const mayDo = !mayGrant || (modified ?? []).every((one) => mayGrant.includes(one));
          const isOwned = !owned || tagged === "owner";
          const expression = expressionFor(gcp, begin, length, owner, ownerTag);
          expect(holdsFor(expression, request)).toBe(inWindow && mayDo && isOwned);
          reached[!inWindow ? "outside" : !mayDo ? "grants" : !isOwned ? "foreign" : "allowed"] += 1;
        },
      ),
      { numRuns: 2000, seed },
    );
    console.log(
      `limits: seed ${seed}, ${reached.allowed} allowed, ${reached.outside} outside the window, ${reached.grants} granting more, ${reached.foreign} not owned`,
    );
    expect(Math.min(...Object.values(reached))).toBeGreaterThan(50);
  });
});

describe("a CEL string literal", () => {
  it("comes back as it was, for every text", () => {
    fc.assert(
      fc.property(fc.oneof(tagText, fc.string({ unit: "binary", maxLength: 30 })), (text) => {
        expect(holdsFor(`${celString(text)} == ${celString(text)}`, { time: 0 })).toBe(true);
        expect(holdsFor(celString(text), { time: 0 })).toBe(text);
      }),
      { numRuns: 2000, seed },
    );
  });

  it("cannot hold half of a surrogate pair", () => {
    expect(() => celString("\ud83d")).toThrow(RangeError);
  });
});
