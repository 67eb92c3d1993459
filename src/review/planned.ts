import type { Declared } from "../expect/declared";
import { type AccessFact, type Fact, ofKind } from "../facts/fact";
import type { Privilege } from "../facts/privilege";
import { factsOf } from "../gate/facts";
import { judgeFacts } from "../gate/judge";
import { Sensitive } from "../gate/sensitive";
import { applyWaivers } from "../gate/waivers";
import type { Finding } from "../rules/finding";
import type { Plan } from "../terraform/plan/plan";
import { formatFoundInstant, type Instant } from "../time/instant";
import { beyondDeclaration } from "./findings";

/** A plan under review. */
export interface ReviewedPlan {
  /** The file, as it was given. */
  readonly file: string;
  readonly plan: Plan;
}

/** An access that a plan makes or ends. */
export interface PlannedAccess {
  /** The identity of a declared lease, or the principal as the cloud names it. */
  readonly who: string;
  /** The declared grant that it is; absent where the head declares none like it, or one that ends sooner. */
  readonly grant?: string;
  readonly privilege?: Privilege;
  readonly scope: string;
  /** How long: `until 2026-11-23T10:30:00Z`, `for good`. */
  readonly holds: string;
  readonly address: string;
  /** It is software of the cloud, and no person, pipeline or stranger. */
  readonly service: boolean;
}

/** What a plan really changes. */
export interface PlannedChange {
  readonly file: string;
  readonly gains: readonly PlannedAccess[];
  readonly loses: readonly PlannedAccess[];
  /** Privileged accesses that nothing ends for certain. */
  readonly standing: { readonly before: number; readonly after: number };
  /** What the plan makes and the head does not declare, as the gate judges it by the waivers of the base. */
  readonly findings: readonly Finding[];
}

/**
 * What a plan makes and ends, as facts read from it before and after, held to the declaration.
 *
 * @param by.base whose waivers count (law 10); absent where the base declares nothing
 */
export async function plannedChange(
  { file, plan }: ReviewedPlan,
  by: { readonly head: Declared; readonly base?: Declared; readonly now: Instant },
): Promise<PlannedChange> {
  const { head, base, now } = by;
  const sensitive = new Sensitive(plan.before, plan.after);
  const before = await factsOf(plan.before);
  const after = await factsOf(plan.after);
  const was = accesses(before, now);
  const is = accesses(after, now);
  const gains = sensitive.without(beyond(is, was)).map((fact) => planned(fact, after, head));
  const { judged } = judgeFacts({ before, after, declared: head, ...(base ? { base } : {}), now });
  const waived = base ? applyWaivers(judged, base.estate, now) : judged.map(({ finding }) => finding);
  return {
    file,
    gains,
    loses: sensitive.without(beyond(was, is)).map((fact) => planned(fact, before, head)),
    standing: { before: was.filter(isStanding).length, after: is.filter(isStanding).length },
    findings: undeclared(gains, sensitive.without(waived)),
  };
}

/** What the gate says of the accesses that no lease declares; where it says nothing, that they are there. */
function undeclared(gains: readonly PlannedAccess[], findings: readonly Finding[]): readonly Finding[] {
  const those = gains.filter(({ grant, privilege }) => grant === undefined && privilege !== "read");
  const addresses = new Set(those.map(({ address }) => address));
  const said = findings.filter(({ address }) => address !== undefined && addresses.has(address));
  const known = new Set(said.map(({ address }) => address));
  const unsaid = those.filter(({ address, service }) => !service && !known.has(address));
  return [...said, ...unsaid.map(beyondDeclaration)];
}

/** What has ended is no access. */
function accesses(facts: readonly Fact[], now: Instant): readonly AccessFact[] {
  return ofKind(facts, "access").filter(({ bound }) => bound.kind !== "leased" || bound.until > now);
}

function isStanding({ bound, privilege, principal }: AccessFact): boolean {
  const endless = bound.kind === "standing" || bound.kind === "indeterminate";
  return endless && privilege !== "read" && principal.kind !== "service";
}

function beyond(facts: readonly AccessFact[], others: readonly AccessFact[]): readonly AccessFact[] {
  const there = new Set(others.map(keyOf));
  const seen = new Set<string>();
  return facts.filter((fact) => {
    const key = keyOf(fact);
    const isNew = !there.has(key) && !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

/** The same for the same access, wherever in the configuration it is written. */
function keyOf({ principal, privilege, permissions, scope, bound }: AccessFact): string {
  const until = bound.kind === "leased" ? [bound.from, bound.until] : [];
  const allowed = permissions.map((each) => [each.actions, each.except, each.resources, each.conditions]);
  const where = [scope.cloud, scope.container, scope.text];
  return JSON.stringify([principal.key, privilege, allowed, where, bound.kind, until]);
}

function planned(fact: AccessFact, facts: readonly Fact[], head: Declared): PlannedAccess {
  const lease = head.leaseOf(fact, facts);
  const { bound } = fact;
  const asDeclared = lease !== undefined && bound.kind === "leased" && bound.until <= lease.window.end;
  return {
    who: lease?.identity.name ?? fact.principal.name,
    ...(asDeclared ? { grant: lease.grant.name } : {}),
    ...(fact.privilege === undefined ? {} : { privilege: fact.privilege }),
    scope: fact.scope.text,
    holds: holdsText(fact),
    address: fact.from.address,
    service: fact.principal.kind === "service",
  };
}

function holdsText({ bound }: AccessFact): string {
  switch (bound.kind) {
    case "leased":
      return `until ${formatFoundInstant(bound.until)}`;
    case "eligible":
      return "once it is activated";
    case "standing":
      return "for good";
    case "indeterminate":
      return "nobody can tell how long";
  }
}
