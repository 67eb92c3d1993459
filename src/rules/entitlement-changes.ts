import type { SourceLocation } from "../diagnostics/diagnostic";
import type { Declared } from "../expect/declared";
import type { DeclaredEntitlement } from "../expect/entitlements";
import type { EntitlementFact } from "../facts/fact";

/** A role that both the base and the change declare. */
export interface RoleChange {
  readonly name: string;
  readonly was: DeclaredEntitlement;
  readonly is: DeclaredEntitlement;
  /** Where the change declares it. */
  readonly location?: SourceLocation;
}

/** The roles that a change keeps. A new role is nobody's loss: what it allows is reviewed as a whole. */
export function* changedRoles(base: Declared | undefined, declared: Declared | undefined): Iterable<RoleChange> {
  if (!base || !declared || base === declared) return;
  for (const [name, is] of declared.entitlements) {
    const was = base.entitlements.get(name);
    if (!was) continue;
    const location = declared.estate.locate(["roles", name]);
    yield { name, was, is, ...(location === undefined ? {} : { location }) };
  }
}

/** The clouds' own entitlements that are there before and after. */
export function* changedEntitlements(
  before: readonly EntitlementFact[],
  after: readonly EntitlementFact[],
): Iterable<{ readonly was: EntitlementFact; readonly is: EntitlementFact }> {
  const earlier = new Map(before.map((fact) => [fact.name, fact]));
  for (const is of after) {
    const was = earlier.get(is.name);
    if (was) yield { was, is };
  }
}
