import { fstatSync, writeSync } from "node:fs";

/** Standard output and standard error, by their descriptors. */
export const standardOutput = 1;
export const standardError = 2;

/**
 * Writes all of a text, waiting for a reader that is slow. Node's own streams load sockets, and whatever these need, for a
 * pipe: a tenth of the time of a small plan.
 *
 * @returns false where the reader went away (`| head`)
 * @throws what the system says of any other failure
 */
export function writeStandard(descriptor: typeof standardOutput | typeof standardError, text: string): boolean {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      // Windows says EOF of a pipe that nobody reads.
      if (code === "EPIPE" || code === "EOF") return false;
      // A pipe that does not block, because whoever made it has it so, is full.
      if (code !== "EAGAIN") throw error;
      Atomics.wait(nobody, 0, 0, 2);
    }
  }
  return true;
}

/** The stream of standard output or error where it is a terminal; for anything else, none is made. */
export function terminalOf(descriptor: typeof standardOutput | typeof standardError): NodeJS.WriteStream | undefined {
  if (isNoDevice(descriptor)) return undefined;
  const stream = descriptor === standardOutput ? process.stdout : process.stderr;
  return stream.isTTY === true ? stream : undefined;
}

function isNoDevice(descriptor: number): boolean {
  try {
    return !fstatSync(descriptor).isCharacterDevice();
  } catch {
    // Not every system says what its consoles are.
    return false;
  }
}

/** Nobody wakes who waits for it. */
const nobody = new Int32Array(new SharedArrayBuffer(4));
