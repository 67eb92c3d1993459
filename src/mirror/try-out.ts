import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MirrorRefusal } from "./refusal";
import { lastLine, type Run } from "./run";

/**
 * Starts an executable of this machine's platform, as a person would by mistake: it has to say that it is a provider, on standard
 * error alone, and end in 1.
 * @returns whether the system starts it at all: not where it lacks what the executable is made for, or starts nothing that is
 *   among temporary files
 * @throws MirrorRefusal where it does anything else
 */
export function tryOut(executable: Uint8Array, name: string, run: Run): boolean {
  const space = mkdtempSync(join(tmpdir(), "leasehold-try-"));
  try {
    const file = join(space, name);
    writeFileSync(file, executable);
    chmodSync(file, 0o755);
    const ran = run(file, [], { directory: space, environment: { TF_PLUGIN_MAGIC_COOKIE: "" } });
    if (ran === undefined) return false;
    if (ran.status === 1 && ran.stdout === "" && /provider/i.test(ran.stderr)) return true;
    throw new MirrorRefusal(
      "executable",
      `${name} was made, but does not start here: ${lastLine(ran)}`,
      "Try a newer bun, and report it with this line.",
    );
  } finally {
    rmSync(space, { recursive: true, force: true });
  }
}
