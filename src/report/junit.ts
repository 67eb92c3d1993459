import type { Finding } from "../rules/finding";
import type { ReportContext } from "./context";
import type { Judgement, JudgementError } from "./judgement";
import { placeOf } from "./place";
import { plain, withoutCommands } from "./plain";

/** JUnit's XML: one case for each finding; errors and warnings fail it, notes are said in it. */
export function junit(judgement: Judgement, context: ReportContext): string {
  const { errors, findings } = judgement;
  const failing = findings.filter(({ severity }) => severity !== "note").length;
  // With no case at all, some readers take the file for broken.
  const cases = [
    ...errors.map(errorCase),
    ...findings.map((finding) => findingCase(finding, context)),
    ...(errors.length + findings.length === 0 ? [`    <testcase classname="leasehold" name="nothing found"/>`] : []),
  ];
  const counts = `tests="${cases.length}" failures="${failing}" errors="${errors.length}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="leasehold" ${counts}>`,
    `  <testsuite name="leasehold" ${counts}>`,
    ...cases,
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function errorCase({ code, message, fix }: JudgementError): string {
  const name = attribute("name", code);
  return `    <testcase classname="leasehold" ${name}><error ${attribute("message", message)}>${content(fix)}</error></testcase>`;
}

function findingCase(finding: Finding, context: ReportContext): string {
  const { rule, severity, message, fix, address, location, waivedBy } = finding;
  const place = location === undefined ? undefined : placeOf(context, location);
  const about = [place, address, fix].filter((line) => line !== undefined).join("\n");
  const open = `<testcase ${attribute("classname", `leasehold.${rule}`)} ${attribute("name", address ?? place ?? message)}>`;
  const inside =
    severity === "note"
      ? `<system-out>${content(waivedBy === undefined ? message : `${message} (waived by ${waivedBy})`)}</system-out>`
      : `<failure ${attribute("type", severity)} ${attribute("message", message)}>${content(about)}</failure>`;
  return `    ${open}${inside}</testcase>`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Text that is no markup; what XML cannot hold at all is written as its escape. */
function content(text: string): string {
  const escaped = text
    .split("\n")
    .map((line) => plain(line).replace(/[&<>"'\ufffe\uffff]/g, (sign) => entities[sign] ?? "\ufffd"))
    .join("\n");
  return withoutCommands(escaped, "&#58;");
}

function attribute(name: string, text: string): string {
  return `${name}="${content(text.replaceAll("\n", " "))}"`;
}
