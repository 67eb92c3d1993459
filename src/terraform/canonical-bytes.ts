import { isAscending } from "../lease/ascending";
import { literal } from "./literal";
import { isExpression, JoinedText, type Value } from "./resource";
import { type Insert, SharedBytes } from "./shared-bytes";

/** Pieces of this length are those that many texts share. */
const long = 1_000;
/** So much is joined before it is encoded: the engine joins short texts fast, as long as it need not keep them. */
const enough = 8_192;

// What needs no escape in JSON and holds no template sign, as most texts do.
const asItIs = /^[ !#&-[\]-~]*$/;

/** What stands before each member at one depth of a text. */
interface Level {
  readonly depth: number;
  readonly line: string;
  readonly next: string;
  /** By key, with its colon: arguments and tags have few names. */
  readonly leads: Map<string, string>;
}

function levelOf(depth: number): Level {
  const line = `\n${"  ".repeat(depth)}`;
  return { depth, line, next: `,${line}`, leads: new Map() };
}

/**
 * Writes JSON in canonical form (two spaces, members as they come), in UTF-8. The short texts are joined and encoded by the
 * chunk, the long ones that thousands share are escaped and encoded once.
 */
export class CanonicalBytes {
  #bytes = Buffer.allocUnsafeSlow(1 << 16);
  #at = 0;
  #inserts: Insert[] = [];
  #chunk = "";
  #level = levelOf(0);
  #first = true;
  /** By depth. */
  #levels: Level[] = [];
  readonly #long = new Map<string, Buffer>();

  /** Begins another text. */
  begin(): void {
    this.#at = 0;
    this.#inserts = [];
    this.#chunk = "";
    this.#levels = [levelOf(0)];
    this.#enter(0);
    this.#first = true;
  }

  open(bracket: "{" | "["): void {
    this.#chunk += bracket;
    this.#enter(this.#level.depth + 1);
    this.#first = true;
  }

  close(bracket: "}" | "]"): void {
    this.#enter(this.#level.depth - 1);
    this.#chunk += this.#first ? bracket : this.#level.line + bracket;
    this.#first = false;
    if (this.#chunk.length > enough) this.#encode();
  }

  /** @throws LiteralError for a text that Terraform would change, as `member` does */
  key(key: string): void {
    this.#next();
    this.#chunk += `${quoted(key)}: `;
  }

  /** @param references whether a map `{ expression }` is a reference */
  member(key: string, value: Value, references = true): void {
    const { leads, next } = this.#level;
    let lead = leads.get(key);
    if (lead === undefined) {
      lead = `${next}${quoted(key)}: `;
      leads.set(key, lead);
    }
    this.#chunk += this.#first ? lead.slice(1) : lead;
    this.#first = false;
    this.#value(value, references);
  }

  /** All that was written since the beginning, with a final newline. */
  end(): SharedBytes {
    this.#chunk += "\n";
    this.#encode();
    const own = Buffer.allocUnsafeSlow(this.#at);
    this.#bytes.copy(own, 0, 0, this.#at);
    return new SharedBytes(own, this.#inserts);
  }

  #next(): void {
    this.#chunk += this.#first ? this.#level.line : this.#level.next;
    this.#first = false;
  }

  #enter(depth: number): void {
    let level = this.#levels[depth];
    if (level === undefined) {
      level = levelOf(depth);
      this.#levels[depth] = level;
    }
    this.#level = level;
  }

  #value(value: Value, references: boolean): void {
    if (typeof value === "string") this.#chunk += quoted(value);
    else if (typeof value !== "object" || value === null) this.#chunk += JSON.stringify(value);
    else if (value instanceof JoinedText) {
      this.#chunk += '"';
      for (const piece of value.pieces) this.#piece(piece);
      this.#chunk += '"';
    } else if (Array.isArray(value)) {
      this.open("[");
      for (const each of value as readonly Value[]) {
        this.#next();
        this.#value(each, references);
      }
      this.close("]");
    } else if (references && isExpression(value)) this.#chunk += reference(value.expression);
    else {
      const map = value as { readonly [key: string]: Value };
      this.open("{");
      for (const key of sortedKeys(map)) this.member(key, map[key] ?? null, references);
      this.close("}");
    }
  }

  #piece(piece: string): void {
    if (piece.length < long) {
      this.#chunk += inside(piece);
      return;
    }
    let bytes = this.#long.get(piece);
    if (bytes === undefined) {
      bytes = Buffer.from(inside(piece), "utf8");
      if (this.#long.size < 100) this.#long.set(piece, bytes);
    }
    this.#encode();
    this.#inserts.push({ at: this.#at, bytes });
  }

  #encode(): void {
    // A UTF-16 code unit takes three bytes at most.
    this.#reserve(this.#chunk.length * 3);
    this.#at += this.#bytes.write(this.#chunk, this.#at, "utf8");
    this.#chunk = "";
  }

  #reserve(size: number): void {
    if (this.#at + size <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(2 * this.#bytes.length, this.#at + size));
    this.#bytes.copy(larger, 0, 0, this.#at);
    this.#bytes = larger;
  }
}

/** A literal between quotation marks. @throws LiteralError for a text that Terraform would change */
function quoted(text: string): string {
  return asItIs.test(text) ? `"${text}"` : JSON.stringify(literal(text));
}

/** A piece of a literal, escaped. */
function inside(piece: string): string {
  return JSON.stringify(literal(piece)).slice(1, -1);
}

function reference(expression: string): string {
  return asItIs.test(expression) ? `"\${${expression}}"` : JSON.stringify(`\${${expression}}`);
}

export function sortedKeys(map: object): readonly string[] {
  return sortedTexts(Object.keys(map));
}

/** Texts in order; what is emitted mostly comes so. */
export function sortedTexts(texts: readonly string[]): readonly string[] {
  return isAscending(texts) ? texts : [...texts].sort();
}
