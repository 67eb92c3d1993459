import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import type { TestProject } from "vitest/node";

/** Gives a run of the tests one place for the command line that `built.ts` makes, and takes it away when all have ended. */
export default function setup(project: TestProject): (() => void) | undefined {
  // Who watches changes the sources between one run and the next.
  if (project.config.watch) return undefined;
  // Below the repository, so that its dependencies are found.
  const cache = resolve("node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const directory = mkdtempSync(resolve(cache, "leasehold-built-"));
  process.env.LEASEHOLD_TEST_BUILT = directory;
  return () => rmSync(directory, { recursive: true, force: true });
}
