import type { Instant } from "./instant";

/** The half-open interval `[start, end)`: the lease holds at `start` and no longer at `end`. */
export interface Window {
  readonly start: Instant;
  readonly end: Instant;
}
