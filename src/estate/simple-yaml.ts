// What declarations are mostly written in, read in one pass: the YAML library's tokens, syntax tree and nodes take a cold process
// longer than all that follows. The library stays the authority: whatever is not plainly within the subset below, and every text
// that anything is to be said about, is left to it, and `test/estate/simple-yaml.test.ts` holds both to the same answers.
//
//   text       printable characters, spaces and line feeds; comments on lines of their own, or behind a space
//   block      maps of `key: value`, lists of `- value`, each on lines of their own, indented by spaces
//   flow       `[a, b]` and `{ a: b }`, on one line, without a comma at the end
//   key        a name, or a text in double quotes
//   value      a text on one line: plain, or in quotes without an escape; a whole number; true or false; never nothing

/** A key, the index of its offset, and its value. */
export interface SimpleEntry {
  readonly key: string;
  readonly index: number;
  readonly value: unknown;
}

/** A top-level one. */
export interface SimplePair extends SimpleEntry {
  readonly keyOffset: number;
  /** What a map holds; of anything else, undefined. */
  readonly entries?: readonly SimpleEntry[];
}

export interface SimpleText {
  readonly pairs: readonly SimplePair[];
  /** As `Origin` has them, of all the text. */
  readonly offsets: readonly number[];
}

/** Reads a map of the subset; undefined for any other text, of which nothing is thereby said. */
export function readSimpleYaml(text: string): SimpleText | undefined {
  if (!within.test(text)) return undefined;
  try {
    return new Reader(text).read();
  } catch (thrown) {
    if (thrown === beyond) return undefined;
    throw thrown;
  }
}

/** Thrown where the subset ends. */
const beyond = Symbol("beyond the subset");

/** No tabs, carriage returns or other controls, no spaces of other kinds, no byte order mark, no halves of characters. */
const within = /^[\n -~\u00a1-\u167f\u2010-\u2027\u2030-\u205e\u3001-\ud7ff]*$/;

const depthLimit = 50;
const keyLimit = 500;
const [lineFeed, space, quote, hash, apostrophe, comma, dash] = [10, 32, 34, 35, 39, 44, 45];
const [listBegin, listEnd, mapBegin, mapEnd] = [91, 93, 123, 125];

