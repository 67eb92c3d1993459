import { actionsOverlap } from "../policy/containment";

/**
 * The fewest characters of patterns, as far as a greedy search finds them, that match every wanted action of one
 * service and no other action of it. A pattern keeps the first word of a name whole (`Put*`, `Put*Policy`), so that it
 * stays readable and never reaches a read that AWS adds later.
 *
 * @param wanted names of one service without its prefix, as AWS spells them
 * @param others the service's other names
 * @param free patterns, with the prefix, that nothing may reach
 */
export function compress(
  service: string,
  wanted: readonly string[],
  others: readonly string[],
  free: readonly string[] = [],
): readonly string[] {
  const names = new Names([...new Set(wanted)]);
  const patterns = possible(service, names, others, free);
  const chosen: Pattern[] = [];
  for (let left = names.size; left > 0; ) {
    let best: Pattern | undefined;
    let bestWorth = -1;
    for (const pattern of patterns) {
      if (pattern.gain === 0) continue;
      const worth = pattern.gain / (service.length + pattern.text.length + 4);
      if (worth > bestWorth || (worth === bestWorth && best !== undefined && pattern.text < best.text)) {
        best = pattern;
        bestWorth = worth;
      }
    }
    if (best === undefined) throw new Error(`no pattern for ${service}:${names.uncovered().join(", ")}`);
    chosen.push(best);
    left -= best.gain;
    names.cover(best);
  }
  return withoutNeedless(chosen)
    .map(({ text }) => text)
    .sort();
}

/** A name, or a name with one `*` in it. */
interface Shape {
  readonly text: string;
  /** In small letters, as all that is compared: the name, or what stands before the `*`. */
  readonly start: string;
  /** What stands behind the `*`. */
  readonly tail?: string;
}

interface Pattern extends Shape {
  readonly covers: readonly Wanted[];
  /** How many of the names that it covers no chosen pattern covers yet. */
  gain: number;
}

interface Wanted {
  readonly name: string;
  readonly patterns: Pattern[];
  /** How many of the chosen patterns cover it. */
  covered: number;
}

/** Names in order, so that those with one beginning stand together: whole services are compressed at every check. */
class Names {
  readonly #low: readonly string[];
  readonly #wanted: readonly Wanted[];

  constructor(names: readonly string[]) {
    const sorted = names.map((name) => ({ name, low: name.toLowerCase() }));
    sorted.sort((a, b) => (a.low < b.low ? -1 : a.low > b.low ? 1 : 0));
    this.#low = sorted.map(({ low }) => low);
    this.#wanted = sorted.map(({ name }) => ({ name, patterns: [], covered: 0 }));
  }

  get size(): number {
    return this.#wanted.length;
  }

  shapes(): readonly Shape[] {
    const found = new Map<string, Shape>();
    for (const { name } of this.#wanted) for (const shape of shapesOf(name)) found.set(shape.text, shape);
    return [...found.values()];
  }

  matching({ start, tail }: Shape): readonly Wanted[] {
    const found: Wanted[] = [];
    for (let at = this.#from(start); at < this.#low.length; at++) {
      const low = this.#low[at] ?? "";
      const wanted = this.#wanted[at];
      if (!low.startsWith(start) || wanted === undefined) break;
      if (tail === undefined ? low.length === start.length : ends(low, start, tail)) found.push(wanted);
    }
    return found;
  }

  /** Takes a pattern's names from what the others would gain. */
  cover({ covers }: Pattern): void {
    for (const wanted of covers) if (wanted.covered++ === 0) for (const other of wanted.patterns) other.gain--;
  }

  uncovered(): readonly string[] {
    return this.#wanted.filter(({ covered }) => covered === 0).map(({ name }) => name);
  }

  /** Where the names begin that are not before a text. */
  #from(text: string): number {
    let low = 0;
    let high = this.#low.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#low[middle] ?? "") < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function ends(low: string, start: string, tail: string): boolean {
  return low.length >= start.length + tail.length && low.endsWith(tail);
}

/** Every pattern that matches something wanted, and nothing that it must not. */
function possible(
  service: string,
  names: Names,
  others: readonly string[],
  free: readonly string[],
): readonly Pattern[] {
  const forbidden = new Names(others);
  // Free names that are written out are looked up as the service's other names are.
  const written = free.filter((action) => !/[*?$]/.test(action));
  const open = free.filter((action) => /[*?$]/.test(action));
  const prefix = `${service}:`.toLowerCase();
  const spared = new Names(
    written.filter((action) => action.toLowerCase().startsWith(prefix)).map((action) => action.slice(prefix.length)),
  );
  const found: Pattern[] = [];
  for (const shape of names.shapes()) {
    if (forbidden.matching(shape).length > 0) continue;
    if (shape.tail !== undefined) {
      if (spared.matching(shape).length > 0) continue;
      if (open.some((other) => actionsOverlap(other, `${service}:${shape.text}`))) continue;
    }
    const covers = names.matching(shape);
    const pattern: Pattern = { ...shape, covers, gain: covers.length };
    for (const wanted of covers) wanted.patterns.push(pattern);
    found.push(pattern);
  }
  return found;
}

/** `PutBucketPolicy` → itself, `Put*`, `PutBucket*`, `Put*Policy`, …; the shortest come first in worth, not in order. */
function shapesOf(name: string): readonly Shape[] {
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z][a-z0-9]*|[a-z0-9]+|[^A-Za-z0-9]+/g) ?? [name];
  const found: Shape[] = [{ text: name, start: name.toLowerCase() }];
  for (let head = 1; head <= words.length; head++) {
    const start = words.slice(0, head).join("");
    const low = start.toLowerCase();
    found.push({ text: `${start}*`, start: low, tail: "" });
    for (let from = head + 1; from < words.length; from++) {
      const tail = words.slice(from).join("");
      found.push({ text: `${start}*${tail}`, start: low, tail: tail.toLowerCase() });
    }
  }
  return found;
}

/** Leaves out, longest first, what covers nothing that the others do not cover. */
function withoutNeedless(chosen: readonly Pattern[]): readonly Pattern[] {
  let kept = [...chosen];
  for (const pattern of [...chosen].sort((a, b) => b.text.length - a.text.length)) {
    if (pattern.covers.some(({ covered }) => covered === 1)) continue;
    for (const wanted of pattern.covers) wanted.covered--;
    kept = kept.filter((other) => other !== pattern);
  }
  return kept;
}
