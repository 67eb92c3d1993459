import type { Planned, Refused } from "../../grants/refused";
import { type ExitStatus, exitStatus } from "../outcome";
import { complain } from "../output";

/** Says why nothing is written, one line for each reason. */
export function refuse(reasons: readonly Refused[]): ExitStatus {
  for (const { message, fix } of reasons) complain(`leasehold: ${message} ${fix}`);
  return exitStatus.unjudged;
}

export function isRefused<T extends object>(planned: Planned<T>): planned is { readonly refused: readonly Refused[] } {
  return "refused" in planned;
}
