/** One JSON value of a file: the elements of lists one by one, then what is around them. */
export interface Item {
  readonly text: string;
  /** The key of the list that it is an element of; absent for a value that stands by itself or in a bare list. */
  readonly list?: string;
}

/** Why a file cannot be taken apart. */
export class SplitError extends Error {
  constructor(readonly fault: "truncated" | "too-large" | "not-utf8" | "not-json") {
    super(fault);
  }
}

const quote = 0x22;
const backslash = 0x5c;
const opens = (byte: number): boolean => byte === 0x7b || byte === 0x5b;
const closes = (byte: number): boolean => byte === 0x7d || byte === 0x5d;
const comma = 0x2c;
const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/**
 * Takes JSON apart as its bytes come in, so that no more than one element is held: lines of JSON, a list, or an object with a
 * list under one of the given keys, whose elements come first and which then comes itself, with that list empty.
 */
export class ItemSplitter {
  readonly #utf8 = new TextDecoder("utf-8", { fatal: true });
  /** The value that is being gathered, and, of an element of a keyed list, the object around it. */
  #item: Gathering | undefined;
  #around: Gathering | undefined;
  #list: string | undefined;
  #inBareList = false;
  #first = true;

  /** @param limit the most bytes of one value */
  constructor(
    private readonly keys: ReadonlySet<string>,
    private readonly limit: number,
  ) {}

  /** @throws SplitError */
  *push(bytes: Buffer): Iterable<Item> {
    let chunk = bytes;
    if (this.#first && chunk.length > 0) {
      this.#first = false;
      if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) chunk = chunk.subarray(3);
      else if (chunk[0] === 0xff || chunk[0] === 0xfe || chunk[0] === 0 || chunk[1] === 0)
        throw new SplitError("not-utf8");
    }
    let from = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const item = this.#item;
      if (item && !item.escaped) {
        if (item.inString) at = withinString(chunk, at);
        else if (item.depth > 1) at = toStructure(chunk, at);
      }
      if (at === chunk.length) break;
      const byte = chunk[at] ?? 0;
      if (!item) {
        if (isSpace(byte) || byte === comma) continue;
        if (closes(byte)) {
          this.#closeList(byte);
          if (this.#item) from = at;
          continue;
        }
        if (byte === 0x5b && !this.#inBareList && this.#list === undefined) {
          this.#inBareList = true;
          continue;
        }
        this.#item = new Gathering(byte === quote);
        from = at;
        if (opens(byte)) this.#item.depth = 1;
        continue;
      }
      if (item.inString) {
        if (item.escaped) item.escaped = false;
        else if (byte === backslash) item.escaped = true;
        else if (byte === quote) {
          item.inString = false;
          if (item.depth === 1 && this.#mayHoldList()) item.keyEnds(chunk, from, at);
          if (item.depth === 0) {
            item.add(chunk.subarray(from, at + 1), this.limit);
            yield this.#finish(item);
          }
        }
        continue;
      }
      if (byte === quote) {
        item.inString = true;
        if (item.depth === 1 && this.#mayHoldList()) item.keyBegins(from, at);
      } else if (opens(byte)) {
        const key = item.depth === 1 && byte === 0x5b && this.#mayHoldList() ? item.key : undefined;
        if (key !== undefined && this.keys.has(key)) {
          item.add(chunk.subarray(from, at + 1), this.limit);
          this.#around = item;
          this.#list = key;
          this.#item = undefined;
        } else item.depth += 1;
      } else if (closes(byte) && item.depth > 0) {
        item.depth -= 1;
        if (item.depth === 0) {
          item.add(chunk.subarray(from, at + 1), this.limit);
          yield this.#finish(item);
        }
      } else if (item.depth === 0 && (byte === comma || isSpace(byte) || closes(byte) || opens(byte))) {
        // The end of a number or a word.
        item.add(chunk.subarray(from, at), this.limit);
        yield this.#finish(item);
        at -= 1;
      }
    }
    this.#item?.add(chunk.subarray(from), this.limit);
  }

  /** @throws SplitError when the file ends before its values do */
  *end(): Iterable<Item> {
    const item = this.#item;
    if (item && item.depth === 0 && !item.inString) yield this.#finish(item);
    if (this.#item || this.#around || this.#inBareList) throw new SplitError("truncated");
  }

  #mayHoldList(): boolean {
    return this.#around === undefined && !this.#inBareList;
  }

  #closeList(byte: number): void {
    if (byte !== 0x5d) throw new SplitError("not-json");
    if (this.#around) {
      this.#item = this.#around;
      this.#around = undefined;
      this.#list = undefined;
    } else if (this.#inBareList) this.#inBareList = false;
    else throw new SplitError("not-json");
  }

  #finish(item: Gathering): Item {
    this.#item = undefined;
    let text: string;
    try {
      text = this.#utf8.decode(item.bytes());
    } catch {
      throw new SplitError("not-utf8");
    }
    return this.#list === undefined ? { text } : { text, list: this.#list };
  }
}

/** The next byte of a string that is not simply one of its characters. */
function withinString(chunk: Buffer, from: number): number {
  let at = from;
  for (; at < chunk.length; at += 1) {
    const byte = chunk[at];
    if (byte === quote || byte === backslash) break;
  }
  return at;
}

/** The next byte, outside of strings, that begins one or opens or closes something. */
function toStructure(chunk: Buffer, from: number): number {
  let at = from;
  for (; at < chunk.length; at += 1) {
    const byte = chunk[at] ?? 0;
    if (byte === quote || opens(byte) || closes(byte)) break;
  }
  return at;
}

/** The bytes of one value, as far as they have come. */
class Gathering {
  readonly #pieces: Buffer[] = [];
  #size = 0;
  depth = 0;
  escaped = false;
  /** The last text at the top of the object, while nothing but it stands before what follows. */
  key: string | undefined;
  #keyFrom = -1;

  constructor(public inString: boolean) {}

  add(piece: Buffer, limit: number): void {
    this.#size += piece.length;
    if (this.#size > limit) throw new SplitError("too-large");
    // The buffer of a stream is used again.
    if (piece.length > 0) this.#pieces.push(Buffer.from(piece));
  }

  bytes(): Buffer {
    return this.#pieces.length === 1 && this.#pieces[0] ? this.#pieces[0] : Buffer.concat(this.#pieces);
  }

  keyBegins(from: number, at: number): void {
    this.#keyFrom = this.#size + at - from;
  }

  keyEnds(chunk: Buffer, from: number, at: number): void {
    const length = this.#size + at - from - this.#keyFrom;
    // Keys that are looked for are short.
    if (this.#keyFrom < 0 || length > 64) {
      this.key = undefined;
      return;
    }
    const begins = this.#keyFrom - this.#size + from;
    const text =
      begins >= from
        ? chunk.subarray(begins + 1, at)
        : Buffer.concat([this.bytes(), chunk.subarray(from, at)]).subarray(this.#keyFrom + 1);
    this.key = text.toString("utf8");
  }
}
