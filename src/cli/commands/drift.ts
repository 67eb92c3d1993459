import type { SourceLocation } from "../../diagnostics/diagnostic";
import { Drift, type DriftOutcome } from "../../drift/drift";
import type { Found } from "../../drift/found";
import { ownRoles, PlainRoles } from "../../drift/plain-roles";
import { foundInPlan } from "../../drift/sources/plan";
import { foundInState } from "../../drift/sources/state";
import type { TrailUses } from "../../drift/trail/uses";
import { ReadingAhead } from "../../drift/workers/ahead";
import type { Declared } from "../../expect/declared";
import { conclude, type FailOn, type JudgementError, type JudgementOptions } from "../../report/judgement";
import type { Format } from "../../report/render";
import { counted } from "../../report/summary";
import type { Finding } from "../../rules/finding";
import type { AgeLimit } from "../../snapshot/age";
import { defaultMaxAge } from "../../snapshot/manifest";
import { openForComparing } from "../../snapshot/open";
import { PlanError } from "../../terraform/plan/error";
import { StateError } from "../../terraform/state/error";
import { readStateFile } from "../../terraform/state/read";
import { systemClock } from "../../time/clock";
import type { Seconds } from "../../time/duration";
import { formatInstant, type Instant } from "../../time/instant";
import { deliver } from "../deliver";
import { type JudgedBy, loadForJudging } from "../gate/estates";
import { planFrom } from "../gate/source";
import { type ExitStatus, Refusal } from "../outcome";
import { writeReport } from "../output";
import { type Progress, startProgress } from "../progress";
import { version } from "../version";

export interface DriftOptions {
  readonly state?: readonly string[];
  readonly plan?: readonly string[];
  readonly snapshot?: readonly string[];
  readonly trail?: string;
  readonly maxAge?: Seconds;
  readonly fixPlan?: string;
  readonly format?: Format;
  readonly out?: string;
  readonly now?: Instant;
  readonly failOn?: FailOn;
}

/**
 * As what is read of an account is soon garbage, the heap is not to grow to four times what is needed before it is collected, which is
 * what V8 lets it do.
 */
const engineFlag = "--heap-growing-percent=100";

/** `leasehold drift`: what is there that nothing declares, and what is declared and not there. */
export async function drift(directories: readonly string[], options: DriftOptions): Promise<ExitStatus> {
  const { state = [], plan = [], snapshot = [], trail } = options;
  if (state.length + plan.length + snapshot.length === 0 && trail === undefined) {
    throw new Refusal(
      "usage",
      "There is nothing to compare the estate with.",
      "Give --snapshot DIR (leasehold snapshot makes it), --state FILE or --plan FILE.",
    );
  }
  process.getBuiltinModule("node:v8").setFlagsFromString(engineFlag);
  const progress = startProgress();
  const now = options.now ?? systemClock.now();
  const limit: AgeLimit = { now, maxAge: options.maxAge ?? defaultMaxAge };
  // Accounts are read in a thread of their own while what is declared is loaded.
  const readings = snapshot.map((path) => ReadingAhead.start(path, limit));
  try {
    const estates = (directories.length === 0 ? ["access"] : directories).map((directory) => {
      progress.phase(`Reading ${directory}`);
      return loadForJudging(directory, now);
    });
    const common: JudgementOptions = { ...(options.failOn === undefined ? {} : { failOn: options.failOn }) };
    const errors = [...estates.flatMap((estate) => estate.errors), ...namedTwice(estates)];
    const ungoverned = estates.flatMap((estate) => estate.findings);
    const declared = estates.flatMap((estate) => estate.declared ?? []);
    // What an estate promises that is not governed is nothing to go by; and what it explains would seem undeclared.
    if (errors.length > 0 || declared.length < estates.length) {
      return await deliver(conclude(errors, ungoverned, { ...common, ...namesOf(estates) }), options);
    }
    const own = ownRoles(declared);
    for (const ahead of readings) ahead?.tell(own);
    const outcome = await compare(declared, limit, readings, options, progress);
    progress.end();
    const judgement = conclude(outcome.unreadable.map(errorOf), located(outcome, declared, options.format), {
      ...common,
      ...namesOf(estates),
      inputs: {
        leasehold: version,
        now: formatInstant(now),
        estates: estates.flatMap(({ name, sha256 }) => (name === undefined ? [] : [{ name, sha256 }])),
        compared: {
          targets: outcome.compared.targets,
          leases: outcome.compared.leases,
          policies: outcome.compared.policies,
        },
        sources: outcome.covered,
      },
    });
    if (options.fixPlan !== undefined) await writeFixPlan(options.fixPlan, outcome, now);
    return await deliver(judgement, options);
  } finally {
    progress.end();
    for (const ahead of readings) await ahead?.close();
  }
}

