import type { Asked, ChangedGrant } from "../../grants/life";
import type { Planned } from "../../grants/refused";
import { plain } from "../../report/plain";
import { systemClock } from "../../time/clock";
import type { Instant } from "../../time/instant";
import { type ExitStatus, exitStatus } from "../outcome";
import { print } from "../output";
import { startProgress } from "../progress";
import { applyEdits, readSources } from "./files";
import { isRefused, refuse } from "./refuse";

export interface ChangeOptions {
  readonly now?: Instant;
}

/** Changes one grant where it is written, and says in one line what it came to. */
export async function changeInPlace(
  name: string,
  directory: string,
  { now = systemClock.now() }: ChangeOptions,
  plan: (asked: Asked) => Planned<ChangedGrant>,
  say: (changed: ChangedGrant) => string,
): Promise<ExitStatus> {
  const progress = startProgress();
  try {
    progress.phase(`Reading ${directory}`);
    const planned = plan({ sources: readSources(directory), directory, name, now });
    progress.end();
    if (isRefused(planned)) return refuse(planned.refused);
    applyEdits(directory, [planned.edit]);
    await print(`${plain(`${say(planned)} Wrote ${planned.edit.file}; commit it.`)}\n`);
    return exitStatus.pass;
  } finally {
    progress.end();
  }
}

/** Who holds what by a grant: `dana holds operator`. */
export function holding({ grant }: ChangedGrant): string {
  return `${grant.identity.name} holds ${grant.role.name}`;
}
