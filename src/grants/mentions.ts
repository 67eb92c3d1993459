import type { DeclarationPath } from "../diagnostics/diagnostic";
import type { Declaration } from "../estate/declaration";
import type { Section } from "../estate/schema";

/** In what capacity an identity is named somewhere. */
export type Capacity =
  | "member-of-team"
  | "member-of-group"
  | "approver"
  | "sponsor"
  | "eligible"
  | "automatic"
  | "task"
  | "break-glass"
  | "accepted-waiver"
  | "recorded-approval";

/** One place where an identity is named. */
export interface Mention {
  readonly capacity: Capacity;
  /** The entry in which: `["teams", "payments"]`. */
  readonly section: Section;
  readonly name: string;
  /** The way to the name itself. */
  readonly path: DeclarationPath;
}

/** Where entries name identities; `*` is every item of a list. */
const places: readonly (readonly [Section, readonly string[], Capacity])[] = [
  ["teams", ["members", "*"], "member-of-team"],
  ["identities", ["members", "*"], "member-of-group"],
  ["identities", ["sponsor"], "sponsor"],
  ["approvalGroups", ["members", "*"], "approver"],
  ["roles", ["eligible", "*"], "eligible"],
  ["roles", ["approval", "auto", "for", "*"], "automatic"],
  ["tasks", ["agents", "*"], "task"],
  ["breakGlass", ["people", "*"], "break-glass"],
  ["waivers", ["acceptedBy"], "accepted-waiver"],
  ["grants", ["approvals", "*", "by"], "recorded-approval"],
];

/** Everywhere that an identity is named, but as the holder of grants. */
export function mentionsOf(declaration: Declaration, identity: string): readonly Mention[] {
  const found: Mention[] = [];
  for (const [section, keys, capacity] of places) {
    for (const [name, raw] of declaration[section] ?? []) {
      for (const path of pathsTo(identity, raw, keys, [section, name])) found.push({ capacity, section, name, path });
    }
  }
  return found;
}

function pathsTo(
  identity: string,
  value: unknown,
  [key, ...rest]: readonly string[],
  path: DeclarationPath,
): readonly DeclarationPath[] {
  if (key === undefined) return value === identity ? [path] : [];
  if (key === "*") {
    const items: readonly unknown[] = Array.isArray(value) ? value : [];
    return items.flatMap((item, position) => pathsTo(identity, item, rest, [...path, position]));
  }
  return isMap(value) && Object.hasOwn(value, key) ? pathsTo(identity, value[key], rest, [...path, key]) : [];
}

/** The capacities that end with whoever leaves; what was accepted and approved stays on record. */
const ending: ReadonlySet<Capacity> = new Set([
  "member-of-team",
  "member-of-group",
  "approver",
  "sponsor",
  "eligible",
  "automatic",
  "task",
  "break-glass",
]);

/** The same declaration with an identity in none of its capacities; it is still declared, for the record's sake. */
export function withoutMentions(declaration: Declaration, identity: string): Declaration {
  const changed = new Map<Section, Map<string, unknown>>();
  for (const [section, keys, capacity] of places) {
    if (!ending.has(capacity)) continue;
    const entries = changed.get(section) ?? new Map(declaration[section]);
    changed.set(section, entries);
    for (const [name, raw] of entries) entries.set(name, withoutName(identity, raw, keys));
  }
  return { ...declaration, ...Object.fromEntries(changed) };
}

function withoutName(identity: string, value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === "*") return Array.isArray(value) ? value.filter((item) => item !== identity) : value;
  if (key === undefined || !isMap(value) || !Object.hasOwn(value, key)) return value;
  const { [key]: inner, ...others } = value;
  if (rest.length === 0) return inner === identity ? others : value;
  return { ...value, [key]: withoutName(identity, inner, rest) };
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
