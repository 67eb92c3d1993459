import fs from "node:fs";
import path from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic";
import { diagnose } from "../diagnostics/report";
import type { Code, ParametersOf } from "../diagnostics/table";
import { decodeText } from "./decode";
import { SourceFile } from "./places";

/** The most bytes that one file, and all files together, may hold. */
export const fileLimit = 16 * 1048576;
export const estateLimit = 64 * 1048576;

interface Found {
  /** As people see it: the directory as it was given, and the way below it, with `/`. */
  readonly shown: string;
  readonly real: string;
}

/** The files of an estate: those that can be read, one after the other, and what is wrong with the others. */
export interface Files {
  /** Yields each file as it is read. Read all before any is parsed, and V8 keeps much longer what parsing leaves behind. */
  read(): Iterable<SourceFile>;
  /** What was wrong so far; whole once every file has been read. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Finds the YAML files of an estate, in the order of their paths. */
export function findFiles(directory: string): Files {
  const search = new Search(directory);
  const found = search.run();
  return {
    diagnostics: search.diagnostics,
    *read() {
      for (const file of found) yield* search.read(file);
    },
  };
}

class Search {
  readonly diagnostics: Diagnostic[] = [];
  readonly #found: Found[] = [];
  readonly #linked: Found[] = [];
  readonly #visited = new Set<string>();
  #root = "";

  constructor(readonly directory: string) {}

  run(): readonly Found[] {
    const shown = this.directory === "" ? "." : this.directory;
    try {
      this.#root = fs.realpathSync(shown);
      if (!fs.statSync(this.#root).isDirectory()) {
        this.#directoryFault(
          "it is not a directory",
          "Name the directory that holds the estate's files, not one of them.",
        );
        return [];
      }
      fs.readdirSync(this.#root);
    } catch (error) {
      this.#directoryFault(
        why(error),
        mendOf(error, "Name the directory that holds the estate, or run `leasehold init` to begin one."),
      );
      return [];
    }
    this.#walk(this.#root, shown);
    const read = new Set(this.#found.map(({ real }) => real));
    for (const linked of this.#linked) {
      if (!read.has(linked.real)) this.#found.push(linked);
      read.add(linked.real);
    }
    if (this.#found.length === 0 && this.diagnostics.length === 0) {
      this.diagnostics.push(diagnose("no-files", { directory: this.directory }, [], place(shown)));
    }
    return this.#withinLimit() ? this.#found.sort((a, b) => (a.shown < b.shown ? -1 : 1)) : [];
  }

  /** Whether all files together are small enough; of a larger estate nothing is read, so that the answer comes fast. */
  #withinLimit(): boolean {
    const size = this.#found.reduce(
      (sum, { real }) => sum + Math.min(fs.statSync(real, noThrow)?.size ?? 0, fileLimit),
      0,
    );
    if (size <= estateLimit) return true;
    this.#fault("file-too-large", { size, limit: estateLimit, all: true }, this.directory);
    return false;
  }

