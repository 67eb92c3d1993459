import type { Json } from "../../../src/terraform/json";
import { PlanFilter } from "../../../src/terraform/scan/filter";

/** What the filter keeps of a text that comes in pieces. @throws ScanError */
export function scan(pieces: readonly Uint8Array[]): Json {
  const filter = new PlanFilter();
  for (const piece of pieces) {
    filter.scanner.room(piece.length).set(piece);
    filter.scanner.filled(piece.length);
    filter.drain();
  }
  return filter.end();
}

/** A text cut at the given places. */
export function cut(text: Uint8Array, places: readonly number[]): readonly Uint8Array[] {
  const sorted = [0, ...places.map((place) => place % (text.length + 1)), text.length].sort((a, b) => a - b);
  return sorted.slice(1).map((end, n) => text.subarray(sorted[n], end));
}
