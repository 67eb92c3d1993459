import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import type { Backoff } from "../../../src/snapshot/fetch/backoff";

const made: string[] = [];

/** A directory of a test's own, which is taken away after it. */
export function space(): string {
  const directory = mkdtempSync(join(tmpdir(), "leasehold-fetch-"));
  made.push(directory);
  return directory;
}

export function cleansUp(): void {
  afterEach(() => {
    for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true });
  });
}

/** A patience that does not wait, and tells how long it would have. */
export function impatient(): Backoff & { readonly waits: number[] } {
  const waits: number[] = [];
  return {
    attempts: 4,
    baseMs: 100,
    capMs: 1000,
    random: () => 1,
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
    },
    waits,
  };
}
