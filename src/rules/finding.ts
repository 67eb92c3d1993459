import type { Severity, SourceLocation } from "../diagnostics/diagnostic";
import type { Privilege } from "../facts/privilege";

/** How long an access holds, as a finding says it. */
export interface FindingBound {
  readonly kind: "standing" | "leased" | "eligible" | "indeterminate";
  /** RFC 3339, in UTC. */
  readonly until?: string;
  readonly because: string;
}

/** A rule's verdict, in the published form. Those about access say who, what and where. */
export interface Finding {
  /** The rule's name; of a finding of `check`, the diagnostic's code. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly fix: string;
  readonly address?: string;
  readonly addresses?: readonly string[];
  readonly principal?: string;
  readonly privilege?: Privilege;
  readonly scope?: string;
  readonly bound?: FindingBound;
  readonly location?: SourceLocation;
  readonly controls: readonly string[];
  readonly waivedBy?: string;
}
