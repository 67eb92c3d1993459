import { scanner as encoded } from "./scan.generated";

/** What the scanner exports (`assembly/scan.ts`). Places are addresses in its memory. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  begin(from: number): void;
  run(limit: number): Event;
  descend(): number;
  pass(hold: number, watch: number): void;
  select(kind: number): void;
  learn(): void;
  droppedCount(): number;
  finish(): number;
  position(): number;
  held(): number;
  moved(by: number): void;
  fault(): number;
  level(): number;
  keyStart(): number;
  valueStart(): number;
  memberCount(): number;
  flags(): number;
  types(): number;
  typeStart(): number;
  typeStop(): number;
  modeStart(): number;
  modeStop(): number;
}

// Node has it; the types of Node 20 do not.
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

/** What the scanner stops at. */
export enum Event {
  /** The bytes are used up. */
  More = 0,
  Fault = 1,
  /** A key of a container that was entered. */
  Key = 2,
  /** A value begins: it must be entered, or passed over. */
  Value = 3,
  /** A value was passed over. */
  Passed = 4,
  /** A container that was entered has ended. */
  Closed = 5,
}

/** Why a text is not JSON. */
export const faults = ["", "unexpected", "not-utf8", "control", "escape", "too-deep", "trailing"] as const;

/** What was seen in a value that was watched. */
export const seen = { jsonLike: 1, escapedKey: 2, escapedType: 4, markedPolicy: 8 } as const;

/** The first byte in the scanner's memory that text may have. */
const base = 32768;
const page = 65536;
/** What is read past the end, in whole vectors. */
const margin = 64;

let compiled: object | undefined;

/** A text in the scanner's memory, as much of it as is still needed. */
export class Scanner {
  readonly #wasm: Exports;
  #bytes: Buffer;
  #end = base;
  /** How many bytes of the text stood before `base`. */
  #gone = 0;

  constructor() {
    compiled ??= new WebAssembly.Module(Buffer.from(encoded, "base64"));
    this.#wasm = new WebAssembly.Instance(compiled, {}).exports as Exports;
    this.#wasm.begin(base);
    this.#bytes = Buffer.from(this.#wasm.memory.buffer);
  }

  /**
   * Room for the next bytes of the text, at least so many; valid until it is asked for again. What is not needed any
   * more is overwritten.
   */
  room(size: number): Buffer {
    const held = this.#wasm.held();
    if (held > base) {
      this.#bytes.copyWithin(base, held, this.#end);
      this.#wasm.moved(held - base);
      this.#end -= held - base;
      this.#gone += held - base;
    }
    const needed = this.#end + size + margin;
    if (needed > this.#bytes.length) {
      // What is held grows by doubling, so that to copy it costs no more than to read it.
      const grown = Math.max(needed, this.#end > base ? 2 * this.#bytes.length : 0);
      this.#wasm.memory.grow(Math.ceil((grown - this.#bytes.length) / page));
      this.#bytes = Buffer.from(this.#wasm.memory.buffer);
    }
    return this.#bytes.subarray(this.#end, this.#end + size);
  }

  /** So many bytes of the room are filled. */
  filled(size: number): void {
    this.#end += size;
  }

  /** The bytes that are kept because what they belong to has not ended. */
  get waiting(): number {
    return this.#end - this.#wasm.held();
  }

  /** The first bytes of the text, before anything is read; a byte order mark is skipped by `skip`. */
  get beginning(): Buffer {
    return this.#bytes.subarray(base, this.#end);
  }

  skip(bytes: number): void {
    this.#wasm.begin(base + bytes);
  }

  run(): Event {
    return this.#wasm.run(this.#end);
  }

  /** The first byte of the value that begins. */
  get first(): number {
    return this.#bytes[this.#wasm.position()] ?? 0;
  }

  /** @returns false where it is nested too deep */
  enter(): boolean {
    return this.#wasm.descend() === 1;
  }

  /** @param hold whether its text is wanted; @param watch whether to look at what stands in it (only with `hold`) */
  pass(hold: boolean, watch: boolean): void {
    this.#wasm.pass(hold ? 1 : 0, watch ? 1 : 0);
  }

  /**
   * In the list that was entered last, elements are passed over with a watch, and `Passed` tells of those only of which
   * something may be wanted: all but those of types that were learnt, unless something else was seen in them.
   *
   * @param kind of resources of a state, whether managed ones are wanted too
   */
  select(kind: "changes" | "data" | "state"): void {
    this.#wasm.select(kind === "changes" ? 1 : kind === "data" ? 2 : 3);
  }

  /** Elements of the type of the element just passed over are not wanted for their type. */
  learn(): void {
    this.#wasm.learn();
  }

  /** How many elements of the list that was left last were not told of. */
  get dropped(): number {
    return this.#wasm.droppedCount();
  }

  get key(): string {
    // With its quotation marks, as JSON.
    const text = this.#text(this.#wasm.keyStart(), this.#wasm.position());
    return text.includes("\\") ? (JSON.parse(text) as string) : text.slice(1, -1);
  }

  /** The text of the value that was passed over. */
  get value(): string {
    return this.#text(this.#wasm.valueStart(), this.#wasm.position());
  }

  /** How many members the objects in the value have, those that stand twice counted twice. */
  get members(): number {
    return this.#wasm.memberCount();
  }

  get flags(): number {
    return this.#wasm.flags();
  }

  /** The `type` of the watched object; undefined where there is none, more than one, or one that is no plain text. */
  get type(): string | undefined {
    if (this.#wasm.types() !== 1 || (this.flags & seen.escapedType) !== 0) return undefined;
    return this.#text(this.#wasm.typeStart(), this.#wasm.typeStop());
  }

  /** The `mode` of the watched object; empty where there is none. */
  get mode(): string {
    return this.#text(this.#wasm.modeStart(), this.#wasm.modeStop());
  }

  /** After the last byte: whole, cut off, or a number at the end that has just been passed over. */
  finish(): "whole" | "cut" | "passed" {
    const ended = this.#wasm.finish();
    return ended === 1 ? "whole" : ended === 0 ? "cut" : "passed";
  }

  get fault(): (typeof faults)[number] {
    return faults[this.#wasm.fault()] ?? "unexpected";
  }

  /** The byte of the text at which the scanner stands, from 0. */
  get offset(): number {
    return this.#gone + this.#wasm.position() - base;
  }

  #text(from: number, to: number): string {
    return this.#bytes.toString("utf8", from, to);
  }
}
