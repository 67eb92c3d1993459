import { describe, expect, it } from "vitest";
import { PlanError } from "../../src/terraform/plan/error";
import { type Mutation, placesOf, spoilings, spoilt, type Value } from "./mutate";
import { placeOf, whyGone } from "./really-gone";
import { judge, planOf, readBytes, type Scenario, scenarios } from "./scenario";

const whole = process.env.LEASEHOLD_WHOLE === "1";
const seed = Number(process.env.PROPERTY_SEED ?? 20_261_123);
/** Of each plan, where not all are spoilt. */
const sampled = 60;

const failing = scenarios().filter(({ expect: { findings = [] } }) =>
  findings.some(({ severity }) => severity === "error"),
);

describe("no quiet pass", () => {
  let spoiled = 0;
  let excused = 0;

  it.each(failing.map((scenario) => ({ scenario, name: scenario.name })))(
    "$name",
    async ({ scenario }) => {
      const text = textOf(scenario);
      const plan: Value = JSON.parse(text);
      const all = placesOf(plan).flatMap((path) => spoilings.map((how): Mutation => ({ path, how })));
      const passes: string[] = [];
      for (const mutation of whole ? all : sample(all, scenario.name)) {
        const mutant = spoilt(plan, mutation);
        if (mutant === undefined) continue;
        spoiled += 1;
        if (await fails(scenario, mutant)) continue;
        const why = whyGone(placeOf(scenario, plan, mutation));
        if (why === undefined) passes.push(`${mutation.how} ${mutation.path.join(".")}`);
        else excused += 1;
      }
      expect(passes).toEqual([]);
    },
    whole ? 600_000 : 60_000,
  );

  it("says how much was spoilt", () => {
    console.info(`no quiet pass: ${failing.length} plans, ${spoiled} spoilings, ${excused} took the access away`);
    expect(spoiled).toBeGreaterThan(1000);
    expect(excused / spoiled).toBeLessThan(0.05);
  });
});

describe("a byte that is none of UTF-8", () => {
  const some = sample(scenarios(), "bytes").filter(({ expect: { refused } }) => refused === undefined);
  it.each(some.slice(0, 40).map((scenario) => ({ scenario, name: scenario.name })))("$name", async ({ scenario }) => {
    const bytes = planOf(scenario);
    const random = randomOf(`byte ${scenario.name}`);
    for (let n = 0; n < 20; n++) {
      const position = Math.floor(random() * (bytes.length - 1));
      const broken = Buffer.from(bytes);
      broken[position] = [0xff, 0xc0, 0x80][n % 3] ?? 0xff;
      const fault = await readBytes(broken).catch((error: unknown) => error);
      expect(fault, `byte ${position}`).toBeInstanceOf(PlanError);
    }
  });
});

/** An error among the findings, or a plan that is refused. */
async function fails(scenario: Scenario, plan: Value): Promise<boolean> {
  try {
    const { findings } = await judge(scenario, Buffer.from(JSON.stringify(plan)));
    return findings.some(({ severity }) => severity === "error");
  } catch (error) {
    if (error instanceof PlanError) return true;
    throw error;
  }
}

function textOf(scenario: Scenario): string {
  return planOf(scenario)
    .toString("utf8")
    .replace(/^\ufeff/, "");
}

function sample<T>(all: readonly T[], name: string): readonly T[] {
  const random = randomOf(name);
  return all
    .map((one) => ({ one, order: random() }))
    .sort((a, b) => a.order - b.order)
    .slice(0, sampled)
    .map(({ one }) => one);
}

/** A small generator of its own for each name, so that one scenario more changes no other's sample. */
function randomOf(name: string): () => number {
  let state = seed;
  for (const character of name) state = (Math.imul(state, 31) + character.charCodeAt(0)) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
