import { createHash } from "node:crypto";
import type { Severity, SourceLocation } from "../diagnostics/diagnostic";
import type { Finding } from "../rules/finding";
import type { ReportContext } from "./context";
import type { Judgement } from "./judgement";
import { pathOf, uriOf } from "./place";
import { plain, plainJson } from "./plain";

const exitCodes: Readonly<Record<Judgement["verdict"], number>> = { pass: 0, fail: 1, unjudged: 2 };

/** One result to be: an error of structure is shown beside its line like any other. */
type Entry = Pick<Finding, "severity" | "message" | "fix" | "location" | "controls" | "waivedBy" | "address"> & {
  readonly rule: string;
};

/** SARIF 2.1.0, for code scanning. */
export function sarif(judgement: Judgement, context: ReportContext): string {
  const entries: readonly Entry[] = [
    ...judgement.errors.map((error) => ({ ...error, rule: error.code, severity: "error" as const, controls: [] })),
    ...judgement.findings,
  ];
  const names = [...new Set(entries.map((entry) => entry.rule))].sort();
  const indexes = new Map(names.map((name, index) => [name, index]));
  const seen = new Map<string, number>();
  return plainJson({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "leasehold",
            version: context.version,
            semanticVersion: context.version,
            rules: names.map((name) => ruleOf(name, entries)),
          },
        },
        invocations: [
          { executionSuccessful: judgement.verdict !== "unjudged", exitCode: exitCodes[judgement.verdict] },
        ],
        columnKind: "utf16CodeUnits",
        results: entries.map((entry) => resultOf(entry, indexes.get(entry.rule) ?? -1, seen, context)),
      },
    ],
  });
}

function ruleOf(name: string, entries: readonly Entry[]): object {
  const controls = new Set(entries.filter((entry) => entry.rule === name).flatMap((entry) => entry.controls));
  return {
    id: name,
    name,
    shortDescription: { text: sentence(name) },
    ...(controls.size > 0 ? { properties: { tags: [...controls].sort() } } : {}),
  };
}

/** `owner-missing` as `Owner missing.` */
function sentence(name: string): string {
  const words = name.replaceAll("-", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

function resultOf(entry: Entry, ruleIndex: number, seen: Map<string, number>, context: ReportContext): object {
  return {
    ruleId: entry.rule,
    ruleIndex,
    level: entry.severity satisfies Severity,
    message: { text: withoutLinks(plain(entry.fix === "" ? entry.message : `${entry.message} ${entry.fix}`)) },
    ...(entry.location || entry.address !== undefined ? { locations: [locationOf(entry, context)] } : {}),
    partialFingerprints: { "leasehold/v1": fingerprint(entry, seen, context) },
    ...(entry.waivedBy === undefined
      ? {}
      : {
          suppressions: [
            { kind: "external", status: "accepted", justification: plain(`The waiver "${entry.waivedBy}"`) },
          ],
        }),
  };
}

/** `[text](destination)` is a link in a message of SARIF, but for brackets after a backslash. */
function withoutLinks(text: string): string {
  return text.includes("](") ? text.replace(/[\\[\]]/g, "\\$&") : text;
}

function locationOf({ location, address }: Entry, context: ReportContext): object {
  return {
    ...(location ? { physicalLocation: physicalLocationOf(location, context) } : {}),
    ...(address === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: plain(address), kind: "resource" }] }),
  };
}

function physicalLocationOf({ file, line, column }: SourceLocation, context: ReportContext): object {
  return {
    artifactLocation: { uri: uriOf(context, file), uriBaseId: "%SRCROOT%" },
    region: {
      startLine: line,
      startColumn: column,
      endLine: line,
      // The end is exclusive: the first character of what it is about.
      endColumn: column + 1,
    },
  };
}

/** The same for the same finding wherever it moves within its file. */
function fingerprint(entry: Entry, seen: Map<string, number>, context: ReportContext): string {
  const file = entry.location ? pathOf(context, entry.location.file) : "";
  const base = createHash("sha256")
    .update(JSON.stringify([entry.rule, file, entry.message, ...(entry.address === undefined ? [] : [entry.address])]))
    .digest("hex");
  const times = (seen.get(base) ?? 0) + 1;
  seen.set(base, times);
  return `${base.slice(0, 32)}:${times}`;
}
