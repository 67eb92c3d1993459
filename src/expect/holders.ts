import { pinOf } from "../aws/emit/trust";
import { pinsText } from "../aws/policy/pins";
import type { Estate, Identity } from "../estate/types";
import { type AccessFact, type Fact, ofKind, type TrustFact } from "../facts/fact";
import type { Principal } from "../facts/principal";

/** Who stands behind a principal: those who may become it, or the principal itself where nobody needs to. */
export function trustsOf(facts: readonly Fact[], principal: Principal): readonly TrustFact[] {
  return ofKind(facts, "trust").filter(({ becomes }) => becomes.key === principal.key);
}

/** The identities of an estate by what a plan knows of them. */
export class Identities {
  readonly #byName = new Map<string, Identity>();
  #byPins: ReadonlyMap<string, Identity> | undefined;

  constructor(private readonly estate: Estate) {
    for (const identity of estate.identities.values()) {
      const { aws, gcp } = identity;
      if (gcp) this.#byName.set(gcp.member, identity);
      if (aws?.kind === "user" || aws?.kind === "role") this.#byName.set(aws.arn, identity);
    }
  }

  /** Of thousands of people in thousands of accounts: worked out only where a trust asks for it. */
  #pinned(): ReadonlyMap<string, Identity> {
    const found = new Map<string, Identity>();
    const clouds = [...this.estate.targets.values()].map(({ cloud }) => cloud);
    for (const identity of this.estate.identities.values()) {
      const { aws } = identity;
      if (!aws) continue;
      for (const cloud of clouds) {
        if (cloud.kind !== "aws") continue;
        const { principal, condition } = pinOf(aws, cloud);
        found.set(pinsText(principal, condition), identity);
      }
    }
    return found;
  }

  /** The identity that a trust lets in; undefined for nobody whom the estate knows. */
  ofTrust({ principal, pins }: TrustFact): Identity | undefined {
    if (pins !== undefined) this.#byPins ??= this.#pinned();
    return (pins === undefined ? undefined : this.#byPins?.get(pins)) ?? this.#byName.get(principal.name);
  }

  /** The identity that a principal is by itself: a user, a role, a GCP member. */
  ofPrincipal({ name }: Principal): Identity | undefined {
    return this.#byName.get(name);
  }

  /**
   * The identities behind an access, and whether there is anybody else.
   *
   * @param facts those among which the principal's trust is
   */
  behind(
    fact: AccessFact,
    facts: readonly Fact[],
  ): { readonly known: readonly Identity[]; readonly others: readonly Principal[] } {
    const own = this.ofPrincipal(fact.principal);
    if (own) return { known: [own], others: [] };
    const known: Identity[] = [];
    const others: Principal[] = [];
    const trusts = trustsOf(facts, fact.principal);
    for (const trust of trusts) {
      const identity = this.ofTrust(trust);
      if (!identity) others.push(trust.principal);
      else if (!known.includes(identity)) known.push(identity);
    }
    if (trusts.length === 0) others.push(fact.principal);
    return { known, others };
  }
}
