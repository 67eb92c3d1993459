/** How grave a diagnostic is. An `error` stops compilation. */
export type Severity = "error" | "warning" | "note";

/**
 * What a diagnostic is about, which decides the exit status: `structure` is what cannot be loaded or linked (2),
 * `governance` what loads and may not stand (1).
 */
export type Concern = "structure" | "governance";

/** Where something stands in a text file; line and column count from 1, the column in UTF-16 code units. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The way to a value in the declaration: `["roles", "reader", "maxTtl"]`; numbers are positions in a list. */
export type DeclarationPath = readonly (string | number)[];

/** One mistake, warning or remark about a declaration, with its place and its mend. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly concern: Concern;
  /** Whether the verdict depends on the moment of checking; synthesis leaves these out (law 2). */
  readonly timed: boolean;
  readonly message: string;
  /** What to write or run to mend it. */
  readonly fix: string;
  /** What it is about, in the declaration; empty for the estate as a whole. */
  readonly path: DeclarationPath;
  readonly location?: SourceLocation;
  /** Ids of the controls it serves (NIST, OWASP, CSA). */
  readonly controls: readonly string[];
  /** The waiver that lets it stand. */
  readonly waivedBy?: string;
}
