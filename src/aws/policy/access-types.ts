import type { Bound } from "../../facts/bound";
import type { Permission, SessionEnds } from "../../facts/fact";
import type { Privilege } from "../../facts/privilege";
import type { Seconds } from "../../time/duration";
import type { Instant } from "../../time/instant";
import type { ActionSet } from "./action-set";
import type { Clause } from "./clause";
import type { Statement } from "./document";
import type { Moments } from "./moments";

/**
 * What the requests are signed with.
 *
 * - `role`: always a session, which lives 12 h at most
 * - `user`: long-term keys, or a session made with them
 * - `federated`: always a session, which lives 36 h at most
 * - `any`: it is not known which
 */
export type Credential = "role" | "user" | "federated" | "any";

/** A policy document that gives or takes, and whatever the caller knows it by. */
export interface Source<T> {
  readonly id: T;
  readonly statements: readonly Statement[];
  /** What could not be read of it (`parsePolicy`). */
  readonly doubts: readonly string[];
}

/** All that decides what one principal can do. */
export interface AccessQuestion<T> {
  /** Every policy that applies to the principal. Of a resource policy only the statements that name it for certain. */
  readonly sources: readonly Source<T>[];
  /** Its permissions boundary, where that is known. */
  readonly boundary?: Pick<Source<T>, "statements" | "doubts">;
  readonly credential: Credential;
  /** When its sessions can be issued; by default always. */
  readonly trust?: Moments;
  /** What cannot be told of the trust. */
  readonly trustDoubts?: readonly string[];
}

/** What one source gives the principal for one length of time. */
export interface AccessEntry<T> {
  readonly id: T;
  /** The gravest class; absent when it cannot be told. */
  readonly privilege?: Privilege;
  /** Of an escalation: nothing gives more than is held outright (`escalatesOutright`). */
  readonly indirect?: true;
  /** A few of the actions that make it so, or why it cannot be told. */
  readonly because: readonly string[];
  readonly permissions: readonly Permission[];
  readonly bound: Bound;
  /** How the two sides end; only where a role's session ends. */
  readonly session?: SessionEnds;
  /** Persistence actions that a lease reaches and that nothing denies it (law 9), sorted. */
  readonly persistence: readonly string[];
}

/** What every piece of an answer is worked out from. */
export interface Setting {
  readonly denies: readonly Clause[];
  /** The Allows of the boundary; absent without one, or when one cannot be read. */
  readonly boundary?: readonly Clause[];
  /** The moments that the credential allows at all. */
  readonly base: Moments;
  /** As `base`, were the trust without an end. */
  readonly untrusted: Moments;
  readonly tail: Seconds;
  readonly credential: Credential;
  /** When the last session can be issued; `Infinity` when that does not end. */
  readonly trustEnd: Instant;
  readonly trustDoubts: readonly string[];
  /** Why Denies are not counted that may have been meant to end it. */
  readonly denyDoubts: readonly string[];
  /** Denied but for uses that prolong nothing, for everything that there is. */
  readonly deniedButFor: ActionSet;
}
