import { existsSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { AccountWithout } from "../../snapshot/account-without";
import type { AgeLimit } from "../../snapshot/age";
import { type AccountsAhead, readManifest } from "../../snapshot/open";
import type { OwnRoles } from "../plain-roles";
import type { ReadAhead, ReadingTask } from "./task";
import { ToldLater } from "./told-later";

/** For fewer accounts a thread takes longer to begin than to read them. */
const fewest = 12;

/** What a reading thread needs at the most of memory of its own, in MB; pages stand outside of it. */
const memory = 128;
/** Of it what is new: little of a page outlives its account. */
const young = 8;

/** Reads the accounts of a snapshot in a thread of its own while the estates are loaded and earlier accounts are judged. */
export class ReadingAhead implements AccountsAhead {
  readonly #worker: Worker;
  readonly #own: ToldLater;
  readonly #taken: Int32Array;
  readonly #accounts: readonly string[];
  readonly #read: ReadAhead[] = [];
  #next = 0;
  #waiting: { resolve(read: ReadAhead): void; reject(fault: Error): void } | undefined;
  #fault: Error | undefined;

  /**
   * Undefined where there is too little to read, or nothing to read it with: it is then read when it is asked for.
   *
   * @param entry the thread's program
   */
  static start(path: string, limit: AgeLimit, entry: string = join(__dirname, "reader.js")): ReadingAhead | undefined {
    if (availableParallelism() < 2 || !existsSync(entry)) return undefined;
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return undefined;
    const read = readManifest(path, limit);
    const containers = "fault" in read ? [] : read.manifest.containers.filter(({ cloud }) => cloud === "aws");
    if (containers.length < fewest) return undefined;
    const own = new ToldLater();
    const taken = new SharedArrayBuffer(4);
    return new ReadingAhead(entry, { path, containers, limit, own: own.shared, taken }, own);
  }

  private constructor(entry: string, task: ReadingTask, own: ToldLater) {
    this.#own = own;
    this.#taken = new Int32Array(task.taken);
    this.#accounts = task.containers.map(({ id }) => id);
    this.#worker = new Worker(entry, {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: young },
    });
    this.#worker.on("message", (read: ReadAhead) => {
      const waiting = this.#waiting;
      this.#waiting = undefined;
      if (waiting === undefined) this.#read.push(read);
      else waiting.resolve(read);
    });
    this.#worker.on("error", (error) => this.#fail(error instanceof Error ? error : new Error(String(error))));
    this.#worker.on("exit", () => this.#fail(new Error("fault in leasehold: the reading thread has ended too early")));
  }

  /** Says where the estates' own leases stand; until then all roles are read that may be some estate's. */
  tell(own: OwnRoles): void {
    this.#own.tell(own);
  }

  async take(account: string): Promise<AccountWithout | undefined> {
    if (this.#accounts[this.#next] !== account) {
      throw new Error(`fault in leasehold: ${account} is not the account that was read next`);
    }
    this.#next += 1;
    const { read, weight } = await this.#answer();
    Atomics.add(this.#taken, 0, weight);
    Atomics.notify(this.#taken, 0);
    return read ?? undefined;
  }

  #answer(): Promise<ReadAhead> {
    const first = this.#read.shift();
    if (first !== undefined) return Promise.resolve(first);
    if (this.#fault !== undefined) return Promise.reject(this.#fault);
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  async close(): Promise<void> {
    this.#worker.removeAllListeners("exit");
    await this.#worker.terminate();
  }

  #fail(fault: Error): void {
    this.#fault ??= fault;
    this.#waiting?.reject(this.#fault);
    this.#waiting = undefined;
  }
}
