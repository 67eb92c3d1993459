import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { zip } from "../../src/mirror/zip";

const scratch = mkdtempSync(join(tmpdir(), "leasehold-zip-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const has = (program: string, word: string) => spawnSync(program, [word]).status === 0;

const entries = [
  { name: "terraform-provider-leasehold_v1.2.3", bytes: Buffer.from("#!/bin/sh\n".repeat(5000)), executable: true },
  { name: "LICENSES.txt", bytes: Buffer.from("Ä licence\n") },
  { name: "empty", bytes: Buffer.alloc(0) },
] as const;

function archive(bytes: Uint8Array): string {
  const file = join(scratch, "archive.zip");
  writeFileSync(file, bytes);
  return file;
}

describe("a zip archive", () => {
  it("has the same bytes whenever it is made of the same", () => {
    expect(zip(entries).equals(zip(entries))).toBe(true);
  });

  it.skipIf(!has("unzip", "-v"))("is unpacked by unzip, with the modes of its files", () => {
    const out = join(scratch, "out");
    const { status, stdout } = spawnSync("unzip", ["-o", archive(zip(entries)), "-d", out], { encoding: "utf8" });
    expect({ status, stdout }).toMatchObject({ status: 0 });
    for (const { name, bytes } of entries) expect(readFileSync(join(out, name)).equals(bytes)).toBe(true);
    expect(statSync(join(out, entries[0].name)).mode & 0o777).toBe(0o755);
    expect(statSync(join(out, entries[1].name)).mode & 0o777).toBe(0o644);
  });

  it.skipIf(!has("python3", "--version"))("is read by Python, which checks every checksum, whatever is in it", () => {
    const check =
      "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(len(z.namelist()))";
    const some = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,20}$/), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(some, fc.uint8Array({ maxLength: 5000 }), (names, bytes) => {
        const file = archive(zip(names.map((name) => ({ name, bytes }))));
        const { stdout, stderr } = spawnSync("python3", ["-c", check, file], { encoding: "utf8" });
        expect(stderr).toBe("");
        expect(stdout).toBe(`${names.length}\n`);
      }),
      { numRuns: 5 },
    );
  });
});
