import type { CodeDefinition } from "./define";
import type { DeclarationPath, Diagnostic, SourceLocation } from "./diagnostic";
import { type Code, codes, type ParametersOf } from "./table";

/** Makes the diagnostic of a code from its parameters and its place. */
export function diagnose<C extends Code>(
  name: C,
  parameters: ParametersOf<C>,
  path: DeclarationPath,
  location?: SourceLocation,
): Diagnostic {
  const definition = codes[name] as CodeDefinition<ParametersOf<C>>;
  return {
    code: name,
    severity: definition.severity,
    concern: definition.concern,
    timed: definition.timed ?? false,
    message: definition.message(parameters),
    fix: definition.fix(parameters),
    path,
    ...(location ? { location } : {}),
    controls: definition.controls ?? [],
  };
}

/** Finds where a value of the declaration stands; for a missing value, its nearest parent. */
export type Locate = (path: DeclarationPath) => SourceLocation | undefined;

/** Collects diagnostics; reporting one never stops the work (everything wrong is said at once). */
export class Reporter {
  readonly #diagnostics: Diagnostic[] = [];

  constructor(readonly locate: Locate = () => undefined) {}

  /** Reports at a path of the declaration; `at` is given where the place is not the value's own, such as a key's. */
  report<C extends Code>(
    name: C,
    parameters: ParametersOf<C>,
    path: DeclarationPath,
    at: SourceLocation | undefined = this.locate(path),
  ): void {
    this.#diagnostics.push(diagnose(name, parameters, path, at));
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }
}
