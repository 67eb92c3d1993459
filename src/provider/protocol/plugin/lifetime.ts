import { isRunning } from "../../../synth/running";

/** How long a provider that nobody comes to waits, in milliseconds: as long as Terraform waits for one. */
const patience = 60_000;

/** How often it looks whether whoever started it is still there, in milliseconds. */
const pulse = 1000;

/** How long the answer to being shut down has to go out, in milliseconds. */
const farewell = 20;

/** Ends the process when whoever started it is gone, and leaves nothing behind. */
export class Lifetime {
  private readonly leftovers: (() => void)[] = [];
  private readonly parent = process.ppid;
  private readonly lonely = setTimeout(() => this.end(), patience).unref();

  constructor() {
    setInterval(() => this.lookForParent(), pulse).unref();
    process.on("exit", () => this.clear());
    for (const signal of ["SIGTERM", "SIGHUP"] as const) process.on(signal, () => this.end());
    // Whoever read it is gone.
    for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
    for (const fault of ["uncaughtException", "unhandledRejection"] as const) {
      process.on(fault, (thrown: unknown) => this.crash(thrown));
    }
  }

  /** Has something taken away at the end, however that comes about. */
  leave(remove: () => void): void {
    this.leftovers.push(remove);
  }

  /** Somebody has come. */
  attended(): void {
    clearTimeout(this.lonely);
  }

  /** Somebody has come and stays: the way here is not needed any more, and taken away, so that no kind of end leaves it behind. */
  held(): void {
    this.attended();
    this.clear();
  }

  end(): void {
    process.exit(0);
  }

  /** Ends once what is on its way has gone out. */
  endSoon(): void {
    setTimeout(() => this.end(), farewell);
  }

  /** Terraform shows people what comes after these first letters. */
  private crash(thrown: unknown): void {
    const cause = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    process.exitCode = 2;
    process.stderr.write(`panic: the provider stopped: ${cause}\n`, () => process.exit());
    // Nobody may be reading.
    setTimeout(() => process.exit(), 1000);
  }

  private lookForParent(): void {
    if (process.ppid !== this.parent || !isRunning(this.parent)) this.end();
  }

  private clear(): void {
    for (const remove of this.leftovers.splice(0)) remove();
  }
}
