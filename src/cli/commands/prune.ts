import { prune as plan } from "../../grants/prune";
import { aligned } from "../../report/aligned";
import { plain } from "../../report/plain";
import { counted } from "../../report/summary";
import { systemClock } from "../../time/clock";
import { formatInstant, type Instant } from "../../time/instant";
import { applyEdits, readSources } from "../grants/files";
import { isRefused, refuse } from "../grants/refuse";
import { type ExitStatus, exitStatus } from "../outcome";
import { print } from "../output";
import { startProgress } from "../progress";

export interface PruneOptions {
  readonly dryRun?: boolean;
  readonly now?: Instant;
}

/** `leasehold prune`: takes out the grants that ended twelve hours ago or earlier. */
export async function prune(directory: string, options: PruneOptions): Promise<ExitStatus> {
  const { dryRun = false, now = systemClock.now() } = options;
  const progress = startProgress();
  try {
    progress.phase(`Reading ${directory}`);
    const planned = plan({ sources: readSources(directory), directory, now });
    progress.end();
    if (isRefused(planned)) return refuse(planned.refused);
    const { edits, removed } = planned;
    if (!dryRun) applyEdits(directory, edits);
    const gone = new Set(edits.filter(({ text }) => text === undefined).map(({ file }) => file));
    const rows = removed.map(({ grant, over, file }) => [
      `  ${grant.name}`,
      `over since ${formatInstant(over)}`,
      `${file}${gone.has(file) ? (dryRun ? ", which would go" : ", which is gone") : ""}`,
    ]);
    const head =
      removed.length === 0
        ? "Nothing to prune: no grant ended 12 hours ago or earlier."
        : `${dryRun ? "Would remove" : "Removed"} ${counted(removed.length, "grant")}:`;
    const next = removed.length === 0 || dryRun ? [] : ["Next: commit it, leasehold synth, and apply."];
    await print(`${[head, ...aligned(rows), ...next].map(plain).join("\n")}\n`);
    return exitStatus.pass;
  } finally {
    progress.end();
  }
}
