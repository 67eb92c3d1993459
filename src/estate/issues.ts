import type { z } from "zod";
import type { DeclarationPath } from "../diagnostics/diagnostic";
import { nearest } from "../diagnostics/nearest";
import type { Reporter } from "../diagnostics/report";
import { type Format, formats } from "./formats";
import type { LocateKey } from "./places";

export type Issue = z.core.$ZodIssue;

/** Where the issues of one entry are reported. */
export interface IssueContext {
  readonly reporter: Reporter;
  readonly locateKey: LocateKey;
  /** The way to the entry. */
  readonly base: DeclarationPath;
  /** The entry as it was written. */
  readonly raw: unknown;
}

/** Keys that the design names and that a later part of leasehold brings. */
const later = new Map([
  ["deployer", "comes with a later version"],
  ["organizationGuard", "comes with a later version"],
  ["sessionTags", "comes with a later version"],
]);

/** Turns what zod found in an entry into diagnostics. */
export function reportIssues(issues: readonly Issue[], context: IssueContext): void {
  for (const issue of issues) reportIssue(issue, context, []);
}

function reportIssue(issue: Issue, context: IssueContext, above: readonly PropertyKey[]): void {
  const inner = [...above, ...issue.path].map((step) => (typeof step === "symbol" ? String(step) : step));
  const path = [...context.base, ...inner];
  const found = valueAt(context.raw, inner);
  const { reporter } = context;
  const format = formatOf(issue.message);
  switch (issue.code) {
    case "unrecognized_keys":
      for (const key of issue.keys) reportUnknownKey(key, issue.message.split(" "), path, context);
      return;
    case "invalid_type":
      if (found === undefined) {
        const key = String(inner.at(-1) ?? "");
        return reporter.report(
          "missing-key",
          { key, ...(format ? { mend: `Write \`${key}:\` with ${format.what}. ${format.mend}` } : {}) },
          path,
        );
      }
      return reporter.report(
        "wrong-type",
        {
          expected: format?.what ?? typeNames[issue.expected] ?? issue.expected,
          found: describe(found),
          ...mendOf(format, found),
        },
        path,
      );
    case "invalid_format":
      return reporter.report("malformed-value", malformed(format, found), path);
    case "invalid_value":
      return reportChoice(issue.values.map(String), found, path, context);
    case "invalid_union":
      return reportUnion(issue, context, inner, found);
    case "invalid_key":
      return reporter.report(
        "malformed-value",
        malformed(formatOf(issue.issues[0]?.message ?? ""), String(inner.at(-1))),
        path,
        context.locateKey(path),
      );
    case "too_small":
      return reporter.report(
        "malformed-value",
        issue.origin === "array"
          ? { fault: "This list is empty.", mend: "Write at least one entry." }
          : {
              fault: `This number is too small: ${issue.minimum} is the least.`,
              mend: `Write ${issue.minimum} or more.`,
            },
        path,
      );
    case "too_big":
      return reporter.report(
        "malformed-value",
        { fault: `This number is too large: ${issue.maximum} is the most.`, mend: `Write ${issue.maximum} or less.` },
        path,
      );
    case "custom":
      return reportFault(issue, path, context);
    default:
      return reporter.report("malformed-value", { fault: issue.message, mend: "Correct the value." }, path);
  }
}

function reportUnknownKey(key: string, known: readonly string[], path: DeclarationPath, context: IssueContext): void {
  const at = [...path, key];
  const close = nearest(key, known);
  const comes = later.get(key);
  context.reporter.report(
    "unknown-key",
    { key, known, ...(close ? { nearest: close } : {}), ...(comes ? { comes } : {}) },
    at,
    context.locateKey(at),
  );
}

function reportChoice(known: readonly string[], found: unknown, path: DeclarationPath, context: IssueContext): void {
  if (found === undefined) {
    const key = String(path.at(-1));
    context.reporter.report("missing-key", { key, mend: `Write \`${key}:\` and one of ${known.join(", ")}.` }, path);
    return;
  }
  const close = typeof found === "string" ? nearest(found, known) : undefined;
  context.reporter.report(
    "wrong-choice",
    { found: describe(found), known, ...(close ? { nearest: close } : {}) },
    path,
  );
}

/** Of the ways in which a union could be meant, the one that comes closest is reported. */
function reportUnion(
  issue: Extract<Issue, { code: "invalid_union" }>,
  context: IssueContext,
  inner: (string | number)[],
  found: unknown,
): void {
  const path = [...context.base, ...inner];
  if (issue.errors.length === 0) {
    const known = "options" in issue && Array.isArray(issue.options) ? issue.options.map(String) : unionKinds;
    if (found !== undefined || inner.length > 0) return reportChoice(known, found, path, context);
  }
  const meant = issue.errors.find((issues) =>
    issues.every(({ path: deeper, code }) => deeper.length > 0 || code === "unrecognized_keys"),
  );
  if (meant) {
    for (const each of meant) reportIssue(each, context, inner);
    return;
  }
  const last = issue.errors.flat().find(({ code }) => code !== "invalid_type" && code !== "invalid_value");
  if (last) return reportIssue(last, context, inner);
  const expected =
    issue.message === "persistence"
      ? "`bounded`, or a map with `allow` and `because`"
      : "a text, a number, or true or false";
  context.reporter.report("wrong-type", { expected, found: describe(found) }, path);
}

const unionKinds = ["person", "workload", "agent", "group"];

function reportFault(issue: Extract<Issue, { code: "custom" }>, path: DeclarationPath, context: IssueContext): void {
  const { fault, mend, code } = issue.params ?? {};
  const parameters = { fault: String(fault ?? issue.message), mend: String(mend ?? "Correct the value.") };
  const name = code === "malformed-duration" || code === "malformed-time" ? code : "malformed-value";
  context.reporter.report(name, parameters, path);
}

function malformed(format: Format | undefined, found: unknown): { fault: string; mend: string } {
  if (!format) return { fault: "This value is malformed.", mend: "Correct it." };
  const shown = format.secret ? "This" : describe(found);
  return { fault: `${shown} is not ${format.what}.`, mend: format.mend };
}

function mendOf(format: Format | undefined, found: unknown): { mend?: string } {
  if (format) {
    const unquoted = typeof found === "number" || typeof found === "boolean";
    const plain = unquoted && format.pattern.source !== "^" && format.pattern.test(String(found));
    return { mend: plain ? `Write it in quotes: "${String(found)}".` : format.mend };
  }
  return {};
}

function formatOf(message: string): Format | undefined {
  return Object.hasOwn(formats, message) ? formats[message as keyof typeof formats] : undefined;
}

const typeNames: Record<string, string> = {
  string: "a text",
  array: "a list",
  object: "a map",
  record: "a map",
  boolean: "true or false",
  number: "a number",
  int: "a whole number",
};

/** What somebody wrote, in words that fit into a sentence. */
function describe(value: unknown): string {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  switch (typeof value) {
    case "string":
      return value.length <= 100 ? JSON.stringify(value) : `${JSON.stringify(value.slice(0, 100))}…`;
    case "number":
      return `the number ${value}`;
    case "boolean":
      return `\`${value}\``;
    case "object":
      return "a map";
    default:
      return `a ${typeof value}`;
  }
}

function valueAt(raw: unknown, path: DeclarationPath): unknown {
  let value = raw;
  for (const step of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}
