import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

/** What takes too long for every push; `node scripts/nightly.mjs` runs it. */
export default defineConfig({
  root: resolve(import.meta.dirname, "../../.."),
  test: {
    include: ["test/e2e/nightly/**/*.nightly.test.ts"],
    globalSetup: "./test/e2e/harness/scratch-setup.ts",
    testTimeout: 3 * 3_600_000,
    reporters: ["default", "./test/e2e/harness/marker-reporter.ts"],
  },
});
