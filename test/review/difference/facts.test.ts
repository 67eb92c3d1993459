import { describe, expect, it } from "vitest";
import { applyFactDifference, factDifference, factText } from "../../../src/facts/difference";
import type { OwnershipFact } from "../../../src/facts/fact";
import { estateFacts } from "../../../src/review/difference/estate-facts";
import { at, estateWith } from "../../helpers/estate";

function owned(address: string, tags: Readonly<Record<string, string>> = {}): OwnershipFact {
  return {
    kind: "ownership",
    tags,
    partial: false,
    from: { address, addresses: [address], type: "role", change: "no-op" },
  };
}

describe("the difference of two sets of facts", () => {
  it("is what each has alone, in one order", () => {
    const [a, b, c] = [owned("a"), owned("b"), owned("c")];
    expect(factDifference([b, a], [c, b])).toEqual({ lost: [a], gained: [c] });
    expect(factDifference([], [c, a])).toEqual({ lost: [], gained: [a, c] });
  });

  it("counts a fact that stands twice twice", () => {
    const a = owned("a");
    expect(factDifference([a, a], [a])).toEqual({ lost: [a], gained: [] });
    expect(applyFactDifference([a, a], { lost: [a], gained: [] })).toEqual([a]);
  });

  it("does not look at the order in which a fact was put together", () => {
    const [one, other] = [owned("a", { x: "1", y: "2" }), owned("a", { y: "2", x: "1" })];
    expect(factText(one)).toBe(factText(other));
    expect(factDifference([one], [other])).toEqual({ lost: [], gained: [] });
    expect(applyFactDifference([one], { lost: [other], gained: [] })).toEqual([]);
  });

  it("does not apply to facts that it is not of", () => {
    expect(() => applyFactDifference([owned("a")], { lost: [owned("b")], gained: [] })).toThrow(RangeError);
  });
});

describe("what an estate declares, as facts", () => {
  const facts = estateFacts(
    estateWith(`
roles: { operator: { limits: { agent: 30m }, aws: { targets: [prod, stage] } } }
grants:
  a: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h, targets: [prod] }
  b: { role: operator, identity: deploy, ttl: 1h, targets: [prod] }
  c: { role: operator, identity: dana, start: 2026-11-23T12:00:00Z, ttl: 1h, revoked: 2026-11-23T11:00:00Z }
breakGlass:
  emergency: { target: prod, people: [hana], statements: [ { actions: ["*"], resources: ["*"] } ], reviewWithin: 72h }`),
  );

  it("is each lease with its window, each request as eligible, each emergency as standing, and nothing of what ended before it began", () => {
    const access = facts.flatMap((fact) =>
      fact.kind === "access" && fact.from.type !== "role"
        ? [[fact.from.address, fact.principal.name, fact.privilege, fact.scope.text, fact.bound]]
        : [],
    );
    expect(access).toMatchObject([
      ["breakGlass.emergency", "hana", "administrative", "account 111122223333", { kind: "standing" }],
      [
        "grants.a",
        "arn:aws:iam::111122223333:user/dana",
        "write",
        "account 111122223333",
        { kind: "leased", from: at("2026-11-23T09:00:00Z"), until: at("2026-11-23T10:00:00Z") },
      ],
      [
        "grants.b",
        "arn:aws:iam::111122223333:role/deploy",
        "write",
        "account 111122223333",
        { kind: "eligible", maximum: 3600 },
      ],
    ]);
  });

  it("is each role in each of its targets, for each maximum that it has", () => {
    const entitlements = facts.flatMap((fact) =>
      fact.kind === "entitlement" && fact.name === "operator"
        ? [[fact.from.index, fact.maximum, fact.eligible, fact.approval]]
        : [],
    );
    const approval = [{ count: 1, approvers: ["frank", "gail"] }];
    expect(entitlements).toEqual(
      ["prod", "stage"].flatMap((target) => [
        [target, 1800, ["bot"], approval],
        [target, 4 * 3600, ["dana", "deploy"], approval],
      ]),
    );
  });
});
