import type { Node, Pair, Scalar, YAMLMap } from "yaml";
import { parseYaml, withoutEnvironment } from "../estate/yaml";
import { yamlLibrary } from "../estate/yaml-library";

/** Thrown where a text cannot be edited in place without touching more than is meant. */
export class EditFault extends Error {
  constructor(
    /** What stands in the way, as a sentence without a full stop. */
    readonly why: string,
    readonly mend: string,
    readonly offset: number,
  ) {
    super(why);
  }
}

/** A pair of a map that was parsed from text. */
export type TextPair = Pair<Scalar, Node> & { readonly value: Node };

/** The `grants` of one file. */
export interface GrantsPlace {
  readonly root: YAMLMap;
  readonly head: TextPair;
  readonly map: YAMLMap;
  /** By name; those without a value are left out. */
  readonly entries: ReadonlyMap<string, TextPair>;
}

/**
 * Finds the grants of a text that loads.
 * @throws EditFault where they are not written as a map in place
 */
export function grantsIn(text: string): GrantsPlace {
  const parsed = withoutEnvironment(() => parseYaml(text));
  const { isMap, isAlias } = yamlLibrary();
  if ("faults" in parsed || !isMap(parsed.contents)) throw new EditFault("The file is no map", "Correct it.", 0);
  const root = parsed.contents;
  const head = pairsOf(root).find(({ key }) => nameOf(key) === "grants");
  if (!head) throw new EditFault("The file holds no grants", "Correct it.", 0);
  const { value: map } = head;
  const offset = startOf(head.key);
  if (isAlias(map)) throw new EditFault("The grants are written as an alias", "Write them out.", offset);
  if (!isMap(map)) throw new EditFault("The file holds no grants", "Correct it.", offset);
  return { root, head, map, entries: new Map(pairsOf(map).map((pair) => [nameOf(pair.key), pair])) };
}

/** The pairs of a map whose keys are names and whose values are there. */
export function pairsOf(map: YAMLMap): readonly TextPair[] {
  const { isScalar, isNode } = yamlLibrary();
  return map.items.filter((pair): pair is TextPair => isScalar(pair.key) && isNode(pair.value));
}

export function nameOf(key: Scalar): string {
  return String(key.value);
}

/** Where a node begins; its anchor and tag stand before that. */
export function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

/** Where the last sign of a node's value ends; comments and blank lines behind it do not count. */
export function endOf(node: Node): number {
  const { isMap, isSeq, isNode } = yamlLibrary();
  const end = node.range?.[1] ?? 0;
  if (isMap(node) && !node.flow) {
    const last = node.items.at(-1);
    const inner = isNode(last?.value) ? last.value : last?.key;
    return isNode(inner) ? endOf(inner) : end;
  }
  if (isSeq(node) && !node.flow) {
    const last = node.items.at(-1);
    return isNode(last) ? endOf(last) : end;
  }
  return end;
}

/** Where the line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

/** Where the next line begins behind the end of a value; a block of text ends with its last line. */
export function lineAfter(text: string, end: number): number {
  if (text[end - 1] === "\n") return end;
  const found = text.indexOf("\n", end);
  return found === -1 ? text.length : found + 1;
}

/** The line break that is in use up to an offset, or in the text as a whole. */
export function breakBefore(text: string, offset: number): "\r\n" | "\n" {
  const before = text.lastIndexOf("\n", offset - 1);
  const at = before === -1 ? text.indexOf("\n") : before;
  return at > 0 && text[at - 1] === "\r" ? "\r\n" : "\n";
}
