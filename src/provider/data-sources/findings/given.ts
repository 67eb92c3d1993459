import { createReadStream } from "node:fs";

/** Whether what is given is the path of a JSON text, and not the text itself. */
export function isPath(given: string): boolean {
  return given.trim() !== "" && !/^\s*[{[]/.test(given);
}

/** The bytes of a JSON text, or of the file that it is in; reading throws what the system says. */
export async function* piecesOf(given: string): AsyncIterable<Uint8Array> {
  if (isPath(given)) yield* createReadStream(given) as AsyncIterable<Uint8Array>;
  else yield Buffer.from(given);
}
