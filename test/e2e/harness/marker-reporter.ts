import type { Reporter, TestModule } from "vitest/node";
import { findTools } from "./tools";

/**
 * Ends a run with one line that CI reads, `e2e: ran N, skipped M`, and fails it when tests were skipped on a machine that has
 * all they need.
 */
export default class MarkerReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    let ran = 0;
    let skipped = 0;
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        if (test.result().state === "skipped") skipped += 1;
        else ran += 1;
      }
    }
    const { missing, binaries } = findTools();
    process.stdout.write(`e2e: with ${binaries.map((binary) => binary.name).join(" and ") || "no terraform"}\n`);
    if (!binaries.some(({ name }) => name === "tofu")) {
      process.stdout.write("e2e: no tofu is here (on the path, or named by LEASEHOLD_TOFU), so none was tried\n");
    }
    if (!process.env.LEASEHOLD_PROVIDER_EXECUTABLE) {
      process.stdout.write("e2e: LEASEHOLD_PROVIDER_EXECUTABLE names no compiled provider, so none was tried\n");
    }
    if (missing.length > 0) process.stdout.write(`e2e: SKIPPED, for want of ${missing.join("; ")}\n`);
    process.stdout.write(`e2e: ran ${ran}, skipped ${skipped}\n`);
    if (missing.length === 0 && (skipped > 0 || ran === 0)) {
      process.stdout.write("e2e: FAILED, since the tools are here and yet not every test ran\n");
      process.exitCode = 1;
    }
  }
}
