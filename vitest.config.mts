import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/helpers/seed.mts"],
    exclude: ["test/e2e/**", "test/package/**", "test/mutation/**", "test/browser/**", "node_modules/**"],
    // By itself vitest leaves a core free, which is half of a small machine.
    maxWorkers: availableParallelism(),
    testTimeout: 60_000,
    reporters: ["default"],
  },
});
