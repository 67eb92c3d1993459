import { actionWithin, resourceWithin } from "../aws/policy/containment";
import { declaredEnd } from "../facts/declared-end";
import type { AccessFact, Fact, Permission } from "../facts/fact";
import { trustsOf } from "./holders";
import type { DeclaredLease } from "./leases";

/**
 * The declared lease that an access is, by its meaning: the same account or project, the same holder, nothing beyond what the
 * lease permits. When it ends is not compared; of several, the one that ends last before, or else soonest after, is taken.
 *
 * @param facts those among which the principal's trust is
 */
export function leaseOf(
  leases: readonly DeclaredLease[],
  fact: AccessFact,
  facts: readonly Fact[],
): DeclaredLease | undefined {
  const holders = holdersOf(fact, facts);
  const matching = leases.filter(
    (lease) => sameHolders(holders, lease) && lease.access.some((promised) => permits(promised, fact)),
  );
  const end = fact.bound.kind === "leased" ? declaredEnd(fact.session, fact.bound.until) : 0;
  const byEnd = [...matching].sort((a, b) => a.window.end - b.window.end);
  return byEnd.find(({ window }) => window.end >= end) ?? byEnd.at(-1);
}

/** Who holds an access: what pins those who may become its principal, or, where nobody needs to, the principal. */
function holdersOf(fact: AccessFact, facts: readonly Fact[]): ReadonlySet<string> {
  const trusts = trustsOf(facts, fact.principal);
  return new Set(trusts.length === 0 ? [fact.principal.key] : trusts.map((trust) => trust.pins ?? trust.principal.key));
}

function sameHolders(holders: ReadonlySet<string>, lease: DeclaredLease): boolean {
  const expected = new Set(
    lease.trust.length === 0
      ? lease.access.map(({ principal }) => principal.key)
      : lease.trust.map((trust) => trust.pins ?? trust.principal.key),
  );
  return holders.size > 0 && [...holders].every((holder) => expected.has(holder));
}

/** Is all that is found within what is promised? */
function permits(promised: AccessFact, found: AccessFact): boolean {
  if (found.permissions.length === 0) return false;
  return found.permissions.every((one) => promised.permissions.some((two) => holds(two, one)));
}

function holds(outer: Permission, inner: Permission): boolean {
  if (!inner.resources.every((resource) => resourceWithin(resource, outer.resources))) return false;
  if (inner.except !== outer.except) return false;
  const { conditions = [] } = inner;
  if (outer.conditions?.some((condition) => !conditions.includes(condition)) === true) return false;
  // Of two exceptions the one that leaves out more holds less.
  const [less, more] = inner.except ? [outer.actions, inner.actions] : [inner.actions, outer.actions];
  return less.every((action) => actionWithin(action, more));
}
