import { createHash } from "node:crypto";

/** What a canonical declaration is made of. Lists whose order means nothing are sorted before (`sorted`). */
export type Canonical =
  | string
  | number
  | boolean
  | undefined
  | readonly Canonical[]
  | { readonly [key: string]: Canonical };

/** Canonical JSON: keys sorted by code unit, undefined left out, no whitespace. */
export function canonicalText(value: Canonical): string {
  if (value === undefined) return "null";
  if (typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalText).join(",")}]`;
  const members: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${canonicalText(member)}`);
  }
  return `{${members.join(",")}}`;
}

function isList(value: object): value is readonly Canonical[] {
  return Array.isArray(value);
}

/** A list whose order means nothing, in the order of its members' canonical text; equal members all stay. */
export function sortedEach(values: readonly Canonical[]): Canonical[] {
  if (values.length < 2) return [...values];
  return values
    .map((value) => [canonicalText(value), value] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, value]) => value);
}

/** A set-like list: each member once, in the order of its canonical text. */
export function sorted(values: readonly Canonical[]): Canonical[] {
  if (values.length < 2) return [...values];
  return sortedEach([...new Map(values.map((value) => [canonicalText(value), value])).values()]);
}

/** The first 32 hexadecimal digits of the SHA-256 of the canonical JSON. */
export function digestOf(canonical: Canonical): string {
  return createHash("sha256").update(canonicalText(canonical)).digest("hex").slice(0, 32);
}
