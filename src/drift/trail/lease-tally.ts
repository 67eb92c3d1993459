import type { DeclaredLease } from "../../expect/leases";
import type { Window } from "../../time/window";
import { type Calls, Tally } from "./tally";

/** What a trail tells of one lease. */
export interface LeaseUse {
  readonly lease: DeclaredLease;
  /** The ARN of its role; of a lease on GCP, `projects/acme-prod: user:dana@acme.example`. */
  readonly address: string;
  /** Whether anything of it was used inside its window. `untold`: the trail does not cover the window, or does not say. */
  readonly used: "inside" | "never" | "untold";
  /** Within its window, by the grant's identity as far as that is told. */
  readonly inside?: Calls;
  /** Before its start, or from its end on. */
  readonly outside?: Calls;
  /** By somebody who is not the grant's identity, whenever that was. */
  readonly byAnother?: Calls;
  /** On GCP, outside its window: what the identity did with permissions that the lease's roles hold, but others may hold too. */
  readonly possible?: Calls;
  /** What cannot be told of it, in sentences. */
  readonly untold: readonly string[];
}

/** Gathers what happened with one lease. */
export class LeaseTally {
  readonly inside = new Tally();
  readonly outside = new Tally();
  readonly byAnother = new Tally();
  readonly possible = new Tally();
  readonly #untold = new Map<string, number>();

  constructor(
    readonly lease: DeclaredLease,
    readonly address: string,
  ) {}

  get window(): Window {
    return this.lease.window;
  }

  /** Something that cannot be told; said once, with how often. */
  cannotTell(what: string): void {
    this.#untold.set(what, (this.#untold.get(what) ?? 0) + 1);
  }

  /** @param covered whether the trail covers the window, as far as it has passed */
  use(covered: boolean): LeaseUse {
    const inside = this.inside.calls();
    const possible = this.possible.calls();
    const used = (inside?.succeeded ?? 0) + (inside?.undeniable ?? 0) > 0;
    return {
      lease: this.lease,
      address: this.address,
      used: used ? "inside" : covered ? "never" : "untold",
      inside,
      outside: this.outside.calls(),
      byAnother: this.byAnother.calls(),
      possible,
      untold: [...this.#untold].map(([what, times]) => (times === 1 ? what : `${what} (${times} times)`)),
    };
  }
}
