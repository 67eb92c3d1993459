import type { Concern, Severity } from "./diagnostic";

/** One row of the table of codes; `P` holds the named parameters of its texts. */
export interface CodeDefinition<P> {
  readonly severity: Severity;
  readonly concern: Concern;
  /** Depends on "now"; default false. */
  readonly timed?: boolean;
  /** May be let stand by a waiver whose `rule` is the code; default false. */
  readonly waivable?: boolean;
  readonly controls?: readonly string[];
  readonly message: (p: P) => string;
  readonly fix: (p: P) => string;
}

/** A row whose texts take the parameters `P`. */
export function code<P>(definition: CodeDefinition<P>): CodeDefinition<P> {
  return definition;
}
