import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boundOfCondition } from "../../../src/gcp/condition/bound";
import { timesOf } from "../../../src/gcp/condition/times";
import { askedTimes, condition, noon } from "./conditions";
import { contexts, evaluator } from "./oracle";

const cases = Number(process.env.LEASEHOLD_CASES ?? 3000);
const seed = Number(process.env.PROPERTY_SEED ?? 20_261_122);

describe("what is said of a CEL condition, held against a CEL library", () => {
  it(
    "never ends before the condition does, and is nothing only where it never holds",
    () => {
      const verdicts = { leased: 0, standing: 0, indeterminate: 0, nothing: 0 };
      const seen = { trueBefore: 0, exact: 0, asked: 0 };
      fc.assert(
        fc.property(
          condition,
          fc.array(fc.integer({ min: -500_000_000, max: 500_000_000 })),
          (expression, anywhere) => {
            const bound = boundOfCondition(expression);
            const { possible } = timesOf(expression);
            const holds = evaluator(expression);
            const boundaries = possible.intervals.flatMap(({ start, end }) => [start, end]).filter(Number.isFinite);
            const times = [
              ...boundaries.flatMap((at) => [-1000, -1, 0, 1, 999].map((by) => at * 1000 + by)),
              ...askedTimes,
              ...anywhere.map((milliseconds) => noon * 1000 + milliseconds),
            ];
            const some = contexts.filter((_, n) => n % 3 === expression.length % 3);
            let last: number | undefined;
            for (const time of times) {
              for (const context of some) {
                seen.asked += 1;
                if (!holds(time, context)) continue;
                last = Math.max(last ?? 0, time);
                if (!possible.contains(Math.floor(time / 1000))) {
                  throw new Error(
                    `${expression}\nholds at ${new Date(time).toISOString()}, said ${JSON.stringify(bound)}`,
                  );
                }
                if (bound === "nothing") throw new Error(`${expression} holds, and was said never to`);
                if (bound.kind === "leased" && time >= bound.until * 1000)
                  throw new Error(`${expression} holds after its end`);
              }
            }
            verdicts[bound === "nothing" ? "nothing" : (bound.kind as keyof typeof verdicts)] += 1;
            if (bound !== "nothing" && bound.kind === "leased" && last !== undefined) {
              seen.trueBefore += 1;
              if (last >= (bound.until - 1) * 1000) seen.exact += 1;
            }
          },
        ),
        { numRuns: cases, seed },
      );
      console.log(
        `CEL: seed ${seed}, ${cases} conditions, ${seen.asked} requests: ${JSON.stringify(verdicts)}; of the leased ${seen.trueBefore} held at some time, ${seen.exact} until their very end`,
      );
      expect(verdicts.leased / cases).toBeGreaterThan(0.2);
    },
    cases * 20 + 60_000,
  );
});
