import type { Instant } from "./instant";

/** The one source of "now". It is injected; nothing else in leasehold reads the time. */
export interface Clock {
  /** The present moment in whole epoch seconds. */
  now(): Instant;
}

/** The machine's clock, cut to the second. */
export const systemClock: Clock = { now: () => Math.floor(Date.now() / 1000) };

/** A clock that stands still, for `--now` and for tests. */
export function fixedClock(instant: Instant): Clock {
  return { now: () => instant };
}