const key = /(?:([A-Za-z_][\w./-]*)|"([^"\\\n]*)"):(?: +|(?=\n)|$)/y;
const doubleQuoted = /"([^"\\\n]*)"/y;
const singleQuoted = /'([^'\n]*)'/y;
const plainBegin = /^[A-Za-z0-9_/^(]/;
const flowPlain = /[^,[\]{}\n]*/y;
const wholeNumber = /^(?:0|[1-9][0-9]{0,14})$/;
/** What could be a number in one of YAML's other spellings. */
const numberLike = /^(?:0[ox].*|[0-9][0-9.]*(?:[eE][-+]?[0-9]*)?)$/;

class Reader {
  readonly #text: string;
  readonly #offsets: number[] = [];
  /** The first character of the line that is read, and how many spaces stand before it: -1 behind the last line. */
  #at = 0;
  #indent = -1;
  /** Within a line. */
  #cursor = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): SimpleText {
    this.#line(0);
    if (this.#indent !== 0) throw beyond;
    const pairs: SimplePair[] = [];
    const seen: Record<string, unknown> = {};
    while (this.#indent === 0) {
      const keyOffset = this.#at;
      const name = this.#key(seen);
      const index = this.#offsets.push(keyOffset) - 1;
      const entries: SimpleEntry[] = [];
      const value = this.#valueOf(0, entries);
      seen[name] = true;
      const isMap = typeof value === "object" && !Array.isArray(value);
      pairs.push({ key: name, keyOffset, index, value, ...(isMap ? { entries } : {}) });
    }
    if (this.#indent > 0) throw beyond;
    return { pairs, offsets: this.#offsets };
  }

  /** Goes to the next line that holds something, from the beginning of one. */
  #line(from: number): void {
    const text = this.#text;
    for (let start = from; start < text.length; ) {
      let at = start;
      while (text.charCodeAt(at) === space) at++;
      const sign = text.charCodeAt(at);
      if (at < text.length && sign !== lineFeed && sign !== hash) {
        this.#at = at;
        this.#indent = at - start;
        return;
      }
      const end = text.indexOf("\n", at);
      if (end < 0) break;
      start = end + 1;
    }
    this.#at = text.length;
    this.#indent = -1;
  }

  /** Goes on to the next line, behind spaces and a comment; anything else goes beyond. */
  #endLine(from: number): void {
    const text = this.#text;
    let at = from;
    while (text.charCodeAt(at) === space) at++;
    const comment = text.charCodeAt(at) === hash && text.charCodeAt(at - 1) === space;
    if (at < text.length && text.charCodeAt(at) !== lineFeed && !comment) throw beyond;
    const end = text.indexOf("\n", at);
    this.#line(end < 0 ? text.length : end + 1);
  }

  /** A key that `map` does not hold yet; the cursor is then behind its colon and spaces. */
  #key(map: object): string {
    key.lastIndex = this.#at;
    const found = key.exec(this.#text);
    const name = found?.[1] ?? found?.[2];
    // What looks like a position or has a meaning of its own is the library's and its reader's.
    if (name === undefined || name.length > keyLimit || !/^[A-Za-z_]/.test(name)) throw beyond;
    if (name === "__proto__" || Object.hasOwn(map, name)) throw beyond;
    this.#cursor = key.lastIndex;
    return name;
  }

  /** What stands behind a key, on its line or below it. */
  #valueOf(indent: number, entries?: SimpleEntry[]): unknown {
    const sign = this.#text.charCodeAt(this.#cursor);
    const onLine = this.#cursor < this.#text.length && sign !== lineFeed && sign !== hash;
    if (onLine) return this.#onLine(indent, entries);
    this.#endLine(this.#cursor);
    const list = this.#isItem();
    if (this.#indent < indent || (this.#indent === indent && !list)) throw beyond;
    this.#offsets.push(this.#at);
    const value = list ? this.#list(this.#indent) : this.#map(this.#indent, entries);
    if (this.#indent > indent) throw beyond;
    return value;
  }

  #isItem(): boolean {
    return this.#text.charCodeAt(this.#at) === dash && this.#text.charCodeAt(this.#at + 1) === space;
  }

  #map(indent: number, entries?: SimpleEntry[]): object {
    this.#deeper();
    const map: Record<string, unknown> = {};
    do {
      const at = this.#at;
      const name = this.#key(map);
      const index = this.#offsets.push(at) - 1;
      const value = this.#valueOf(indent);
      map[name] = value;
      entries?.push({ key: name, index, value });
    } while (this.#indent === indent);
    this.#depth--;
    return map;
  }

  #list(indent: number): unknown[] {
    this.#deeper();
    const list: unknown[] = [];
    do {
      const at = this.#at + 2;
      key.lastIndex = at;
      if (key.test(this.#text)) {
        this.#at = at;
        this.#offsets.push(at);
        list.push(this.#map(indent + 2));
      } else {
        this.#cursor = at;
        list.push(this.#onLine(indent));
      }
      if (this.#indent > indent) throw beyond;
    } while (this.#indent === indent && this.#isItem());
    this.#depth--;
    return list;
  }

  #deeper(): void {
    if (++this.#depth > depthLimit) throw beyond;
  }

  /** A value on one line, which the lines below do not go on with. */
  #onLine(indent: number, entries?: SimpleEntry[]): unknown {
    const sign = this.#text.charCodeAt(this.#cursor);
    const value = sign === listBegin || sign === mapBegin ? this.#flow(entries) : this.#scalar(false);
    this.#endLine(this.#cursor);
    if (this.#indent > indent) throw beyond;
    return value;
  }

  #flow(entries?: SimpleEntry[]): unknown {
    this.#deeper();
    const sign = this.#text.charCodeAt(this.#cursor);
    this.#offsets.push(this.#cursor++);
    const value = sign === listBegin ? this.#flowList() : this.#flowMap(entries);
    this.#depth--;
    return value;
  }

  #flowList(): unknown[] {
    const list: unknown[] = [];
    if (this.#next() === listEnd) this.#cursor++;
    else {
      do {
        this.#next();
        list.push(this.#flowValue());
      } while (this.#goesOn(listEnd));
    }
    return list;
  }

  #flowMap(entries?: SimpleEntry[]): object {
    const map: Record<string, unknown> = {};
    if (this.#next() === mapEnd) this.#cursor++;
    else {
      do {
        this.#next();
        this.#at = this.#cursor;
        const name = this.#key(map);
        const index = this.#offsets.push(this.#at) - 1;
        const value = this.#flowValue();
        map[name] = value;
        entries?.push({ key: name, index, value });
      } while (this.#goesOn(mapEnd));
    }
    return map;
  }

  #flowValue(): unknown {
    const sign = this.#text.charCodeAt(this.#cursor);
    return sign === listBegin || sign === mapBegin ? this.#flow() : this.#scalar(true);
  }

  /** The next sign that is no space. */
  #next(): number {
    while (this.#text.charCodeAt(this.#cursor) === space) this.#cursor++;
    return this.#text.charCodeAt(this.#cursor);
  }

  /** Whether a comma follows rather than the end. */
  #goesOn(end: number): boolean {
    const sign = this.#next();
    if (sign !== comma && sign !== end) throw beyond;
    this.#cursor++;
    return sign === comma;
  }

  #scalar(inFlow: boolean): unknown {
    const sign = this.#text.charCodeAt(this.#cursor);
    this.#offsets.push(this.#cursor);
    if (sign !== quote && sign !== apostrophe) return this.#plain(inFlow);
    const quoted = sign === quote ? doubleQuoted : singleQuoted;
    quoted.lastIndex = this.#cursor;
    const [, value] = quoted.exec(this.#text) ?? [];
    if (value === undefined) throw beyond;
    this.#cursor = quoted.lastIndex;
    return value;
  }

  #plain(inFlow: boolean): unknown {
    const text = this.#text;
    let end = text.indexOf("\n", this.#cursor);
    if (end < 0) end = text.length;
    if (inFlow) {
      flowPlain.lastIndex = this.#cursor;
      flowPlain.test(text);
      end = flowPlain.lastIndex;
    }
    let value = text.slice(this.#cursor, end);
    const comment = value.indexOf(" #");
    if (comment >= 0) value = value.slice(0, comment);
    let length = value.length;
    while (value.charCodeAt(length - 1) === space) length--;
    value = value.slice(0, length);
    if (!plainBegin.test(value) || value.includes(": ") || value.endsWith(":") || (inFlow && comment >= 0))
      throw beyond;
    this.#cursor += length;
    return resolved(value);
  }
}

/** What the core schema makes of a plain text. */
function resolved(text: string): unknown {
  if (text === "true") return true;
  if (text === "false") return false;
  if (wholeNumber.test(text)) return Number(text);
  if (numberLike.test(text) || /^(?:true|false|null)$/i.test(text)) throw beyond;
  return text;
}
