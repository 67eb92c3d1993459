import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { generator } from "./generator.mjs";
import { inTurn, median, runNode } from "./measure.mjs";

const bench = dirname(fileURLToPath(import.meta.url));
const project = dirname(bench);
const small = join(project, "test/scenarios/plan/count-and-nested-modules/plan.json");
const example = join(project, "examples/acme/plan.json");
const estate = ["--estate", join(project, "examples/acme/access")];
const quiet = { memory: false };
const mostMemory = 150;
/** Where this machine has them, other tools that judge plans. */
const others = {
  conftest: (plan) => ["test", "--policy", join(bench, "tasks/no-star.rego"), plan],
  checkov: (plan) => ["--file", plan, "--compact", "--quiet", "--soft-fail"],
};

/**
 * What the gate costs, whole processes reading and judging: large plans against parsing them, small ones against a process
 * that does nothing.
 *
 * @param {{ cli: string, space: string, now: string[], rounds: number, short: boolean }} settings
 * @param {{ ratio: Function, amount: Function }} say where figures go, see `run.mjs`
 */
export async function gate({ cli, space, now, rounds, short }, { ratio, amount }) {
  const judge = (plan, ...more) => [cli, "gate", plan, ...now, "--fail-on", "never", ...more];
  start(judge, ratio);

  const { planSeed, planSizes, writePlan } = generator("generate-plan");
  const written = (name) => {
    const file = join(space, `${name}.json`);
    writePlan(file, { bytes: planSizes[name], seed: planSeed });
    return file;
  };
  const against = (name, plan, bound) => {
    const peaks = [];
    const { ours, parsed } = inTurn(rounds, {
      parsed: () => runNode([join(bench, "tasks/parse-json.cjs"), plan], quiet).milliseconds,
      ours: () => {
        const run = runNode(judge(plan));
        peaks.push(run.megabytes);
        return run.milliseconds;
      },
    });
    // Of 20 MB the fixed costs are more than half, and CI's machine has them as it likes.
    ratio(`gate of ${name}, against \`JSON.parse\``, ours, parsed, bound);
    amount(`peak memory of the gate, ${name}`, median(peaks), "MB", mostMemory);
    beside(plan, name);
  };

  against("20 MB", written("small"), 0.7);
  if (short) return;
  const large = written("large");
  against("200 MB", large, 0.3);
  piped(judge, large, rounds, ratio);
  huge(judge, large, written("huge"), ratio, amount);
}

/** How soon a small plan is judged. */
function start(judge, ratio) {
  const { bare, alone, declared, acme } = inTurn(15, {
    bare: () => runNode(["-e", "0"], quiet).milliseconds,
    alone: () => runNode(judge(small), quiet).milliseconds,
    declared: () => runNode(judge(small, ...estate), quiet).milliseconds,
    acme: () => runNode(judge(example, ...estate), quiet).milliseconds,
  });
  ratio("gate of a small plan, against `node -e 0`", alone, bare, 2, true);
  ratio("gate of a small plan with the example's estate", declared, bare, 3, true);
  ratio("gate of the example's plan with its estate", acme, bare);
}

/** A plan that comes through a pipe. */
function piped(judge, plan, rounds, ratio) {
  const [, ...words] = judge("-").map((word) => `'${word}'`);
  const command = `cat '${plan}' | '${process.execPath}' '${judge("-")[0]}' ${words.join(" ")}`;
  const { file, pipe } = inTurn(rounds, {
    file: () => runNode(judge(plan), quiet).milliseconds,
    pipe: () => timed("sh", ["-c", command]),
  });
  ratio("gate of 200 MB through a pipe, against the file", pipe, file, 1.5, true);
}

/** 1 GB, which `JSON.parse` cannot load. */
function huge(judge, large, plan, ratio, amount) {
  let peak = 0;
  const found = inTurn(1, {
    large: () => runNode(judge(large), quiet).milliseconds,
    huge: () => {
      const run = runNode(judge(plan));
      peak = run.megabytes;
      return run.milliseconds;
    },
  });
  ratio("gate of 1 GB, against 200 MB", found.huge, found.large, 6, true);
  amount("peak memory of the gate, 1 GB", peak, "MB", mostMemory);
}

/** The same plan through other tools, if they are here; shown, not judged. */
function beside(plan, name) {
  for (const [tool, parameters] of Object.entries(others)) {
    if (spawnSync(tool, ["--version"], { stdio: "ignore" }).status !== 0) continue;
    const milliseconds = timed(tool, parameters(plan));
    process.stdout.write(`${tool}, ${name}: ${Math.round(milliseconds).toLocaleString("en")} ms\n`);
  }
}

function timed(program, parameters) {
  const begun = performance.now();
  const { error, status, stderr } = spawnSync(program, parameters, { stdio: ["ignore", "ignore", "pipe"] });
  const milliseconds = performance.now() - begun;
  if (error) throw error;
  // The other tools end in 1 for what they find.
  if (status !== 0 && status !== 1) throw new Error(`${program} ended with ${status}: ${stderr}`);
  return milliseconds;
}
