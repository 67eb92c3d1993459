import type { Json } from "../../terraform/json";
import { asList, type Condition, type Statement } from "../policy/document";

/** A value as text that is the same for equal values: keys sorted. */
export function canonicalText(value: Json | undefined): string {
  return JSON.stringify(sorted(value ?? null));
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map((each: Json) => sorted(each));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each as Json)]));
}

/** What statements say, whatever the order and the form in which they are written; names of statements say nothing. */
export function canonicalPolicy(statements: readonly Statement[]): string {
  return `[${[...new Set(statements.map(canonicalStatement))].sort().join(",")}]`;
}

function canonicalStatement({ Sid: _, Condition: condition, ...rest }: Statement): string {
  const lists: Record<string, Json> = {};
  for (const [element, value] of Object.entries(rest)) {
    if (element === "Effect" || value === undefined) continue;
    const isNames = typeof value === "object" && !Array.isArray(value);
    lists[element] = isNames ? map(value as Readonly<Record<string, string | readonly string[]>>) : list(value);
  }
  return canonicalText({
    Effect: rest.Effect,
    ...lists,
    ...(condition === undefined ? {} : { Condition: conditions(condition) }),
  });
}

function list(value: string | readonly string[] | Readonly<Record<string, unknown>>): Json {
  return [...asList(value as string | readonly string[])].sort();
}

function map(value: Readonly<Record<string, string | readonly string[]>>): Json {
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, list(each)]));
}

function conditions(condition: Condition): Json {
  return Object.fromEntries(Object.entries(condition).map(([operator, keys]) => [operator, map(keys)]));
}
