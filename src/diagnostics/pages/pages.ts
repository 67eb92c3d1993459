import type { structure } from "../codes/structure";
import type { CodeDefinition } from "../define";
import type { Severity } from "../diagnostic";
import { type Code, codes } from "../table";
import { approvalPages } from "./approval";
import { awsPages, gcpPages } from "./clouds";
import { agentPages, grantPages, identityPages } from "./grants";
import { hostingPages } from "./hosting";
import { codeOwnerPages, ownerPages, reviewPages, waiverPages } from "./owners";
import type { CodePage } from "./page";
import { breakGlassPages, durationPages, enforceabilityPages, persistencePages, sensitivityPages } from "./roles";

/** A code that can stand in a finding, and what it means. */
export interface CodeExplained extends CodePage {
  readonly name: string;
  readonly severity: Severity;
  /** Ids of FACTS §10. */
  readonly controls: readonly string[];
  /** Its verdict depends on the moment of checking. */
  readonly timed: boolean;
  /** A waiver may let it stand. */
  readonly waivable: boolean;
  /** Which command says it. */
  readonly by: "check" | "check --hosting" | "codeowners";
}

/** Faults of structure are errors, and never findings (DESIGN §7). */
type FindingCode = Exclude<Code, keyof typeof structure>;

const table: Readonly<Record<FindingCode, CodePage>> = {
  ...ownerPages,
  ...durationPages,
  ...sensitivityPages,
  ...approvalPages,
  ...agentPages,
  ...identityPages,
  ...grantPages,
  ...persistencePages,
  ...enforceabilityPages,
  ...waiverPages,
  ...breakGlassPages,
  ...reviewPages,
  ...codeOwnerPages,
  ...hostingPages,
  ...awsPages,
  ...gcpPages,
};

/** Every code that a finding may have as its rule, by name. */
export const codesExplained: readonly CodeExplained[] = Object.entries(table)
  .map(([name, page]) => {
    const {
      severity,
      controls = [],
      timed = false,
      waivable = false,
    }: Omit<CodeDefinition<never>, "message" | "fix"> = codes[name as FindingCode];
    return { name, ...page, severity, controls, timed, waivable, by: commandOf(name) };
  })
  .sort((a, b) => (a.name < b.name ? -1 : 1));

function commandOf(name: string): CodeExplained["by"] {
  if (name in hostingPages) return "check --hosting";
  return name in codeOwnerPages ? "codeowners" : "check";
}

const byName = new Map(codesExplained.map((code) => [code.name, code]));

/** The code of a name; undefined for what is none, or stands in no finding. */
export function codeExplained(name: string): CodeExplained | undefined {
  return byName.get(name);
}
