import { check } from "../../check/check";
import { loadEstate } from "../../estate/load";
import { judge } from "../../report/judgement";
import { page } from "../../report/page/page";
import { counted, summaryLine } from "../../report/summary";
import { systemClock } from "../../time/clock";
import type { Instant } from "../../time/instant";
import { zoneFault } from "../../time/zone";
import { deliver, statusOf } from "../deliver";
import { type ExitStatus, Refusal } from "../outcome";
import { complain, writeReport } from "../output";
import { startProgress } from "../progress";
import { version } from "../version";

export interface ReportOptions {
  readonly out: string;
  readonly now?: Instant;
  readonly zone?: string;
}

/**
 * `leasehold report`: one page about an estate, for people. What is not governed is shown too, and ends in 1; of what does not
 * load nothing is written.
 */
export async function report(directory: string, { out, zone, ...options }: ReportOptions): Promise<ExitStatus> {
  const fault = zone === undefined ? undefined : zoneFault(zone);
  if (fault !== undefined) throw new Refusal("usage", `--zone: ${fault}.`, "Name the zone, or leave --zone out.");
  const progress = startProgress();
  try {
    progress.phase(`Reading ${directory}`);
    const { estate, diagnostics } = loadEstate(directory);
    const now = options.now ?? systemClock.now();
    if (estate)
      progress.phase(`Checking ${counted(estate.roles.size, "role")} and ${counted(estate.grants.size, "grant")}`);
    const found = [...diagnostics, ...(estate ? check(estate, { now }) : [])];
    const judgement = judge(found, estate ? { estate: estate.name } : {});
    if (!estate || judgement.verdict === "unjudged") {
      progress.end();
      return await deliver(judgement, {});
    }
    progress.phase("Drawing the page");
    const settings = { now, directory, version, ...(zone === undefined ? {} : { zone }) };
    const text = page(estate, found, settings);
    progress.end();
    writeReport(out, text);
    complain(`${summaryLine(judgement)}; the page is in ${out}`);
    return statusOf(judgement);
  } finally {
    progress.end();
  }
}
