import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync, realpathSync } from "node:fs";
import { join, sep } from "node:path";
import { readJson } from "./json-text";
import type { SnapshotFile } from "./manifest";

/** A snapshot's folder, whose files are read only where they are what the manifest says. */
export class VerifiedFolder {
  readonly #path: string;
  readonly #real: string;

  /** @throws the file system's error where there is no such folder */
  constructor(path: string) {
    this.#path = path;
    this.#real = realpathSync.native(path);
  }

  /** The content of a file, read and digested once; or a clause that says why it is not believed. */
  json({ path, sha256, bytes }: SnapshotFile): { readonly value: unknown } | { readonly fault: string } {
    if (!isInside(path)) return { fault: "its path leads out of the folder" };
    let content: Buffer | undefined;
    try {
      const file = join(this.#path, path);
      if (!realpathSync.native(file).startsWith(`${this.#real}${sep}`))
        return { fault: "it is a link out of the folder" };
      content = readExactly(file, bytes);
    } catch (error) {
      return { fault: whyUnread(error) };
    }
    if (content === undefined) return { fault: `it is not of the ${bytes} bytes that were written` };
    const digest = createHash("sha256").update(content).digest("hex");
    if (digest !== sha256) return { fault: "it was changed after it was written: its SHA-256 is another" };
    return readJson(content);
  }
}

function isInside(path: string): boolean {
  if (path === "" || path.startsWith("/") || /[\\\0]/.test(path) || /^[A-Za-z]:/.test(path)) return false;
  return path.split("/").every((step) => step !== "" && step !== "." && step !== "..");
}

/** Undefined where the file has another size; so nothing is read of one that is huge. */
function readExactly(path: string, size: number): Buffer | undefined {
  const file = openSync(path, "r");
  try {
    const found = fstatSync(file);
    if (!found.isFile() || found.size !== size) return undefined;
    const content = Buffer.allocUnsafe(size);
    let filled = 0;
    while (filled < size) {
      const read = readSync(file, content, filled, size - filled, filled);
      if (read === 0) return undefined;
      filled += read;
    }
    return content;
  } finally {
    closeSync(file);
  }
}

/** Without the machine's paths. */
export function whyUnread(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT" || code === "ENOTDIR") return "it is not there";
  if (code === "EACCES" || code === "EPERM") return "reading it is not permitted";
  return `it cannot be read${code === "" ? "" : ` (${code})`}`;
}
