import type { AccountWithout } from "../../snapshot/account-without";
import type { AgeLimit } from "../../snapshot/age";
import type { SnapshotContainer } from "../../snapshot/manifest";

/** What the reading thread is to do: each account is answered by one message, in order. */
export interface ReadingTask {
  /** The snapshot's folder. */
  readonly path: string;
  /** The AWS accounts in it. */
  readonly containers: readonly SnapshotContainer[];
  readonly limit: AgeLimit;
  /** Of `ToldLater`. */
  readonly own: SharedArrayBuffer;
  /** One number: the weight of the accounts that have been asked for. */
  readonly taken: SharedArrayBuffer;
}

/** The answer for one account. */
export interface ReadAhead {
  /** Null where only the whole can tell. */
  readonly read: AccountWithout | null;
  /** The text that it was read from, in KiB. */
  readonly weight: number;
}

/** So much of what was read waits at the most, in KiB, so that memory does not grow with the number of accounts. */
export const mostAhead = 24 * 1024;
