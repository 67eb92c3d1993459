import type { Severity, SourceLocation } from "../diagnostics/diagnostic";
import type { Finding } from "../rules/finding";
import { aligned } from "./aligned";
import { coloursFor } from "./colours";
import type { ReportContext } from "./context";
import { coverageLines } from "./coverage";
import { factColumns, factRow } from "./facts";
import type { Judgement } from "./judgement";
import { placeOf } from "./place";
import { plain, withoutCommands } from "./plain";
import { counted, summaryLine } from "./summary";
import { accessBlocks } from "./text-access";
import { wrapped } from "./wrap";

/** As many notes as fit on a screen; what fails is never cut. */
const notesShown = 20;
/** A longer place moves its message to the next line instead of pushing every message aside. */
const widestPlace = 44;
/** Text is not squeezed into fewer columns than this, however narrow the terminal. */
const narrowest = 40;

interface Entry {
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly fix: string;
  readonly location?: SourceLocation;
  readonly waivedBy?: string;
}

/** For people: gravest first, one group for each code, the mend beneath; then access by principal; a summary last. */
export function text(judgement: Judgement, context: ReportContext): string {
  const entries: readonly Entry[] = [
    ...judgement.errors.map((error) => ({ ...error, severity: "error" as const })),
    ...judgement.findings
      .filter((finding) => !isAboutAccess(finding))
      .map((finding) => ({ ...finding, code: finding.rule })),
  ];
  const notes = entries.filter((entry) => entry.severity === "note");
  const shown = [...entries.filter((entry) => entry.severity !== "note"), ...notes.slice(0, notesShown)];
  const width = shown
    .map((entry) => placeText(entry, context).length)
    .reduce((widest, length) => (length <= widestPlace ? Math.max(widest, length) : widest), 0);

  const groups = new Map<string, Entry[]>();
  for (const entry of shown) {
    const key = `${entry.severity} ${entry.code}`;
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  const blocks = [...groups.values()].map((group) => block(group, width, context));
  if (notes.length > notesShown) {
    blocks.push(`… and ${counted(notes.length - notesShown, "more note")} (--format json shows all)`);
  }
  blocks.push(...accessBlocks(judgement.findings.filter(isAboutAccess), context));
  if (judgement.facts) {
    const rows = [factColumns.map((title) => title.toUpperCase()), ...judgement.facts.map(factRow)];
    blocks.push(aligned(rows.map((row) => row.map(plain))).join("\n"));
  }
  const colours = coloursFor(context.colour);
  const paint = judgement.verdict === "pass" ? colours.green : colours.red;
  const covered = coverageLines(judgement);
  if (covered.length > 0) blocks.push(covered.map(plain).join("\n"));
  blocks.push(paint(summaryLine(judgement)));
  return withoutCommands(`${blocks.join("\n\n")}\n`, "\\u003a");
}

/** What a plan or a cloud holds has an address; what stands in a declaration has only a place. */
function isAboutAccess({ address, principal }: Finding): boolean {
  return address !== undefined || principal !== undefined;
}

function block(group: readonly Entry[], width: number, context: ReportContext): string {
  const colours = coloursFor(context.colour);
  const paint = { error: colours.red, warning: colours.yellow, note: colours.cyan };
  const [first] = group;
  if (!first) return "";
  const times = group.length > 1 ? colours.dim(` × ${group.length}`) : "";
  const lines = [`${paint[first.severity](first.severity)} ${colours.bold(plain(first.code))}${times}`];
  const margin = 2 + (width > 0 ? width + 2 : 0);
  const indent = " ".repeat(margin);
  // Two columns are kept for the arrow of a mend, under which its further lines stand.
  const columns = context.width === undefined ? undefined : Math.max(narrowest, context.width - margin - 2);
  const wrap = (line: string): string[] => (columns === undefined ? [line] : wrapped(line, columns));
  group.forEach((entry, index) => {
    const place = placeText(entry, context);
    const waived = entry.waivedBy === undefined ? "" : ` (waived by ${plain(entry.waivedBy)})`;
    const [message = "", ...more] = wrap(`${plain(entry.message)}${waived}`);
    if (place.length > width) lines.push(`  ${colours.dim(place)}`, `${indent}${message}`);
    else lines.push(`  ${width > 0 ? `${colours.dim(place.padEnd(width))}  ` : ""}${message}`);
    lines.push(...more.map((line) => indent + line));
    // One mend said once for all the places in a row that it mends.
    if (entry.fix !== "" && entry.fix !== group[index + 1]?.fix) {
      const [fix = "", ...rest] = wrap(plain(entry.fix));
      lines.push(`${indent}→ ${fix}`, ...rest.map((line) => `${indent}  ${line}`));
    }
  });
  return lines.join("\n");
}

function placeText(entry: Entry, context: ReportContext): string {
  return entry.location ? plain(placeOf(context, entry.location)) : "";
}
