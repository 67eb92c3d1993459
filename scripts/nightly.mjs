// What takes too long for every push: the whole example applied and destroyed with every fault at every single API call, and the
// analyses of time bounds against independent evaluators, a million cases each. `npm run build` comes before it.
import { resolve } from "node:path";
import { startVitest } from "vitest/node";

const root = resolve(import.meta.dirname, "..");

process.env.LEASEHOLD_CASES ??= "1000000";
await run({ root, watch: false, run: true, testTimeout: 0 }, [
  "test/aws/policy/soundness",
  "test/gcp/condition/soundness",
]);
await run({ config: resolve(root, "test/e2e/nightly/vitest.config.mts"), run: true, watch: false });

// In this process, so that ending it ends all of it.
async function run(options, filters = []) {
  const vitest = await startVitest("test", filters, options);
  await vitest.close();
}
