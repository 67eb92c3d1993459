import { yamlLibrary } from "../estate/yaml-library";
import { sameBut } from "./same-but";
import {
  EditFault,
  endOf,
  type GrantsPlace,
  grantsIn,
  lineAfter,
  lineStart,
  nameOf,
  pairsOf,
  startOf,
  type TextPair,
} from "./yaml-entry";

/** A piece of a text, from an offset up to another. */
interface Piece {
  readonly from: number;
  readonly to: number;
}

/**
 * The text without some of its grants; all else is as it was, comments beside them too. Undefined where nothing is left that
 * a person wrote: neither another entry nor a comment.
 *
 * @throws EditFault where they cannot be taken out alone
 */
export function withoutGrants(text: string, names: ReadonlySet<string>): string | undefined {
  const place = grantsIn(text);
  const pieces: Piece[] = [];
  for (const name of names) {
    const pair = place.entries.get(name);
    if (!pair) throw new EditFault(`Grant "${name}" is not written here`, "Correct the file.", 0);
    pieces.push(...(place.map.flow ? inFlow(text, place, pair, names) : [ownLines(text, pair)]));
  }
  const all = place.map.items.length === names.size;
  const left = all ? withoutAny(text, place, pieces) : cut(text, pieces);
  const same = sameBut(text, left, (grants) => {
    for (const name of names) grants.delete(name);
  });
  if (!same) {
    const [first] = pieces;
    const mend = "Take it out by hand; look for an anchor in it that is used elsewhere.";
    throw new EditFault("A grant cannot be taken out without changing something else", mend, first?.from ?? 0);
  }
  return isBare(left) ? undefined : left;
}

function cut(text: string, pieces: readonly Piece[]): string {
  let left = "";
  let at = 0;
  for (const { from, to } of [...pieces].sort((a, b) => a.from - b.from)) {
    if (from > at) left += text.slice(at, from);
    at = Math.max(at, to);
  }
  return left + text.slice(at);
}

/** The lines from a key to the end of its value. */
function ownLines(text: string, { key, value }: TextPair): Piece {
  const from = lineStart(text, startOf(key));
  if (!/^ +$/.test(text.slice(from, startOf(key)))) {
    const mend = "Write it as `name:` on a line of its own, and run the command again.";
    throw new EditFault("A grant does not begin on a line of its own", mend, startOf(key));
  }
  return { from, to: lineAfter(text, endOf(value)) };
}

/** A pair between braces, with a comma of its own. */
function inFlow(text: string, place: GrantsPlace, pair: TextPair, names: ReadonlySet<string>): readonly Piece[] {
  const from = startOf(pair.key);
  const end = endOf(pair.value);
  const comma = commaAfter(text, end);
  if (comma === undefined) {
    const pairs = pairsOf(place.map);
    const before = pairs[pairs.indexOf(pair) - 1];
    const between = before && !names.has(nameOf(before.key)) ? text.slice(endOf(before.value), from) : "";
    return [{ from: /^\s*,\s*$/.test(between) ? from - between.length : from, to: end }];
  }
  if (text.slice(end, comma).trim() !== "") {
    return [
      { from, to: end },
      { from: comma, to: comma + 1 },
    ];
  }
  const line = lineStart(text, from);
  const [rest = ""] = /^[ \t]*(?:\r?\n)?/.exec(text.slice(comma + 1)) ?? [];
  if (!rest.endsWith("\n")) return [{ from, to: comma + 1 + rest.length }];
  return [text.slice(line, from).trim() === "" ? { from: line, to: comma + 1 + rest.length } : { from, to: comma + 1 }];
}

/** The comma behind a value, with nothing but spaces and comments between. */
function commaAfter(text: string, end: number): number | undefined {
  const between = /(?:\s|(?<=\s)#[^\n]*)*/y;
  between.lastIndex = end;
  between.test(text);
  return text[between.lastIndex] === "," ? between.lastIndex : undefined;
}

/** The text without any grant: without the key too, unless a comment stands by it. */
function withoutAny(text: string, { root, head, map }: GrantsPlace, pieces: readonly Piece[]): string {
  if (map.flow && root.flow) return cut(text, pieces);
  const from = lineStart(text, startOf(head.key));
  const to = lineAfter(text, endOf(map));
  const gaps = cut(
    text.slice(from, to),
    pieces.map((piece) => ({ from: piece.from - from, to: piece.to - from })),
  );
  if (/^(["']?)grants\1\s*:\s*(?:\{[\s,]*\})?\s*$/.test(gaps)) return cut(text, [{ from, to }]);
  if (map.flow) return cut(text, pieces);
  const colon = text.indexOf(":", endOf(head.key));
  return `${text.slice(0, colon + 1)} {}${cut(
    text.slice(colon + 1),
    pieces.map((piece) => ({ from: piece.from - colon - 1, to: piece.to - colon - 1 })),
  )}`;
}

/** Whether a text holds a version alone, and no comment but the one by which editors find the schema. */
function isBare(text: string): boolean {
  const rest = text.replace(/^[ \t]*#[ \t]*yaml-language-server:[^\n]*$/gm, "");
  if (rest.includes("#")) return false;
  const { isMap, parseDocument } = yamlLibrary();
  const { contents } = parseDocument(rest);
  return !isMap(contents) || pairsOf(contents).every((pair) => isEmpty(pair));
}

function isEmpty({ key, value }: TextPair): boolean {
  const name = nameOf(key);
  return name === "version" || (name === "grants" && yamlLibrary().isMap(value) && value.items.length === 0);
}
