import type { Diagnostic, Severity, SourceLocation } from "../diagnostics/diagnostic";
import type { Finding } from "../rules/finding";
import type { ReportedFact } from "./facts";

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
  /** Of the notes, those that stand in the baseline; only where there is one. */
  readonly known?: number;
}

/** What was judged and by what, so that nobody can show this verdict for something else. Digests are SHA-256, hexadecimal. */
export interface JudgementInputs {
  /** leasehold's version. */
  readonly leasehold: string;
  /** The moment that was taken for now, RFC 3339. */
  readonly now: string;
  /** Of the plan's JSON, and of the binary plan that it was shown from; absent where no plan was judged. */
  readonly plan?: { readonly sha256: string; readonly binarySha256?: string };
  readonly estate?: { readonly name: string; readonly sha256: string };
  /** Absent where the estate was its own base. */
  readonly base?: { readonly name: string; readonly sha256: string };
  /** Of drift: the estates that were judged by together. */
  readonly estates?: readonly { readonly name: string; readonly sha256: string }[];
  /** Of drift: how much they declare. */
  readonly compared?: { readonly targets: number; readonly leases: number; readonly policies: number };
  /** Of drift: what was read, place by place. */
  readonly sources?: readonly JudgementSource[];
}

/** One place that was compared with what is declared. */
export interface JudgementSource {
  readonly source: "state" | "plan" | "snapshot";
  readonly cloud: "aws" | "gcp";
  /** The file or folder, as it was given. */
  readonly file: string;
  /** The AWS account, or the GCP project, folder or organization; absent where it is not told. */
  readonly container?: string;
  /** When it was asked for, RFC 3339, and by whom. */
  readonly asked?: string;
  readonly by?: string;
  /** How many IAM roles (AWS) or bindings (GCP) it holds. */
  readonly size: number;
  /** What of access it covers. */
  readonly parts: readonly string[];
}

/** The outcome of a judging command: a public contract, described by `schemas/judgement.schema.json`. */
export interface Judgement {
  readonly version: 1;
  readonly verdict: "pass" | "fail" | "unjudged";
  readonly errors: readonly JudgementError[];
  readonly findings: readonly Finding[];
  /** Every fact, in the published form; only where they were asked for. */
  readonly facts?: readonly ReportedFact[];
  readonly inputs?: JudgementInputs;
  readonly summary: JudgementSummary;
}

/** The least severity that fails; `never` fails nothing that could be judged. */
export type FailOn = Severity | "never";

const gravity: Readonly<Record<Severity, number>> = { error: 3, warning: 2, note: 1 };
const threshold: Readonly<Record<FailOn, number>> = { ...gravity, never: Number.POSITIVE_INFINITY };

/** What a judgement says besides its findings. */
export interface JudgementOptions {
  readonly failOn?: FailOn;
  readonly estate?: string;
  readonly known?: number;
  readonly facts?: readonly ReportedFact[];
  readonly inputs?: JudgementInputs;
}

/** Judges diagnostics: errors of structure leave the estate unjudged, everything else is a finding. */
export function judge(diagnostics: readonly Diagnostic[], options: JudgementOptions = {}): Judgement {
  const errors: JudgementError[] = [];
  const findings: Finding[] = [];
  for (const diagnostic of diagnostics) {
    if (diagnostic.concern === "structure" && diagnostic.severity === "error") errors.push(errorOf(diagnostic));
    else findings.push(findingOf(diagnostic));
  }
  return conclude(errors, findings, options);
}

/** The judgement that findings come to; with any error nothing was judged, and it says what was found until then. */
export function conclude(
  errors: readonly JudgementError[],
  findings: readonly Finding[],
  options: JudgementOptions = {},
): Judgement {
  const least = threshold[options.failOn ?? "error"];
  const failed = findings.some((finding) => gravity[finding.severity] >= least);
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  return {
    version: 1,
    verdict: errors.length > 0 ? "unjudged" : failed ? "fail" : "pass",
    errors: [...errors].sort(
      (a, b) => byPlace(a.location, b.location) || byText(a.code, b.code) || byText(a.message, b.message),
    ),
    findings: [...findings].sort(
      (a, b) =>
        gravity[b.severity] - gravity[a.severity] ||
        byPlace(a.location, b.location) ||
        byText(a.rule, b.rule) ||
        byText(a.principal ?? "", b.principal ?? "") ||
        byText(a.address ?? "", b.address ?? "") ||
        byText(a.message, b.message),
    ),
    ...(options.facts === undefined ? {} : { facts: options.facts }),
    ...(options.inputs === undefined ? {} : { inputs: options.inputs }),
    summary: {
      ...(options.estate === undefined ? {} : { estate: options.estate }),
      unjudged: errors.length,
      errors: count("error"),
      warnings: count("warning"),
      notes: count("note"),
      waived: findings.filter((finding) => finding.waivedBy !== undefined).length,
      ...(options.known === undefined ? {} : { known: options.known }),
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

/** A diagnostic of structure as what kept leasehold from judging. */
export function errorOf(diagnostic: Diagnostic): JudgementError {
  return {
    code: diagnostic.code,
    message: diagnostic.message,
    fix: diagnostic.fix,
    ...(diagnostic.location ? { location: diagnostic.location } : {}),
  };
}

/** A diagnostic as a finding. */
export function findingOf(diagnostic: Diagnostic): Finding {
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
