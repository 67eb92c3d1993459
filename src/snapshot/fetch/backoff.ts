import { AskError } from "./errors";

/** How often, and after how long, a call is made again. */
export interface Backoff {
  /** Calls in all, the first included; twice as many where the cloud only asks for patience. */
  readonly attempts: number;
  /** The longest wait after the first failure, in milliseconds; it doubles with each. */
  readonly baseMs: number;
  readonly capMs: number;
  /** Waits so many milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** From 0 to 1, as `Math.random`. */
  readonly random: () => number;
}

/** Six calls over ten seconds where something is broken; twelve over two minutes where calls are throttled. */
export const patience: Backoff = {
  attempts: 6,
  baseMs: 300,
  capMs: 20_000,
  sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
  random: Math.random,
};

/** What a call's failure means. The message tells of it without anything secret. */
export type Trouble =
  /** A fault of the server, a lost connection; `throttled` where there was nothing wrong but the haste; `afterMs` if named. */
  | { readonly kind: "again"; readonly message: string; readonly throttled?: boolean; readonly afterMs?: number }
  /** The credentials ran out. */
  | { readonly kind: "expired"; readonly message: string }
  | { readonly kind: "denied"; readonly message: string }
  | { readonly kind: "failed"; readonly message: string };

export interface Persistence {
  readonly backoff: Backoff;
  readonly troubleOf: (thrown: unknown) => Trouble;
  /** Takes up credentials anew; called once for a call at the most. */
  readonly renew: () => Promise<void>;
}

/**
 * Makes a call until it is answered, and waits longer each time.
 * @throws AskError when the cloud refused, or when patience is at its end; an AskError of the call itself passes through
 */
export async function persist<T>(call: () => Promise<T>, options: Persistence): Promise<T> {
  const { backoff, troubleOf, renew } = options;
  let renewed = false;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (thrown) {
      if (thrown instanceof AskError) throw thrown;
      const trouble = troubleOf(thrown);
      if (trouble.kind === "expired" && !renewed) {
        renewed = true;
        await renew();
        // It is no fault of the service: it takes nothing from the patience with it.
        attempt -= 1;
        continue;
      }
      if (trouble.kind === "expired") throw new AskError("failed", expired(trouble.message));
      if (trouble.kind !== "again") throw new AskError(trouble.kind, trouble.message);
      if (attempt >= (trouble.throttled === true ? 2 : 1) * backoff.attempts) {
        throw new AskError("failed", `${trouble.message} (asked ${attempt} times)`);
      }
      await backoff.sleep(waitOf(attempt, backoff, trouble.afterMs));
    }
  }
}

function expired(message: string): string {
  return `the credentials expired in the middle, and none newer were found (${message})`;
}

/** Full jitter over the half of a doubling span, so that many that were throttled together do not come back together. */
function waitOf(attempt: number, { baseMs, capMs, random }: Backoff, afterMs = 0): number {
  const span = Math.min(capMs, baseMs * 2 ** (attempt - 1));
  return Math.max(Math.min(afterMs, capMs), span / 2 + (span / 2) * random());
}
