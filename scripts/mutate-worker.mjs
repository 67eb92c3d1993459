// A process of scripts/mutate.mjs: is sent a mutation, runs its tests with that fault in the sources, and answers whether they found it.
import { resolve } from "node:path";
import { createVitest } from "vitest/node";

const root = resolve(import.meta.dirname, "..");
let mutation;

const vitest = await createVitest(
  "test",
  {
    root,
    config: false,
    watch: false,
    include: ["test/**/*.test.ts"],
    bail: 1,
    testTimeout: 60_000,
    reporters: [{}],
    maxWorkers: 1,
  },
  {
    plugins: [
      {
        name: "mutation",
        enforce: "pre",
        transform(code, id) {
          if (mutation?.file === undefined || id.split("?")[0] !== resolve(root, mutation.file)) return null;
          return code.replace(mutation.from, () => mutation.to);
        },
      },
    ],
  },
);

process.on("message", async (task) => {
  const changed = [mutation, task].flatMap((each) => (each?.file === undefined ? [] : [resolve(root, each.file)]));
  mutation = task;
  for (const file of changed) vitest.invalidateFile(file);
  const specifications = await vitest.globTestSpecifications(task.tests);
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
  const own = testModules.filter(({ moduleId }) => specifications.some((each) => each.moduleId === moduleId));
  process.send(outcomeOf(own, unhandledErrors));
});
process.on("disconnect", async () => {
  await vitest.close();
  // Its own status would tell of tests that failed, as they are to.
  process.exit(0);
});
process.send({});

/** A run that could not be made, such as of a source that no longer compiles, shows nothing of the tests. */
function outcomeOf(modules, unhandled) {
  const broken = [...unhandled, ...modules.flatMap((module) => module.errors())];
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const failed = tests.filter((test) => test.result().state === "failed");
  const passed = tests.some((test) => test.result().state === "passed");
  const text = [...broken, ...failed.flatMap((test) => test.result().errors ?? [])]
    .map(({ message, stack }) => stack ?? message)
    .join("\n")
    .slice(0, 3000);
  if (failed.length > 0) return { verdict: "found", text };
  return { verdict: broken.length > 0 || !passed ? "BROKEN" : "SURVIVED", text };
}
