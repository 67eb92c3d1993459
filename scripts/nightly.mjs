// What takes too long for every push: the whole example applied and destroyed with every fault at every single API call.
// `npm run build` comes before it.
import { resolve } from "node:path";
import { startVitest } from "vitest/node";

// In this process, so that ending it ends all of it.
const vitest = await startVitest("test", [], {
  config: resolve(import.meta.dirname, "../test/e2e/nightly/vitest.config.mts"),
  run: true,
  watch: false,
});
await vitest.close();
