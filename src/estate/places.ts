import type { DeclarationPath, SourceLocation } from "../diagnostics/diagnostic";
import type { Locate } from "../diagnostics/report";

/** Finds where the key of a value stands; for a position in a list, the value. */
export type LocateKey = Locate;

/** A file of the estate: its path as shown, and its text. */
export class SourceFile {
  #lineStarts: number[] | undefined;

  constructor(
    readonly path: string,
    readonly text: string,
  ) {}

  /** Line and column of an offset into the text. */
  locationOf(offset: number): SourceLocation {
    const starts = this.#starts();
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { file: this.path, line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }

  #starts(): readonly number[] {
    if (this.#lineStarts) return this.#lineStarts;
    const starts = [0];
    for (let at = this.text.indexOf("\n"); at !== -1; at = this.text.indexOf("\n", at + 1)) starts.push(at + 1);
    this.#lineStarts = starts;
    return starts;
  }
}

/**
 * Where a value stands: a file and an index into the offsets of its values, which are kept in the order of the text. A value has
 * its own offset, followed by those of what it holds; in a map, each value is preceded by the offset of its key.
 */
export interface Origin {
  readonly file: SourceFile;
  readonly offsets: readonly number[];
  /** The index of the key's offset. */
  readonly index: number;
  /** The value as it was written. */
  readonly value: unknown;
}

/** The places of a declaration that was loaded from files: `policy` by its keys, sections by their names. */
export class Places {
  readonly #origins = new Map<string, Map<string, Origin>>();
  readonly #heads = new Map<string, SourceLocation>();
  #first: SourceLocation | undefined;

  /** The file that stands for the estate as a whole is the first one. */
  addFile(file: SourceFile): void {
    this.#first ??= { file: file.path, line: 1, column: 1 };
  }

  /** Notes where a top-level key stands; the first place counts. */
  addHead(key: string, location: () => SourceLocation): void {
    if (!this.#heads.has(key)) this.#heads.set(key, location());
  }

  /** Notes where an entry of a top-level key stands. */
  add(key: string, name: string, origin: Origin): void {
    const section = this.#origins.get(key);
    if (section) section.set(name, origin);
    else this.#origins.set(key, new Map([[name, origin]]));
  }

  originOf(key: string, name: string): Origin | undefined {
    return this.#origins.get(key)?.get(name);
  }

  /** The place of a value: a scalar's own, a map's or list's key; of what is missing, the nearest thing that holds it. */
  readonly locate: Locate = (path) => this.#find(path, false);

  /** The place of the key of a value. */
  readonly locateKey: LocateKey = (path) => this.#find(path, true);

  #find(path: DeclarationPath, key: boolean): SourceLocation | undefined {
    const [head, name, ...rest] = path;
    if (head === undefined) return this.#first;
    const origin = name === undefined ? undefined : this.originOf(String(head), String(name));
    if (!origin) return this.#heads.get(String(head)) ?? this.#first;
    return origin.file.locationOf(offsetOf(origin, rest, key));
  }
}

/** The location of an origin's key. */
export function keyLocation(origin: Origin): SourceLocation {
  return origin.file.locationOf(origin.offsets[origin.index] ?? 0);
}

function offsetOf(origin: Origin, path: DeclarationPath, key: boolean): number {
  const { offsets } = origin;
  let value = origin.value;
  let at = origin.index + 1;
  let keyAt: number | undefined = origin.index;
  for (const step of path) {
    const found = stepInto(value, at, step);
    if (!found) {
      // What is missing stands, as it were, at the key of what should hold it.
      return offsets[keyAt ?? at] ?? 0;
    }
    ({ value, at, keyAt } = found);
  }
  const collection = typeof value === "object" && value !== null;
  return offsets[(key || collection) && keyAt !== undefined ? keyAt : at] ?? 0;
}

/** A value within another, where its offset stands, and that of its key in a map. */
interface Step {
  readonly value: unknown;
  readonly at: number;
  readonly keyAt: number | undefined;
}

function stepInto(value: unknown, at: number, step: string | number): Step | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const found = stepsOf(value).get(String(step));
  return (
    found && { value: found.value, at: at + found.at, keyAt: found.keyAt === undefined ? undefined : at + found.keyAt }
  );
}

// Asked once for each fault, and a value that holds thousands may have as many.
const steps = new WeakMap<object, ReadonlyMap<string, Step>>();

/** What a map or a list holds, with places that count from its own. */
function stepsOf(value: object): ReadonlyMap<string, Step> {
  const known = steps.get(value);
  if (known) return known;
  const found = new Map<string, Step>();
  let next = 1;
  for (const [key, inner] of Object.entries(value) as [string, unknown][]) {
    const keyAt = Array.isArray(value) ? undefined : next++;
    found.set(key, { value: inner, at: next, keyAt });
    next += sizeOf(inner);
  }
  steps.set(value, found);
  return found;
}

/** How many offsets a value takes. */
function sizeOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 1;
  if (Array.isArray(value)) return value.reduce<number>((size, inner) => size + sizeOf(inner), 1);
  return Object.values(value).reduce<number>((size, inner) => size + 1 + sizeOf(inner), 1);
}
