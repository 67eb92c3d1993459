import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** A build of the command line and the Terraform provider. */
export interface Built {
  readonly directory: string;
  /** Whether others use it too, so that it is not to be taken away. */
  readonly shared: boolean;
}

/**
 * The command line and the provider as they are published, but for types: built by the first file of tests that asks for it,
 * while others wait, and by each for itself where no place was made for all.
 */
export function built(): Built {
  const place = process.env.LEASEHOLD_TEST_BUILT;
  if (place === undefined) {
    const cache = resolve("node_modules/.cache");
    mkdirSync(cache, { recursive: true });
    const directory = mkdtempSync(join(cache, "leasehold-cli-"));
    build(directory);
    return { directory, shared: false };
  }
  const directory = join(place, "whole");
  const failed = join(place, "failed");
  if (isFirst(join(place, "begun"))) {
    try {
      build(join(place, "making"));
    } catch (error) {
      writeFileSync(failed, "");
      throw error;
    }
    renameSync(join(place, "making"), directory);
  }
  for (let waited = 0; !existsSync(directory); waited += pause) {
    if (existsSync(failed) || waited > longest) throw new Error("the command line was not built for another test");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
  }
  return { directory, shared: true };
}

/** Milliseconds. */
const pause = 50;
const longest = 120_000;

function isFirst(mark: string): boolean {
  try {
    mkdirSync(mark);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** With what V8 compiled beside it, as in the package: every run of it starts sooner. */
function build(directory: string): void {
  node("scripts/build.mjs", "--transpile", "--provider", "--out", directory);
  node("scripts/compile-parts.mjs", directory);
}

function node(...words: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, words, { encoding: "utf8" });
  if (status !== 0) throw new Error(`the command line does not build:\n${stderr}`);
}
