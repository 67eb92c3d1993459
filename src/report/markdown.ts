import type { Paragraph, PhrasingContent, RootContent, TableRow, Text } from "mdast";
import type { Severity } from "../diagnostics/diagnostic";
import type { Finding } from "../rules/finding";
import type { ReportContext } from "./context";
import { coverageLines } from "./coverage";
import { factColumns, factRow } from "./facts";
import type { Judgement } from "./judgement";
import { markdownWriter } from "./markdown-writer";
import { placeOf } from "./place";
import { plain } from "./plain";
import { counted, summaryLine } from "./summary";

/** A comment on a pull request may be this long; some is kept for what a bot puts round it. */
const longest = 60_000;
/** What one finding may add to a comment, however long its message. */
const longestText = 1_000;
/** More rows than these never fit. */
const mostRows = 500;
/** As many errors of structure as one mends at a time. */
const mostErrors = 20;

const headings: Readonly<Record<Severity, string>> = { error: "Errors", warning: "Warnings", note: "Notes" };

/** For a pull request: a table of who, what, where and until when for each severity, and the mends beneath. */
export async function markdown(judgement: Judgement, context: ReportContext): Promise<string> {
  const write = await markdownWriter();
  const { findings } = judgement;
  const { facts, ...rest } = judgement;
  if (facts && facts.length + findings.length <= mostRows) {
    const text = write(contents(judgement, findings, context));
    if (text.length <= longest) return text;
  }
  // Then findings are dropped from the end, the least grave first, until the rest fits.
  for (let shown = Math.min(findings.length, mostRows); ; shown = Math.floor(shown * 0.8)) {
    const text = write(contents(rest, findings.slice(0, shown), context));
    if (text.length <= longest || shown === 0) return text;
  }
}

function contents(judgement: Judgement, shown: readonly Finding[], context: ReportContext): RootContent[] {
  const hidden = judgement.findings.length - shown.length;
  const nodes: RootContent[] = [{ type: "heading", depth: 2, children: [words(plain(summaryLine(judgement)))] }];
  for (const { code, message, fix } of judgement.errors.slice(0, mostErrors)) {
    nodes.push(paragraph({ type: "strong", children: [words(code)] }, words(` ${message} ${fix}`)));
  }
  const unsaid = judgement.errors.length - mostErrors;
  if (unsaid > 0) nodes.push(paragraph(words(`… and ${counted(unsaid, "more error")} (--format json shows all).`)));
  for (const severity of ["error", "warning", "note"] as const) {
    const those = shown.filter((finding) => finding.severity === severity);
    if (those.length > 0)
      nodes.push({ type: "heading", depth: 3, children: [words(headings[severity])] }, table(those));
    for (const fix of new Set(those.filter(() => severity !== "note").map(({ fix }) => fix))) {
      nodes.push(paragraph(words(`→ ${fix}`)));
    }
  }
  if (hidden > 0) nodes.push(paragraph(words(`… and ${counted(hidden, "more finding")} (--format json shows all).`)));
  const { inputs, facts } = judgement;
  if (facts) {
    const heads = row(factColumns.map((title) => [words(title)]));
    nodes.push(
      { type: "heading", depth: 3, children: [words("Facts")] },
      { type: "table", children: [heads, ...facts.map((fact) => row(factRow(fact).map(cell)))] },
    );
  }
  for (const line of coverageLines(judgement)) nodes.push(paragraph(words(line)));
  if (inputs) {
    const when = `judged at ${inputs.now} by leasehold ${inputs.leasehold}.`;
    const what = inputs.plan
      ? [words("Plan "), code(inputs.plan.sha256), words(`, ${when}`)]
      : [words(`It was ${when}`)];
    nodes.push(paragraph(...what));
  }
  return nodes;

  function table(those: readonly Finding[]): RootContent {
    return {
      type: "table",
      children: [
        row(["Rule", "Who", "What", "Where", "Until", "Why"].map((title) => [words(title)])),
        ...those.map((finding) =>
          row([
            [code(finding.rule)],
            finding.principal === undefined ? [] : [code(finding.principal)],
            finding.privilege === undefined ? [] : [words(finding.privilege)],
            where(finding, context),
            [words(finding.bound?.until ?? finding.bound?.kind ?? "")],
            [
              words(
                finding.waivedBy === undefined ? finding.message : `${finding.message} (waived by ${finding.waivedBy})`,
              ),
            ],
          ]),
        ),
      ],
    };
  }
}

function where({ address, location, scope }: Finding, context: ReportContext): PhrasingContent[] {
  const place = location === undefined ? address : placeOf(context, location);
  return [...(place === undefined ? [] : [code(place)]), ...(scope === undefined ? [] : [words(` on ${scope}`)])];
}

function cell(text: string): PhrasingContent[] {
  return text === "" ? [] : [code(text)];
}

function row(cells: readonly PhrasingContent[][]): TableRow {
  return { type: "tableRow", children: cells.map((children) => ({ type: "tableCell", children })) };
}

function paragraph(...children: PhrasingContent[]): Paragraph {
  return { type: "paragraph", children };
}

function words(text: string): Text {
  return { type: "text", value: cut(plain(text)) };
}

/** In code nothing is a mention, a link or a reference. */
function code(text: string): PhrasingContent {
  return { type: "inlineCode", value: cut(plain(text)) };
}

function cut(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}
