import { randomInt } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AccessEntry, accessOf, allowedMoments } from "../../../src/aws/policy/access";
import { momentsOf } from "../../../src/aws/policy/condition-moments";
import { privilegeOfAction } from "../../../src/aws/sensitivity/action";
import { privileges } from "../../../src/facts/privilege";
import { account, allows, iso, type Moment } from "./allows";
import { type Case, cases, condition, forEvaluator, hours } from "./random-policies";

/** How many cases; a nightly run takes a million (`LEASEHOLD_CASES`). */
const total = Number(process.env.LEASEHOLD_CASES ?? 3000);
const seed = Number(process.env.PROPERTY_SEED ?? randomInt(2 ** 31));
const perTest = 500;

const acts = [
  { action: "s3:GetObject", resource: "arn:aws:s3:::bucket/x" },
  { action: "s3:PutObject", resource: "arn:aws:s3:::bucket/y" },
  { action: "iam:CreateUser", resource: `arn:aws:iam::${account}:user/x` },
] as const;

const day = 86_400;
const far = Date.parse("2199-01-01T00:00:00Z") / 1000;

const principals = {
  role: `arn:aws:sts::${account}:assumed-role/app/session`,
  user: `arn:aws:iam::${account}:user/dana`,
  federated: `arn:aws:sts::${account}:federated-user/dana`,
  any: `arn:aws:iam::${account}:user/dana`,
} as const;

function analysed({ documents, boundary, trust, credential }: Case): readonly AccessEntry<number>[] {
  const trusted = trust === undefined ? undefined : allowedMoments(trust);
  return accessOf({
    sources: documents.map((statements, id) => ({ id, statements, doubts: [] })),
    ...(boundary === undefined ? {} : { boundary: { statements: boundary, doubts: [] } }),
    ...(trusted === undefined ? {} : { trust: trusted.moments, trustDoubts: trusted.doubts }),
    credential,
  });
}

/** The seconds at which something could change, each with the seconds beside it. */
function interesting(entries: readonly AccessEntry<number>[]): readonly number[] {
  const ends = entries.flatMap(({ bound }) =>
    bound.kind === "leased" ? [bound.until, bound.from ?? bound.until] : [],
  );
  return [
    ...ends.flatMap((end) => [end, end, end - 1, end + 1, end + day]),
    ...hours.flatMap((at) => [at - 1, at, at + 1]),
    far,
  ];
}

/** Does the analysis say that an action of that privilege may be allowed then? */
function isSaid(entries: readonly AccessEntry<number>[], action: string, at: number): boolean {
  const rank = privileges.indexOf(privilegeOfAction(action) ?? "administrative");
  return entries.some(({ privilege, bound }) => {
    if (privilege !== undefined && privileges.indexOf(privilege) > rank) return false;
    return bound.kind !== "leased" || ((bound.from ?? at) <= at && at < bound.until);
  });
}

function verdictOf(entries: readonly AccessEntry<number>[]): string {
  for (const kind of ["standing", "indeterminate", "leased"])
    if (entries.some(({ bound }) => bound.kind === kind)) return kind;
  return "nothing";
}

async function holds(one: Case, verdicts: Record<string, number>): Promise<void> {
  const entries = analysed(one);
  const verdict = verdictOf(entries);
  verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
  const times = interesting(entries);
  const { picks, credential, trust } = one;
  const tail = credential === "role" ? day / 2 : 1.5 * day;
  for (let round = 0; round < 5; round++) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = picks.slice(round * 5);
    const at = times[a % times.length] ?? far;
    const near = [at, at - 1, at - tail + 1, ...hours.flatMap((hour) => [hour - 1, hour])];
    const issuedAt = near.filter((issued) => issued <= at && at < issued + tail);
    const session = issuedAt[b % issuedAt.length] ?? at;
    const keys = (credential === "user" || credential === "any") && c % 2 === 0;
    const moment: Moment = keys ? { at } : { at, issued: session };
    const reading = d % 2 === 0;
    const further = {
      ...(e % 2 === 0 ? { "aws:SecureTransport": e % 4 === 0 ? "true" : "false" } : {}),
      ...(e % 3 === 0 ? { "aws:UserAgent": e % 9 === 0 ? "curl" : "aws-cli" } : {}),
      "aws:SourceIp": e % 5 === 0 ? "203.0.113.9" : "198.51.100.7",
    };
    if (trust !== undefined && !(await mayBegin(one, session, reading, d, further))) continue;
    const identity = one.documents.filter((statements) => statements.length > 0);
    const policies = identity.map((statements) => forEvaluator(statements, reading));
    const boundary = one.boundary === undefined ? undefined : forEvaluator(one.boundary, reading);
    const act = acts[(a + b + c) % acts.length] ?? acts[0];
    if (!(await allows(act, moment, principals[credential], policies, boundary, further))) continue;
    verdicts.allowed = (verdicts.allowed ?? 0) + 1;
    if (at === far || entries.some(({ bound }) => bound.kind === "leased" && bound.until === at + 1)) {
      verdicts["allowed to the end"] = (verdicts["allowed to the end"] ?? 0) + 1;
    }
    expect(isSaid(entries, act.action, at), `${act.action} was allowed at ${iso(at)}, issued ${session}`).toBe(true);
  }
}

