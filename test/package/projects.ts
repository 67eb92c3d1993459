import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";

/** The top of the repository. */
export const top = path.join(__dirname, "../..");

/** A place for everything, below which no other `node_modules` is found. */
export const space = fs.mkdtempSync(path.join(os.tmpdir(), "leasehold-package-"));

/** Refuses to work where Node would find this package further up: it would pass for one that was installed. */
export function mustNotFind(name: string): void {
  const above = (createRequire(path.join(space, "x.js")).resolve.paths(name) ?? []).filter((modules) =>
    fs.existsSync(path.join(modules, name)),
  );
  if (above.length > 0) throw new Error(`${name} is installed in ${above.join(" and ")}: remove it, and try again`);
}

/** What ran: its status, and what it said. */
export interface Ran {
  readonly status: number | null;
  /** Standard output alone. */
  readonly said: string;
  /** Standard output and error. */
  readonly output: string;
}

/** Runs a program; never throws. */
export function run(directory: string, program: string, ...given: readonly string[]): Ran {
  const env = { ...process.env, CI: "1", NO_COLOR: "1", NODE_OPTIONS: "" };
  const { status, stdout, stderr, error } = spawnSync(program, given, {
    cwd: directory,
    encoding: "utf8",
    env,
    maxBuffer: 1 << 26,
  });
  return { status, said: stdout ?? "", output: `${stdout ?? ""}${stderr ?? ""}${error ? String(error) : ""}` };
}

/** Runs a program that must succeed, and returns its standard output. */
export function mustRun(directory: string, program: string, ...given: readonly string[]): string {
  const { status, said, output } = run(directory, program, ...given);
  if (status !== 0) throw new Error(`${program} ${given.join(" ")} ended with ${status}:\n${output}`);
  return said;
}

/** Packs the package as it would be published. Building comes with it (`prepack`). */
export function pack(): string {
  const given = process.env.LEASEHOLD_TARBALL;
  if (given) return path.resolve(given);
  execFileSync("npm", ["pack", "--silent", "--pack-destination", space], {
    cwd: top,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [tarball] = fs.readdirSync(space).filter((name) => name.endsWith(".tgz"));
  if (!tarball) throw new Error("npm pack made no tarball");
  return path.join(space, tarball);
}

/** A project with these packages installed. */
export function project(name: string, packages: readonly string[]): string {
  const directory = path.join(space, name);
  write(directory, { "package.json": JSON.stringify({ name, private: true }) });
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline", "--ignore-scripts"];
  mustRun(directory, "npm", "install", ...quiet, ...packages);
  return directory;
}

/** Writes files below a directory. */
export function write(directory: string, files: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
    fs.writeFileSync(path.join(directory, name), text);
  }
  return directory;
}

/** The bytes of all files below a directory. */
export function sizeOf(directory: string): number {
  let size = 0;
  for (const entry of fs.readdirSync(directory, { withFileTypes: true })) {
    const here = path.join(directory, entry.name);
    if (entry.isDirectory()) size += sizeOf(here);
    else if (entry.isFile()) size += fs.statSync(here).size;
  }
  return size;
}

/** The version that the repository itself develops against. */
export function pinned(name: string): string {
  const { devDependencies } = JSON.parse(fs.readFileSync(path.join(top, "package.json"), "utf8")) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  const version = devDependencies[name];
  if (!version) throw new Error(`${name} is no dev dependency`);
  return `${name}@${version}`;
}
