import { check as checkEstate } from "../../check/check";
import type { Diagnostic } from "../../diagnostics/diagnostic";
import { nearest } from "../../diagnostics/nearest";
import { loadEstate } from "../../estate/load";
import type { Estate } from "../../estate/types";
import { lower } from "../../lease/lower";
import { type Judgement, judge } from "../../report/judgement";
import { synthesized } from "../../report/leases";
import { type Format, render } from "../../report/render";
import { renderRoots } from "../../synth/roots";
import { WriteError, type Written, writeRoots } from "../../synth/write";
import { reportContext, statusOf } from "../deliver";
import { type ExitStatus, Refusal } from "../outcome";
import { complain, complainWhole, print } from "../output";
import { type Progress, startProgress } from "../progress";
import { standardError, standardOutput, terminalOf } from "../standard";

export interface SynthOptions {
  readonly out: string;
  readonly target?: readonly string[];
  readonly format?: Format;
}

/** `leasehold synth`: Terraform JSON for each target of a governed estate; of any other, nothing is written. */
export async function synth(directory: string, options: SynthOptions): Promise<ExitStatus> {
  const progress = startProgress();
  try {
    const { judgement, estate, written } = compile(directory, options, progress);
    progress.end();
    const format = options.format ?? "text";
    const terminal = terminalOf(format === "text" ? standardError : standardOutput);
    const report = await render(format, judgement, reportContext(terminal));
    if (format === "text") complainWhole(report);
    else await print(report);
    if (estate && written) {
      if (format === "text") await print(synthesized(written, lower(estate).filter(isWanted(options.target))));
      for (const note of written.notes) complain(`leasehold: ${note}`);
    }
    return statusOf(judgement);
  } finally {
    progress.end();
  }
}

interface Outcome {
  readonly judgement: Judgement;
  readonly estate?: Estate;
  /** Only where the estate passed. */
  readonly written?: Written;
}

function compile(directory: string, options: SynthOptions, progress: Progress): Outcome {
  progress.phase(`Reading ${directory}`);
  const { estate, diagnostics } = loadEstate(directory);
  if (!estate) return { judgement: judge(diagnostics) };
  const targets = options.target === undefined ? undefined : knownTargets(estate, options.target);

  progress.phase("Checking");
  // Without now: what is written depends on the declaration alone (law 2).
  const found: Diagnostic[] = [...diagnostics, ...checkEstate(estate, {})];
  const governed = judge(found, { estate: estate.name });
  if (governed.verdict !== "pass") return { judgement: governed, estate };

  progress.phase("Compiling");
  const compiled = renderRoots(estate, targets ? { targets } : {});
  const judgement = judge(withoutRepeats([...found, ...compiled.diagnostics]), { estate: estate.name });
  if (judgement.verdict !== "pass") return { judgement, estate };

  progress.phase("Writing");
  return { judgement, estate, written: write(options.out, compiled.roots, estate) };
}

function write(out: string, roots: Parameters<typeof writeRoots>[1], estate: Estate): Written {
  try {
    return writeRoots(out, roots, { estate: estate.name, declared: [...estate.targets.keys()] });
  } catch (error) {
    if (error instanceof WriteError) throw new Refusal("output", error.message, error.fix);
    throw error;
  }
}

function knownTargets(estate: Estate, names: readonly string[]): readonly string[] {
  for (const name of names) {
    if (estate.targets.has(name)) continue;
    const near = nearest(name, estate.targets.keys());
    const fix = near === undefined ? `There are ${[...estate.targets.keys()].join(", ")}.` : `Did you mean "${near}"?`;
    throw new Refusal("unknown-target", `The estate has no target "${name}".`, fix);
  }
  return names;
}

function isWanted(targets: readonly string[] | undefined): (leases: { target: { name: string } }) => boolean {
  return (leases) => targets?.includes(leases.target.name) ?? true;
}

/** What `check` and the compiler both say is said once. */
function withoutRepeats(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) {
    const key = JSON.stringify([diagnostic.code, diagnostic.path, diagnostic.message]);
    if (!seen.has(key)) seen.set(key, diagnostic);
  }
  return [...seen.values()];
}
