import type { Declared } from "../expect/declared";
import type { Fact } from "../facts/fact";
import type { Finding } from "../rules/finding";
import type { Landscape } from "../terraform/instance";
import type { Instant } from "../time/instant";
import { applyBaseline, type BaselineFinding } from "./baseline";
import { factsOf } from "./facts";
import { grantedBy } from "./granted";
import { judgeFacts } from "./judge";
import { Sensitive } from "./sensitive";
import type { SourceIndex } from "./source-index";

/** What the gate judges, and what it judges by. */
export interface GateInput {
  readonly before: Landscape;
  readonly after: Landscape;
  /** The declaration that `after` should meet. */
  readonly declared?: Declared;
  /** The declaration of the base: its rules, waivers and owners decide (law 10); default: `declared`. */
  readonly base?: Declared;
  /** There is a base, and it is not governed: it waives nothing, nor does the declaration in its place. */
  readonly baseUngoverned?: boolean;
  /** What an earlier verdict found, and is known. */
  readonly baseline?: readonly BaselineFinding[];
  /** Where the configuration is written, to name files, lines and constructs. */
  readonly source?: SourceIndex;
  readonly now: Instant;
}

/** What the gate found. */
export interface GateOutcome {
  readonly findings: readonly Finding[];
  /** What is true of access once the plan is applied. */
  readonly facts: readonly Fact[];
  /** How many findings the baseline made notes of. */
  readonly known: number;
}

/** Judges the access that a plan would leave behind. Pure but for loading code. */
export async function gate(input: GateInput): Promise<GateOutcome> {
  const { before, after, baseline = [], source, ...by } = input;
  const granted = await grantedBy(after, input);
  const found = judgeFacts({
    ...by,
    ...(granted.declared === undefined ? {} : { declared: granted.declared }),
    before: await factsOf(before, source),
    after: granted.explained(await factsOf(granted.landscape, source)),
  });
  const judged = [...granted.judged, ...found.judged];
  const { facts } = found;
  const base = input.baseUngoverned === true ? undefined : (input.base ?? input.declared);
  const waived = base
    ? (await import("./waivers.js")).applyWaivers(judged, base.estate, input.now)
    : judged.map(({ finding }) => finding);
  const sensitive = new Sensitive(before, after);
  return { ...applyBaseline(sensitive.without(waived), baseline), facts: sensitive.without(facts) };
}
