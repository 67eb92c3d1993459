import { check } from "../../check/check";
import { loadEstate } from "../../estate/load";
import { Declared } from "../../expect/declared";
import { errorOf, findingOf, type JudgementError } from "../../report/judgement";
import type { Finding } from "../../rules/finding";
import type { Instant } from "../../time/instant";

/** An estate to judge by, and what is wrong with it. */
export interface JudgedBy {
  /** Absent where it does not load, or is not governed: what it would promise is then nothing to go by. */
  readonly declared?: Declared;
  readonly name?: string;
  readonly sha256: string;
  readonly errors: readonly JudgementError[];
  /** The errors of governance; an ungoverned estate fails by them. */
  readonly findings: readonly Finding[];
}

/** Loads and checks an estate that a plan is to be judged by. */
export function loadForJudging(directory: string, now: Instant): JudgedBy {
  const { estate, diagnostics, digest } = loadEstate(directory);
  const errors = diagnostics
    .filter(({ severity, concern }) => severity === "error" && concern === "structure")
    .map(errorOf);
  if (!estate || errors.length > 0) {
    return { ...(estate ? { name: estate.name } : {}), sha256: digest(), errors, findings: [] };
  }
  const ungoverned = [...diagnostics, ...check(estate, { now, remarks: false })].filter(
    ({ severity }) => severity === "error",
  );
  return {
    ...(ungoverned.length === 0 ? { declared: new Declared(estate) } : {}),
    name: estate.name,
    sha256: digest(),
    errors: [],
    findings: ungoverned.map(findingOf),
  };
}
