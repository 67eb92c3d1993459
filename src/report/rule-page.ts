import type { DriftKind } from "../drift/kinds";
import type { Rule } from "../rules/rule";

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
export function driftPage({ name, title, severity, why, fix, controls, rules }: DriftKind): string {
  const waived =
    rules.length === 0 ? [] : [`A waiver of ${rules.map((rule) => `\`${rule}\``).join(", ")} waives it too.`];
  return `${[
    `# ${name}`,
    title,
    `Severity: ${severity}, unless a finding says otherwise. \`leasehold drift\` finds it in what is there: a state, a refresh-only plan, a snapshot.`,
    ...waived,
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

/** One line for each rule, or kind of drift. */
export function rulesList(rules: readonly Pick<Rule, "name" | "severity" | "title">[]): string {
  const width = Math.max(...rules.map(({ name }) => name.length));
  const lines = rules.map(({ name, severity, title }) => `${name.padEnd(width)}  ${severity.padEnd(7)}  ${title}`);
  return `${lines.join("\n")}\n\nleasehold rules NAME says what one means.\n`;
}
