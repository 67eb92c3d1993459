import type { Finding } from "../rules/finding";
import { coloursFor } from "./colours";
import type { ReportContext } from "./context";
import { placeOf } from "./place";
import { plain } from "./plain";
import { counted } from "./summary";
import { wrapped } from "./wrap";

/** As many findings as fit on a screen. */
const screen = 12;

/** Findings about access, those of one principal together: who, then what is wrong, where, and once for each rule the mend. */
export function accessBlocks(findings: readonly Finding[], context: ReportContext): readonly string[] {
  const colours = coloursFor(context.colour);
  const shown = findings.slice(0, screen);
  const width = Math.max(0, ...shown.map(({ rule, severity }) => rule.length + severity.length + 1));
  const mended = new Set<string>();
  const groups = new Map<string, Finding[]>();
  for (const finding of shown) {
    const who = finding.principal ?? finding.address ?? "";
    const group = groups.get(who);
    if (group) group.push(finding);
    else groups.set(who, [finding]);
  }
  const blocks = [...groups].map(([who, group]) =>
    [colours.bold(plain(who)), ...group.flatMap((finding) => lines(finding, width, mended, context))].join("\n"),
  );
  const hidden = findings.length - shown.length;
  if (hidden > 0) blocks.push(`… and ${counted(hidden, "more finding")} (--format json shows all)`);
  return blocks;
}

function lines(finding: Finding, width: number, mended: Set<string>, context: ReportContext): string[] {
  const colours = coloursFor(context.colour);
  const paint = { error: colours.red, warning: colours.yellow, note: colours.cyan }[finding.severity];
  const { rule, severity, privilege, scope, bound, address, location, message, fix, waivedBy } = finding;
  const title = `${paint(severity)} ${rule}${" ".repeat(width - rule.length - severity.length - 1)}`;
  const what = [privilege, scope === undefined ? undefined : `on ${scope}`, bound && ended(bound)];
  const waived = waivedBy === undefined ? [] : [`waived by ${waivedBy}`];
  const about = [...what.filter((part) => part !== undefined), ...waived].map(plain).join(", ");
  const columns = context.width === undefined ? undefined : Math.max(40, context.width - 6);
  const wrap = (text: string): string[] => (columns === undefined ? [text] : wrapped(text, columns));
  const place = [address, location && placeOf(context, location)].filter((part) => part !== undefined).map(plain);
  const first = !mended.has(fix) && severity !== "note";
  mended.add(fix);
  const [mend = "", ...rest] = first ? wrap(plain(fix)) : [];
  return [
    `  ${title}${about === "" ? "" : `  ${about}`}`.trimEnd(),
    ...wrap(plain(message)).map((line) => `      ${line}`),
    ...(place.length > 0 ? [`      ${colours.dim(place.join("  "))}`] : []),
    ...(mend === "" ? [] : [`    → ${mend}`, ...rest.map((line) => `      ${line}`)]),
  ];
}

function ended({ kind, until }: NonNullable<Finding["bound"]>): string {
  return until === undefined ? kind : `${kind} until ${until}`;
}
