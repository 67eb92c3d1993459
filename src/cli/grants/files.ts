import { randomBytes } from "node:crypto";
import {
  closeSync,
  fchmodSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { dirname, join, sep } from "node:path";
import { decodeText } from "../../estate/decode";
import { findFiles } from "../../estate/files";
import { withoutEnvironment } from "../../estate/yaml";
import type { Edit, Sources } from "../../grants/sources";
import { makeDirectory } from "../../synth/directory";
import { hasCode, isRunning } from "../../synth/running";
import { Refusal } from "../outcome";
import { cannotWrite } from "../output";

/** Reads the files of an estate. */
export function readSources(directory: string): Sources {
  const found = findFiles(directory);
  const files = withoutEnvironment(() => [...found.read()]);
  return { files, faults: found.diagnostics };
}

const mark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Makes edits of an estate's files. Each file is replaced, made or removed in one step, so that whenever the process is killed it is
 * the old one or the new one. All are looked at before the first is written.
 *
 * @throws Refusal where a file is no longer what was read, or cannot be written
 */
export function applyEdits(directory: string, edits: readonly Edit[]): void {
  const planned = edits.map((edit) => ({ edit, ...lookedAt(directory, edit) }));
  const linked = edits.some(({ text }) => text === undefined) ? linkedFiles(directory) : new Set<string>();
  for (const { edit, path, bytes, mode } of planned) {
    try {
      const { text: wanted = linked.has(path) ? nothing : undefined } = edit;
      if (wanted === undefined) unlinkSync(path);
      else if (!bytes) create(path, Buffer.from(wanted));
      else {
        const text = Buffer.concat([bytes.subarray(0, 3).equals(mark) ? mark : Buffer.alloc(0), Buffer.from(wanted)]);
        withDraft(path, text, mode, (draft) => {
          // Whoever edits the same file at the same time loses nothing.
          if (!readFileSync(path).equals(bytes)) throw changedMeanwhile(edit.file);
          renameSync(draft, path);
        });
      }
    } catch (error) {
      throw error instanceof Refusal ? error : cannotWrite(edit.file, error);
    }
  }
  for (const folder of new Set(planned.map(({ path }) => dirname(path)))) sweep(folder);
}

/** A file that declares nothing. */
const nothing = "version: 1\n";

/** What links below a directory lead to: without it they would lead nowhere, and the estate would not load. */
function linkedFiles(directory: string): ReadonlySet<string> {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  const links = entries.filter((entry) => entry.isSymbolicLink()).map((entry) => join(entry.parentPath, entry.name));
  return new Set(links.filter((link) => statSync(link, { throwIfNoEntry: false })).map((link) => realpathSync(link)));
}

interface Looked {
  /** The very file, behind all links. */
  readonly path: string;
  /** What it holds; absent where it is new. */
  readonly bytes?: Buffer;
  readonly mode: number;
}

function lookedAt(directory: string, { file, was }: Edit): Looked {
  const root = realpathSync(directory === "" ? "." : directory);
  try {
    if (was === undefined) {
      makeDirectory(dirname(file));
      return {
        path: join(within(root, dirname(file)), file.slice(file.lastIndexOf("/") + 1)),
        mode: 0o666,
      };
    }
    const path = within(root, file);
    const bytes = readFileSync(path);
    const decoded = decodeText(bytes);
    if (!("text" in decoded) || decoded.text !== was) {
      throw changedMeanwhile(file);
    }
    return { path, bytes, mode: statSync(path).mode & 0o7777 };
  } catch (error) {
    throw error instanceof Refusal ? error : cannotWrite(file, error);
  }
}

/** Where a path leads; nothing is written out of the estate's directory, as nothing is read from there. */
function within(root: string, path: string): string {
  const real = realpathSync(path);
  if (real === root || real.startsWith(root.endsWith(sep) ? root : root + sep)) return real;
  const fix = "Put it below the directory, without a link that leads out.";
  throw new Refusal("symbolic-link", `${path} leads out of the directory of the estate.`, fix);
}

function create(path: string, bytes: Buffer): void {
  withDraft(path, bytes, undefined, (draft) => {
    try {
      // Of two who make the same file, one makes it.
      linkSync(draft, path);
    } catch (error) {
      if (hasCode(error, "EEXIST")) throw exists(path);
      // Not every file system has links.
      if (lstatSync(path, { throwIfNoEntry: false })) throw exists(path);
      renameSync(draft, path);
    }
    rmSync(draft, { force: true });
  });
}

function exists(path: string): Refusal {
  const fix = "Give the grant another name: --name NAME";
  return new Refusal("file-exists", `${path.slice(path.lastIndexOf(sep) + 1)} is there already.`, fix);
}

function changedMeanwhile(file: string): Refusal {
  return new Refusal("file-changed", `${file} was changed by somebody else meanwhile.`, "Run the command again.");
}

/** Writes a file beside another, whole and on the disk, and hands it over; it is gone where that fails. */
function withDraft(path: string, bytes: Buffer, mode: number | undefined, use: (draft: string) => void): void {
  const draft = join(dirname(path), `.leasehold.${process.pid}-${randomBytes(6).toString("hex")}.tmp`);
  try {
    const descriptor = openSync(draft, "wx", 0o666);
    try {
      if (mode !== undefined) fchmodSync(descriptor, mode);
      for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    use(draft);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

const temporary = /^\.leasehold\.(\d+)-[0-9a-f]{12}\.tmp$/;

/** Removes the drafts that a killed run left behind; those of a run that is still at work stay. */
function sweep(folder: string): void {
  try {
    for (const name of readdirSync(folder)) {
      const owner = temporary.exec(name)?.[1];
      if (owner !== undefined && !isRunning(Number(owner))) rmSync(join(folder, name), { force: true });
    }
  } catch {
    // What could not be tidied up is swept by the next run.
  }
}
