import { plain } from "../report/plain";
import { standardError, terminalOf } from "./standard";

/** Says on a terminal what is being done, once it has taken a second. */
export interface Progress {
  phase(label: string): void;
  /** Clears the line; nothing is said after it. */
  end(): void;
}

const silent: Progress = { phase: () => undefined, end: () => undefined };

/** Room for one label, in bytes; the two numbers before it are the state and the label's length. */
const labelBytes = 96;
const working = 0;
const ending = 1;
const ended = 2;

/**
 * The work itself is synchronous and leaves no turn to a timer, so the line is written by a thread of its own, which is
 * started only if standard error is a terminal.
 */
export function startProgress(): Progress {
  if (!terminalOf(standardError)) return silent;
  const { Worker } = process.getBuiltinModule("node:worker_threads");
  const shared = new SharedArrayBuffer(8 + labelBytes);
  const numbers = new Int32Array(shared, 0, 2);
  const label = new Uint8Array(shared, 8);
  const worker = new Worker(source, { eval: true, workerData: shared });
  worker.unref();
  worker.on("error", () => undefined);
  return {
    phase(text) {
      const bytes = Buffer.from(plain(text)).subarray(0, labelBytes);
      label.set(bytes);
      Atomics.store(numbers, 1, bytes.length);
    },
    end() {
      if (Atomics.compareExchange(numbers, 0, working, ending) !== working) return;
      Atomics.notify(numbers, 0);
      // A moment for the line to be cleared, so that what is printed next stands alone.
      Atomics.wait(numbers, 0, ending, 100);
      void worker.terminate();
    },
  };
}

const source = `
const { writeSync } = require("node:fs");
const shared = require("node:worker_threads").workerData;
const numbers = new Int32Array(shared, 0, 2);
const label = new Uint8Array(shared, 8);
const say = (text) => { try { writeSync(2, text); } catch {} };
let shown = false;
for (let wait = 1000; Atomics.wait(numbers, 0, ${working}, wait) === "timed-out"; wait = 250) {
  say("\\r\\u001b[2K" + Buffer.from(label.slice(0, Atomics.load(numbers, 1))).toString() + " …");
  shown = true;
}
if (shown) say("\\r\\u001b[2K");
Atomics.store(numbers, 0, ${ended});
Atomics.notify(numbers, 0);
`;
