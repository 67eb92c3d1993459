import type { SourceLocation } from "../diagnostics/diagnostic";

/** The top-level keys of a declaration; `policy` and `name` have no entries, and count as one each. */
export type Part =
  | "name"
  | "policy"
  | "teams"
  | "identities"
  | "tasks"
  | "targets"
  | "approvalGroups"
  | "roles"
  | "grants"
  | "waivers"
  | "breakGlass";

/** One entry of a declaration; of `policy` and `name` the name is the key itself. */
export interface Subject {
  readonly part: Part;
  readonly name: string;
}

/** What a change comes to, gravest first: what protects others goes, somebody gains, something is widened, … */
export type Direction = "unguards" | "gains" | "widens" | "loses" | "tightens" | "restates";

/** One consequence of a change, for people. */
export interface Effect {
  readonly direction: Direction;
  /** Of what: a lease, a maximum, who is eligible, who approves, what is allowed, where, exceptions, who owns. */
  readonly aspect:
    | "access"
    | "maximum"
    | "eligibility"
    | "approval"
    | "privilege"
    | "scope"
    | "persistence"
    | "requirements"
    | "ownership"
    | "exception"
    | "guardrail"
    | "identity"
    | "membership"
    | "review";
  /** One sentence without a full stop, plain text: `dana may hold instance-operator for 4 h instead of 2 h`. */
  readonly text: string;
}

/** One entry that two estates declare differently. */
export interface Change {
  readonly subject: Subject;
  readonly kind: "added" | "removed" | "changed";
  /** What differs within it, by path (`approval.steps`), as canonical JSON; absent on a side where it is not declared. */
  readonly fields: readonly { readonly path: string; readonly was?: string; readonly is?: string }[];
  readonly effects: readonly Effect[];
  /** In the head, or in the base for what was removed. */
  readonly location?: SourceLocation;
}
