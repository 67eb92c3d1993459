import { humanDuration, type Seconds } from "../time/duration";
import { formatFoundInstant, type Instant } from "../time/instant";

/** Clocks differ by so much at the most. */
const ahead = 300;

/** How old what is read may be. */
export interface AgeLimit {
  readonly now: Instant;
  readonly maxAge: Seconds;
}

/** Why a moment is not one of which what it tells still holds; a clause. */
export function ageFault(at: Instant, { now, maxAge }: AgeLimit): string | undefined {
  if (at > now + ahead) return `it was asked for at ${formatFoundInstant(at)}, which is not yet`;
  if (now - at > maxAge) {
    return `it was asked for at ${formatFoundInstant(at)}, which is longer ago than ${humanDuration(maxAge)}`;
  }
  return undefined;
}
