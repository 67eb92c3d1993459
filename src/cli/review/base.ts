import { loadEstate } from "../../estate/load";
import type { Estate } from "../../estate/types";
import { errorOf, type JudgementError } from "../../report/judgement";

/** What a change is made from. */
export interface Base {
  /** Absent where nothing is declared, and where it does not load. */
  readonly estate?: Estate;
  readonly sha256: string;
  /** What keeps it from being loaded; an empty directory is no error, but a base by which nobody can decide. */
  readonly errors: readonly JudgementError[];
}

/** Loads the base. It is not checked: it is merged already, and whether it is governed is no question of this change. */
export function loadBase(directory: string): Base {
  const { estate, diagnostics, digest } = loadEstate(directory);
  const errors = diagnostics.filter(({ severity, concern }) => severity === "error" && concern === "structure");
  const empty = errors.length > 0 && errors.every(({ code }) => code === "no-files");
  return {
    ...(estate !== undefined && errors.length === 0 ? { estate } : {}),
    sha256: digest(),
    errors: empty ? [] : errors.map(errorOf),
  };
}
