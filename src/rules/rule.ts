import type { Severity } from "../diagnostics/diagnostic";
import type { Declared } from "../expect/declared";
import type { Fact } from "../facts/fact";
import type { Provenance } from "../facts/provenance";
import type { Instant } from "../time/instant";
import type { Finding } from "./finding";

/** All that a rule may look at. Rules are functions from data to data. */
export interface Evidence {
  /** What is true of access once the change is applied. */
  readonly after: readonly Fact[];
  /** What was true before it; empty where that is not known. */
  readonly before: readonly Fact[];
  /** The declaration that `after` should meet; absent without an estate. */
  readonly declared?: Declared;
  /** The declaration of the base (law 10): its owners, policy and waivers decide. */
  readonly base?: Declared;
  /** Absent where nothing may depend on the time, as in synthesis (law 2). */
  readonly now?: Instant;
}

/** What a rule says of one thing: a finding without what the rule itself knows. */
export type Verdict = Omit<Finding, "rule" | "severity" | "controls" | "waivedBy" | "fix"> & {
  /** Default: the rule's. */
  readonly severity?: Severity;
  /** Where the fact was read. */
  readonly from?: Provenance;
  /** Default: the rule's. */
  readonly fix?: string;
};

/** One rule: a file of its own name, its documentation, and a function from evidence to verdicts. */
export interface Rule {
  /** Kebab-case, the name of its file: `standing-privileged-access`. */
  readonly name: string;
  /** A state of access, or a change from one to another. */
  readonly judges: "state" | "change";
  /** What it needs to run. */
  readonly needs: "nothing" | "estate";
  readonly severity: Severity;
  /** One sentence: what is wrong. */
  readonly title: string;
  /** Why that is a risk, in a short paragraph. */
  readonly why: string;
  /** What to write or run. */
  readonly fix: string;
  /** HCL or YAML that fails, and how it is mended. */
  readonly examples: readonly { readonly bad: string; readonly good: string }[];
  /** Ids of FACTS §10. */
  readonly controls: readonly string[];
  judge(evidence: Evidence): Iterable<Verdict>;
}
