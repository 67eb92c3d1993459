import { check } from "../check/check";
import type { Diagnostic } from "../diagnostics/diagnostic";
import type { Instant } from "../time/instant";
import { placeOf, type Refused } from "./refused";
import type { Declared } from "./sources";

/** An estate as it would be after an edit, and what is wrong with it that was not before. */
export interface JudgedEdit {
  readonly after: Declared;
  /** Errors of structure and of governance that the edit brings, in the order in which they were found. */
  readonly added: readonly Diagnostic[];
  /** All errors that there are then. */
  readonly errors: readonly Diagnostic[];
}

/**
 * Judges an edit as `check` would judge the estate that comes of it.
 *
 * @param before asked for only where something is wrong then, and it has to be told whether it was before
 */
export function judgeEdit(before: () => Declared, after: Declared, now: Instant): JudgedEdit {
  const errors = errorsOf(after, now);
  const added = errors.length === 0 ? [] : addedErrors(errorsOf(before(), now), errors);
  return { after, added, errors };
}

/** The errors that were not there before. */
export function addedErrors(before: readonly Diagnostic[], after: readonly Diagnostic[]): readonly Diagnostic[] {
  const known = new Map<string, number>();
  for (const diagnostic of before) {
    const key = keyOf(diagnostic);
    known.set(key, (known.get(key) ?? 0) + 1);
  }
  return after.filter((diagnostic) => {
    const key = keyOf(diagnostic);
    const left = known.get(key) ?? 0;
    known.set(key, left - 1);
    return left <= 0;
  });
}

/** Everything that `check` would not let pass. */
export function errorsOf(
  { estate, diagnostics }: Pick<Declared, "estate" | "diagnostics">,
  now: Instant,
): readonly Diagnostic[] {
  const governed = estate ? check(estate, { now, remarks: false }) : [];
  return [...diagnostics, ...governed].filter(({ severity }) => severity === "error");
}

/** The same fault before and after, although its line has moved and its numbers may have changed. */
function keyOf({ code, path, location }: Diagnostic): string {
  return JSON.stringify([code, path, path.length === 0 ? location?.file : undefined]);
}

/** What keeps an estate from being loaded, in one line. */
export function notLoaded(directory: string, { diagnostics }: Declared): Refused | undefined {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const [first] = errors;
  if (!first) return undefined;
  const place = placeOf(first);
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
  return {
    code: first.code,
    message: `${directory} does not load${more}: ${place === undefined ? "" : `${place}: `}${first.message}`,
    fix: first.fix,
  };
}
