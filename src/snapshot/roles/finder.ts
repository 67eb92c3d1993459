import { finder as encoded } from "./finder.generated";

/** A role that is written plainly, and where it stands in its page. */
export interface PlainRole {
  /** Bytes of the page, from 0. */
  readonly from: number;
  readonly to: number;
  readonly arn: string;
  readonly name: string;
  /** As the API gives it, percent-encoded. */
  readonly trust: string;
  readonly created?: string;
  readonly lastUsed?: string;
  /** Does the page tell of its use, be it that there was none? */
  readonly tellsUse: boolean;
  readonly boundary?: string;
  readonly attached: readonly string[];
}

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  find(from: number, size: number): number;
}

// Node has it; the types of Node 20 do not.
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

/** The first byte of a page, and of the notes about it, in the finder's memory. */
const base = 0x120000;
const notes = 0x20000;
const fixed = 80;
/** What is read past the end, in whole vectors. */
const margin = 64;

/**
 * Finds the roles of a page of GetAccountAuthorizationDetails that are written plainly (`assembly/roles`): strict JSON, nothing
 * encoded that need not be, no times, and no action that controls who may do what or leads to another role.
 */
export class RoleFinder {
  readonly #wasm: Exports;
  #bytes: Buffer;

  constructor() {
    const module = new WebAssembly.Module(Buffer.from(encoded, "base64"));
    this.#wasm = new WebAssembly.Instance(module, {}).exports as Exports;
    this.#bytes = Buffer.from(this.#wasm.memory.buffer);
  }

  /** Room for a page; valid until it is asked for again. */
  room(size: number): Buffer {
    const missing = base + size + margin - this.#bytes.length;
    if (missing > 0) {
      this.#wasm.memory.grow(Math.ceil(missing / 65_536));
      this.#bytes = Buffer.from(this.#wasm.memory.buffer);
    }
    return this.#bytes.subarray(base, base + size);
  }

  /** The plain roles of the page in the room. */
  *find(size: number): Iterable<PlainRole> {
    const end = this.#wasm.find(base, size);
    const words = new Uint32Array(this.#wasm.memory.buffer);
    for (let note = notes; note < end; ) {
      const word = note / 4;
      const text = (offset: number): string =>
        this.#bytes.toString("latin1", words[word + offset] ?? 0, words[word + offset + 1] ?? 0);
      const optional = (offset: number): string | undefined => (words[word + offset] === 0 ? undefined : text(offset));
      const [created, lastUsed, boundary] = [optional(8), optional(10), optional(12)];
      const count = words[word + 19] ?? 0;
      const attached: string[] = [];
      for (let nth = 0; nth < count; nth++) attached.push(text(20 + 2 * nth));
      yield {
        from: (words[word] ?? 0) - base,
        to: (words[word + 1] ?? 0) - base,
        arn: text(2),
        name: text(4),
        trust: text(6),
        ...(created === undefined ? {} : { created }),
        ...(lastUsed === undefined ? {} : { lastUsed }),
        tellsUse: words[word + 18] === 1,
        ...(boundary === undefined ? {} : { boundary }),
        attached,
      };
      note += fixed + 8 * count;
    }
  }
}
