import { literal } from "./literal";
import { isExpression, JoinedText, type Value } from "./resource";

const newline = 0x0a;
const space = 0x20;
const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const backslash = 0x5c;
const brackets = { "{": 0x7b, "}": 0x7d, "[": 0x5b, "]": 0x5d } as const;

/** How a sign of ASCII stands in JSON: as it is, behind a backslash, or otherwise (control signs, and what may begin a template). */
const asItIs = 1;
const escaped = 2;
const manner = new Uint8Array(128);
manner.fill(asItIs, 0x20, 0x7f);
manner[quote] = manner[backslash] = escaped;
for (const sign of "$%") manner[sign.charCodeAt(0)] = 0;

/** From this length on, the engine's own escaping and encoding are quicker than looking at each sign here. */
const medium = 160;
/** Such a piece is one that many texts share. */
const long = 1_000;
const longPieces = new Map<string, Uint8Array>();

/**
 * JSON in canonical form (two spaces, members as they come), written as bytes: most of a root is short texts, for which to
 * grow a string, flatten and encode it takes several times as long. Its memory is used again for the next root.
 */
export class CanonicalBytes {
  #bytes = Buffer.allocUnsafeSlow(1 << 16);
  #at = 0;
  #depth = 0;
  #first = true;

  /** Begins anew, over what was written. */
  begin(): void {
    this.#at = 0;
    this.#depth = 0;
    this.#first = true;
  }

  open(bracket: "{" | "["): void {
    this.#reserve(1);
    this.#bytes[this.#at++] = brackets[bracket];
    this.#depth++;
    this.#first = true;
  }

  close(bracket: "}" | "]"): void {
    this.#depth--;
    if (!this.#first) this.#line();
    this.#reserve(1);
    this.#bytes[this.#at++] = brackets[bracket];
    this.#first = false;
  }

  /** @throws LiteralError for a text that Terraform would change, as `member` does */
  key(key: string): void {
    this.#next();
    this.#quoted(key);
    this.#reserve(2);
    this.#bytes[this.#at++] = colon;
    this.#bytes[this.#at++] = space;
  }

  /** @param references whether a map `{ expression }` is a reference */
  member(key: string, value: Value, references = true): void {
    this.key(key);
    this.#value(value, references);
  }

  /** All that was written, with a final newline; it stands until the next is begun. */
  end(): Buffer {
    this.#reserve(1);
    this.#bytes[this.#at++] = newline;
    return this.#bytes.subarray(0, this.#at);
  }

  #next(): void {
    if (!this.#first) {
      this.#reserve(1);
      this.#bytes[this.#at++] = comma;
    }
    this.#line();
    this.#first = false;
  }

  #line(): void {
    const spaces = this.#depth * 2;
    this.#reserve(spaces + 1);
    const bytes = this.#bytes;
    let at = this.#at;
    bytes[at++] = newline;
    for (const end = at + spaces; at < end; at++) bytes[at] = space;
    this.#at = at;
  }

  #value(value: Value, references: boolean): void {
    if (typeof value === "string") this.#quoted(value);
    else if (typeof value !== "object" || value === null) this.#ascii(JSON.stringify(value));
    else if (value instanceof JoinedText) this.#joined(value);
    else if (Array.isArray(value)) {
      this.open("[");
      for (const each of value as readonly Value[]) {
        this.#next();
        this.#value(each, references);
      }
      this.close("]");
    } else if (references && isExpression(value)) this.#utf8(JSON.stringify(`\${${value.expression}}`));
    else {
      const map = value as { readonly [key: string]: Value };
      this.open("{");
      for (const key of sortedKeys(map)) this.member(key, map[key] ?? null, references);
      this.close("}");
    }
  }

  #joined({ pieces }: JoinedText): void {
    this.#quote();
    for (const piece of pieces) this.#inside(piece);
    this.#quote();
  }

  #quoted(text: string): void {
    this.#quote();
    this.#inside(text);
    this.#quote();
  }

  #quote(): void {
    this.#reserve(1);
    this.#bytes[this.#at++] = quote;
  }

  /** A literal, or a piece of one, without its quotation marks. */
  #inside(text: string): void {
    if (text.length >= long) this.#copy(longPiece(text));
    else if (text.length >= medium || !this.#plain(text)) this.#utf8(JSON.stringify(literal(text)).slice(1, -1));
  }

  /** Writes a text of plain signs. @returns false, with nothing written, where it holds others */
  #plain(text: string): boolean {
    const size = text.length;
    this.#reserve(size * 2);
    const bytes = this.#bytes;
    let at = this.#at;
    for (let n = 0; n < size; n++) {
      const sign = text.charCodeAt(n);
      const how = manner[sign];
      if (how === escaped) bytes[at++] = backslash;
      else if (how !== asItIs) return false;
      bytes[at++] = sign;
    }
    this.#at = at;
    return true;
  }

  #ascii(text: string): void {
    this.#reserve(text.length);
    this.#at += this.#bytes.write(text, this.#at, "latin1");
  }

  #utf8(text: string): void {
    // A UTF-16 code unit takes three bytes at most.
    this.#reserve(text.length * 3);
    this.#at += this.#bytes.write(text, this.#at, "utf8");
  }

  #copy(piece: Uint8Array): void {
    this.#reserve(piece.length);
    this.#bytes.set(piece, this.#at);
    this.#at += piece.length;
  }

  #reserve(size: number): void {
    if (this.#at + size <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(2 * this.#bytes.length, this.#at + size));
    this.#bytes.copy(larger, 0, 0, this.#at);
    this.#bytes = larger;
  }
}

/** A long piece of a literal, escaped and encoded once for all that share it. */
function longPiece(piece: string): Uint8Array {
  let bytes = longPieces.get(piece);
  if (bytes === undefined) {
    bytes = Buffer.from(JSON.stringify(literal(piece)).slice(1, -1));
    if (longPieces.size < 100) longPieces.set(piece, bytes);
  }
  return bytes;
}

/** To look is cheaper than to sort, and what is emitted mostly comes in order. */
export function sortedKeys(map: object): readonly string[] {
  const keys = Object.keys(map);
  for (let n = 1; n < keys.length; n++) if ((keys[n - 1] ?? "") > (keys[n] ?? "")) return keys.sort();
  return keys;
}
