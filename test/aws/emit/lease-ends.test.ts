import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callerOf, mayAct, mayAssume } from "./evaluator";
import { runs, samples, seed } from "./leases";
import { type SynthesizedRole, synthesized } from "./synthesized";

const length = 300_000;

/** Every date that a policy compares with. The evaluator takes what AWS would not, so their spelling is looked at itself. */
function dateLiterals(role: SynthesizedRole): readonly string[] {
  const found: string[] = [];
  for (const { Statement } of [role.trust, ...role.inline]) {
    for (const { Condition = {} } of Statement) {
      for (const [operator, keys] of Object.entries(Condition)) {
        if (operator.startsWith("Date")) found.push(...Object.values(keys).flat().map(String));
      }
    }
  }
  return found;
}

describe("a lease, by an independent evaluator, on the policies as they are written", () => {
  it(
    `is open to its identity from the start until the second before the end (${runs} cases, seed ${seed})`,
    async () => {
      const verdicts = { allowed: 0, "too early": 0, "too late": 0, "session outlived": 0, "not asked for": 0 };
      const property = fc.asyncProperty(
        samples(),
        fc.double({ min: -0.5, max: 1.5, noNaN: true }),
        async (sample, where) => {
          const { start, end } = sample;
          const role = synthesized(sample.estate).get("mine");
          if (!role) throw new Error("the grant has no role");
          for (const literal of dateLiterals(role)) expect(literal).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
          const caller = callerOf(sample.binding, sample.target.cloud);
          const anywhere = start + Math.floor((end - start) * where);
          for (const at of new Set([start - 1, start, end - 1, end, anywhere])) {
            const open = start <= at && at < end;
            expect(await mayAssume(role, caller, at), `assume at ${at}`).toBe(open);
            // The session was issued while the lease was open, and is used now.
            expect(await mayAct(role, sample.inside, at, start), `${sample.inside.action} at ${at}`).toBe(open);
            verdicts[open ? "allowed" : at < start ? "too early" : "too late"]++;
            if (at >= end) verdicts["session outlived"]++;
          }
          expect(await mayAct(role, sample.outside, start, start), sample.outside.action).toBe(false);
          verdicts["not asked for"]++;
        },
      );
      await fc.assert(property, { numRuns: runs, seed });
      console.log(`seed ${seed}, ${runs} cases, verdicts ${JSON.stringify(verdicts)}`);
      const all = Object.values(verdicts).reduce((a, b) => a + b);
      for (const [verdict, count] of Object.entries(verdicts)) expect(count / all, verdict).toBeGreaterThan(0.05);
    },
    length,
  );

  it(
    `is closed to everybody else at every second (${runs} cases, seed ${seed})`,
    async () => {
      const verdicts = { "allowed to its identity": 0, "denied to another": 0, "denied to the same permission set": 0 };
      const property = fc.asyncProperty(samples(), fc.nat(), async (sample, pick) => {
        const { start, end } = sample;
        const role = synthesized(sample.estate).get("mine");
        if (!role) throw new Error("the grant has no role");
        const other = sample.others[pick % sample.others.length];
        if (!other) throw new Error("nobody else");
        const caller = callerOf(other, sample.target.cloud);
        for (const at of new Set([start - 1, start, end - 1, end])) {
          expect(await mayAssume(role, caller, at), `${JSON.stringify(other)} at ${at}`).toBe(false);
        }
        const sameSet =
          other.kind === "identityCenter" &&
          sample.binding.kind === "identityCenter" &&
          other.permissionSet === sample.binding.permissionSet;
        verdicts[sameSet ? "denied to the same permission set" : "denied to another"]++;
        expect(await mayAssume(role, callerOf(sample.binding, sample.target.cloud), start)).toBe(true);
        verdicts["allowed to its identity"]++;
      });
      await fc.assert(property, { numRuns: runs, seed });
      console.log(`seed ${seed}, ${runs} cases, verdicts ${JSON.stringify(verdicts)}`);
      const all = Object.values(verdicts).reduce((a, b) => a + b);
      for (const [verdict, count] of Object.entries(verdicts)) expect(count / all, verdict).toBeGreaterThan(0.02);
    },
    length,
  );
});
