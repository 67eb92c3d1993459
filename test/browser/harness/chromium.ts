import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";

type Fields = Readonly<Record<string, unknown>>;

/** A message of the DevTools protocol: an answer has an id, an event a method. */
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  readonly params?: Fields;
  readonly result?: Fields;
  readonly error?: { readonly message: string };
}

/** Where a Chromium is, or undefined: then tests that need one are skipped. */
export function chromiumPath(): string | undefined {
  const names = [process.env.LEASEHOLD_CHROMIUM, "chromium", "chromium-browser", "google-chrome", "chrome"];
  return names.find(
    (name) => name !== undefined && name !== "" && spawnSync(name, ["--version"], { timeout: 20_000 }).status === 0,
  );
}

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-extensions",
  "--disable-dev-shm-usage",
  "--hide-scrollbars=false",
  "--remote-debugging-pipe",
];

/** A headless browser with an empty profile, driven through two pipes: no port is opened and no package is needed. */
export class Chromium {
  readonly #profile = mkdtempSync(join(tmpdir(), "leasehold-browser-"));
  readonly #process: ChildProcess;
  readonly #requests: Writable;
  readonly #waiting = new Map<number, { resolve: (result: Fields) => void; reject: (error: Error) => void }>();
  readonly #listeners = new Set<(message: Message) => void>();
  #last = 0;

  constructor(path: string) {
    this.#process = spawn(path, [...flags, `--user-data-dir=${this.#profile}`, "about:blank"], {
      stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
    });
    // The third and fourth pipe are ours: Chromium reads requests from one and writes answers to the other.
    this.#requests = this.#process.stdio[3] as Writable;
    this.#requests.on("error", () => undefined);
    this.#read(this.#process.stdio[4] as Readable);
    this.#process.on("exit", () => {
      for (const { reject } of this.#waiting.values()) reject(new Error("the browser has ended"));
      this.#waiting.clear();
    });
  }

  send(method: string, params: Fields = {}, sessionId?: string): Promise<Fields> {
    const id = ++this.#last;
    const text = JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) });
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#requests.write(`${text}\0`);
    });
  }

  /** Calls the listener with the events of one page. */
  listen(sessionId: string, listener: (method: string, params: Fields) => void): void {
    this.#listeners.add((message) => {
      if (message.sessionId === sessionId && message.method !== undefined) {
        listener(message.method, message.params ?? {});
      }
    });
  }

  /** Ends the browser and removes what it left. */
  async close(): Promise<void> {
    const ended = new Promise<void>((resolve) => {
      if (this.#process.exitCode !== null) resolve();
      this.#process.once("exit", () => resolve());
    });
    this.send("Browser.close").catch(() => undefined);
    const late = setTimeout(() => this.#process.kill("SIGKILL"), 5_000);
    await ended;
    clearTimeout(late);
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  #read(answers: Readable): void {
    let rest = Buffer.alloc(0);
    answers.on("data", (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk]);
      for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
        this.#take(JSON.parse(rest.subarray(0, end).toString()) as Message);
        rest = rest.subarray(end + 1);
      }
    });
  }

  #take(message: Message): void {
    const waiting = message.id === undefined ? undefined : this.#waiting.get(message.id);
    if (message.id === undefined || waiting === undefined) {
      for (const listener of this.#listeners) listener(message);
      return;
    }
    this.#waiting.delete(message.id);
    if (message.error) waiting.reject(new Error(message.error.message));
    else waiting.resolve(message.result ?? {});
  }
}
