import type { Diagnostic, Severity, SourceLocation } from "../diagnostics/diagnostic";
import type { Finding } from "../rules/finding";

/** What kept leasehold from judging. */
export interface JudgementError {
  readonly code: string;
  readonly message: string;
  readonly fix: string;
  readonly location?: SourceLocation;
}

export interface JudgementSummary {
  /** Absent where the estate could not be read far enough to know its name. */
  readonly estate?: string;
  /** How many things kept it from being judged. */
  readonly unjudged: number;
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  /** Of the notes, those that a waiver made of something graver. */
  readonly waived: number;
}

/** The outcome of a judging command: a public contract, described by `schemas/judgement.schema.json`. */
export interface Judgement {
  readonly version: 1;
  readonly verdict: "pass" | "fail" | "unjudged";
  readonly errors: readonly JudgementError[];
  readonly findings: readonly Finding[];
  readonly summary: JudgementSummary;
}

/** The least severity that fails; `never` fails nothing that could be judged. */
export type FailOn = Severity | "never";

const gravity: Readonly<Record<Severity, number>> = { error: 3, warning: 2, note: 1 };
const threshold: Readonly<Record<FailOn, number>> = { ...gravity, never: Number.POSITIVE_INFINITY };

/** Judges diagnostics: errors of structure leave the estate unjudged, everything else is a finding. */
export function judge(
  diagnostics: readonly Diagnostic[],
  options: { readonly failOn?: FailOn; readonly estate?: string } = {},
): Judgement {
  const errors: JudgementError[] = [];
  const findings: Finding[] = [];
  for (const diagnostic of diagnostics) {
    if (diagnostic.concern === "structure" && diagnostic.severity === "error") errors.push(errorOf(diagnostic));
    else findings.push(findingOf(diagnostic));
  }
  errors.sort((a, b) => byPlace(a.location, b.location) || byText(a.code, b.code) || byText(a.message, b.message));
  findings.sort(
    (a, b) =>
      gravity[b.severity] - gravity[a.severity] ||
      byPlace(a.location, b.location) ||
      byText(a.rule, b.rule) ||
      byText(a.message, b.message),
  );
  const least = threshold[options.failOn ?? "error"];
  const failed = findings.some((finding) => gravity[finding.severity] >= least);
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  return {
    version: 1,
    verdict: errors.length > 0 ? "unjudged" : failed ? "fail" : "pass",
    errors,
    findings,
    summary: {
      ...(options.estate === undefined ? {} : { estate: options.estate }),
      unjudged: errors.length,
      errors: count("error"),
      warnings: count("warning"),
      notes: count("note"),
      waived: findings.filter((finding) => finding.waivedBy !== undefined).length,
    },
  };
}

/** A judgement of something that never came to be judged: a usage error, a file that cannot be written. */
export function unjudged(error: JudgementError): Judgement {
  return {
    version: 1,
    verdict: "unjudged",
    errors: [error],
    findings: [],
    summary: { unjudged: 1, errors: 0, warnings: 0, notes: 0, waived: 0 },
  };
}

function errorOf(diagnostic: Diagnostic): JudgementError {
  return {
    code: diagnostic.code,
    message: diagnostic.message,
    fix: diagnostic.fix,
    ...(diagnostic.location ? { location: diagnostic.location } : {}),
  };
}

function findingOf(diagnostic: Diagnostic): Finding {
  return {
    rule: diagnostic.code,
    severity: diagnostic.severity,
    message: diagnostic.message,
    fix: diagnostic.fix,
    ...(diagnostic.location ? { location: diagnostic.location } : {}),
    controls: diagnostic.controls,
    ...(diagnostic.waivedBy === undefined ? {} : { waivedBy: diagnostic.waivedBy }),
  };
}

/** What concerns the whole estate, and so has no place, comes first. */
function byPlace(a: SourceLocation | undefined, b: SourceLocation | undefined): number {
  if (!a || !b) return Number(Boolean(a)) - Number(Boolean(b));
  return byText(a.file, b.file) || a.line - b.line || a.column - b.column;
}

/** By code unit, so that the order is the same in every locale. */
function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
