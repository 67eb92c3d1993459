import type { Estate, Target } from "../estate/types";
import type { AccessFact, Fact } from "../facts/fact";
import { type DeclaredEntitlement, declaredEntitlements } from "./entitlements";
import { Identities } from "./holders";
import { containerOf, type DeclaredLease, declaredLeases } from "./leases";
import { leaseOf } from "./match";

/** What an estate promises, worked out as far as it is asked for. */
export class Declared {
  readonly #leases = new Map<string, readonly DeclaredLease[]>();
  #identities: Identities | undefined;
  #entitlements: ReadonlyMap<string, DeclaredEntitlement> | undefined;

  constructor(readonly estate: Estate) {}

  /** The leases in an account or project; in all of them where it is not known which. */
  leasesIn(container: string | undefined): readonly DeclaredLease[] {
    const targets = [...this.estate.targets.values()].filter(
      (target) => container === undefined || containerOf(target) === container,
    );
    return targets.flatMap((target) => this.#leasesOf(target));
  }

  /** The declared lease that an access is, by its meaning; see `match.ts`. */
  leaseOf(fact: AccessFact, facts: readonly Fact[]): DeclaredLease | undefined {
    return leaseOf(this.leasesIn(fact.scope.container), fact, facts);
  }

  get identities(): Identities {
    this.#identities ??= new Identities(this.estate);
    return this.#identities;
  }

  get entitlements(): ReadonlyMap<string, DeclaredEntitlement> {
    this.#entitlements ??= declaredEntitlements(this.estate);
    return this.#entitlements;
  }

  #leasesOf(target: Target): readonly DeclaredLease[] {
    let leases = this.#leases.get(target.name);
    if (leases === undefined) {
      leases = declaredLeases(this.estate, (one) => one === target);
      this.#leases.set(target.name, leases);
    }
    return leases;
  }
}
