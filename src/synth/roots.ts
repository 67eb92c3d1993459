import { emitAws } from "../aws/emit/emit";
import { AccountTally } from "../aws/emit/quotas";
import type { Diagnostic } from "../diagnostics/diagnostic";
import { Reporter } from "../diagnostics/report";
import type { Estate } from "../estate/types";
import { emitGcp } from "../gcp/emit/emit";
import { lower } from "../lease/lower";
import type { TargetLeases } from "../lease/types";
import type { Emission } from "../terraform/emission";
import type { TerraformRoot } from "../terraform/resource";
import { backendOf } from "./backend";
import { checkBackends, checkClaims, checkLiterals } from "./claims";
import { providerOf } from "./provider";

/** The Terraform roots of an estate, and what stands in their way. */
export interface Compiled {
  /** One per target, in the order of their names. */
  readonly roots: readonly TerraformRoot[];
  /** Timeless; where one is an error, the roots are not to be written. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compiles an estate to one Terraform root per target: a pure function of the declaration (law 2). It judges what the
 * clouds can hold; whether the estate is governed is `check`'s, and is to be asked before.
 *
 * @param options.targets the names of the targets wanted; default: all
 */
export function compileRoots(estate: Estate, options: { readonly targets?: readonly string[] } = {}): Compiled {
  const wanted = options.targets && new Set(options.targets);
  const reporter = new Reporter(estate.locate);
  const diagnostics: Diagnostic[] = [];
  const roots: TerraformRoot[] = [];
  // Names and quotas are an account's, so targets that are not wanted count all the same.
  const all = lower(estate).map((leases) => ({ leases, emission: emit(leases, estate) }));
  for (const { leases, emission } of all) {
    if (wanted && !wanted.has(leases.target.name)) continue;
    diagnostics.push(...emission.diagnostics);
    roots.push(rootOf(leases, emission, estate));
  }
  checkClaims(reporter, all);
  checkAccounts(reporter, all);
  checkBackends(reporter, estate);
  checkLiterals(reporter, roots);
  return { roots, diagnostics: [...diagnostics, ...reporter.diagnostics] };
}

function emit(leases: TargetLeases, estate: Estate): Emission {
  return leases.target.cloud.kind === "aws" ? emitAws(leases, estate) : emitGcp(leases, estate);
}

function rootOf({ target }: TargetLeases, emission: Emission, estate: Estate): TerraformRoot {
  return {
    estate: estate.name,
    target: target.name,
    backend: backendOf(estate, target),
    provider: providerOf(target),
    resources: emission.resources,
    outputs: emission.outputs,
  };
}

/** Warns of accounts that only several targets together fill: the emitter has counted each target by itself. */
export function checkAccounts(
  reporter: Reporter,
  all: readonly { readonly leases: TargetLeases; readonly emission: Emission }[],
): void {
  const tally = new AccountTally();
  for (const { leases, emission } of all) {
    const { cloud } = leases.target;
    if (cloud.kind === "aws") tally.add(cloud.account, leases.leases, emission.resources);
  }
  tally.report(reporter, 2);
}
