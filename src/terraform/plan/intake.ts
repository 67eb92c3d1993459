import { createHash } from "node:crypto";
import type { Json } from "../json";
import { PlanFilter, ScanError, type ScanFault } from "../scan/filter";
import { planPlace, type Treatment } from "../scan/places";
import { planErrorOf } from "./faults";
import { type OtherFile, openingOf, otherPlanFile } from "./opening";

/** So much is read at a time. */
export const pieceSize = 1 << 20;

/** What an intake has taken in. */
export interface Taken {
  readonly document: Json;
  /** How many elements `resource_changes` has, of which the document holds only some. */
  readonly changes: number;
  readonly sha256: string;
}

/** What is taken in, and what is said of it where it cannot be. */
export interface Intended {
  readonly place: Treatment;
  readonly otherFile: (kind: OtherFile) => Error;
  readonly fault: (fault: ScanFault, size: number, blank: boolean) => Error;
}

const aPlan: Intended = { place: planPlace, otherFile: otherPlanFile, fault: planErrorOf };

/**
 * Takes in the bytes of a plan (or a state), in pieces: holds them to be JSON, digests them, and keeps what may be about
 * access.
 */
export class PlanIntake {
  readonly #filter: PlanFilter;
  readonly #digest = createHash("sha256");
  #size = 0;
  #opened = false;

  constructor(private readonly intended: Intended = aPlan) {
    this.#filter = new PlanFilter(intended.place);
  }

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
    const opening = openingOf(scanner.beginning);
    if (typeof opening === "string") throw this.intended.otherFile(opening);
    scanner.skip(opening);
  }

  #judge<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (error instanceof ScanError) throw this.intended.fault(error.fault, this.#size, !this.#filter.begun);
      throw error;
    }
  }
}
