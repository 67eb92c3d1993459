import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const bench = dirname(fileURLToPath(import.meta.url));

/** A directory that goes with the process. */
export function workspace() {
  const directory = mkdtempSync(join(tmpdir(), "leasehold-bench-"));
  process.on("exit", () => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/**
 * One whole process: milliseconds by the clock, peak memory in megabytes, and what it printed.
 * @param {string[]} parameters after `node`
 * @param {{ status?: number[], memory?: boolean }} options which exit statuses are well; whether to measure memory
 */
export function runNode(parameters, options = {}) {
  const peak = join(tmpdir(), `leasehold-bench-peak-${process.pid}`);
  const before = options.memory === false ? [] : ["--require", join(bench, "tasks/peak.cjs")];
  const begun = performance.now();
  const run = spawnSync(process.execPath, [...before, ...parameters], {
    encoding: "utf8",
    maxBuffer: 1 << 30,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, LEASEHOLD_BENCH_PEAK: peak },
  });
  const milliseconds = performance.now() - begun;
  if (run.error) throw run.error;
  if (!(options.status ?? [0]).includes(run.status)) {
    throw new Error(
      `node ${parameters.join(" ")} ended with ${run.status ?? run.signal}:\n${run.stdout.slice(-3000)}${run.stderr.slice(-3000)}`,
    );
  }
  const megabytes = options.memory === false ? undefined : Number(readFileSync(peak, "utf8")) / 1024;
  if (options.memory !== false) rmSync(peak);
  return { milliseconds, megabytes, output: run.stdout };
}

/** The middle of several numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Runs several measurements in turn, so that what else the machine does falls on all of them alike.
 * @param {Record<string, () => number>} measurements each gives one number
 * @returns {Record<string, number>} the median of each
 */
export function inTurn(rounds, measurements) {
  const found = Object.fromEntries(Object.keys(measurements).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, measure] of Object.entries(measurements)) found[name].push(measure());
  }
  return Object.fromEntries(Object.entries(found).map(([name, numbers]) => [name, median(numbers)]));
}
