import { gate as gatePlan } from "../../gate/gate";
import { conclude, type FailOn, type JudgementOptions, unjudged } from "../../report/judgement";
import type { Format } from "../../report/render";
import type { Finding } from "../../rules/finding";
import { PlanError } from "../../terraform/plan/error";
import { systemClock } from "../../time/clock";
import { formatInstant, type Instant } from "../../time/instant";
import { deliver } from "../deliver";
import { digestOfFile } from "../gate/digest";
import { planFrom } from "../gate/source";
import { type ExitStatus, Refusal } from "../outcome";
import { startProgress } from "../progress";
import { version } from "../version";

export interface GateOptions {
  readonly estate?: string;
  readonly base?: string;
  readonly baseline?: string;
  readonly source?: string;
  readonly binary?: string;
  readonly verify?: string;
  readonly requireApproval?: string;
  readonly facts?: boolean;
  readonly format?: Format;
  readonly out?: string;
  readonly now?: Instant;
  readonly failOn?: FailOn;
}

/** `leasehold gate`: judge the access that a plan would leave behind. */
export async function gate(file: string, options: GateOptions): Promise<ExitStatus> {
  if (options.verify !== undefined) return (await import("../gate/verify.js")).verify(options.verify, file);
  if (options.base !== undefined && options.estate === undefined) {
    throw new Refusal(
      "usage",
      "--base says what an estate changes from, and there is no --estate.",
      "Add --estate DIR, the declaration that the plan should meet.",
    );
  }
  if (options.requireApproval !== undefined && options.estate === undefined) {
    throw new Refusal(
      "usage",
      "--require-approval holds the leases of an estate to what was approved, and there is no --estate.",
      "Add --estate DIR, the declaration that was reviewed.",
    );
  }
  const progress = startProgress();
  try {
    const now = options.now ?? systemClock.now();
    progress.phase(`Reading ${file === "-" ? "the plan from standard input" : file}`);
    const plan = await planFrom(file);
    const binarySha256 = options.binary === undefined ? undefined : digestOfFile(options.binary);
    const estates = options.estate === undefined ? undefined : await import("../gate/estates.js");
    const estate = estates?.loadForJudging(options.estate ?? "", now);
    const base = options.base === undefined ? undefined : estates?.loadForJudging(options.base, now);
    const inputs = {
      leasehold: version,
      now: formatInstant(now),
      plan: { sha256: plan.sha256, ...(binarySha256 === undefined ? {} : { binarySha256 }) },
      ...(estate?.name === undefined ? {} : { estate: { name: estate.name, sha256: estate.sha256 } }),
      ...(base?.name === undefined ? {} : { base: { name: base.name, sha256: base.sha256 } }),
    };
    const common: JudgementOptions = {
      inputs,
      ...(options.failOn === undefined ? {} : { failOn: options.failOn }),
      ...(estate?.name === undefined ? {} : { estate: estate.name }),
    };
    const errors = [...(estate?.errors ?? []), ...(base?.errors ?? [])];
    if (errors.length > 0) return await deliver(conclude(errors, [], common), options);

    progress.phase("Judging what it would leave behind");
    const baseline =
      options.baseline === undefined
        ? undefined
        : (await import("../gate/earlier.js")).readVerdict(options.baseline, "--baseline").findings;
    const evidence =
      options.requireApproval === undefined
        ? undefined
        : (await import("../review/evidence.js")).evidenceFrom(options.requireApproval);
    const source =
      options.source === undefined
        ? undefined
        : new (await import("../../gate/source-index.js")).SourceIndex(options.source);
    const { findings, facts, known } = await gatePlan({
      before: plan.before,
      after: plan.after,
      now,
      ...(estate?.declared ? { declared: estate.declared } : {}),
      ...(base?.declared ? { base: base.declared } : {}),
      ...(base && !base.declared ? { baseUngoverned: true } : {}),
      ...(baseline ? { baseline } : {}),
      ...(source ? { source } : {}),
    });
    const unapproved =
      evidence === undefined || !estate?.declared
        ? []
        : await (await import("../../review/require-approval.js")).approvalFindings(
            plan,
            estate.declared,
            evidence,
            now,
          );
    const all = [...(estate?.findings ?? []), ...(base?.findings ?? []), ...findings, ...unapproved];
    // Code scanning shows only what has a place: what is written nowhere that we know stands in the plan.
    const located = options.format === "sarif" && file !== "-" ? all.map((finding) => placedIn(finding, file)) : all;
    progress.end();
    return await deliver(
      conclude([], located, {
        ...common,
        ...(baseline ? { known } : {}),
        ...(options.facts === true ? { facts: (await import("../../report/facts.js")).reportedFacts(facts) } : {}),
      }),
      options,
    );
  } catch (thrown) {
    if (!(thrown instanceof PlanError)) throw thrown;
    progress.end();
    return await deliver(unjudged({ code: thrown.code, message: thrown.message, fix: thrown.fix }), options);
  } finally {
    progress.end();
  }
}

function placedIn(finding: Finding, plan: string): Finding {
  return finding.location ? finding : { ...finding, location: { file: plan, line: 1, column: 1 } };
}
