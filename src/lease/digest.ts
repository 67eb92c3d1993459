import { hash } from "node:crypto";
import { isAscending } from "./ascending";

/** What a canonical declaration is made of. Lists whose order means nothing are sorted before (`sorted`). */
export type Canonical =
  | string
  | number
  | boolean
  | undefined
  | readonly Canonical[]
  | { readonly [key: string]: Canonical };

function inOrder(value: Canonical): boolean {
  if (typeof value !== "object") return true;
  if (isList(value)) return value.every(inOrder);
  let last = "";
  for (const key in value) {
    if (key < last || !inOrder(value[key])) return false;
    last = key;
  }
  return true;
}

function putInOrder(value: Canonical): Canonical {
  if (typeof value !== "object") return value;
  if (isList(value)) return value.map(putInOrder);
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, putInOrder(value[key])]));
}

/** Canonical JSON: the keys of every object in order, undefined left out, no whitespace. */
export function canonicalText(value: Canonical): string {
  // Looking is much cheaper than copying, and declarations mostly come in order.
  return JSON.stringify(inOrder(value) ? value : putInOrder(value)) ?? "null";
}

function isText(value: Canonical): value is string {
  return typeof value === "string";
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

/** A set-like list: each member once, in the order of its canonical text; plain texts by code unit. */
export function sorted(values: readonly Canonical[]): Canonical[] {
  if (values.length < 2) return [...values];
  if (values.every(isText)) return isAscending(values) ? [...values] : [...new Set(values)].sort();
  return sortedEach([...new Map(values.map((value) => [canonicalText(value), value])).values()]);
}

/**
 * The first 32 hexadecimal digits of the SHA-256 of the canonical JSON.
 * @param canonical with the keys of every object in order, as `canonicalRole` and `canonicalGrant` make it
 */
export function digestOf(canonical: Canonical): string {
  return hash("sha256", JSON.stringify(canonical), "hex").slice(0, 32);
}
