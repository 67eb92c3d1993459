import type * as z from "zod";
import type { DeclarationPath } from "../diagnostics/diagnostic";
import { nearest } from "../diagnostics/nearest";
import type { Reporter } from "../diagnostics/report";
import { capital, quoted } from "../diagnostics/wording";
import { type Format, formats } from "./formats";
import type { LocateKey } from "./places";
import { comesLater, identityKinds, laterKeys } from "./schema-basics";

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

/** Turns what zod found in an entry into diagnostics. */
export function reportIssues(issues: readonly Issue[], context: IssueContext): void {
  for (const issue of issues) reportIssue(issue, context, []);
}

function reportIssue(issue: Issue, context: IssueContext, above: readonly PropertyKey[]): void {
  const inner = [...above, ...issue.path].map((step) => (typeof step === "symbol" ? String(step) : step));
  const path = [...context.base, ...inner];
  const found = valueAt(context.raw, inner);
  const { reporter } = context;
  switch (issue.code) {
    case "unrecognized_keys":
      for (const key of issue.keys) reportUnknownKey(key, issue.message.split(" "), path, context);
      break;
    case "invalid_type":
      reportType(issue, found, path, context);
      break;
    case "invalid_format":
      reporter.report("malformed-value", malformed(formatOf(issue.message), found), path);
      break;
    case "invalid_value":
      reportChoice(issue.values.map(String), found, path, context);
      break;
    case "invalid_union":
      reportUnion(issue, context, inner, found);
      break;
    case "invalid_key":
      reporter.report(
        "malformed-value",
        malformed(formatOf(issue.issues[0]?.message ?? ""), inner.at(-1)),
        path,
        context.locateKey(path),
      );
      break;
    case "too_small":
    case "too_big":
      reporter.report("malformed-value", outOfBounds(issue), path);
      break;
    case "custom":
      reporter.report("malformed-value", faultOf(issue), path);
      break;
    default:
      reporter.report("malformed-value", { fault: issue.message, mend: "Correct the value." }, path);
  }
}

function reportType(
  issue: Extract<Issue, { code: "invalid_type" }>,
  found: unknown,
  path: DeclarationPath,
  { reporter }: IssueContext,
): void {
  const format = issue.expected === "object" ? undefined : formatOf(issue.message);
  if (found === undefined) {
    const key = String(path.at(-1));
    const mend = format && format !== formats.name ? { mend: `Add \`${key}:\`. ${format.mend}` } : {};
    reporter.report("missing-key", { key, ...mend }, path);
    return;
  }
  const expected = format?.what ?? typeNames[issue.expected] ?? issue.expected;
  const mend = format ? mendOf(format, found) : mendOfCollection(issue, found);
  reporter.report("wrong-type", { expected, found: describe(found, format), ...mend }, path);
}

function mendOfCollection(issue: Extract<Issue, { code: "invalid_type" }>, found: unknown): { mend?: string } {
  if (issue.expected === "object")
    return { mend: `Write a map with some of these keys: ${issue.message.replaceAll(" ", ", ")}.` };
  if (issue.expected !== "array") return {};
  if (typeof found === "object" && found !== null) return { mend: "Begin the entry with `- `, or put it in brackets." };
  if (typeof found !== "string" || !/^[\w.:/*@-]{1,80}$/.test(found)) return {};
  return { mend: `Write it as a list: \`[${JSON.stringify(found)}]\`.` };
}

function outOfBounds(issue: Extract<Issue, { code: "too_small" | "too_big" }>): { fault: string; mend: string } {
  if (issue.code === "too_big") {
    const mend = `Write ${issue.maximum} or less.`;
    return { fault: `This number is too large: ${issue.maximum} is the most.`, mend };
  }
  if (issue.origin === "array") return { fault: "This list is empty.", mend: "Write at least one entry." };
  const mend = `Write ${issue.minimum} or more.`;
  return { fault: `This number is too small: ${issue.minimum} is the least.`, mend };
}

function reportUnknownKey(key: string, known: readonly string[], path: DeclarationPath, context: IssueContext): void {
  const at = [...path, key];
  const close = nearest(key, known);
  context.reporter.report(
    "unknown-key",
    { key, known, ...(close ? { nearest: close } : {}), ...(laterKeys.has(key) ? { why: comesLater } : {}) },
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
    reportChoice(identityKinds, found, path, context);
    return;
  }
  const meant =
    issue.errors.find((issues) =>
      issues.every(({ path: deeper, code }) => deeper.length > 0 || code === "unrecognized_keys"),
    ) ??
    issue.errors
      .map((issues) => issues.filter(({ code }) => code === "invalid_format"))
      .find(({ length }) => length > 0);
  for (const each of meant ?? []) reportIssue(each, context, inner);
  if (meant) return;
  const persistence = "`bounded`, or a map with `allow` and `because`";
  const expected = issue.message === "persistence" ? persistence : "a text, a number, or true or false";
  context.reporter.report("wrong-type", { expected, found: describe(found) }, path);
}

function faultOf(issue: Extract<Issue, { code: "custom" }>): { fault: string; mend: string } {
  const { fault, mend } = issue.params ?? {};
  return { fault: String(fault ?? issue.message), mend: String(mend ?? "Correct the value.") };
}

function malformed(format: Format | undefined, found: unknown): { fault: string; mend: string } {
  if (!format) return { fault: "This value is malformed.", mend: "Correct it." };
  return { fault: `${capital(describe(found, format))} is not ${format.what}.`, mend: format.mend };
}

function mendOf(format: Format, found: unknown): { mend: string } {
  const unquoted = typeof found === "number" || typeof found === "boolean";
  const plain = unquoted && format.pattern.source !== "^" && format.pattern.test(String(found));
  return { mend: plain ? `Write it in quotes: "${String(found)}".` : format.mend };
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
function describe(value: unknown, format?: Format): string {
  if (format?.secret) return "this";
  if (value === null) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  switch (typeof value) {
    case "string":
      return quoted(value);
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
