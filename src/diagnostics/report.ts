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

  report<C extends Code>(name: C, parameters: ParametersOf<C>, path: DeclarationPath): void {
    this.#diagnostics.push(diagnose(name, parameters, path, this.locate(path)));
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }
}
