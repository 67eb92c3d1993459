import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/e2e/**/*.e2e.test.ts"],
    globalSetup: "./test/e2e/harness/scratch-setup.ts",
    // Every file has an emulator and a Terraform of its own, and waits for them much of the time.
    maxWorkers: 2,
    testTimeout: 600_000,
    hookTimeout: 120_000,
    reporters: ["default", "./test/e2e/harness/marker-reporter.ts"],
  },
});