  #directoryFault(why: string, mend: string): void {
    const { directory } = this;
    this.diagnostics.push(diagnose("directory-unreadable", { directory, why, mend }, [], place(directory)));
  }

  #fault<C extends Code>(code: C, parameters: ParametersOf<C>, shown: string, line = 1, column = 1): void {
    this.diagnostics.push(diagnose(code, parameters, [], { file: shown, line, column }));
  }

  #walk(real: string, shown: string): void {
    if (this.#visited.has(real)) return;
    this.#visited.add(real);
    let entries: fs.Dirent[];
    try {
      entries = fs.readdirSync(real, { withFileTypes: true });
    } catch (error) {
      this.#fault("file-unreadable", { why: why(error), mend: mendOf(error, "Make the directory readable.") }, shown);
      return;
    }
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
      this.#visit(entry, path.join(real, entry.name), join(shown, entry.name));
    }
  }

  #visit(entry: fs.Dirent, real: string, shown: string): void {
    const yaml = /\.ya?ml$/.test(entry.name);
    if (entry.isDirectory()) this.#walk(real, shown);
    else if (entry.isSymbolicLink()) this.#follow(real, shown, yaml);
    else if (!yaml) return;
    else if (entry.isFile()) this.#found.push({ real, shown });
    else this.#fault("file-unreadable", notAFile, shown);
  }

  /** A link is followed only to what lies below the directory; what is found there by itself is not read twice. */
  #follow(link: string, shown: string, yaml: boolean): void {
    let real: string;
    let stat: fs.Stats;
    try {
      real = fs.realpathSync(link);
      stat = fs.statSync(real);
    } catch (error) {
      const loop = error instanceof Error && "code" in error && error.code === "ELOOP";
      if (yaml || loop) this.#fault("symbolic-link", { why: loop ? "leads in a circle" : "leads nowhere" }, shown);
      return;
    }
    if (real !== this.#root && !real.startsWith(this.#root.endsWith(path.sep) ? this.#root : this.#root + path.sep)) {
      if (yaml || stat.isDirectory())
        this.#fault("symbolic-link", { why: "leads out of the directory of the estate" }, shown);
    } else if (stat.isDirectory()) {
      if (!this.#root.startsWith(real)) this.#walkLinked(real, shown);
    } else if (yaml) {
      if (stat.isFile()) this.#linked.push({ real, shown });
      else this.#fault("file-unreadable", notAFile, shown);
    }
  }

  /** Files that are reached through a linked directory count as linked. */
  #walkLinked(real: string, shown: string): void {
    const before = this.#found.length;
    this.#walk(real, shown);
    this.#linked.push(...this.#found.splice(before));
    this.#visited.delete(real);
  }

  read({ real, shown }: Found): readonly SourceFile[] {
    let bytes: Buffer;
    try {
      const read = readRegular(real);
      if ("size" in read) {
        this.#fault("file-too-large", { size: read.size, limit: fileLimit, all: false }, shown);
        return [];
      }
      bytes = read.bytes;
    } catch (error) {
      // Bytes of a name that are no UTF-8 cannot be handed back to the system.
      const mend = shown.includes("\uFFFD") ? "Rename it: its name is not UTF-8." : "Make the file readable.";
      this.#fault("file-unreadable", { why: why(error), mend: mendOf(error, mend) }, shown);
      return [];
    }
    const decoded = decodeText(bytes);
    if ("text" in decoded) return [new SourceFile(shown, decoded.text)];
    this.#fault("file-encoding", decoded, shown, decoded.line, decoded.column);
    return [];
  }
}

const noThrow = { throwIfNoEntry: false } as const;

const notAFile = {
  why: "it is not a file but a pipe, a socket or a device",
  mend: "Remove it, or give it another ending.",
};

/** Reads a file whose kind and size are those of the very thing that was opened. */
function readRegular(real: string): { bytes: Buffer } | { size: number } {
  const descriptor = fs.openSync(real, fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0));
  try {
    const stat = fs.fstatSync(descriptor);
    if (!stat.isFile()) throw new Error(notAFile.why);
    if (stat.size > fileLimit) return { size: stat.size };
    return { bytes: fs.readFileSync(descriptor) };
  } finally {
    fs.closeSync(descriptor);
  }
}

function why(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "it does not exist";
  if (code === "ENOTDIR") return "it is not a directory";
  if (code === "EACCES" || code === "EPERM") return "there is no permission to read it";
  if (code === "ELOOP") return "its symbolic links lead in a circle";
  if (code === "ENAMETOOLONG") return "its name is too long";
  return error instanceof Error && code === undefined ? error.message : `the system answers ${String(code)}`;
}

function mendOf(error: unknown, otherwise: string): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "EACCES" || code === "EPERM" ? "Give the user who runs leasehold permission to read it." : otherwise;
}

function place(file: string) {
  return { file, line: 1, column: 1 };
}

function join(shown: string, name: string): string {
  return path.join(shown, name).split(path.sep).join("/");
}