/** May a session be issued at that second, to somebody with keys or with a session of their own? */
async function mayBegin(
  one: Case,
  at: number,
  reading: boolean,
  pick: number,
  further: Record<string, string>,
): Promise<boolean> {
  const statements = (one.trust ?? []).map((statement) => ({ ...statement, Resource: "*" }));
  const act = { action: "sts:AssumeRole", resource: `arn:aws:iam::${account}:role/app` };
  const caller: Moment = pick % 3 === 0 ? { at } : { at, issued: at - (pick % day) };
  return await allows(act, caller, principals.user, [forEvaluator(statements, reading)], undefined, further);
}

describe("the time-bound analysis, held to an independent evaluator", () => {
  for (const faults of [false, true]) {
    const what = faults ? "with malformed dates, read either way" : "with dates as AWS documents them";
    describe(what, () => {
      const verdicts: Record<string, number> = {};
      const share = faults ? total / 3 : total;
      const chunks = Math.ceil(share / perTest);
      for (let chunk = 0; chunk < chunks; chunk++) {
        const runs = Math.ceil(Math.min(perTest, share - chunk * perTest));
        it(`allows nothing that is not said (${chunk + 1} of ${chunks}: ${runs} cases, seed ${seed + chunk})`, async () => {
          await fc.assert(
            fc.asyncProperty(cases(faults), (one) => holds(one, verdicts)),
            { numRuns: runs, seed: seed + chunk },
          );
        }, 300_000);
      }
      it("says of enough of them that they end", () => {
        console.log(`${what}: seed ${seed}, ${JSON.stringify(verdicts)}`);
        expect((verdicts.leased ?? 0) / share).toBeGreaterThan(faults ? 0.1 : 0.2);
        expect(faults || verdicts.indeterminate === undefined).toBe(true);
      });
    });
  }

  it(`knows to the second when a condition on times holds (${perTest} conditions, seed ${seed})`, async () => {
    let exact = 0;
    let asked = 0;
    const offset = fc.tuple(fc.constantFrom(...hours), fc.integer({ min: -1, max: 1 })).map(([at, by]) => at + by);
    const property = fc.asyncProperty(
      condition(false, false),
      fc.array(fc.tuple(offset, fc.option(offset)), { minLength: 4, maxLength: 4 }),
      async (Condition, moments) => {
        const statement = { Effect: "Allow" as const, Action: "*", Resource: "*", ...(Condition ? { Condition } : {}) };
        const policy = forEvaluator([statement], true);
        const { possible, certain, doubts } = momentsOf(Condition);
        expect(doubts).toEqual([]);
        for (const [at, session] of moments) {
          const moment: Moment = session === null ? { at } : { at, issued: session };
          const held = await allows(acts[0], moment, principals.role, [policy], undefined, {});
          const [may, must] = [possible, certain].map((set) => set.contains(moment.at, moment.issued));
          asked++;
          if (may === must) exact++;
          expect(held ? may : !must, `${JSON.stringify(moment)}: ${held}`).toBe(true);
        }
      },
    );
    await fc.assert(property, { numRuns: perTest, seed });
    // All but what the documentation does not say of `ForAnyValue` on a missing key.
    expect(exact / asked).toBeGreaterThan(0.97);
  }, 300_000);
});
