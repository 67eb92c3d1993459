import type { Declared } from "../expect/declared";
import type { Fact } from "../facts/fact";
import type { Judged } from "../rules/rules";
import type { Landscape } from "../terraform/instance";
import type { Instant } from "../time/instant";
import type { SourceIndex } from "./source-index";

/** What the `leasehold_grant`s of a landscape come to. */
export interface Granted {
  /** With what they will export, where that is all that stands somewhere. */
  readonly landscape: Landscape;
  /** The declaration, and what they declare. */
  readonly declared?: Declared;
  /** What is wrong with them. */
  readonly judged: readonly Judged[];
  /** The facts, which say where an end is only that of a lease made now. */
  readonly explained: (facts: readonly Fact[]) => readonly Fact[];
}

/** Takes the `leasehold_grant`s of a landscape for what the estate lets them be; most landscapes have none, and cost nothing. */
export async function grantedBy(
  landscape: Landscape,
  by: { readonly declared?: Declared; readonly source?: SourceIndex; readonly now: Instant },
): Promise<Granted> {
  const some = landscape.instances.some(({ type }) => type === "leasehold_grant");
  if (some) return (await import("./resource-grants.js")).grantedHere(landscape, by);
  const { declared } = by;
  return { landscape, judged: [], explained: (facts) => facts, ...(declared === undefined ? {} : { declared }) };
}
