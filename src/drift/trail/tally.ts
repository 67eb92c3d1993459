import type { Instant } from "../../time/instant";

/** So many names are kept for a message. */
const kept = 5;

/** Calls of one sort: how many, when, and a few of their names. */
export interface Calls {
  readonly count: number;
  readonly succeeded: number;
  readonly denied: number;
  /** Ended with an error that says nothing of permission. */
  readonly failed: number;
  /** Succeeded, and nothing can deny them (`sts:GetCallerIdentity`, the console's sign-in). */
  readonly undeniable: number;
  readonly first: Instant;
  readonly last: Instant;
  /** Principals, at most five of them. */
  readonly by: readonly string[];
  /** Source identities, at most five of them. AWS does not vouch for them. */
  readonly sourceIdentities: readonly string[];
  /** Names of calls or permissions, at most five of them. */
  readonly what: readonly string[];
}

/** One call, as it is counted. */
export interface Counted {
  readonly at: Instant;
  readonly outcome: "succeeded" | "denied" | "failed" | "undeniable";
  readonly by?: string;
  readonly sourceIdentity?: string;
  readonly what: string;
}

/** Counts calls in little memory, however many there are. */
export class Tally {
  readonly #counts = { succeeded: 0, denied: 0, failed: 0, undeniable: 0 };
  readonly #by = new Set<string>();
  readonly #sourceIdentities = new Set<string>();
  readonly #what = new Set<string>();
  #first = Number.POSITIVE_INFINITY;
  #last = Number.NEGATIVE_INFINITY;

  add({ at, outcome, by, sourceIdentity, what }: Counted): void {
    this.#counts[outcome] += 1;
    this.#first = Math.min(this.#first, at);
    this.#last = Math.max(this.#last, at);
    keep(this.#by, by);
    keep(this.#sourceIdentities, sourceIdentity);
    keep(this.#what, what);
  }

  /** What was counted; undefined where nothing was. */
  calls(): Calls | undefined {
    const { succeeded, denied, failed, undeniable } = this.#counts;
    const count = succeeded + denied + failed + undeniable;
    if (count === 0) return undefined;
    return {
      count,
      ...this.#counts,
      first: this.#first,
      last: this.#last,
      by: [...this.#by].sort(),
      sourceIdentities: [...this.#sourceIdentities].sort(),
      what: [...this.#what].sort(),
    };
  }
}

function keep(names: Set<string>, name: string | undefined): void {
  if (name !== undefined && names.size < kept) names.add(name);
}
