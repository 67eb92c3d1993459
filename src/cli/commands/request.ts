import type { DraftGrant } from "../../grants/draft";
import { notLoaded } from "../../grants/judge-edit";
import type { Planned } from "../../grants/refused";
import { request as plan } from "../../grants/request";
import { declaredIn, type Sources } from "../../grants/sources";
import { type WhoAsks, whoAsks } from "../../grants/who-asks";
import { systemClock } from "../../time/clock";
import type { Instant } from "../../time/instant";
import { cluesOfSurroundings } from "../grants/clues";
import { applyEdits, readSources } from "../grants/files";
import { isRefused, refuse } from "../grants/refuse";
import { requestedText } from "../grants/requested";
import { type ExitStatus, exitStatus } from "../outcome";
import { print } from "../output";
import { startProgress } from "../progress";

export interface RequestOptions {
  readonly as?: string;
  readonly ttl: string;
  readonly ticket?: string;
  readonly reason?: string;
  readonly start?: Instant;
  readonly task?: string;
  readonly target?: readonly string[];
  readonly name?: string;
  readonly dir?: string;
  readonly now?: Instant;
}

/** `leasehold request`: a grant in a file of its own; what `check` would refuse of it is refused before anything is written. */
export async function request(role: string, options: RequestOptions): Promise<ExitStatus> {
  const { dir: directory = "access", now = systemClock.now() } = options;
  const progress = startProgress();
  try {
    progress.phase(`Reading ${directory}`);
    const sources = readSources(directory);
    let by: string | undefined;
    let { as: identity } = options;
    if (identity === undefined) {
      const who = whoAsksHere(directory, sources);
      if (isRefused(who)) return refuse(who.refused);
      ({ identity, by } = who);
    }
    progress.phase("Checking");
    const { name, ttl, ticket, reason, start, task, target: targets } = options;
    const draft: DraftGrant = {
      role,
      identity,
      ttl,
      ...(start === undefined ? {} : { start }),
      ...(ticket === undefined ? {} : { ticket }),
      ...(reason === undefined ? {} : { justification: reason.trim() }),
      ...(task === undefined ? {} : { task }),
      ...(targets === undefined ? {} : { targets }),
    };
    const planned = plan({ sources, directory, now, draft, ...(name === undefined ? {} : { name }) });
    progress.end();
    if (isRefused(planned)) return refuse(planned.refused);
    applyEdits(directory, [planned.edit]);
    await print(requestedText(planned, by));
    return exitStatus.pass;
  } finally {
    progress.end();
  }
}

/** Who asks, by what the surroundings of this process say. */
function whoAsksHere(directory: string, sources: Sources): Planned<WhoAsks> {
  const declared = declaredIn(sources);
  const fault = notLoaded(directory, declared);
  if (fault || !declared.estate) return { refused: fault ? [fault] : [] };
  return whoAsks(declared.estate, cluesOfSurroundings(directory));
}
