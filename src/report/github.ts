import type { Severity, SourceLocation } from "../diagnostics/diagnostic";
import type { ReportContext } from "./context";
import type { Judgement } from "./judgement";
import { pathOf } from "./place";
import { plain } from "./plain";
import { summaryLine } from "./summary";

const commands: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", note: "notice" };

/** Workflow commands, which GitHub shows beside the lines of a pull request. */
export function github(judgement: Judgement, context: ReportContext): string {
  const lines = [
    ...judgement.errors.map((error) => annotation("error", error.code, error, context)),
    ...judgement.findings.map((finding) =>
      annotation(finding.severity, waived(finding.rule, finding.waivedBy), finding, context),
    ),
    summaryLine(judgement),
  ];
  return `${lines.join("\n")}\n`;
}

interface Annotated {
  readonly message: string;
  readonly fix: string;
  readonly location?: SourceLocation;
}

function annotation(severity: Severity, title: string, about: Annotated, context: ReportContext): string {
  const properties: string[] = [];
  if (about.location) {
    properties.push(`file=${property(pathOf(context, about.location.file))}`);
    properties.push(`line=${about.location.line}`, `col=${about.location.column}`);
  }
  properties.push(`title=${property(title)}`);
  return `::${commands[severity]} ${properties.join(",")}::${data(about.message)}%0A${data(about.fix)}`;
}

function waived(rule: string, by: string | undefined): string {
  return by === undefined ? rule : `${rule} (waived by ${by})`;
}

function data(text: string): string {
  return plain(text).replaceAll("%", "%25");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
