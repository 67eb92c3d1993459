import { randomBytes } from "node:crypto";
import {
  closeSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { SharedBytes } from "../terraform/shared-bytes";
import { makeDirectory } from "./directory";
import { hasCode, isRunning } from "./running";

/** The one file that leasehold writes in a target's directory. */
export const rootFile = "main.tf.json";

/** The text of a target's root. */
export interface RootText {
  readonly target: string;
  readonly text: SharedBytes;
}

/** What writing came to; paths as given, joined to `out`. */
export interface Written {
  readonly written: readonly string[];
  /** Equal byte for byte, so left alone, their times too. */
  readonly unchanged: readonly string[];
  /** Files of targets that are gone. */
  readonly removed: readonly string[];
  /** What a person should look at: things left beside a removed file, files of other estates. */
  readonly notes: readonly string[];
}

/** Thrown when the output cannot be written; the message names the path and the reason, `fix` the mend. */
export class WriteError extends Error {
  override readonly name = "WriteError";

  constructor(
    message: string,
    readonly fix: string,
    readonly path: string,
  ) {
    super(message);
  }
}

/**
 * Writes `<out>/<target>/main.tf.json` for each root. Each file is replaced in one step, so that whenever the process
 * is killed every file is the old or the new one; nothing that is not ours is ever replaced or removed.
 *
 * @param options.declared names of all the estate's targets: files of others that carry our mark are removed. Without
 *   it nothing is removed.
 * @throws WriteError
 */
export function writeRoots(
  out: string,
  roots: readonly RootText[],
  options: { readonly estate: string; readonly declared?: readonly string[] },
): Written {
  prepare(out);
  const written: string[] = [];
  const unchanged: string[] = [];
  // All are looked at before the first is written, so that what is in the way leaves everything as it was.
  for (const { target } of roots) readOurs(join(out, target, rootFile), options.estate);
  const draft = `.${rootFile}.${process.pid}-${randomBytes(6).toString("hex")}.tmp`;
  const whole = Buffer.allocUnsafeSlow(roots.reduce((most, { text }) => Math.max(most, text.length), 0));
  for (const { target, text } of roots) {
    const directory = join(out, target);
    const path = join(directory, rootFile);
    const bytes = whole.subarray(0, text.length);
    text.copyTo(bytes);
    if (readOurs(path, options.estate)?.equals(bytes)) {
      unchanged.push(path);
      continue;
    }
    prepare(directory);
    replace(directory, path, bytes, draft);
    written.push(path);
  }
  for (const { target } of roots) sweep(join(out, target));
  const gone = options.declared ? prune(out, options.estate, new Set(options.declared)) : { removed: [], notes: [] };
  return { written, unchanged, ...gone };
}

const temporary = /^\.main\.tf\.json\.(\d+)-[0-9a-f]{12}\.tmp$/;

function replace(directory: string, path: string, bytes: Buffer, name: string): void {
  const draft = join(directory, name);
  let descriptor: number | undefined;
  try {
    descriptor = openSync(draft, "wx", 0o644);
    let at = 0;
    while (at < bytes.length) at += writeSync(descriptor, bytes, at);
    closeSync(descriptor);
    descriptor = undefined;
    renameSync(draft, path);
  } catch (error) {
    if (descriptor !== undefined) attempt(() => closeSync(descriptor as number));
    attempt(() => unlinkSync(draft));
    throw fault(error, path);
  }
}

/** Removes the drafts that a killed run left behind; those of a run that is still at work stay. */
function sweep(directory: string): void {
  for (const name of list(directory)) {
    const owner = temporary.exec(name)?.[1];
    if (owner === undefined || isRunning(Number(owner))) continue;
    const path = join(directory, name);
    attempt(() => {
      unlinkSync(path);
    });
  }
}

function prune(out: string, estate: string, declared: ReadonlySet<string>): { removed: string[]; notes: string[] } {
  const removed: string[] = [];
  const notes: string[] = [];
  for (const name of [...list(out)].sort()) {
    if (declared.has(name)) continue;
    const directory = join(out, name);
    const path = join(directory, rootFile);
    const mark = markOf(read(path));
    if (mark === undefined || mark.target !== name) continue;
    if (mark.estate !== estate) {
      notes.push(`${path} belongs to estate "${mark.estate}" and was left alone.`);
      continue;
    }
    sweep(directory);
    try {
      unlinkSync(path);
    } catch (error) {
      throw fault(error, path);
    }
    removed.push(path);
    const left = list(directory);
    if (left.length === 0) attempt(() => rmdirSync(directory));
    else {
      notes.push(
        `${directory} still holds ${left.sort().join(", ")}: target "${name}" is no longer declared, and what Terraform ` +
          "made for it stands until it is destroyed.",
      );
    }
  }
  return { removed, notes };
}

/** The bytes of a file that we wrote; undefined if there is none. @throws WriteError if it is not ours to replace */
function readOurs(path: string, estate: string): Buffer | undefined {
  const bytes = read(path);
  if (bytes === undefined) return undefined;
  const mark = markOf(bytes);
  if (mark === undefined) {
    const fix = "Choose another `--out`, or move the file away: leasehold replaces only what it has written.";
    throw new WriteError(`${path} was not written by leasehold.`, fix, path);
  }
  if (mark.estate !== estate) {
    const fix = "Give each estate an `--out` of its own.";
    throw new WriteError(`${path} belongs to another estate, "${mark.estate}".`, fix, path);
  }
  return bytes;
}

function read(path: string): Buffer | undefined {
  try {
    const status = lstatSync(path);
    if (status.isFile()) return readFileSync(path);
    const what = status.isDirectory() ? "a directory" : "a link or device";
    throw new WriteError(`${path} is ${what}.`, "Move it away: leasehold writes a plain file there.", path);
  } catch (error) {
    if (error instanceof WriteError) throw error;
    if (hasCode(error, "ENOENT") || hasCode(error, "ENOTDIR")) return undefined;
    throw fault(error, path);
  }
}

/** Whose file it is, by the mark in its `//` comment. */
function markOf(bytes: Buffer | undefined): { readonly estate: string; readonly target: string } | undefined {
  if (bytes === undefined) return undefined;
  // Our own spelling only: it stands at the top, so that a large foreign file is not parsed.
  const match = /^\{\n {2}"\/\/": \{\n {4}"leasehold": (\{[^{}]*\})\n {2}\}/.exec(bytes.toString("utf8"));
  if (!match) return undefined;
  try {
    const mark: unknown = JSON.parse(match[1] ?? "");
    if (typeof mark !== "object" || mark === null || !("estate" in mark) || !("target" in mark)) return undefined;
    if (typeof mark.estate !== "string" || typeof mark.target !== "string") return undefined;
    return { estate: mark.estate, target: mark.target };
  } catch {
    return undefined;
  }
}

function prepare(directory: string): void {
  try {
    makeDirectory(directory);
  } catch (error) {
    throw fault(error, directory);
  }
}

function list(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    if (hasCode(error, "ENOENT") || hasCode(error, "ENOTDIR")) return [];
    throw fault(error, directory);
  }
}

function attempt(act: () => void): void {
  try {
    act();
  } catch {
    // What could not be tidied up is swept by the next run.
  }
}

const reasons: Readonly<Record<string, readonly [because: string, fix: string]>> = {
  EACCES: ["permission is denied", "Give this user the right to write there, or choose another `--out`."],
  EPERM: ["permission is denied", "Give this user the right to write there, or choose another `--out`."],
  EROFS: ["the file system is read-only", "Choose an `--out` that can be written."],
  ENOSPC: [
    "no space is left on the device",
    "Make room and run it again: every file is whole, the old or the new one.",
  ],
  EDQUOT: ["the disk quota is used up", "Make room and run it again: every file is whole, the old or the new one."],
  EEXIST: ["a file of that name is in the way", "Move it away, or choose another `--out`."],
  ENOENT: ["a part of the path leads nowhere", "Make the directory first, or choose another `--out`."],
  ENOTDIR: ["a part of the path is a file, not a directory", "Move it away, or choose another `--out`."],
  EISDIR: ["a directory of that name is in the way", "Move it away, or choose another `--out`."],
  ENAMETOOLONG: ["the path is too long", "Choose a shorter `--out`."],
  EMFILE: ["too many files are open", "Raise the limit on open files."],
};

function fault(error: unknown, path: string): WriteError {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const [because, fix] = reasons[code] ?? [code || "of an unknown fault", "See that the path can be written."];
  return new WriteError(`Cannot write ${path}: ${because}.`, fix, path);
}
