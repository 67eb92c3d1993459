import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Gives the tests one directory to work in, and takes it away when all have ended: a test's own process is simply stopped. */
export default function setup(): () => void {
  const directory = mkdtempSync(join(tmpdir(), "leasehold-e2e-"));
  process.env.LEASEHOLD_E2E_SCRATCH = directory;
  return () => rmSync(directory, { recursive: true, force: true });
}
