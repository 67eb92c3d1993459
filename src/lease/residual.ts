import { humanDuration, type Seconds } from "../time/duration";

/** What outlives a lease although the cloud ended it. */
export interface Residual {
  /** What goes on, as a noun phrase: "an open Session Manager session". */
  readonly what: string;
  /** Why the cloud does not end it, and which permission of the role makes it possible. */
  readonly because: string;
  /** How long it goes on after the end at worst; `until-removed` when nothing ends it but its removal. */
  readonly atWorst: Seconds | "until-removed";
}

/** How long a residual lasts, for people: "12 h", "until it is removed". */
export function atWorst(residual: Residual): string {
  return residual.atWorst === "until-removed" ? "until it is removed" : humanDuration(residual.atWorst);
}
