import type { DeclarationPath } from "../src/diagnostics/diagnostic";
import { type Construct, Token } from "./framework";
import { type Declaration, type DeclaredEstate, declarationOf } from "./marks";
import { type TokenKind, type TokenTable, tokenKindOf } from "./tokens";

/** Something in the props that a declaration cannot hold. */
export interface Problem {
  readonly path: DeclarationPath;
  readonly message: string;
  readonly fix: string;
}

/** What turning props into a declaration takes. */
export interface Reading {
  readonly estate: DeclaredEstate;
  readonly tokens: TokenTable;
  /** Where tokens are resolved: a stack, or nothing if there is none. */
  readonly scope: Construct | undefined;
  readonly problems: Problem[];
}

/** Where a reference to something in Terraform makes sense; a digit stands for any position, `*` for any name. */
const tokenPlaces = [
  /^(?:roles|tasks)\.\*\.aws\.statements\.\d\.resources\.\d$/,
  /^(?:roles|tasks)\.\*\.aws\.statements\.\d\.conditions\.\*\.\*(?:\.\d)?$/,
  /^roles\.\*\.aws\.managedPolicies\.\d$/,
  /^breakGlass\.\*\.statements\.\d\.resources\.\d$/,
  /^breakGlass\.\*\.statements\.\d\.conditions\.\*\.\*(?:\.\d)?$/,
  /^breakGlass\.\*\.managedPolicies\.\d$/,
  /^breakGlass\.\*\.alarm\.(?:sns|channel)$/,
  /^identities\.\*\.aws\.role$/,
  /^identities\.\*\.aws\.rolesAnywhere\.trustAnchor$/,
  /^targets\.\*\.aws\.permissionsBoundary$/,
];

/** The value as YAML would hold it: constructs by name, no `undefined`, tokens only where they may be. */
export function plain(value: unknown, path: DeclarationPath, reading: Reading): unknown {
  if (value === null || typeof value === "boolean") return value;
  const kind = tokenKindOf(value);
  if (kind) return token(value, kind, path, reading);
  if (typeof value === "string" || typeof value === "number") return value;
  const declared = declarationOf(value);
  if (declared) return reference(declared, path, reading);
  if (Array.isArray(value)) return value.map((each, index) => plain(each, [...path, index], reading));
  if (typeof value === "object" && isPlain(value)) {
    const result: Record<string, unknown> = Object.create(null);
    for (const [key, each] of Object.entries(value)) {
      if (each === undefined) continue;
      if (tokenKindOf(key)) {
        reading.problems.push(refusal([...path, key], "a key"));
        continue;
      }
      result[key] = plain(each, [...path, key], reading);
    }
    return result;
  }
  const what = value instanceof Date ? "a Date" : classOf(value);
  reading.problems.push({
    path,
    message: `Here stands ${what}, which a declaration cannot hold.`,
    fix:
      value instanceof Date
        ? `Write it as text: "${timeText(value)}".`
        : "Write text, numbers, lists, plain objects, or a construct of the estate.",
  });
  return undefined;
}

function token(value: unknown, kind: TokenKind, path: DeclarationPath, reading: Reading): unknown {
  if (kind !== "text") {
    const fix = "Give texts: one token for each, by `Token.asString` or an attribute of a resource.";
    reading.problems.push({ path, message: `Here stands a token for a ${kind}, which only Terraform will know.`, fix });
    return undefined;
  }
  try {
    const text = typeof value === "string" ? value : Token.asString(value);
    const read = reading.scope ? reading.tokens.canonical(text, reading.scope) : text;
    // A token that turned out to be text is text like any other.
    if (!read.includes("${TfToken[") || tokenPlaces.some((place) => place.test(pattern(path)))) return read;
  } catch (error) {
    reading.problems.push({
      path,
      message: `Here stands what looks like a token, and is none: ${error instanceof Error ? error.message : String(error)}`,
      fix: "Use tokens as the framework gives them, and no text that begins like one.",
    });
    return undefined;
  }
  reading.problems.push(refusal(path, "this value"));
  return undefined;
}

function refusal(path: DeclarationPath, what: string): Problem {
  return {
    path,
    message: `Here stands a token, but ${what} decides what may be leased, so it must be known before Terraform runs.`,
    fix: "Write the value itself. Tokens may stand in a statement's resources and condition values, for managed policies, and for the ARN of a workload's or an agent's role.",
  };
}

function reference(declared: Declaration, path: DeclarationPath, reading: Reading): string {
  if (declared.estate !== reading.estate) {
    reading.problems.push({
      path,
      message: `"${declared.name}" belongs to another estate, "${declared.estate.name}".`,
      fix: "Declare it in this estate; estates share nothing.",
    });
  }
  return declared.name;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // Of another realm (a test runner's sandbox), `Object.prototype` is another object.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function pattern(path: DeclarationPath): string {
  const inConditions = path.indexOf("conditions");
  return path
    .map((part, index) => {
      if (typeof part === "number") return "0";
      return index === 1 || (inConditions > 0 && index > inConditions) ? "*" : part;
    })
    .join(".");
}

function classOf(value: unknown): string {
  if (value === undefined) return "`undefined`";
  return typeof value === "object" ? `an object of class ${value?.constructor?.name ?? "?"}` : `a ${typeof value}`;
}

function timeText(value: Date): string {
  return Number.isNaN(value.getTime()) ? "2026-11-23T09:00:00Z" : value.toISOString().replace(/\.\d{3}Z$/, "Z");
}
