import type { Diagnostic, SourceLocation } from "../diagnostics/diagnostic";
import { plain } from "../report/plain";
import type { Told } from "./protocol/provider";

/** How something is told: under which summary, and at which attribute. */
export interface Telling {
  /** Default: an error. */
  readonly severity?: Told["severity"];
  readonly summary: string;
  readonly path?: Told["path"];
}

/** What is wrong, the mend, and the place in the estate if it has one. */
export function toldAt(
  { severity = "error", summary, path }: Telling,
  message: string,
  fix: string,
  location: SourceLocation | undefined,
): Told {
  const place = location ? `${plain(location.file)}:${location.line}:${location.column}: ` : "";
  return {
    severity,
    summary: plain(summary),
    detail: `${place}${plain(message)}\n\n${plain(fix)}`,
    ...(path ? { path } : {}),
  };
}

/** A diagnostic about the estate, as Terraform shows it. */
export function toldOfDiagnostic({ message, fix, location }: Diagnostic, telling: Telling): Told {
  return toldAt(telling, message, fix, location);
}

export function isError({ severity }: Told): boolean {
  return severity === "error";
}
