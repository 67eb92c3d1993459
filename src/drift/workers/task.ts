import type { AgeLimit } from "../../snapshot/age";
import type { SnapshotContainer } from "../../snapshot/manifest";
import type { OwnRoles } from "../plain-roles";

/** What the reading thread is to do: each account is answered by one message, in order. */
export interface ReadingTask {
  /** The snapshot's folder. */
  readonly path: string;
  /** The AWS accounts in it. */
  readonly containers: readonly SnapshotContainer[];
  readonly limit: AgeLimit;
  readonly own: OwnRoles;
  /** One number: how many accounts have been asked for. */
  readonly taken: SharedArrayBuffer;
}

/** So many accounts wait at the most, so that memory does not grow with their number. */
export const mostAhead = 64;
