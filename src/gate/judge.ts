import type { Declared } from "../expect/declared";
import type { Fact } from "../facts/fact";
import type { Finding } from "../rules/finding";
import { applyRules, type Judged } from "../rules/rules";
import type { Instant } from "../time/instant";

/** The facts to judge, and what to judge them by. */
export interface Judging {
  readonly before: readonly Fact[];
  readonly after: readonly Fact[];
  /** The declaration that `after` should meet. */
  readonly declared?: Declared;
  /** The declaration of the base: its rules, waivers and owners decide (law 10); default: `declared`. */
  readonly base?: Declared;
  /** Absent where judging must not depend on the time, as in synthesis (law 2). */
  readonly now?: Instant;
}

/** What the rules say, and the facts that they were asked about: what has ended is no access. */
export function judgeFacts(judging: Judging): { readonly judged: readonly Judged[]; readonly facts: readonly Fact[] } {
  const { before, declared, now } = judging;
  const base = judging.base ?? declared;
  const facts = now === undefined ? judging.after : judging.after.filter((fact) => !hasEnded(fact, now));
  const judged = applyRules({
    before,
    after: facts,
    ...(now === undefined ? {} : { now }),
    ...(declared ? { declared } : {}),
    ...(base ? { base } : {}),
  });
  return { judged: withoutRepetition(judged), facts };
}

function hasEnded(fact: Fact, now: Instant): boolean {
  return "bound" in fact && fact.bound.kind === "leased" && fact.bound.until <= now;
}

const gravity: Readonly<Record<Finding["severity"], number>> = { error: 3, warning: 2, note: 1 };

/** One finding for a rule, a resource and a principal: the gravest. */
function withoutRepetition(judged: readonly Judged[]): readonly Judged[] {
  const gravest = new Map<string, Judged>();
  for (const one of judged) {
    const { rule, address, principal, message } = one.finding;
    const key = address === undefined ? `${rule}\n${message}` : `${rule}\n${address}\n${principal ?? message}`;
    const other = gravest.get(key);
    if (other === undefined || gravity[one.finding.severity] > gravity[other.finding.severity]) gravest.set(key, one);
  }
  return [...gravest.values()];
}
