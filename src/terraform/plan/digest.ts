import { createHash, type Hash } from "node:crypto";
import type { Worker } from "node:worker_threads";

/** From this many bytes on, a second thread that digests is worth its start. */
const worthwhile = 64 * 1048576;
const slot = 1 << 19;
const slots = 8;
const digestSize = 32;
/** How long the thread may do nothing, in milliseconds. */
const patience = 20_000;

/** Places in the numbers that both threads see. */
const written = 0;
const digested = 1;
const ended = 2;
const answered = 3;

/** SHA-256 of bytes that come in pieces; of many bytes in a thread of its own, since it takes as long as to scan them. */
export interface Digest {
  update(bytes: Uint8Array): void;
  /** In hexadecimal. */
  hex(): string;
}

/** @param expected how many bytes will come, where that is known */
export function digestFor(expected: number | undefined): Digest {
  return expected !== undefined && expected < worthwhile ? new PlainDigest() : new ThreadDigest();
}

class PlainDigest implements Digest {
  readonly #hash: Hash = createHash("sha256");

  update(bytes: Uint8Array): void {
    this.#hash.update(bytes);
  }

  hex(): string {
    return this.#hash.digest("hex");
  }
}

/** Waits for slots to be written, digests them in their order, and answers with the digest. */
const work = `
  const { workerData } = require("node:worker_threads");
  const { numbers, sizes, ring, answer } = workerData;
  const hash = require("node:crypto").createHash("sha256");
  for (let n = 0; ; n++) {
    let over = false;
    while (Atomics.load(numbers, ${written}) === n && !over) {
      over = Atomics.load(numbers, ${ended}) === 1 && Atomics.load(numbers, ${written}) === n;
      if (!over) Atomics.wait(numbers, ${written}, n, 50);
    }
    if (over) break;
    const at = (n % ${slots}) * ${slot};
    hash.update(ring.subarray(at, at + sizes[n % ${slots}]));
    Atomics.store(numbers, ${digested}, n + 1);
    Atomics.notify(numbers, ${digested});
  }
  answer.set(hash.digest());
  Atomics.store(numbers, ${answered}, 1);
  Atomics.notify(numbers, ${answered});
`;

/** A ring of slots that the thread follows. It is started when the ring is full: few bytes are digested here. */
class ThreadDigest implements Digest {
  readonly #numbers = new Int32Array(new SharedArrayBuffer(16));
  readonly #sizes = new Int32Array(new SharedArrayBuffer(4 * slots));
  readonly #ring = new Uint8Array(new SharedArrayBuffer(slots * slot));
  readonly #answer = new Uint8Array(new SharedArrayBuffer(digestSize));
  #worker: Worker | undefined;
  /** Where no thread is to be had. */
  #plain: Hash | undefined;
  /** The slot that is being filled, and how far. */
  #slot = 0;
  #filled = 0;

  update(bytes: Uint8Array): void {
    if (this.#plain) {
      this.#plain.update(bytes);
      return;
    }
    for (let at = 0; at < bytes.length; ) {
      const part = bytes.subarray(at, at + slot - this.#filled);
      this.#ring.set(part, (this.#slot % slots) * slot + this.#filled);
      this.#filled += part.length;
      at += part.length;
      const alone = this.#filled === slot ? this.#pass() : undefined;
      if (alone) {
        alone.update(bytes.subarray(at));
        return;
      }
    }
  }

  hex(): string {
    if (this.#plain) return this.#plain.digest("hex");
    if (this.#worker === undefined) {
      const hash = createHash("sha256");
      return hash.update(this.#ring.subarray(0, this.#slot * slot + this.#filled)).digest("hex");
    }
    const alone = this.#filled > 0 ? this.#pass() : undefined;
    if (alone) return alone.digest("hex");
    Atomics.store(this.#numbers, ended, 1);
    Atomics.notify(this.#numbers, written);
    if (Atomics.wait(this.#numbers, answered, 0, patience) === "timed-out") throw stopped();
    return Buffer.from(this.#answer).toString("hex");
  }

  /** Hands the slot on, and waits until there is another one. Where no thread is to be had, it says what digests instead. */
  #pass(): Hash | undefined {
    this.#sizes[this.#slot % slots] = this.#filled;
    this.#filled = 0;
    this.#slot++;
    if (this.#slot < slots) return undefined;
    this.#worker ??= this.#start();
    Atomics.store(this.#numbers, written, this.#slot);
    Atomics.notify(this.#numbers, written);
    for (;;) {
      const done = Atomics.load(this.#numbers, digested);
      if (this.#slot - done < slots) return undefined;
      if (Atomics.wait(this.#numbers, digested, done, patience) !== "timed-out") continue;
      if (done > 0) throw stopped();
      // The ring still holds all that was handed on, but the last slot may not be full.
      const last = (this.#slot - 1) % slots;
      const size = last * slot + (this.#sizes[last] ?? 0);
      this.#plain = createHash("sha256").update(this.#ring.subarray(0, size));
      return this.#plain;
    }
  }

  #start(): Worker {
    // Most plans are small, and every start would pay for what only the large ones need.
    const { Worker } = process.getBuiltinModule("node:worker_threads");
    const workerData = { numbers: this.#numbers, sizes: this.#sizes, ring: this.#ring, answer: this.#answer };
    const worker = new Worker(work, {
      eval: true,
      workerData,
      resourceLimits: { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 16 },
    });
    // If no thread is to be had, `#pass` finds that out.
    worker.on("error", () => undefined);
    // It ends by itself; if reading fails, the process need not wait for it.
    worker.unref();
    return worker;
  }
}

function stopped(): Error {
  return new Error("the thread that digests the plan has stopped");
}
