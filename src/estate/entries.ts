import type { DeclarationPath } from "../diagnostics/diagnostic";
import type { Reporter } from "../diagnostics/report";
import type { Declaration } from "./declaration";
import { formats } from "./formats";
import { type Issue, reportIssues } from "./issues";
import type { LocateKey } from "./places";
import { refused } from "./plain";
import {
  type DeclarationSchema,
  declarationSchema,
  type Entry,
  type PolicyEntry,
  type Section,
  sections,
} from "./schema";
import type { SchemaOptions } from "./schema-basics";

/** A declaration whose values have been read; an entry with a mistake in it is left out. */
export interface ReadDeclaration {
  readonly name?: string;
  readonly policy?: PolicyEntry;
  readonly entries: { readonly [S in Section]: ReadonlyMap<string, Entry<S>> };
  /** Every name that was written, also of entries that were left out: nobody is told that such a one is missing. */
  readonly written: { readonly [S in Section]: ReadonlySet<string> };
}

/** What an entry of each section is called. */
export const nouns: Readonly<Record<Section, string>> = {
  teams: "team",
  identities: "identity",
  tasks: "task",
  targets: "target",
  approvalGroups: "approval group",
  roles: "role",
  grants: "grant",
  waivers: "waiver",
  breakGlass: "break-glass role",
};

/** What reading a declaration takes along. */
interface Reading {
  readonly schema: DeclarationSchema;
  readonly reporter: Reporter;
  readonly locateKey: LocateKey;
  readonly tokens: boolean;
  /** Whether zod interprets its schemas: to compile them pays only where many entries are read. */
  readonly jitless: boolean;
}

/** From so many entries on, compiled schemas are the quicker way. */
const compiledFrom = 200;

/** Reads every entry of a declaration, in the order of the names, and reports what cannot be read. */
export function readDeclaration(
  declaration: Declaration,
  reporter: Reporter,
  locateKey: LocateKey,
  { tokens }: SchemaOptions,
): ReadDeclaration {
  const count = sections.reduce((sum, section) => sum + (declaration[section]?.size ?? 0), 0);
  const jitless = count < compiledFrom;
  const reading: Reading = { schema: declarationSchema({ tokens }), reporter, locateKey, tokens, jitless };
  const name = readName(declaration.name, reading);
  const policy = readPolicy(declaration.policy, reading);
  const entries = Object.fromEntries(
    sections.map((section) => [section, readSection(section, declaration[section], reading)]),
  ) as unknown as ReadDeclaration["entries"];
  const written = Object.fromEntries(
    sections.map((section) => [section, new Set(declaration[section]?.keys())]),
  ) as unknown as ReadDeclaration["written"];
  return { ...(name === undefined ? {} : { name }), ...(policy ? { policy } : {}), entries, written };
}

function readName(written: unknown, { reporter }: Reading): string | undefined {
  if (written === undefined) {
    reporter.report("name-missing", {}, ["name"]);
    return undefined;
  }
  if (typeof written === "string" && formats.name.pattern.test(written)) return written;
  reporter.report("malformed-name", { what: "an estate", name: String(written) }, ["name"]);
  return undefined;
}

function readPolicy(written: unknown, reading: Reading): PolicyEntry | undefined {
  if (written === undefined) {
    const mend =
      "Write `policy: { governance: <team> }`: the team that answers for exceptions, escalation and evidence.";
    reading.reporter.report("missing-key", { key: "policy", mend }, ["policy"]);
    return undefined;
  }
  return readEntry(reading.schema.policy, written, ["policy"], reading);
}

function readSection<S extends Section>(
  section: S,
  written: ReadonlyMap<string, unknown> | undefined,
  reading: Reading,
): ReadonlyMap<string, Entry<S>> {
  const entries = new Map<string, Entry<S>>();
  for (const name of [...(written?.keys() ?? [])].sort()) {
    const path = [section, name];
    const named = formats.name.pattern.test(name);
    if (!named) {
      const parameters = { what: withArticle(nouns[section]), name };
      reading.reporter.report("malformed-name", parameters, path, reading.locateKey(path));
    }
    const raw = written?.get(name);
    if (raw === refused) continue;
    const entry = readEntry<Entry<S>>(reading.schema[section], raw, path, reading);
    if (entry !== undefined && named) entries.set(name, entry);
  }
  return entries;
}

function withArticle(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;
}

/** The part of a zod schema that reading needs. */
interface Schema<T> {
  safeParse(
    value: unknown,
    options: { readonly jitless: boolean },
  ): { success: true; data: T } | { success: false; error: { issues: readonly Issue[] } };
}

function readEntry<T>(schema: unknown, raw: unknown, base: DeclarationPath, reading: Reading): T | undefined {
  const { reporter, locateKey } = reading;
  // zod drops this key and says nothing. From files it never comes this far.
  const way = reading.tokens ? prototypeKey(raw, []) : undefined;
  if (way) {
    const path = [...base, ...way];
    const why = "has a meaning of its own in JavaScript";
    reporter.report("unknown-key", { key: "__proto__", known: [], why }, path, locateKey(path));
    return undefined;
  }
  const reader = schema as Schema<T>;
  const { jitless } = reading;
  const result = reader.safeParse(raw, { jitless });
  if (result.success) return result.data;
  const { issues } = result.error;
  reportIssues(issues, { reporter, locateKey, base, raw });
  // Without its unknown keys the entry may be whole, and then governance can judge it too.
  const unknown = new Set<string>();
  for (const issue of issues) {
    if (issue.code !== "unrecognized_keys") return undefined;
    for (const key of issue.keys) unknown.add(JSON.stringify([...issue.path, key]));
  }
  const again = reader.safeParse(without(unknown, raw, []), { jitless });
  return again.success ? again.data : undefined;
}

/** The way to a key `__proto__` somewhere within a value. */
function prototypeKey(value: unknown, path: readonly string[]): readonly string[] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (Object.hasOwn(value, "__proto__")) return [...path, "__proto__"];
  for (const key in value) {
    const inner = (value as Record<string, unknown>)[key];
    const found = typeof inner === "object" ? prototypeKey(inner, [...path, key]) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** A copy without the values at some paths, each written in JSON. */
function without(paths: ReadonlySet<string>, value: unknown, path: readonly (string | number)[]): unknown {
  if (Array.isArray(value)) return value.map((item, position) => without(paths, item, [...path, position]));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !paths.has(JSON.stringify([...path, key])));
  return Object.fromEntries(kept.map(([key, inner]) => [key, without(paths, inner, [...path, key])]));
}
