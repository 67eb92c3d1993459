import { plain } from "./plain";

/** One step of a checklist. */
export interface FixStep {
  /** What it belongs to: a target, an account or project. */
  readonly group: string;
  readonly rule: string;
  readonly severity: string;
  /** What is wrong. */
  readonly message: string;
  /** What to do. */
  readonly text: string;
  readonly command?: string;
  readonly hcl?: string;
}

/**
 * One Markdown checklist of all next steps, by what they belong to. Everything that was found stands in it as text (law 4): in code, in
 * which nothing is a mention, a link or a tag.
 */
export function fixPlan(steps: readonly FixStep[], head: string): string {
  const groups = new Map<string, FixStep[]>();
  for (const step of steps) {
    const those = groups.get(step.group);
    if (those) those.push(step);
    else groups.set(step.group, [step]);
  }
  const sections = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([group, those]) => [`## ${words(group)}`, ...those.map(item)].join("\n\n"));
  const nothing = steps.length === 0 ? ["Nothing is to be done."] : [];
  return `${["# What to do about drift", words(head), ...nothing, ...sections].join("\n\n")}\n`;
}

function item({ rule, severity, message, text, command, hcl }: FixStep): string {
  return [
    `- [ ] **${words(rule)}** (${words(severity)}): ${words(message)}`,
    `  ${words(text)}`,
    ...(command === undefined ? [] : [fenced(command, "sh")]),
    ...(hcl === undefined ? [] : ["  To keep it under Terraform instead:", fenced(hcl, "hcl")]),
  ].join("\n\n");
}

/** A fence longer than any in the text, which so cannot end it. */
function fenced(text: string, language: string): string {
  const lines = text.split("\n").map(plain);
  const ticks = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(ticks + 1);
  return [`${fence}${language}`, ...lines, fence].map((line) => `  ${line}`).join("\n");
}

/** Text that stays text in Markdown and in HTML, and names nobody. */
function words(text: string): string {
  return plain(text)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/[\\`*_{}[\]()#!|~$]/g, "\\$&")
    .replace(/@|:\/\/|www\.|GH-(?=\d)|:(?=[\w+-]+:)/gi, (found) => `${found}<!-- -->`);
}
