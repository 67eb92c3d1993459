// Tests of the tests: puts each fault of test/mutation/mutations.mjs into the sources, one at a time and in memory only,
// and fails unless the tests find every one of them. `node scripts/mutate.mjs [part of a name]`
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { mutations } from "../test/mutation/mutations.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const vitest = resolve(root, "node_modules/vitest/vitest.mjs");
const config = resolve(root, "test/mutation/vitest.config.mts");
const wanted = mutations.filter(({ name }) => name.includes(process.argv[2] ?? ""));

// Few cases from one seed: a fault that only a lucky case finds is not found.
const environment = { ...process.env, PROPERTY_RUNS: "80", PROPERTY_SEED: "4711", NO_COLOR: "1" };

function run(tests, mutation) {
  return new Promise((done) => {
    const child = spawn(process.execPath, [vitest, "run", "--config", config, ...tests], {
      cwd: root,
      env: { ...environment, ...(mutation ? { MUTATION: mutation } : {}) },
    });
    let text = "";
    child.stdout.on("data", (chunk) => (text += chunk));
    child.stderr.on("data", (chunk) => (text += chunk));
    child.on("close", (status) => done({ status, text }));
  });
}

/** A run that could not be made, such as a source that no longer compiles, shows nothing of the tests. */
function verdictOf({ status, text }) {
  if (status === 0) return "SURVIVED";
  return /Tests .*\d+ failed/.test(text) && !/SyntaxError|Transform failed|PARSE_ERROR/.test(text) ? "found" : "BROKEN";
}

const problems = wanted.length === 0 ? [`no mutation's name holds ${process.argv[2]}`] : [];
for (const { name, file, from } of wanted) {
  const count = readFileSync(resolve(root, file), "utf8").split(from).length - 1;
  if (count !== 1) problems.push(`${name}: what it replaces stands ${count} times in ${file}, not once`);
}
if (new Set(mutations.map(({ name }) => name)).size !== mutations.length) problems.push("two mutations have one name");
if (problems.length === 0) {
  const all = new Set(wanted.flatMap(({ tests }) => tests));
  const whole = await run([`--maxWorkers=${availableParallelism()}`, ...all]);
  if (whole.status !== 0) problems.push(`the tests fail without any mutation:\n${whole.text.slice(-3000)}`);
}
if (problems.length === 0) {
  const waiting = [...wanted];
  const worker = async () => {
    for (let mutation = waiting.shift(); mutation; mutation = waiting.shift()) {
      const outcome = await run(mutation.tests, mutation.name);
      const verdict = verdictOf(outcome);
      console.log(`${verdict.padEnd(8)}  ${mutation.name}`);
      if (verdict === "SURVIVED") problems.push(`survived: ${mutation.name} (${mutation.file})`);
      if (verdict === "BROKEN") problems.push(`could not be judged: ${mutation.name}\n${outcome.text.slice(-1500)}`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, worker));
}
for (const problem of problems) console.error(problem);
console.log(`${wanted.length} mutations, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
