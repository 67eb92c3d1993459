import { emitAws } from "../aws/emit/emit";
import { AccountTally } from "../aws/emit/quotas";
import type { Diagnostic } from "../diagnostics/diagnostic";
import { Reporter } from "../diagnostics/report";
import type { Estate } from "../estate/types";
import { emitGcp } from "../gcp/emit/emit";
import { lower } from "../lease/lower";
import type { TargetLeases } from "../lease/types";
import { CanonicalBytes } from "../terraform/canonical-bytes";
import type { Emission } from "../terraform/emission";
import { encodeRoot } from "../terraform/json";
import type { TerraformRoot } from "../terraform/resource";
import { backendOf } from "./backend";
import { Claims, checkBackends, checkClaims, checkLiterals } from "./claims";
import { providerOf } from "./provider";
import type { RootText } from "./write";

/** The Terraform roots of an estate, and what stands in their way. */
export interface Compiled<Root = TerraformRoot> {
  /** One per target, in the order of their names. */
  readonly roots: readonly Root[];
  /** Timeless; where one is an error, the roots are not to be written. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface CompileOptions {
  /** The names of the targets wanted; default: all. */
  readonly targets?: readonly string[];
}

/**
 * Compiles an estate to one Terraform root per target: a pure function of the declaration (law 2). It judges what the
 * clouds can hold; whether the estate is governed is `check`'s, and is to be asked before.
 */
export function compileRoots(estate: Estate, options: CompileOptions = {}): Compiled {
  return compile(estate, options, (root) => root);
}

/**
 * As `compileRoots`, but each root as its text as soon as it is compiled: a large estate's resources are never held
 * together. Roots that an error stands in the way of may be missing.
 */
export function renderRoots(estate: Estate, options: CompileOptions = {}): Compiled<RootText> {
  const text = new CanonicalBytes();
  return compile(estate, options, (root, isSound) =>
    isSound ? { target: root.target, text: encodeRoot(root, text) } : undefined,
  );
}

/** @param keep what is to be kept of a root; `isSound` while no error has been found */
function compile<Root>(
  estate: Estate,
  options: CompileOptions,
  keep: (root: TerraformRoot, isSound: boolean) => Root | undefined,
): Compiled<Root> {
  const wanted = options.targets && new Set(options.targets);
  const emitted: Diagnostic[] = [];
  const literals = new Reporter(estate.locate);
  const claims = new Claims();
  const accounts = new AccountTally();
  const roots: Root[] = [];
  let isSound = true;
  // Names and quotas are an account's, so targets that are not wanted count all the same.
  for (const leases of lower(estate)) {
    const emission = emit(leases, estate);
    claims.add(leases, emission);
    tally(accounts, leases, emission);
    if (wanted && !wanted.has(leases.target.name)) continue;
    emitted.push(...emission.diagnostics);
    const root = rootOf(leases, emission, estate);
    checkLiterals(literals, [root]);
    isSound &&= !claims.isAnyTwice && literals.diagnostics.length === 0 && !emission.diagnostics.some(isError);
    const kept = keep(root, isSound);
    if (kept !== undefined) roots.push(kept);
  }
  const reporter = new Reporter(estate.locate);
  if (claims.isAnyTwice) {
    // Nothing was kept of what all of it came to; seldom enough, it is emitted again.
    checkClaims(
      reporter,
      lower(estate).map((leases) => ({ leases, emission: emit(leases, estate) })),
    );
  }
  accounts.report(reporter, 2);
  checkBackends(reporter, estate);
  return { roots, diagnostics: [...emitted, ...reporter.diagnostics, ...literals.diagnostics] };
}

function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
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
  const accounts = new AccountTally();
  for (const { leases, emission } of all) tally(accounts, leases, emission);
  accounts.report(reporter, 2);
}

function tally(accounts: AccountTally, { target, leases }: TargetLeases, emission: Emission): void {
  if (target.cloud.kind === "aws") accounts.add(target.cloud.account, leases, emission.resources);
}
