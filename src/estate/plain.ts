import type { Node, Pair, YAMLMap, YAMLSeq } from "yaml";
import type { SourceLocation } from "../diagnostics/diagnostic";
import type { Code, ParametersOf } from "../diagnostics/table";
import { nestingLimit } from "./yaml";
import { yamlLibrary } from "./yaml-library";

/** Where the faults of a file go. */
export type ReportAt = <C extends Code>(code: C, parameters: ParametersOf<C>, offset: number) => void;

/** How many values the aliases of one file may stand for, together. */
const aliasLimit = 10_000;

const coreTags = new Set(
  ["str", "int", "float", "bool", "null", "map", "seq"].map((tag) => `tag:yaml.org,2002:${tag}`),
);

/** Stands for a value that was refused where it stands, and about which nothing more is said. */
export const refused = Symbol("refused");

type Offsets = number[];

/**
 * Turns the nodes of one file into plain values, noting the offset of each (see `Origin`) and refusing what plain YAML 1.2 does not
 * know. Aliases are written out, within a limit.
 */
export class PlainReader {
  readonly offsets: Offsets = [];
  readonly #anchors = new Map<string, Node>();
  /** How many values were refused. */
  faults = 0;
  readonly #yaml = yamlLibrary();
  #aliased = 0;
  #withinAlias = 0;

  constructor(
    readonly report: ReportAt,
    readonly locationOf: (offset: number) => SourceLocation,
  ) {}

  /** The pairs of a map with their keys as text; a key that stands there twice is reported and left out. */
  pairs(map: YAMLMap): { key: string; keyOffset: number; value: Node | null }[] {
    const first = new Map<string, number>();
    const found: { key: string; keyOffset: number; value: Node | null }[] = [];
    for (const pair of map.items) {
      const read = this.#pair(pair);
      if (!read) continue;
      const before = first.get(read.key);
      if (before === undefined) {
        first.set(read.key, read.keyOffset);
        found.push(read);
      } else {
        const { file, line, column } = this.locationOf(before);
        this.report("duplicate-key", { key: read.key, first: `${file}:${line}:${column}` }, read.keyOffset);
      }
    }
    return found;
  }

  /** The plain value of a node; `at` is the offset that stands for a value that is not there. */
  value(node: Node | null, at: number, depth: number): unknown {
    if (node === null) {
      this.offsets.push(at);
      return null;
    }
    const offset = node.range?.[0] ?? at;
    this.offsets.push(offset);
    if (this.#withinAlias > 0) this.#aliased++;
    if (this.#yaml.isAlias(node)) return this.#alias(node.source, offset, depth);
    if (depth > nestingLimit) {
      this.#refuse("too-deep", { limit: nestingLimit }, offset);
      return null;
    }
    this.checkTag(node, offset);
    const value = this.#content(node, offset, depth);
    if ("anchor" in node && typeof node.anchor === "string") this.#anchors.set(node.anchor, node);
    return value;
  }

  /** Reports a tag other than those of the core schema. */
  checkTag(node: Node, offset: number): void {
    const { tag } = node as { tag?: string };
    if (tag === undefined || coreTags.has(tag)) return;
    this.#refuse(
      "yaml-not-plain",
      { what: "This tag is", mend: "Remove the tag, and write the value itself." },
      offset,
    );
  }

  #refuse<C extends Code>(code: C, parameters: ParametersOf<C>, offset: number): void {
    this.faults++;
    this.report(code, parameters, offset);
  }

  #content(node: Node, offset: number, depth: number): unknown {
    if (this.#yaml.isScalar(node)) return node.value;
    if (this.#yaml.isMap(node)) return this.#map(node, depth);
    if (this.#yaml.isSeq(node)) return this.#list(node, offset, depth);
    return null;
  }

  #map(node: YAMLMap, depth: number): unknown {
    const plain: Record<string, unknown> = {};
    for (const { key, keyOffset, value } of asObjectOrder(this.pairs(node))) {
      if (key === "__proto__") {
        this.#refuse("unknown-key", { key, known: [], why: "has a meaning of its own in JavaScript" }, keyOffset);
        continue;
      }
      this.offsets.push(keyOffset);
      plain[key] = this.value(value, keyOffset, depth + 1);
    }
    return plain;
  }

  #list(node: YAMLSeq, offset: number, depth: number): unknown {
    return node.items.map((item) => this.value(item as Node | null, offset, depth + 1));
  }

  /** An alias takes the offset that it stands at; what it stands for keeps its own. */
  #alias(name: string, offset: number, depth: number): unknown {
    const node = this.#anchors.get(name);
    if (!node) {
      const what = "An alias to something that it stands in, or that is not there, is";
      this.#refuse("yaml-not-plain", { what, mend: "Write the value itself." }, offset);
      return null;
    }
    if (this.#aliased > aliasLimit) {
      this.faults++;
      return null;
    }
    this.#withinAlias++;
    this.offsets.pop();
    const value = this.value(node, offset, depth);
    this.#withinAlias--;
    if (this.#aliased > aliasLimit && this.#withinAlias === 0) {
      this.#refuse("too-many-aliases", { limit: aliasLimit }, offset);
    }
    return value;
  }

  #pair(pair: Pair): { key: string; keyOffset: number; value: Node | null } | undefined {
    const node = pair.key as Node | null;
    const keyOffset = node?.range?.[0] ?? (pair.value as Node | null)?.range?.[0] ?? 0;
    const key = this.#yaml.isScalar(node) ? String(node.value ?? "") : undefined;
    if (node && this.#yaml.isScalar(node)) this.checkTag(node, keyOffset);
    if (key === undefined) {
      this.#refuse("yaml-not-plain", { what: "A key that is no text is", mend: "Write a name as the key." }, keyOffset);
    } else if (key === "<<") {
      const mend = "Write the keys out, or give the whole value by an alias.";
      this.#refuse("yaml-not-plain", { what: "The merge key `<<` is", mend }, keyOffset);
    } else {
      return { key, keyOffset, value: pair.value as Node | null };
    }
    return undefined;
  }
}

const index = /^(?:0|[1-9]\d{0,9})$/;

/** Objects keep keys that look like positions before all others, in their order; offsets must follow. */
function asObjectOrder<T extends { readonly key: string }>(pairs: readonly T[]): readonly T[] {
  if (!pairs.some(({ key }) => index.test(key))) return pairs;
  const order = new Map(Object.keys(Object.fromEntries(pairs.map(({ key }) => [key, 0]))).map((key, at) => [key, at]));
  return [...pairs].sort((a, b) => (order.get(a.key) ?? 0) - (order.get(b.key) ?? 0));
}
