import { randomInt } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PolicyDocument, Statement } from "../../../src/aws/policy/document";
import { parsePolicy } from "../../../src/aws/policy/parse";
import { FunctionFault } from "../../../src/provider/protocol/provider";
import { account, allows, iso, type Moment } from "../../aws/policy/allows";
import { cases, forEvaluator, hours } from "../../aws/policy/random-policies";
import { at } from "../../helpers/estate";
import { call } from "./calling";

const runs = 250;
const seed = Number(process.env.PROPERTY_SEED ?? randomInt(2 ** 31));

const day = 86_400;
const dana = `arn:aws:iam::${account}:user/dana`;
const acts = [
  { action: "s3:GetObject", resource: "arn:aws:s3:::bucket/x" },
  { action: "s3:PutObject", resource: "arn:aws:s3:::bucket/y" },
  { action: "iam:CreateUser", resource: `arn:aws:iam::${account}:user/x` },
] as const;

/** Any one policy, and the picks by which requests are chosen. */
const policies = (faults: boolean) =>
  cases(faults).map(({ documents, picks }) => ({ statements: documents.flat(), picks }));

/** The second itself and those beside it. */
const around = (second: number) => [second - 1, second, second + 1];

const textOf = (statements: readonly Statement[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });

/** Whether a policy allows a request; what nobody knows of its dates is read one way or the other. */
async function isAllowed(
  text: string,
  act: (typeof acts)[number],
  moment: Moment,
  reading: boolean,
  pick: number,
): Promise<boolean> {
  const policy: PolicyDocument = forEvaluator(parsePolicy(text).statements, reading);
  return await allows(act, moment, dana, [policy], undefined, contextOf(pick));
}

const contextOf = (pick: number): Record<string, string> => ({
  "aws:SecureTransport": pick % 2 === 0 ? "true" : "false",
  ...(pick % 3 === 0 ? {} : { "aws:UserAgent": pick % 3 === 1 ? "curl" : "aws-cli" }),
  "aws:SourceIp": pick % 5 === 0 ? "203.0.113.9" : "198.51.100.7",
});

describe("time_bound_policy, held to an independent evaluator", () => {
  for (const faults of [false, true]) {
    const what = faults ? "with malformed dates, read either way" : "with dates as AWS documents them";
    it(`allows within the window what was allowed, and nothing else, ${what} (${runs} policies, seed ${seed})`, async () => {
      const seen = { inside: 0, outside: 0, refused: 0 };
      const window = fc
        .tuple(fc.constantFrom(...hours), fc.constantFrom(...hours))
        .filter(([start, end]) => start < end);
      const property = fc.asyncProperty(policies(faults), window, async ({ statements, picks }, [start, end]) => {
        const text = textOf(statements);
        const bounded = await call("time_bound_policy", text, iso(start), iso(end)).catch((thrown) => {
          if (faults && thrown instanceof FunctionFault) return undefined;
          throw thrown;
        });
        if (bounded === undefined) {
          seen.refused++;
          return;
        }
        const times = [...around(start), ...around(end), ...hours.flatMap(around)];
        for (const [round, time] of [...around(start), ...around(end), ...times.slice(0, 2)].entries()) {
          const [a = 0, b = 0, c = 0] = picks.slice(round * 3);
          const second = round < 6 ? time : (times[a % times.length] ?? time);
          const act = acts[b % acts.length] ?? acts[0];
          const moment = c % 2 === 0 ? { at: second } : { at: second, issued: second - (c % 7) * 3600 };
          const reading = a % 2 === 0;
          const was = await isAllowed(text, act, moment, reading, c);
          const is = await isAllowed(String(bounded), act, moment, reading, c);
          const inside = start <= second && second < end;
          if (was) seen[inside ? "inside" : "outside"]++;
          expect(is, `${act.action} at ${iso(second)}`).toBe(was && inside);
        }
      });
      await fc.assert(property, { numRuns: runs, seed });
      expect(seen.inside).toBeGreaterThan(runs / 4);
      expect(seen.outside).toBeGreaterThan(runs / 4);
      if (faults) expect(seen.refused).toBeGreaterThan(0);
    }, 300_000);
  }

  it(`bounds by two windows as by what they have in common (${runs} policies, seed ${seed})`, async () => {
    const hour = fc.constantFrom(...hours);
    const property = fc.asyncProperty(
      policies(false),
      fc.tuple(hour, hour, hour, hour),
      async ({ statements }, four) => {
        const [a = 0, b = 0, c = 0, d = 0] = [...four].sort((x, y) => x - y);
        if (a === b || b === c || c === d) return;
        const bound = async (text: unknown, start: number, end: number) =>
          String(await call("time_bound_policy", String(text), iso(start), iso(end)));
        const text = textOf(statements);
        const once = await bound(text, b, c);
        expect(await bound(once, a, d), "what is wider changes nothing").toBe(once);
        expect(await bound(await bound(text, a, c), b, d)).toBe(await bound(await bound(text, b, d), a, c));
      },
    );
    await fc.assert(property, { numRuns: runs, seed });
  }, 300_000);
});

describe("bound_of, held to an independent evaluator", () => {
  for (const faults of [false, true]) {
    const what = faults ? "with malformed dates, read either way" : "with dates as AWS documents them";
    it(`claims no end after which something is allowed, ${what} (${runs} policies, seed ${seed})`, async () => {
      const kinds: Record<string, number> = {};
      const property = fc.asyncProperty(policies(faults), async ({ statements, picks }) => {
        const text = textOf(statements);
        const bound = (await call("bound_of", text)) as { kind: string; until: string | null };
        kinds[bound.kind] = (kinds[bound.kind] ?? 0) + 1;
        if (bound.kind !== "leased" && bound.kind !== "none") return;
        const until = bound.until === null ? 0 : at(bound.until);
        const times = [until, until + 1, until + day, ...hours.flatMap(around), at("2190-01-01T00:00:00Z")].filter(
          (time) => time >= until,
        );
        for (let round = 0; round < 6; round++) {
          const [a = 0, b = 0, c = 0] = picks.slice(round * 3);
          const second = round === 0 ? until : (times[a % times.length] ?? until);
          const act = acts[b % acts.length] ?? acts[0];
          const issued = second - (round === 1 ? 1.5 * day - 1 : b % (1.5 * day));
          const moment = c % 2 === 0 ? { at: second } : { at: second, issued };
          if (second === 0) continue;
          expect(await isAllowed(text, act, moment, a % 2 === 0, c), `${bound.kind} ${iso(second)}`).toBe(false);
        }
      });
      await fc.assert(property, { numRuns: runs, seed });
      console.log(`bound_of ${what}: seed ${seed}, ${JSON.stringify(kinds)}`);
      expect(kinds.leased).toBeGreaterThan(runs / 20);
    }, 300_000);
  }

  it(`finds the end that time_bound_policy has set, or an earlier one (${runs} policies, seed ${seed})`, async () => {
    const property = fc.asyncProperty(policies(false), async ({ statements }) => {
      const end = hours.at(-1) ?? 0;
      const bounded = await call("time_bound_policy", textOf(statements), iso(hours[0] ?? 0), iso(end));
      const bound = (await call("bound_of", bounded)) as { kind: string; until: string | null };
      expect(["leased", "none"]).toContain(bound.kind);
      if (bound.until !== null) expect(at(bound.until)).toBeLessThanOrEqual(end);
    });
    await fc.assert(property, { numRuns: runs, seed });
  }, 300_000);
});
