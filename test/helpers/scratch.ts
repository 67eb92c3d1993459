import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

const made: string[] = [];

afterAll(() => {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true });
});

/** A new directory outside of the repository, which is gone when the tests of its file have ended. */
export function scratch(name: string): string {
  const directory = mkdtempSync(join(tmpdir(), `leasehold-${name}-`));
  made.push(directory);
  return directory;
}

/** Lets all temporary directories of this file's tests go when they have ended, also those that CDKTF makes and leaves. */
export function gatherTemporary(): void {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = scratch("temporary");
  afterAll(() => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  });
}
