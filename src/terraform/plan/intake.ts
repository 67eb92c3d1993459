import { createHash } from "node:crypto";
import type { Json } from "../json";
import { PlanFilter, ScanError } from "../scan/filter";
import { planErrorOf } from "./faults";
import { refuseOtherFiles } from "./opening";

/** So much is read at a time. */
export const pieceSize = 1 << 20;

/** What an intake has taken in. */
export interface Taken {
  readonly document: Json;
  /** How many elements `resource_changes` has, of which the document holds only some. */
  readonly changes: number;
  readonly sha256: string;
}

/** Takes in the bytes of a plan, in pieces: holds them to be JSON, digests them, and keeps what may be about access. */
export class PlanIntake {
  readonly #filter = new PlanFilter();
  readonly #digest = createHash("sha256");
  #size = 0;
  #opened = false;

  /** Where the next bytes go, `pieceSize` of them at most; then they are `filled`. */
  room(): Buffer {
    return this.#filter.scanner.room(pieceSize);
  }

  /** So many bytes of the room are filled. @throws PlanError where they cannot be of a plan */
  filled(room: Buffer, size: number): void {
    const { scanner } = this.#filter;
    this.#digest.update(room.subarray(0, size));
    scanner.filled(size);
    this.#size += size;
    if (!this.#opened && this.#size < 4) return;
    this.#open();
    this.#judge(() => this.#filter.drain());
  }

  /** Takes bytes that stand elsewhere. @throws PlanError where they cannot be of a plan */
  take(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += pieceSize) {
      const piece = bytes.subarray(at, at + pieceSize);
      const room = this.room();
      room.set(piece);
      this.filled(room, piece.length);
    }
  }

  /** @throws PlanError where the bytes are no whole JSON */
  end(): Taken {
    this.#open();
    const document = this.#judge(() => {
      this.#filter.drain();
      return this.#filter.end();
    });
    return { document, changes: this.#filter.changes, sha256: this.#digest.digest("hex") };
  }

  #open(): void {
    if (this.#opened) return;
    this.#opened = true;
    const { scanner } = this.#filter;
    scanner.skip(refuseOtherFiles(scanner.beginning));
  }

  #judge<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (error instanceof ScanError) throw planErrorOf(error.fault, this.#size, !this.#filter.begun);
      throw error;
    }
  }
}
