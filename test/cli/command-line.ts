import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { built } from "../helpers/built";

/** What one run of the command line came to. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Milliseconds. */
  readonly took: number;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The moment at which the tests play. */
export const now = "2026-11-23T09:30:00Z";

/** The command line as it is published, but for types, with the Terraform provider; see `built`. */
export class CommandLine {
  readonly #built = built();
  readonly #scratch: string[] = [];
  readonly entry = join(this.#built.directory, "src", "cli", "cli.js");

  run(words: readonly string[], options: RunOptions = {}): Ran {
    const from = performance.now();
    const { status, stdout, stderr } = spawnSync(process.execPath, [this.entry, ...words], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      env: { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", ...options.env },
    });
    return { status, stdout, stderr, took: performance.now() - from };
  }

  /** Runs it with a reader that goes away before anything was written. */
  async runUnread(words: readonly string[], options: RunOptions = {}): Promise<Pick<Ran, "status" | "stderr">> {
    const child = spawn(process.execPath, [this.entry, ...words], {
      stdio: ["ignore", "pipe", "pipe"],
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    child.stdout.destroy();
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    const status = await new Promise<number | null>((done) => child.on("close", done));
    return { status, stderr };
  }

  /** An empty directory of its own, outside the repository. */
  directory(): string {
    const made = mkdtempSync(join(tmpdir(), "leasehold-cli-"));
    this.#scratch.push(made);
    return made;
  }

  /** A directory with these files in it. */
  files(files: Readonly<Record<string, string | Uint8Array>>): string {
    const directory = this.directory();
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, name)), { recursive: true });
      writeFileSync(join(directory, name), content);
    }
    return directory;
  }

  /** A directory in which `leasehold init` was run. */
  initialised(): string {
    const directory = this.directory();
    const { status, stderr } = this.run(["init", "--now", now], { cwd: directory });
    if (status !== 0) throw new Error(`init failed: ${stderr}`);
    return directory;
  }

  close(): void {
    const own = this.#built.shared ? [] : [this.#built.directory];
    for (const directory of [...own, ...this.#scratch]) rmSync(directory, { recursive: true, force: true });
  }
}
