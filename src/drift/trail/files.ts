import { readdirSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import type { SkippedTrail, UnreadableTrail } from "./event";
import { unreadable } from "./unreadable";

/** One file of a trail: where it is, and how people know it, with `/`. */
export interface TrailFile {
  readonly kind: "file";
  readonly real: string;
  readonly shown: string;
}

/** Finds all files below a folder, in the order of their paths. A link that leads out of it is not followed. */
export function* findTrailFiles(directory: string): Iterable<TrailFile | UnreadableTrail | SkippedTrail> {
  let root: string;
  try {
    root = realpathSync(directory);
    if (!statSync(root).isDirectory()) {
      yield unreadable(directory, "it is not a folder", "Name the folder that holds the log files, not one of them.");
      return;
    }
  } catch (error) {
    yield unreadable(directory, reason(error), "Name the folder that holds the log files.");
    return;
  }
  yield* below(root, root, directory);
}

function* below(root: string, real: string, shown: string): Iterable<TrailFile | UnreadableTrail | SkippedTrail> {
  let entries: ReturnType<typeof entriesOf>;
  try {
    entries = entriesOf(real);
  } catch (error) {
    yield unreadable(shown, reason(error), "Give the user who runs leasehold permission to read it.");
    return;
  }
  for (const entry of entries) {
    const at = path.join(real, entry.name);
    const named = path.join(shown, entry.name).split(path.sep).join("/");
    if (entry.isSymbolicLink()) yield* linked(root, at, named);
    else if (entry.isDirectory()) yield* below(root, at, named);
    else if (!entry.isFile()) yield unreadable(named, "it is no file but a pipe, a socket or a device", "Remove it.");
    else if (entry.name.startsWith(".")) yield { kind: "skipped", file: named, why: "a hidden file" };
    else yield { kind: "file", real: at, shown: named };
  }
}

function entriesOf(directory: string) {
  return readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What a link names within the folder is met by itself. */
function* linked(root: string, link: string, shown: string): Iterable<UnreadableTrail | SkippedTrail> {
  let real: string;
  try {
    real = realpathSync(link);
  } catch {
    yield unreadable(shown, "it is a symbolic link that leads nowhere", "Remove it, or copy the file here.");
    return;
  }
  if (real === root || real.startsWith(root.endsWith(path.sep) ? root : root + path.sep)) {
    yield { kind: "skipped", file: shown, why: "a link to what is read by itself" };
  } else {
    yield unreadable(shown, "it is a symbolic link that leads out of the folder", "Copy the files themselves here.");
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "it does not exist",
  ENOTDIR: "it is not a folder",
  EACCES: "there is no permission to read it",
  EPERM: "there is no permission to read it",
  ELOOP: "its symbolic links lead in a circle",
  EISDIR: "it is a folder",
  EIO: "the disk failed",
  EMFILE: "too many files are open",
};

/** Why the system refuses a file, in words. */
export function reason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return reasons[code] ?? (code === "" ? "it cannot be read" : `the system answers ${code}`);
}
