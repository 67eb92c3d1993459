import { check as checkEstate } from "../../check/check";
import type { Diagnostic } from "../../diagnostics/diagnostic";
import { loadEstate } from "../../estate/load";
import { type FailOn, judge } from "../../report/judgement";
import type { Format } from "../../report/render";
import { counted } from "../../report/summary";
import { systemClock } from "../../time/clock";
import type { Instant } from "../../time/instant";
import { deliver } from "../deliver";
import type { ExitStatus } from "../outcome";
import { startProgress } from "../progress";

export interface CheckOptions {
  readonly format?: Format;
  readonly out?: string;
  readonly now?: Instant;
  readonly failOn?: FailOn;
  readonly hosting?: string;
}

/** `leasehold check`: is the estate valid and governed. */
export async function check(directory: string, options: CheckOptions): Promise<ExitStatus> {
  const progress = startProgress();
  try {
    // Before the estate, so that a file of another shape is told at once.
    const hosting =
      options.hosting === undefined ? undefined : (await import("../check/hosting.js")).hostingFrom(options.hosting);
    progress.phase(`Reading ${directory}`);
    const loaded = loadEstate(directory);
    const found: Diagnostic[] = [...loaded.diagnostics];
    if (loaded.estate) {
      const { roles, grants } = loaded.estate;
      progress.phase(`Checking ${counted(roles.size, "role")} and ${counted(grants.size, "grant")}`);
      const now = options.now ?? systemClock.now();
      found.push(...checkEstate(loaded.estate, { now }));
    }
    if (hosting !== undefined && options.hosting !== undefined) {
      const { judgeHosting } = await import("../../check/hosting/hosting.js");
      found.push(...judgeHosting(hosting, options.hosting, loaded.estate));
    }
    const judgement = judge(found, {
      ...(options.failOn === undefined ? {} : { failOn: options.failOn }),
      ...(loaded.estate ? { estate: loaded.estate.name } : {}),
    });
    progress.end();
    return await deliver(judgement, options);
  } finally {
    progress.end();
  }
}
