// Tests of the tests: puts each fault of test/mutation/mutations.mjs into the sources, one at a time and in memory only,
// and fails unless the tests find every one of them. `node scripts/mutate.mjs [part of a name]`
import { fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { mutations } from "../test/mutation/mutations.mjs";

const root = resolve(import.meta.dirname, "..");
const wanted = mutations.filter(({ name }) => name.includes(process.argv[2] ?? ""));

const problems = wanted.length === 0 ? [`no mutation's name holds ${process.argv[2]}`] : [];
for (const { name, file, from } of wanted) {
  const count = readFileSync(resolve(root, file), "utf8").split(from).length - 1;
  if (count !== 1) problems.push(`${name}: what it replaces stands ${count} times in ${file}, not once`);
}
if (new Set(mutations.map(({ name }) => name)).size !== mutations.length) problems.push("two mutations have one name");
if (problems.length === 0) {
  // Without any fault all tests must pass, or it is not the fault that they find.
  const whole = [...new Set(wanted.flatMap(({ tests }) => tests))].map((test) => ({ tests: [test] }));
  for (const [{ tests }, { verdict, text }] of await outcomesOf(whole, () => undefined)) {
    if (verdict !== "SURVIVED") problems.push(`without any mutation, ${tests[0]} is not passed:\n${text}`);
  }
}
if (problems.length === 0) {
  const told = ({ name }, { verdict }) => console.log(`${verdict.padEnd(8)}  ${name}`);
  for (const [{ name, file }, { verdict, text }] of await outcomesOf(wanted, told)) {
    if (verdict === "SURVIVED") problems.push(`survived: ${name} (${file})`);
    if (verdict === "BROKEN") problems.push(`could not be judged: ${name}\n${text}`);
  }
}
for (const problem of problems) console.error(problem);
console.log(`${wanted.length} mutations, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;

/** Shares the tasks out to processes, each of which keeps what it has compiled from one task to the next. */
async function outcomesOf(tasks, told) {
  const waiting = [...tasks];
  const outcomes = [];
  const work = () =>
    new Promise((done, fail) => {
      // Few cases from one seed: a fault that only a lucky case finds is not found.
      const env = { ...process.env, PROPERTY_RUNS: "80", PROPERTY_SEED: "4711", NO_COLOR: "1" };
      const worker = fork(resolve(root, "scripts/mutate-worker.mjs"), {
        env,
        stdio: ["ignore", "ignore", "inherit", "ipc"],
      });
      let task;
      const next = () => {
        task = waiting.shift();
        if (task) worker.send(task);
        else worker.disconnect();
      };
      worker.on("message", (outcome) => {
        if (outcome.verdict !== undefined) {
          outcomes.push([task, outcome]);
          told(task, outcome);
        }
        next();
      });
      worker.on("exit", (status) =>
        task === undefined && status === 0 ? done() : fail(new Error(`a worker ended with ${status}`)),
      );
    });
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), tasks.length) }, work));
  return outcomes;
}
