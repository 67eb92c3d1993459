import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import type { SourceLocation } from "../diagnostics/diagnostic";

/** Where a resource is written. */
export interface Source {
  readonly location: SourceLocation;
  /** The CDKTF construct that it was made by. */
  readonly construct?: string;
}

interface Block extends Source {
  /** `aws_iam_role.deploy`, `provider.aws`. */
  readonly key: string;
  readonly directory: string;
}

const largest = 64 * 1048576;

/** The blocks of a Terraform configuration, or of what CDKTF wrote, below a directory. */
export class SourceIndex {
  readonly #blocks = new Map<string, Block[]>();
  /** By directory and name of a module call, the directory that it calls. */
  readonly #calls = new Map<string, string>();

  /** @throws the file system's errors for a directory that cannot be read */
  constructor(readonly directory: string) {
    this.#walk(normalize(directory));
  }

  /** Where the resource of an address is written; undefined where that cannot be told from among several. */
  find(address: string): Source | undefined {
    const { modules, key } = partsOf(address);
    const those = this.#blocks.get(key) ?? [];
    const [first] = those;
    if (first === undefined || those.length === 1) return first;
    // Of several, the one in the directory to which the module calls lead.
    let directory: string | undefined = normalize(this.directory);
    for (const name of modules) directory = directory && this.#calls.get(`${directory}\n${name}`);
    const there = those.filter((block) => block.directory === directory);
    return there.length === 1 ? there[0] : undefined;
  }

  #walk(directory: string): void {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
      const path = join(directory, entry.name);
      if (entry.isDirectory()) this.#walk(path);
      else if (/\.tf(\.json)?$/.test(entry.name) && isReadable(path)) this.#read(path);
    }
  }

  #read(file: string): void {
    const text = readFileSync(file, "utf8");
    if (file.endsWith(".json")) this.#readJson(file, text);
    else this.#readHcl(file, text);
  }

  #readHcl(file: string, text: string): void {
    const directory = dirname(file);
    let call: string | undefined;
    let provider: Block | undefined;
    for (const [index, line] of text.split("\n").entries()) {
      const block = /^\s*(resource|provider|module)\s+"([^"]+)"(?:\s+"([^"]+)")?\s*\{/.exec(line);
      if (block) {
        const [, kind, first = "", second] = block;
        call = kind === "module" ? first : undefined;
        if (provider) this.#add(provider);
        provider = undefined;
        const location = { file, line: index + 1, column: line.search(/\S/) + 1 };
        if (kind === "resource" && second !== undefined) this.#add({ key: `${first}.${second}`, directory, location });
        else if (kind === "provider") provider = { key: `provider.${first}`, directory, location };
      }
      const alias = provider && /^\s*alias\s*=\s*"([^"]+)"/.exec(line)?.[1];
      if (provider && alias !== undefined) {
        this.#add({ ...provider, key: `${provider.key}.${alias}` });
        provider = undefined;
      }
      const source = call === undefined ? undefined : /^\s*source\s*=\s*"(\.[^"]*)"/.exec(line)?.[1];
      if (source !== undefined) this.#calls.set(`${directory}\n${call}`, join(directory, source));
    }
    if (provider) this.#add(provider);
  }

  #readJson(file: string, text: string): void {
    let parsed: unknown;
    try {
      parsed = JSON.parse(text);
    } catch {
      return;
    }
    const resources = field(parsed, "resource");
    const lines = new LineFinder(text);
    for (const [type, those] of members(resources)) {
      for (const [name, resource] of members(those)) {
        const path = field(field(field(resource, "//"), "metadata"), "path");
        this.#add({
          key: `${type}.${name}`,
          directory: dirname(file),
          location: { file, ...lines.of(type, name) },
          ...(typeof path === "string" ? { construct: path } : {}),
        });
      }
    }
  }

  #add(block: Block): void {
    const those = this.#blocks.get(block.key);
    if (those) those.push(block);
    else this.#blocks.set(block.key, [block]);
  }
}

/** The names of the modules that lead to a resource, and its type and name; the keys of `for_each` may hold anything. */
function partsOf(address: string): { readonly modules: readonly string[]; readonly key: string } {
  const modules: string[] = [];
  let rest = address;
  for (;;) {
    const step = /^module\.([\w-]+)(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?\./.exec(rest);
    if (!step) break;
    modules.push(step[1] ?? "");
    rest = rest.slice(step[0].length);
  }
  const key = /^provider\.[\w-]+(?:\.[\w-]+)?$|^(?:data\.)?[\w-]+\.[\w-]+/.exec(rest)?.[0] ?? rest;
  return { modules, key };
}

/** A file, or a link to one; a pipe would be waited for, and a link may lead nowhere. */
function isReadable(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true && found.size <= largest;
}

function field(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value) || !Object.hasOwn(value, key))
    return undefined;
  return (value as Record<string, unknown>)[key];
}

function members(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

/** Lines of blocks in indented JSON, such as CDKTF writes: a type's key, and after it the name's. */
class LineFinder {
  readonly #lines: readonly string[];

  constructor(text: string) {
    this.#lines = text.split("\n");
  }

  of(type: string, name: string): { readonly line: number; readonly column: number } {
    const ofType = this.#find(JSON.stringify(type), 0);
    const ofName = ofType < 0 ? -1 : this.#find(JSON.stringify(name), ofType + 1);
    const at = ofName < 0 ? Math.max(ofType, 0) : ofName;
    return { line: at + 1, column: (this.#lines[at]?.search(/\S/) ?? 0) + 1 };
  }

  #find(key: string, from: number): number {
    return this.#lines.findIndex((line, index) => index >= from && line.trimStart().startsWith(`${key}:`));
  }
}
