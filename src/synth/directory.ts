import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes a directory and those above it that are missing. Node's own `recursive` answers ENOENT for a read-only file system and
 * for a link that leads nowhere; this throws what the system answered.
 */
export function makeDirectory(path: string): void {
  const answer = made(path);
  if (answer?.code !== "ENOENT" || dirname(path) === path) {
    if (answer) throw answer;
    return;
  }
  makeDirectory(dirname(path));
  const second = made(path);
  if (second) throw second;
}

/** What stands in the way of a directory; nothing where it is there. */
function made(path: string): NodeJS.ErrnoException | undefined {
  try {
    mkdirSync(path);
    return undefined;
  } catch (error) {
    const there = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
    return there ? undefined : (error as NodeJS.ErrnoException);
  }
}
