import type { Node, YAMLMap, YAMLSeq } from "yaml";
import { yamlLibrary } from "../estate/yaml-library";
import { formatInstant, type Instant } from "../time/instant";
import { sameBut } from "./same-but";
import {
  breakBefore,
  EditFault,
  endOf,
  grantsIn,
  lineAfter,
  lineStart,
  nameOf,
  pairsOf,
  startOf,
  type TextPair,
} from "./yaml-entry";

/** What a command writes into a grant. */
export type GrantChange =
  | { readonly kind: "stamp"; readonly key: "start" | "revoked" | "completed"; readonly at: Instant }
  /** `by` as it is to be written: `30m`. */
  | { readonly kind: "extend"; readonly by: string; readonly at: Instant };

/**
 * The text with one grant changed: at most one piece of it is new, and all else is as it was, byte for byte. The result is read
 * again, so that nothing but the grant says anything else than before.
 *
 * @throws EditFault where the grant is written in a way that cannot be changed alone
 */
export function changedGrant(text: string, name: string, change: GrantChange): string {
  const { entries } = grantsIn(text);
  const entry = entries.get(name);
  if (!entry) throw new EditFault(`Grant "${name}" is not written here`, "Correct the file.", 0);
  const { isMap, isAlias } = yamlLibrary();
  const at = startOf(entry.key);
  if (isAlias(entry.value)) throw new EditFault(`Grant "${name}" is written as an alias`, writeOut, at);
  if (!isMap(entry.value)) throw new EditFault(`Grant "${name}" is no map`, "Correct it.", at);
  const wanted = (raw: Record<string, unknown>): Record<string, unknown> => expected(raw, change);
  for (const candidate of candidates(text, entry.value, change)) {
    if (sameBut(text, candidate, (grants) => grants.set(name, wanted(grants.get(name) as Record<string, unknown>)))) {
      return candidate;
    }
  }
  throw new EditFault(`Grant "${name}" cannot be changed in place without changing something else`, writeOut, at);
}

const writeOut = "Write it out as plain `key: value` lines, without anchors and aliases, and run the command again.";

function expected(raw: Record<string, unknown>, change: GrantChange): Record<string, unknown> {
  const at = formatInstant(change.at);
  if (change.kind === "stamp") return { ...raw, [change.key]: at };
  const before: readonly unknown[] = Array.isArray(raw.extensions) ? raw.extensions : [];
  return { ...raw, extensions: [...before, { by: change.by, at }] };
}

/** The ways in which a change can be written, the most natural first. */
function* candidates(text: string, map: YAMLMap, change: GrantChange): Generator<string> {
  const key = change.kind === "stamp" ? change.key : "extensions";
  const pairs = pairsOf(map);
  const there = pairs.find((pair) => nameOf(pair.key) === key);
  const quote = isQuoted(text, pairs[0]) ? '"' : "";
  if (there) {
    const { isSeq, isScalar } = yamlLibrary();
    if (change.kind === "stamp" && isScalar(there.value)) yield replaced(text, there.value, change.at);
    if (change.kind === "extend" && isSeq(there.value)) yield* withItem(text, there.value, change, quote);
    return;
  }
  const value = change.kind === "stamp" ? `${quote}${formatInstant(change.at)}${quote}` : `[${item(change, quote)}]`;
  const preferred = key === "start" ? ["identity"] : [];
  const named = [...preferred.flatMap((name) => pairs.filter((pair) => nameOf(pair.key) === name)), ...pairs.slice(-1)];
  for (const pair of [...named, ...pairs]) {
    const made = withPair(text, map, pair, `${quote}${key}${quote}: ${value}`);
    if (made !== undefined) yield made;
  }
}

function isQuoted(text: string, pair: TextPair | undefined): boolean {
  return pair !== undefined && text[startOf(pair.key)] === '"';
}

function item({ by, at }: { readonly by: string; readonly at: Instant }, quote: string): string {
  const of = (key: string, value: string): string => `${quote}${key}${quote}: ${quote}${value}${quote}`;
  return `{ ${of("by", by)}, ${of("at", formatInstant(at))} }`;
}

function replaced(text: string, value: Node, at: Instant): string {
  return text.slice(0, startOf(value)) + formatInstant(at) + text.slice(endOf(value));
}

/** The text with one more pair behind another of the same map. */
function withPair(text: string, map: YAMLMap, after: TextPair, pair: string): string | undefined {
  const end = endOf(after.value);
  if (map.flow) return inserted(text, end, `, ${pair}`);
  const first = pairsOf(map)[0];
  const start = first ? startOf(first.key) : 0;
  const indent = text.slice(lineStart(text, start), start);
  return /^ +$/.test(indent) ? withLine(text, end, `${indent}${pair}`) : undefined;
}

/** The text with one more item at the end of a list. */
function* withItem(
  text: string,
  list: YAMLSeq,
  change: Extract<GrantChange, { kind: "extend" }>,
  quote: string,
): Generator<string> {
  const { isMap, isNode } = yamlLibrary();
  const last = list.items.at(-1);
  if (!isNode(last)) {
    if (list.flow) yield inserted(text, startOf(list) + 1, item(change, quote));
    return;
  }
  const end = endOf(last);
  if (list.flow) {
    yield inserted(text, end, `, ${item(change, quote)}`);
    return;
  }
  const start = startOf(last);
  const before = text.slice(lineStart(text, start), start);
  if (!/^ *- +$/.test(before)) return;
  if (isMap(last) && !last.flow) {
    const lines = [`${before}by: ${change.by}`, `${before.replace("-", " ")}at: ${formatInstant(change.at)}`];
    yield withLine(text, end, lines.join(breakBefore(text, lineAfter(text, end))));
  } else yield withLine(text, end, `${before}${item(change, quote)}`);
}

/** The text with a line of its own behind the line on which a value ends. */
function withLine(text: string, end: number, line: string): string {
  const at = lineAfter(text, end);
  const lineBreak = breakBefore(text, at);
  return text[at - 1] === "\n" ? inserted(text, at, `${line}${lineBreak}`) : inserted(text, at, `${lineBreak}${line}`);
}

function inserted(text: string, at: number, piece: string): string {
  return text.slice(0, at) + piece + text.slice(at);
}
