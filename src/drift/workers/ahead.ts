import { existsSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { AccountWithout } from "../../snapshot/account-without";
import type { AgeLimit } from "../../snapshot/age";
import { type AccountsAhead, readManifest } from "../../snapshot/open";
import type { OwnRoles } from "../plain-roles";
import type { ReadingTask } from "./task";

/** For fewer accounts a thread takes longer to begin than to read them. */
const fewest = 12;

/** What a reading thread needs at the most of memory of its own, in MB; pages stand outside of it. */
const memory = 128;
/** Of it what is new: little of a page outlives its account. */
const young = 8;

/** Reads the accounts of a snapshot in a thread of its own while the estates are compiled and earlier accounts are judged. */
export class ReadingAhead implements AccountsAhead {
  readonly #worker: Worker;
  readonly #taken: Int32Array;
  readonly #accounts: readonly string[];
  readonly #read: (AccountWithout | undefined)[] = [];
  #next = 0;
  #waiting: { resolve(read: AccountWithout | undefined): void; reject(fault: Error): void } | undefined;
  #fault: Error | undefined;

  /**
   * Undefined where there is too little to read, or nothing to read it with: it is then read when it is asked for.
   *
   * @param entry the thread's program
   */
  static start(
    path: string,
    limit: AgeLimit,
    own: OwnRoles,
    entry: string = join(__dirname, "reader.js"),
  ): ReadingAhead | undefined {
    if (availableParallelism() < 2 || !existsSync(entry)) return undefined;
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return undefined;
    const read = readManifest(path, limit);
    const containers = "fault" in read ? [] : read.manifest.containers.filter(({ cloud }) => cloud === "aws");
    if (containers.length < fewest) return undefined;
    const taken = new SharedArrayBuffer(4);
    return new ReadingAhead(entry, { path, containers, limit, own, taken });
  }

  private constructor(entry: string, task: ReadingTask) {
    this.#taken = new Int32Array(task.taken);
    this.#accounts = task.containers.map(({ id }) => id);
    this.#worker = new Worker(entry, {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: young },
    });
    this.#worker.on("message", (read: AccountWithout | null) => {
      const waiting = this.#waiting;
      this.#waiting = undefined;
      if (waiting === undefined) this.#read.push(read ?? undefined);
      else waiting.resolve(read ?? undefined);
    });
    this.#worker.on("error", (error) => this.#fail(error instanceof Error ? error : new Error(String(error))));
    this.#worker.on("exit", () => this.#fail(new Error("fault in leasehold: the reading thread has ended too early")));
  }

  take(account: string): Promise<AccountWithout | undefined> {
    if (this.#accounts[this.#next] !== account) {
      return Promise.reject(new Error(`fault in leasehold: ${account} is not the account that was read next`));
    }
    this.#next += 1;
    Atomics.add(this.#taken, 0, 1);
    Atomics.notify(this.#taken, 0);
    if (this.#read.length > 0) return Promise.resolve(this.#read.shift());
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
