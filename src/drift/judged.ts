import type { SourceLocation } from "../diagnostics/diagnostic";
import type { Provenance } from "../facts/provenance";
import type { Finding } from "../rules/finding";
import { type DriftKindName, kindOf } from "./kinds";
import type { Repair } from "./repair";

/** A finding, what it was read from, and how it is put right. */
export interface DriftJudged {
  readonly finding: Finding;
  readonly from?: Provenance;
  readonly repair: Repair;
  /** The same for the same difference, whichever source tells of it. */
  readonly key: string;
}

/** What is said of one thing: a finding without what its kind knows. */
export interface Said extends Omit<Finding, "rule" | "severity" | "controls" | "fix" | "waivedBy"> {
  readonly severity?: Finding["severity"];
  readonly from?: Provenance;
  readonly location?: SourceLocation;
}

/** Makes the finding of a kind. */
export function judgedAs(name: DriftKindName, said: Said, repair: Repair, about: string): DriftJudged {
  const kind = kindOf(name);
  const { from, severity = kind.severity, ...rest } = said;
  return {
    finding: { ...rest, rule: name, severity, fix: repair.text, controls: kind.controls },
    ...(from === undefined ? {} : { from }),
    repair,
    key: `${name}\n${about}`,
  };
}

const gravity: Readonly<Record<Finding["severity"], number>> = { error: 3, warning: 2, note: 1 };

/** Of two verdicts on one thing the graver. */
export function graver(one: DriftJudged, other: DriftJudged): DriftJudged {
  return gravity[other.finding.severity] > gravity[one.finding.severity] ? other : one;
}
