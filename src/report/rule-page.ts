import type { CodeExplained } from "../diagnostics/pages/pages";
import type { DriftKind } from "../drift/kinds";
import type { ReviewRule } from "../review/rules";
import type { Rule } from "../rules/rule";

/** Rules that are found in one way. */
export interface RuleGroup {
  /** A phrase: `In a change, by leasehold review`. */
  readonly title: string;
  readonly rules: readonly Pick<Described, "name" | "severity" | "title">[];
}

const judged: Readonly<Record<Rule["judges"], string>> = {
  state: "what a plan would leave behind",
  change: "what a plan would change",
};

/** A rule's documentation, in Markdown that reads as text too. */
export function rulePage(rule: Rule): string {
  const needs = rule.needs === "estate" ? "an estate (`--estate`)" : "nothing but the plan";
  const examples = rule.examples.flatMap(({ bad, good }) => ["Fails:", fenced(bad), "Passes:", fenced(good)]);
  return `${[
    `# ${rule.name}`,
    rule.title,
    `Severity: ${rule.severity}, unless a finding says otherwise. It judges ${judged[rule.judges]}, and needs ${needs}.`,
    "## Why",
    rule.why,
    "## What to do",
    rule.fix,
    "## Example",
    ...examples,
    "## Controls",
    rule.controls.join(", "),
  ].join("\n\n")}\n`;
}

/** The documentation of a kind of drift, in the same form. */
export function driftPage(kind: DriftKind): string {
  const { rules } = kind;
  const waived =
    rules.length === 0 ? [] : [`A waiver of ${rules.map((rule) => `\`${rule}\``).join(", ")} waives it too.`];
  return page(kind, [
    "`leasehold drift` finds it in what is there: a state, a refresh-only plan, a snapshot.",
    ...waived,
  ]);
}

/** The documentation of a rule of the review, in the same form. */
export function reviewRulePage(rule: ReviewRule): string {
  return page(rule, [`\`leasehold ${rule.by}\` finds it in a change. Nothing waives it: it asks for people.`]);
}

/** The documentation of a code that `check` reports, in the same form. */
export function codePage(code: CodeExplained): string {
  const waived = code.waivable
    ? "A waiver lets it stand, with the name as its `rule` and what is declared as its `resource`: `roles.<name>`, `policy.ceilings.<level>`."
    : "Nothing waives it.";
  const timed = code.timed ? " It depends on the moment, so that `synth` leaves it out." : "";
  return page(code, [`\`leasehold ${code.by}\` finds it in the declaration.${timed} ${waived}`]);
}

interface Described {
  readonly name: string;
  readonly title: string;
  readonly severity: string;
  readonly why: string;
  readonly fix: string;
  readonly controls: readonly string[];
}

function page(
  { name, title, severity, why, fix, controls }: Described,
  [found = "", ...further]: readonly string[],
): string {
  return `${[
    `# ${name}`,
    title,
    `Severity: ${severity}, unless a finding says otherwise. ${found}`,
    ...further,
    "## Why",
    why,
    "## What to do",
    fix,
    "## Controls",
    controls.join(", "),
  ].join("\n\n")}\n`;
}

function fenced(text: string): string {
  return `\`\`\`\n${text}\n\`\`\``;
}

/** One line for each, below what finds them. */
export function rulesList(groups: readonly RuleGroup[]): string {
  const width = Math.max(...groups.flatMap(({ rules }) => rules.map(({ name }) => name.length)));
  const lines = groups.flatMap(({ title, rules }) => [
    `${title}:`,
    ...rules.map(({ name, severity, title: said }) => `${name.padEnd(width)}  ${severity.padEnd(7)}  ${said}`),
    "",
  ]);
  return `${lines.join("\n")}\nleasehold rules NAME says what one means.\n`;
}
