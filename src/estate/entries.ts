import type { Reporter } from "../diagnostics/report";
import type { Declaration } from "./declaration";
import { formats } from "./formats";
import { type Issue, type IssueContext, reportIssues } from "./issues";
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

/** Reads every entry of a declaration, in the order of the names, and reports what cannot be read. */
export function readDeclaration(
  declaration: Declaration,
  reporter: Reporter,
  locateKey: LocateKey,
  options: SchemaOptions,
): ReadDeclaration {
  const schema = declarationSchema(options);
  const name = readName(declaration.name, reporter);
  const policy = readPolicy(declaration.policy, schema, reporter, locateKey);
  const entries = Object.fromEntries(
    sections.map((section) => [section, readSection(section, declaration[section], schema, reporter, locateKey)]),
  ) as unknown as ReadDeclaration["entries"];
  const written = Object.fromEntries(
    sections.map((section) => [section, new Set(declaration[section]?.keys())]),
  ) as unknown as ReadDeclaration["written"];
  return { ...(name === undefined ? {} : { name }), ...(policy ? { policy } : {}), entries, written };
}

function readName(written: unknown, reporter: Reporter): string | undefined {
  if (written === undefined) {
    reporter.report("name-missing", {}, ["name"]);
    return undefined;
  }
  if (typeof written === "string" && formats.name.pattern.test(written)) return written;
  reporter.report("malformed-name", { what: "an estate", name: String(written) }, ["name"]);
  return undefined;
}

function readPolicy(
  written: unknown,
  schema: DeclarationSchema,
  reporter: Reporter,
  locateKey: LocateKey,
): PolicyEntry | undefined {
  if (written === undefined) {
    const mend =
      "Write `policy: { governance: <team> }`: the team that answers for exceptions, escalation and evidence.";
    reporter.report("missing-key", { key: "policy", mend }, ["policy"]);
    return undefined;
  }
  return readEntry(schema.policy, written, { reporter, locateKey, base: ["policy"], raw: written });
}

function readSection<S extends Section>(
  section: S,
  written: ReadonlyMap<string, unknown> | undefined,
  schema: DeclarationSchema,
  reporter: Reporter,
  locateKey: LocateKey,
): ReadonlyMap<string, Entry<S>> {
  const entries = new Map<string, Entry<S>>();
  for (const name of [...(written?.keys() ?? [])].sort()) {
    const base = [section, name];
    if (!formats.name.pattern.test(name)) {
      reporter.report("malformed-name", { what: withArticle(nouns[section]), name }, base, locateKey(base));
    }
    const raw = written?.get(name);
    if (raw === refused) continue;
    const entry = readEntry<Entry<S>>(schema[section], raw, { reporter, locateKey, base, raw });
    if (entry !== undefined && formats.name.pattern.test(name)) entries.set(name, entry);
  }
  return entries;
}

function withArticle(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;
}

/** The part of a zod schema that reading needs. */
interface Schema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false; error: { issues: readonly Issue[] } };
}

function readEntry<T>(schema: unknown, raw: unknown, context: IssueContext): T | undefined {
  // zod drops this key and says nothing; from files it never comes this far.
  const path = prototypeKey(raw, []);
  if (path) {
    const at = [...context.base, ...path];
    const why = "has a meaning of its own in JavaScript";
    context.reporter.report("unknown-key", { key: "__proto__", known: [], why }, at, context.locateKey(at));
    return undefined;
  }
  const reader = schema as Schema<T>;
  const result = reader.safeParse(raw);
  if (result.success) return result.data;
  const { issues } = result.error;
  reportIssues(issues, context);
  // Without its unknown keys the entry may be whole, and then governance can judge it too.
  const unknown = new Set<string>();
  for (const issue of issues) {
    if (issue.code !== "unrecognized_keys") return undefined;
    for (const key of issue.keys) unknown.add(JSON.stringify([...issue.path, key]));
  }
  const again = reader.safeParse(without(unknown, raw, []));
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
