import { conclude, type FailOn, type JudgementError, type JudgementOptions, unjudged } from "../../report/judgement";
import type { Format } from "../../report/render";
import type { ReviewReport } from "../../report/review/report";
import type { ReviewOutcome } from "../../review/outcome";
import type { ReviewedPlan } from "../../review/planned";
import type { Pull } from "../../review/pull";
import { PullFault } from "../../review/pull/fault";
import { review as reviewChange } from "../../review/review";
import { PlanError } from "../../terraform/plan/error";
import { systemClock } from "../../time/clock";
import { formatInstant, type Instant } from "../../time/instant";
import { zoneFault } from "../../time/zone";
import { type JudgedBy, loadForJudging } from "../gate/estates";
import { planFrom } from "../gate/source";
import { type ExitStatus, Refusal } from "../outcome";
import { startProgress } from "../progress";
import { type Base, loadBase } from "../review/base";
import { deliverReview } from "../review/deliver";
import { pullFrom } from "../review/pull";
import { version } from "../version";

export interface ReviewOptions {
  readonly base: string;
  readonly head: string;
  readonly plan?: readonly string[];
  readonly pull?: string;
  readonly repository?: string;
  readonly number?: number;
  readonly zone?: string;
  readonly evidence?: string;
  readonly format?: Format;
  readonly out?: string;
  readonly now?: Instant;
  readonly failOn?: FailOn;
}

/** `leasehold review`: who gains what by a change of the declaration, who has to approve it, and whether they did. */
export async function review(options: ReviewOptions): Promise<ExitStatus> {
  const fault = options.zone === undefined ? undefined : zoneFault(options.zone);
  if (fault !== undefined) throw new Refusal("usage", `--zone: ${fault}.`, "Name the zone, or leave --zone out.");
  const progress = startProgress();
  const now = options.now ?? systemClock.now();
  try {
    const pull = options.pull === undefined ? undefined : await pullFrom(options.pull, options);
    progress.phase(`Reading ${options.base}`);
    const base = loadBase(options.base);
    progress.phase(`Reading ${options.head}`);
    const head = loadForJudging(options.head, now);
    const plans: ReviewedPlan[] = [];
    for (const file of options.plan ?? []) {
      progress.phase(`Reading the plan ${file}`);
      plans.push({ file, plan: await planFrom(file) });
    }
    progress.phase("Comparing");
    const outcome = await outcomeOf(base, head, plans, pull, now);
    progress.end();
    const errors = [...base.errors, ...head.errors];
    const judgement = conclude(errors, outcome.findings, judgedBy(base, head, now, options));
    const report: ReviewReport = {
      judgement,
      outcome,
      ...(pull === undefined ? {} : { pull }),
      ...(options.zone === undefined ? {} : { zone: options.zone }),
    };
    if (options.evidence !== undefined && errors.length === 0) {
      const read = pull && options.pull !== undefined ? { pull: { file: options.pull, read: pull } } : {};
      const reviewed = { outcome, base, head, directory: options.head, plans, now, ...read };
      (await import("../review/evidence.js")).writeEvidence(options.evidence, reviewed);
    }
    return await deliverReview(report, options);
  } catch (thrown) {
    if (!(thrown instanceof PlanError) && !(thrown instanceof PullFault)) throw thrown;
    progress.end();
    const { code, message, fix } = thrown;
    return await deliverReview(unread({ code, message, fix }), options);
  } finally {
    progress.end();
  }
}

const nothing: ReviewOutcome = { requirements: [], met: false, plans: [], findings: [] };

/** What an estate promises that is not governed is nothing to go by: then its errors are all that is said. */
async function outcomeOf(
  base: Base,
  head: JudgedBy,
  plans: readonly ReviewedPlan[],
  pull: Pull | undefined,
  now: Instant,
): Promise<ReviewOutcome> {
  if (base.errors.length > 0 || !head.declared) return { ...nothing, findings: head.findings };
  return await reviewChange({
    head: head.declared.estate,
    ...(base.estate === undefined ? {} : { base: base.estate }),
    ...(pull === undefined ? {} : { pull }),
    plans,
    now,
  });
}

function unread(error: JudgementError): ReviewReport {
  return { judgement: unjudged(error), outcome: nothing };
}

function judgedBy(base: Base, head: JudgedBy, now: Instant, { failOn }: ReviewOptions): JudgementOptions {
  const inputs = {
    leasehold: version,
    now: formatInstant(now),
    ...(head.name === undefined ? {} : { estate: { name: head.name, sha256: head.sha256 } }),
    ...(base.estate === undefined ? {} : { base: { name: base.estate.name, sha256: base.sha256 } }),
  };
  return {
    inputs,
    ...(failOn === undefined ? {} : { failOn }),
    ...(head.name === undefined ? {} : { estate: head.name }),
  };
}
