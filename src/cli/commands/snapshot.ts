import { SnapshotRefusal } from "../../snapshot/fetch/errors";
import { type FetchOutcome, fetchSnapshot, type Missing } from "../../snapshot/fetch/fetch";
import { systemClock } from "../../time/clock";
import type { Instant } from "../../time/instant";
import { type ExitStatus, exitStatus, Refusal } from "../outcome";
import { complain, print } from "../output";
import { startProgress } from "../progress";
import type { AskedSnapshot } from "../snapshot/asked";
import { version } from "../version";

export interface SnapshotOptions {
  readonly out: string;
  readonly parts?: readonly string[];
  readonly estate?: string;
  readonly account?: readonly string[];
  readonly region?: readonly string[];
  readonly profile?: string;
  readonly assumeRole?: string;
  readonly externalId?: string;
  readonly project?: readonly string[];
  readonly scope?: readonly string[];
  readonly impersonate?: string;
  readonly now?: Instant;
}

/** `leasehold snapshot`: fetch what is there. Whatever was asked for and not answered is said, and ends in 2. */
export async function snapshot(cloud: "aws" | "gcp", options: SnapshotOptions): Promise<ExitStatus> {
  const progress = startProgress();
  try {
    progress.phase("Logging in");
    const asked = await askedOf(cloud, options);
    const outcome = await fetchSnapshot({
      ...asked,
      out: options.out,
      leasehold: version,
      now: () => options.now ?? systemClock.now(),
      onProgress: ({ settled, total, container, part }) =>
        progress.phase(
          `Asking ${container}${part === undefined ? "" : ` for ${part}`} (${settled} of ${total} answered)`,
        ),
    });
    progress.end();
    for (const one of outcome.missing) complain(`leasehold: ${lineOf(one)}`);
    await print(`${summaryOf(options.out, outcome)}\n`);
    return outcome.missing.length === 0 ? exitStatus.pass : exitStatus.unjudged;
  } catch (thrown) {
    if (thrown instanceof SnapshotRefusal) throw new Refusal(thrown.code, thrown.message, thrown.fix);
    throw thrown;
  } finally {
    progress.end();
  }
}

async function askedOf(cloud: "aws" | "gcp", options: SnapshotOptions): Promise<AskedSnapshot> {
  if (cloud === "aws") return (await import("../snapshot/aws.js")).askedOfAws(options);
  return (await import("../snapshot/gcp.js")).askedOfGcp(options);
}

function lineOf({ container, part, status, error }: Missing): string {
  const how = status === "denied" ? "was denied" : "was not answered";
  return `${container}: ${part} ${how}: ${error}`;
}

function summaryOf(out: string, { manifest, missing, kept }: FetchOutcome): string {
  const parts = manifest.containers.flatMap((container) => container.parts);
  const answered = parts.filter(({ status }) => status === "answered").length;
  const before = kept === 0 ? "" : `, ${kept} of them before`;
  const head = `${out}: ${answered} of ${answered + missing.length} parts answered${before}`;
  if (missing.length === 0) return `${head}. Compare it: leasehold drift --snapshot ${out}`;
  return `${head}. The same command asks again for what is missing; --parts leaves it out.`;
}