async function compare(
  declared: readonly Declared[],
  limit: AgeLimit,
  readings: readonly (ReadingAhead | undefined)[],
  { state = [], plan = [], snapshot = [], trail }: DriftOptions,
  progress: Progress,
): Promise<DriftOutcome> {
  const { now } = limit;
  const silent = new PlainRoles(ownRoles(declared), now);
  const comparison = new Drift(declared, now);
  for (const file of state) {
    progress.phase(`Reading the state ${file}`);
    await readable(file, comparison, async () => foundInState(file, await readStateFile(file)));
  }
  for (const file of plan) {
    progress.phase(`Reading the plan ${file}`);
    await readable(file, comparison, async () => foundInPlan(file, await planFrom(file)));
  }
  let places = 0;
  for (const [position, path] of snapshot.entries()) {
    progress.phase(`Reading the snapshot ${path}`);
    const ahead = readings[position];
    for await (const found of openForComparing(path, {
      ...limit,
      silent,
      ...(ahead === undefined ? {} : { ahead }),
    })) {
      comparison.add(found);
      places += 1;
      progress.phase(`Compared ${counted(places, "place")} of ${path}`);
    }
  }
  return comparison.finish(trail === undefined ? [] : await usesIn(trail, declared, now, progress));
}

/** What cannot be read is said, and the rest is compared all the same. */
async function readable(what: string, comparison: Drift, read: () => Promise<readonly Found[]>): Promise<void> {
  try {
    for (const found of await read()) comparison.add(found);
  } catch (thrown) {
    if (!(thrown instanceof PlanError) && !(thrown instanceof StateError)) throw thrown;
    comparison.miss({ what, message: thrown.message, fix: thrown.fix });
  }
}

async function usesIn(
  directory: string,
  declared: readonly Declared[],
  now: Instant,
  progress: Progress,
): Promise<readonly TrailUses[]> {
  const [{ readTrail }, { usesOf }] = await Promise.all([
    import("../../drift/trail/read.js"),
    import("../../drift/trail/uses.js"),
  ]);
  const uses: TrailUses[] = [];
  for (const one of declared) {
    progress.phase(`Following ${one.estate.name}'s leases through ${directory}`);
    uses.push(await usesOf(one.leasesIn(undefined), readTrail(directory), { estate: one.estate, now }));
  }
  return uses;
}

function errorOf({ what, message, fix }: DriftOutcome["unreadable"][number]): JudgementError {
  return { code: "unreadable", message: message.includes(what) ? message : `${what}: ${message}`, fix };
}

function namesOf(estates: readonly JudgedBy[]): Pick<JudgementOptions, "estate"> {
  const names = estates.flatMap(({ name }) => name ?? []);
  return names.length === 0 ? {} : { estate: names.join(", ") };
}

/** Two estates of one name would be taken for one another in every path and tag. */
function namedTwice(estates: readonly JudgedBy[]): readonly JudgementError[] {
  const names = estates.flatMap(({ name }) => name ?? []);
  return [...new Set(names.filter((name, position) => names.indexOf(name) !== position))].map((name) => ({
    code: "estate-named-twice",
    message: `Two of the estates are named "${name}", so that what they make cannot be told apart.`,
    fix: "Give each estate a name of its own, or name each directory once.",
  }));
}

/** Code scanning shows only what has a place: what is written in no declaration stands at the estate's beginning. */
function located(
  { findings }: DriftOutcome,
  [first]: readonly Declared[],
  format: Format | undefined,
): readonly Finding[] {
  const place: SourceLocation | undefined = first?.estate.locate(["name"]);
  if (format !== "sarif" || place === undefined) return findings;
  return findings.map((finding) => (finding.location ? finding : { ...finding, location: place }));
}

async function writeFixPlan(
  file: string,
  { repairs, unreadable, compared }: DriftOutcome,
  now: Instant,
): Promise<void> {
  const { fixPlan } = await import("../../report/fix-plan.js");
  const steps = [
    ...unreadable.map(({ what, message, fix }) => ({
      group: "What could not be read",
      rule: "unreadable",
      severity: "error",
      message: `${what}: ${message}`,
      text: fix,
    })),
    ...repairs.map(({ finding, repair }) => ({
      ...repair,
      rule: finding.rule,
      severity: finding.severity,
      message: finding.message,
    })),
  ];
  writeReport(file, fixPlan(steps, `Held to ${compared.estates.join(", ")} at ${formatInstant(now)}.`));
}
