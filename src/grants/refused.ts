import type { Diagnostic } from "../diagnostics/diagnostic";

/** Why a grant's file is not written, and what to do instead: one line each. */
export interface Refused {
  /** A diagnostic's code, or one of the grant commands' own. */
  readonly code: string;
  readonly message: string;
  readonly fix: string;
}

/** What a command would do, or why it does nothing. */
export type Planned<T extends object> = T | { readonly refused: readonly Refused[] };

/** A plan that came to nothing, for one reason. */
export function refused(code: string, message: string, fix: string): { readonly refused: readonly Refused[] } {
  return { refused: [{ code, message, fix }] };
}

/** `access/grants/a.yaml:3`, where something stands; nothing for what has no place. */
export function placeOf({ location }: Pick<Diagnostic, "location">): string | undefined {
  return location && `${location.file}:${location.line}`;
}
