import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answersOf, awsFault, misfitsOf } from "../../../src/aws/live/believed";
import { landscapeOfAccount } from "../../../src/aws/live/landscape";
import { readAws } from "../../../src/aws/read/read";
import { declaredLeases } from "../../../src/expect/leases";
import { settledLandscape } from "../../../src/expect/settled";
import type { AccessFact, Fact, TrustFact } from "../../../src/facts/fact";
import { ofKind } from "../../../src/facts/fact";
import { lower } from "../../../src/lease/lower";
import { SimulatedAccount } from "../../snapshot/simulated-account";
import { samples } from "../emit/leases";
import { emitted } from "../emit/sample";

const runs = Number(process.env.PROPERTY_RUNS ?? 80);

/** What an access says, however its policies are written. */
function access({ principal, privilege, permissions, scope, bound, session, persistence }: AccessFact): string {
  const said = permissions.map(({ actions, except, resources, conditions }) =>
    JSON.stringify([actions.map((action) => action.toLowerCase()).sort(), except, [...resources].sort(), conditions]),
  );
  const until = bound.kind === "leased" ? [bound.from, bound.until] : [];
  return JSON.stringify([
    principal.kind,
    // The sample's targets are in a region of another partition.
    principal.key.replace(/^arn:[^:]*:/, "arn:"),
    privilege,
    said.sort(),
    scope.container,
    bound.kind,
    until,
    session?.permissions,
    session?.trust,
    session?.maximum,
    [...(persistence ?? [])].sort(),
  ]);
}

function trust({ principal, becomes, privilege, bound, pins, open, federation }: TrustFact): string {
  // A profile of Roles Anywhere is named by its address, which is none of its meaning.
  const who = principal.key.replace(/ [^ ]*(?:rolesanywhere).*$/, "");
  const until = bound.kind === "leased" ? [bound.from, bound.until] : [];
  return JSON.stringify([principal.kind, who, becomes.key, privilege, bound.kind, until, pins, open, federation]);
}

const meanings = (facts: readonly Fact[]) => ({
  access: ofKind(facts, "access").map(access).sort(),
  trust: ofKind(facts, "trust").map(trust).sort(),
  guards: ofKind(facts, "guardrail")
    .filter(({ guardrail }) => guardrail !== "exclusive-management")
    .map(({ guardrail, protects, content }) => [guardrail, protects, content].join("\n"))
    .sort(),
  owners: ofKind(facts, "ownership")
    .filter(({ from }) => from.type === "aws_iam_role")
    .map(({ tags, partial }) => JSON.stringify([tags, partial]))
    .sort(),
});

describe("what AWS answers of an estate that is applied", () => {
  it("reads back as the estate promises, in every order, spelling and coding of the APIs", () => {
    fc.assert(
      fc.property(samples(), fc.integer(), fc.integer({ min: 1, max: 4 }), ({ estate, target }, seed, pageSize) => {
        const [account] = SimulatedAccount.of(estate);
        if (account === undefined) throw new Error("the estate has no account");
        const told = account.answers({ seed, pageSize, coding: "mixed", disguise: true });
        expect(awsFault("authorization", told.authorization ?? [], account.id)).toBeUndefined();
        expect(misfitsOf(told)).toEqual([]);
        const found = meanings(readAws(landscapeOfAccount(told)));
        expect(found).toEqual(meanings(readAws(settledLandscape(target, emitted(estate).resources))));
        const promised = declaredLeases(estate, () => true).flatMap((lease) => lease.access.map(access));
        expect(found.access).toEqual(promised.sort());
        expect(lower(estate)[0]?.leases).toHaveLength(account.roles.size);
      }),
      { numRuns: runs },
    );
  });

  it("is the same through the text of a file", () => {
    fc.assert(
      fc.property(samples(), ({ estate }) => {
        const [account] = SimulatedAccount.of(estate);
        const told = account?.answers() ?? {};
        const again = JSON.parse(JSON.stringify(told.authorization)) as readonly unknown[];
        const read = answersOf(new Map([["authorization", again]]), account?.id);
        expect(meanings(readAws(landscapeOfAccount({ ...told, ...read })))).toEqual(
          meanings(readAws(landscapeOfAccount(told))),
        );
      }),
      { numRuns: 20 },
    );
  });
});
