import type { Diagnostic } from "../diagnostics/diagnostic";
import type { Estate } from "../estate/types";
import type { Clock } from "../time/clock";
import type { Told } from "./protocol/provider";

/** What configuring the provider gives to its resources. */
export interface Configured {
  /** Absent where none is configured, or the configuration does not know the directory yet. */
  readonly declared?: DeclaredEstate;
  readonly isEstateGiven: boolean;
  /** The one source of "now"; absent while the configuration does not know it. */
  readonly clock?: Clock;
  readonly aws: AwsSettings;
}

/** An estate that loads and is governed. */
export interface DeclaredEstate {
  /** As it was given. */
  readonly directory: string;
  readonly estate: Estate;
  /** SHA-256 of all that is declared, hexadecimal. */
  readonly digest: () => string;
  /** Errors that are there because of the time alone, such as what a waiver let stand until it expired. */
  readonly overdue: readonly Diagnostic[];
}

/** How AWS is spoken to; what is absent is left to AWS's own ways of finding it. */
export interface AwsSettings {
  readonly region?: string;
  readonly profile?: string;
  /** The URL of STS, for tests. */
  readonly endpoint?: string;
}

/** What is told where the estate is needed and is not there. */
export function withoutEstate({ isEstateGiven }: Pick<Configured, "isEstateGiven">): Told {
  if (!isEstateGiven) {
    return {
      severity: "error",
      summary: "The provider has no estate",
      detail:
        'Write the directory that holds it into the provider\'s block: `provider "leasehold" { estate = "access" }`.',
    };
  }
  return {
    severity: "error",
    summary: "The estate is not known yet",
    detail:
      "The provider's `estate` comes from something that only this apply makes. Write the directory itself, or make what it comes from first (-target).",
  };
}

/** What is told where the time is needed and not known as yet. */
export const nowUnknown: Told = {
  severity: "error",
  summary: "The time is not known yet",
  detail:
    "The provider's `now` comes from something that only this apply makes. Leave it out, and the machine's clock is taken, or write an RFC 3339 time.",
};
