import type { Diagnostic } from "../src/diagnostics/diagnostic";
import type { Problem } from "./plain";

/** One thing that is wrong with an estate, and the construct that declares it. */
export interface Complaint {
  /** The construct's path in the app. */
  readonly construct: string;
  readonly about: Diagnostic | Problem;
}

/** Thrown by synthesis when an estate may not be compiled; it says all that is wrong, and nothing has been written. */
export class EstateError extends Error {
  override readonly name = "EstateError";

  constructor(
    estate: string,
    /** All errors, each with its construct. */
    readonly complaints: readonly Complaint[],
  ) {
    const count = complaints.length === 1 ? "one error" : `${complaints.length} errors`;
    super(`The estate "${estate}" does not compile: ${count}.\n\n${complaints.map(describe).join("\n\n")}\n`);
  }

  /** The errors as `check` reports them. */
  get diagnostics(): readonly Diagnostic[] {
    return this.complaints.flatMap(({ about }) => ("code" in about ? [about] : []));
  }
}

/** The complaint as text: who says it, what is wrong, where, and what to write. */
export function describe({ construct, about }: Complaint): string {
  const code = "code" in about ? `${about.code}: ` : "";
  const location = "location" in about && about.location ? about.location : undefined;
  const place = location ? `${location.file}:${location.line}:${location.column}` : printed(about.path);
  return [`  [${construct}] ${code}${about.message}`, `      at ${place}`, `      ${about.fix}`].join("\n");
}

/** `roles.reader.aws.targets[0]` */
function printed(path: Problem["path"]): string {
  const text = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`)).join("");
  return text.replace(/^\./, "") || "the estate";
}
