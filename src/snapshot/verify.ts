import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync, realpathSync } from "node:fs";
import { join, sep } from "node:path";
import { isObject } from "../terraform/shape";
import { readJson } from "./json-text";
import type { SnapshotFile } from "./manifest";
import { type PlainRole, RoleFinder } from "./roles/finder";

/** A snapshot's folder, whose files are read only where they are what the manifest says. */
export class VerifiedFolder {
  readonly #path: string;
  readonly #real: string;
  #finder: RoleFinder | undefined;
  #parsed = 0;

  /** @throws the file system's error where there is no such folder */
  constructor(path: string) {
    this.#path = path;
    this.#real = realpathSync.native(path);
  }

  /** How many bytes of text were made values of. */
  get parsed(): number {
    return this.#parsed;
  }

  /** The content of a file, read and digested once; or a clause that says why it is not believed. */
  json(file: SnapshotFile): { readonly value: unknown } | { readonly fault: string } {
    const read = this.#content(file, (size) => Buffer.allocUnsafe(size));
    if ("fault" in read) return read;
    this.#parsed += read.content.length;
    return readJson(read.content);
  }

  /**
   * As `json`, of a page of GetAccountAuthorizationDetails without its roles that are plain and not wanted.
   *
   * @returns undefined where only the whole page can tell what is wrong with it
   */
  jsonWithout(
    file: SnapshotFile,
    unwanted: (role: PlainRole) => boolean,
  ): { readonly value: unknown; readonly left: readonly PlainRole[] } | undefined {
    this.#finder ??= new RoleFinder();
    const finder = this.#finder;
    const read = this.#content(file, (size) => finder.room(size));
    if ("fault" in read) return undefined;
    const { content } = read;
    const left: PlainRole[] = [];
    const pieces: Buffer[] = [];
    let done = 0;
    for (const role of finder.find(content.length)) {
      if (!unwanted(role)) continue;
      left.push(role);
      // One value for another, so that what was no JSON remains none.
      pieces.push(content.subarray(done, role.from), nothing);
      done = role.to;
    }
    const text = Buffer.concat([...pieces, content.subarray(done)]);
    this.#parsed += text.length;
    const rest = readJson(text);
    if ("fault" in rest || !isObject(rest.value) || !Array.isArray(rest.value.RoleDetailList)) return undefined;
    const roles: readonly unknown[] = rest.value.RoleDetailList;
    const others = roles.filter((role) => role !== 0);
    if (others.length + left.length !== roles.length) return undefined;
    return { value: { ...rest.value, RoleDetailList: others }, left };
  }

  #content(
    { path, sha256, bytes }: SnapshotFile,
    room: (size: number) => Buffer,
  ): { readonly content: Buffer } | { readonly fault: string } {
    if (!isInside(path)) return { fault: "its path leads out of the folder" };
    let content: Buffer | undefined;
    try {
      const file = join(this.#path, path);
      if (!realpathSync.native(file).startsWith(`${this.#real}${sep}`))
        return { fault: "it is a link out of the folder" };
      content = readExactly(file, bytes, room);
    } catch (error) {
      return { fault: whyUnread(error) };
    }
    if (content === undefined) return { fault: `it is not of the ${bytes} bytes that were written` };
    const digest = createHash("sha256").update(content).digest("hex");
    if (digest !== sha256) return { fault: "it was changed after it was written: its SHA-256 is another" };
    return { content };
  }
}

/** Stands where a role stood that was left out; a page has no such thing among its roles. */
const nothing = Buffer.from(" 0 ");

function isInside(path: string): boolean {
  if (path === "" || path.startsWith("/") || /[\\\0]/.test(path) || /^[A-Za-z]:/.test(path)) return false;
  return path.split("/").every((step) => step !== "" && step !== "." && step !== "..");
}

/** Undefined where the file has another size; so nothing is read of one that is huge. */
function readExactly(path: string, size: number, room: (size: number) => Buffer): Buffer | undefined {
  const file = openSync(path, "r");
  try {
    const found = fstatSync(file);
    if (!found.isFile() || found.size !== size) return undefined;
    const content = room(size);
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
