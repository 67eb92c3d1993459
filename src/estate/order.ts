import type { Diagnostic } from "../diagnostics/diagnostic";

/** Diagnostics by file, line and column; those without a place come last, in the order in which they were found. */
export function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort(({ location: a }, { location: b }) => {
    if (!a || !b) return a ? -1 : b ? 1 : 0;
    if (a.file !== b.file) return a.file < b.file ? -1 : 1;
    return a.line - b.line || a.column - b.column;
  });
}
