import type { Statement } from "./document";
import { Kept } from "./kept";
import { readStatement } from "./parse-statement";
import { shown } from "./unknown-part";

/** A policy as far as it could be read. */
export interface ParsedPolicy {
  readonly statements: readonly Statement[];
  /**
   * What could not be read, for people; with any, the policy may allow more than its statements say. A Deny that is
   * not wholly understood is not among the statements.
   */
  readonly doubts: readonly string[];
}

const parsed = new Kept<ParsedPolicy>(1_000_000);

/**
 * Reads a policy strictly: duplicate keys (also such as differ in escapes), elements that IAM does not document, in
 * that very case, and wrong shapes are doubts. A lone statement, and numbers and booleans as condition values, are
 * fine. What is not known before apply stands in the text as `unknownPart`.
 *
 * Source: AWS, "Grammar of the IAM JSON policy language".
 */
export function parsePolicy(text: string): ParsedPolicy {
  const before = parsed.get(text);
  if (before !== undefined) return before;
  const found = read(text);
  // Thousands of resources share few texts.
  parsed.set(text, found);
  return found;
}

/** Is the text, whatever it stands in, an IAM policy? One that has only lost its form is not taken for one. */
export function isPolicy(text: string): boolean {
  if (!/^\s*\{/.test(text)) return false;
  const document = jsonOf(text);
  if (!isMap(document)) return false;
  const statements = document.Statement;
  const list: readonly unknown[] = Array.isArray(statements) ? statements : [statements];
  return list.length > 0 && list.every((one) => isMap(one) && ("Effect" in one || "Action" in one));
}

function read(text: string): ParsedPolicy {
  const document = jsonOf(text);
  if (document === undefined) return unreadable("the policy is not JSON");
  if (!isMap(document)) return unreadable("the policy is not a JSON object");
  const doubts: string[] = [];
  if (countKeys(text) !== countMembers(document)) doubts.push("a key stands twice in one object of the policy");
  for (const key of Object.keys(document)) {
    if (!["Version", "Id", "Statement"].includes(key)) doubts.push(`the policy has an unknown element ${shown(key)}`);
  }
  const version = document.Version;
  if (version !== undefined && version !== "2012-10-17" && version !== "2008-10-17") {
    doubts.push("the policy's Version is none of AWS's two");
  }
  if (document.Statement === undefined) doubts.push("the policy has no Statement");
  const list: readonly unknown[] = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  const statements: Statement[] = [];
  for (const [position, one] of list.entries()) {
    if (one === undefined) continue;
    const { statement, doubts: own } = readStatement(one);
    doubts.push(...own.map((what) => shown(`statement ${position + 1}: ${what}`)));
    if (statement !== undefined) statements.push(statement);
  }
  // Which of two keys counts is AWS's secret: what the document denies is not certain.
  const kept = doubts.some((what) => !what.startsWith("statement ")) ? statements.filter(isAllow) : statements;
  return { statements: kept, doubts };
}

const isAllow = (statement: Statement): boolean => statement.Effect === "Allow";

function unreadable(what: string): ParsedPolicy {
  return { statements: [], doubts: [what] };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** In JSON that is one, a string before a colon is a key, and every other string is a value. */
function countKeys(text: string): number {
  let count = 0;
  for (const [, colon] of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)) if (colon !== undefined) count++;
  return count;
}

function countMembers(root: unknown): number {
  let count = 0;
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== "object" || value === null) continue;
    const members: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
    if (!Array.isArray(value)) count += members.length;
    for (const member of members) waiting.push(member);
  }
  return count;
}
