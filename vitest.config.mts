import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

// A Node that reads further certificates starts later, in each of the many processes, and none of them goes to the internet.
delete process.env.NODE_EXTRA_CA_CERTS;

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "./test/helpers/built-setup.ts",
    setupFiles: ["test/helpers/seed.mts"],
    exclude: ["test/e2e/**", "test/package/**", "test/mutation/**", "test/browser/**", "node_modules/**"],
    // By itself vitest leaves a core free, which is half of a small machine.
    maxWorkers: availableParallelism(),
    testTimeout: 60_000,
    reporters: ["default"],
  },
});
