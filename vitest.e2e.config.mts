import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

// A Node that reads further certificates starts later, in each of the many processes, and none of them goes to the internet.
delete process.env.NODE_EXTRA_CA_CERTS;

/** What takes longest begins first, or it runs alone at the end. */
const longest = ["guard", "acme", "drift", "provider-many"];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const found = longest.findIndex((name) => moduleId.endsWith(`/${name}.e2e.test.ts`));
      return found < 0 ? longest.length : found;
    };
    return [...files].sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    include: ["test/e2e/**/*.e2e.test.ts"],
    globalSetup: "./test/e2e/harness/scratch-setup.ts",
    // Every file has an emulator and a Terraform of its own, and waits for them much of the time.
    maxWorkers: 2,
    testTimeout: 600_000,
    hookTimeout: 120_000,
    reporters: ["default", "./test/e2e/harness/marker-reporter.ts"],
  },
});
