import type { OwnRoles } from "../plain-roles";

/** More paths than this holds, in bytes, are not told: the thread then leaves out less. */
const room = 1 << 16;

/** Where the leases of estates stand, told to the reading thread once they are loaded. */
export class ToldLater implements OwnRoles {
  readonly #length: Int32Array;
  readonly #text: Uint8Array;
  #paths: readonly string[] | undefined;

  /** @param shared by both threads */
  constructor(readonly shared = new SharedArrayBuffer(4 + room)) {
    this.#length = new Int32Array(shared, 0, 1);
    this.#text = new Uint8Array(shared, 4);
  }

  tell({ paths }: OwnRoles): void {
    const text = Buffer.from(JSON.stringify(paths ?? null));
    if (paths === undefined || text.length > room) return;
    this.#text.set(text);
    Atomics.store(this.#length, 0, text.length);
  }

  get paths(): readonly string[] | undefined {
    const length = Atomics.load(this.#length, 0);
    if (length > 0) this.#paths ??= JSON.parse(Buffer.from(this.#text.subarray(0, length)).toString()) as string[];
    return this.#paths;
  }
}
