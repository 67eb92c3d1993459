import { humanDuration, type Seconds } from "../time/duration";

/** What outlives a lease although the cloud ended it. */
export interface Residual {
  /** What goes on, as a noun phrase: "an open Session Manager session". */
  readonly what: string;
  /** Why the cloud does not end it. */
  readonly because: string;
  /** Which permission, role or setting makes it possible; absent where every lease has it. */
  readonly through?: string;
  /** How long it goes on after the end at worst; `until-removed` when nothing ends it but its removal. */
  readonly atWorst: Seconds | "until-removed";
}

/** A residual in one phrase: what, through which permission, how long at worst. */
export function residualText(residual: Residual): string {
  const through = residual.through === undefined ? "" : `${residual.through}; `;
  return `${residual.what} (${through}at worst ${atWorst(residual)})`;
}

/** How long a residual lasts, for people: "12 h", "until it is removed". */
function atWorst(residual: Residual): string {
  return residual.atWorst === "until-removed" ? "until it is removed" : humanDuration(residual.atWorst);
}
