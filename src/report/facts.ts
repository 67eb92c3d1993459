import type { Fact } from "../facts/fact";
import type { Privilege } from "../facts/privilege";
import type { FindingBound } from "../rules/finding";
import { findingBound } from "../rules/words";

/** One fact in the published form: what `--facts` adds. */
export interface ReportedFact {
  readonly kind: Fact["kind"];
  readonly address: string;
  readonly principal?: string;
  readonly privilege?: Privilege;
  readonly scope?: string;
  readonly bound?: FindingBound;
  /** What a trust leads to, what a guardrail limits. */
  readonly of?: string;
}

/** Facts as a person or a program may see them, sorted by address and kind. */
export function reportedFacts(facts: readonly Fact[]): readonly ReportedFact[] {
  return facts
    .map(reported)
    .map((fact) => [`${fact.address}\n${JSON.stringify(fact)}`, fact] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, fact]) => fact);
}

function reported(fact: Fact): ReportedFact {
  const { kind } = fact;
  const { address } = fact.from;
  switch (fact.kind) {
    case "access":
      return {
        kind,
        address,
        principal: fact.principal.name,
        ...(fact.privilege === undefined ? {} : { privilege: fact.privilege }),
        scope: fact.scope.text,
        bound: findingBound(fact.bound),
      };
    case "trust":
      return {
        kind,
        address,
        principal: fact.principal.name,
        ...(fact.privilege === undefined ? {} : { privilege: fact.privilege }),
        bound: findingBound(fact.bound),
        of: fact.becomes.name,
      };
    case "entitlement":
      return {
        kind,
        address,
        principal: fact.eligible.join(", "),
        ...(fact.privilege === undefined ? {} : { privilege: fact.privilege }),
        scope: fact.scope.text,
        bound: findingBound(fact.bound),
      };
    case "credential":
      return { kind, address, principal: fact.principal.name, of: fact.credential };
    case "guardrail":
      return { kind, address, of: fact.protects };
    case "ownership":
      return { kind, address };
  }
}

/** The heads of the columns in which facts are shown to people. */
export const factColumns = ["Kind", "Address", "Principal", "Privilege", "Scope", "Bound"] as const;

/** One fact in those columns. */
export function factRow({ kind, address, principal, privilege, scope, of, bound }: ReportedFact): readonly string[] {
  const ends = bound?.until === undefined ? bound?.kind : `${bound.kind} until ${bound.until}`;
  return [kind, address, principal ?? "", privilege ?? "", scope ?? of ?? "", ends ?? ""];
}
