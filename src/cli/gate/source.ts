import { closeSync, openSync, readSync } from "node:fs";

/** The bytes of a plan: of a file, or with `-` of standard input. */
export async function* openPlan(file: string): AsyncIterable<Uint8Array> {
  if (file === "-") {
    yield* process.stdin;
    return;
  }
  // One buffer, used again for each piece: whoever takes a piece is done with it before asking for the next.
  const piece = Buffer.allocUnsafe(1 << 20);
  const descriptor = openSync(file, "r");
  try {
    for (let read = readSync(descriptor, piece); read > 0; read = readSync(descriptor, piece)) {
      yield piece.subarray(0, read);
    }
  } finally {
    closeSync(descriptor);
  }
}
