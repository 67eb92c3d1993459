import { conclude, type FailOn, type JudgementError, type JudgementOptions, unjudged } from "../../report/judgement";
import type { Format } from "../../report/render";
import type { ReviewReport } from "../../report/review/report";
import type { ReviewOutcome } from "../../review/outcome";
import type { ReviewedPlan } from "../../review/planned";
import { PullFault } from "../../review/pull/fault";
import { type ReviewInput, review as reviewChange } from "../../review/review";
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
import { clearEvidence, writeEvidence } from "../review/evidence";
import { pullFrom } from "../review/pull";
import { claimsFrom } from "../review/token";
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
  readonly token?: string;
  readonly jwks?: string;
  readonly issuer?: string;
  readonly audience?: string;
  readonly format?: Format;
  readonly out?: string;
  readonly now?: Instant;
  readonly failOn?: FailOn;
}

/** `leasehold review`: who gains what by a change of the declaration, who has to approve it, and whether they did. */
export async function review(options: ReviewOptions): Promise<ExitStatus> {
  // Before anything can fail, so that what an earlier run decided is never taken for this one's.
  if (options.evidence !== undefined) clearEvidence(options.evidence, readBy(options));
  const fault = options.zone === undefined ? undefined : zoneFault(options.zone);
  if (fault !== undefined) throw new Refusal("usage", `--zone: ${fault}.`, "Name the zone, or leave --zone out.");
  const progress = startProgress();
  const now = options.now ?? systemClock.now();
  try {
    const claims = claimsFrom(options, now);
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
    const outcome = await outcomeOf(base, head, {
      plans,
      now,
      ...(pull ? { pull } : {}),
      ...(claims ? { claims } : {}),
    });
    progress.end();
    const errors = [...base.errors, ...head.errors];
    const judgement = conclude(errors, outcome.findings, judgedBy(base, head, now, options));
    const report: ReviewReport = {
      judgement,
      outcome,
      ...(pull === undefined ? {} : { pull }),
      ...(options.zone === undefined ? {} : { zone: options.zone }),
    };
    if (options.evidence !== undefined) {
      const files = [options.pull, options.token, options.jwks].filter((file) => file !== undefined);
      const reviewed = { outcome, base, head, directory: options.head, plans, files, now, ...(pull ? { pull } : {}) };
      writeEvidence(options.evidence, reviewed);
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
  by: Pick<ReviewInput, "plans" | "pull" | "claims" | "now">,
): Promise<ReviewOutcome> {
  if (base.errors.length > 0 || !head.declared) return { ...nothing, findings: head.findings };
  return await reviewChange({
    head: head.declared.estate,
    ...(base.estate === undefined ? {} : { base: base.estate }),
    ...by,
  });
}

/** The files that a review reads. */
function readBy({ pull, plan = [], token, jwks }: ReviewOptions): readonly string[] {
  return [pull, token, jwks, ...plan].filter((file) => file !== undefined);
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
