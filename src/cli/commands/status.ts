import { nearest } from "../../diagnostics/nearest";
import { notLoaded } from "../../grants/judge-edit";
import { declaredIn } from "../../grants/sources";
import { leaseStatus } from "../../grants/status";
import { whoAsks } from "../../grants/who-asks";
import { systemClock } from "../../time/clock";
import type { Instant } from "../../time/instant";
import { cluesOfSurroundings } from "../grants/clues";
import { readSources } from "../grants/files";
import { isRefused, refuse } from "../grants/refuse";
import { statusJson, statusText } from "../grants/status";
import { type ExitStatus, exitStatus, Refusal } from "../outcome";
import { print } from "../output";
import { startProgress } from "../progress";

export interface StatusOptions {
  readonly me?: boolean;
  readonly as?: string;
  readonly format?: "text" | "json";
  readonly now?: Instant;
}

/** `leasehold status`: what an estate leases now, to whom and until when, what is asked for, and what is over. */
export async function status(directory: string, options: StatusOptions): Promise<ExitStatus> {
  const { me = false, as, format = "text", now = systemClock.now() } = options;
  if (me && as !== undefined) throw new Refusal("usage", "--me and --as name one identity twice.", "Give one of them.");
  const progress = startProgress();
  try {
    progress.phase(`Reading ${directory}`);
    const declared = declaredIn(readSources(directory));
    const fault = notLoaded(directory, declared);
    const { estate } = declared;
    if (fault || !estate) return refuse(fault ? [fault] : []);
    let who = as;
    if (me) {
      const found = whoAsks(estate, cluesOfSurroundings(directory));
      if (isRefused(found)) return refuse(found.refused);
      who = found.identity;
    }
    if (who !== undefined && !estate.identities.has(who)) {
      const near = nearest(who, [...estate.identities.keys()]);
      const mend = near === undefined ? "Name one that the estate declares." : `Did you mean ${near}?`;
      return refuse([{ code: "identity-unknown", message: `There is no identity "${who}".`, fix: mend }]);
    }
    progress.end();
    const of = { estate: estate.name, now, ...(who === undefined ? {} : { who }) };
    const found = leaseStatus(estate, now, who);
    await print(format === "json" ? statusJson(found, of) : statusText(found, of));
    return exitStatus.pass;
  } finally {
    progress.end();
  }
}
