import { offboard as plan } from "../../grants/offboard";
import { systemClock } from "../../time/clock";
import type { Instant } from "../../time/instant";
import { applyEdits, readSources } from "../grants/files";
import { offboardedText } from "../grants/offboarded";
import { isRefused, refuse } from "../grants/refuse";
import { type ExitStatus, exitStatus } from "../outcome";
import { print } from "../output";
import { startProgress } from "../progress";

export interface OffboardOptions {
  readonly dryRun?: boolean;
  readonly now?: Instant;
}

/** `leasehold offboard`: ends what an identity holds, and lists what nobody would answer for without it. */
export async function offboard(name: string, directory: string, options: OffboardOptions): Promise<ExitStatus> {
  const { dryRun = false, now = systemClock.now() } = options;
  const progress = startProgress();
  try {
    progress.phase(`Reading ${directory}`);
    const planned = plan({ sources: readSources(directory), directory, name, now });
    progress.end();
    if (isRefused(planned)) return refuse(planned.refused);
    if (!dryRun) applyEdits(directory, planned.edits);
    await print(offboardedText(planned, { dryRun }));
    return planned.left.length > 0 ? exitStatus.findings : exitStatus.pass;
  } finally {
    progress.end();
  }
}
