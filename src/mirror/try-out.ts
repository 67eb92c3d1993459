import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MirrorRefusal } from "./refusal";
import { lastLine, type Run } from "./run";

/**
 * Starts an executable of this machine's platform, as a person would by mistake: it has to say that it is a provider, on standard
 * error alone, and end in 1.
 * @throws MirrorRefusal where it does anything else
 */
export function tryOut(executable: Uint8Array, name: string, run: Run): void {
  const space = mkdtempSync(join(tmpdir(), "leasehold-try-"));
  try {
    const file = join(space, name);
    writeFileSync(file, executable);
    chmodSync(file, 0o755);
    const ran = run(file, [], { directory: space, environment: { TF_PLUGIN_MAGIC_COOKIE: "" } });
    if (ran?.status === 1 && ran.stdout === "" && /provider/i.test(ran.stderr)) return;
    const why = ran ? lastLine(ran) : "the system does not know it as a program";
    throw new MirrorRefusal(
      "executable",
      `${name} was made, but does not start here: ${why}`,
      "Try a newer bun, and report it with this line.",
    );
  } finally {
    rmSync(space, { recursive: true, force: true });
  }
}
