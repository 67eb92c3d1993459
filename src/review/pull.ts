import type { Instant } from "../time/instant";

/** Who did something on a hosting service; a login may pass to somebody else, an id does not. */
export interface Account {
  readonly service: "github" | "gitlab";
  /** Absent where the service does not say, as for commits by an unknown e-mail address. */
  readonly id?: number;
  readonly login?: string;
  readonly email?: string;
  readonly bot: boolean;
}

/** A pull or merge request, whatever service it is of. */
export interface Pull {
  readonly service: "github" | "gitlab";
  /** `acme/infrastructure`. */
  readonly repository: string;
  readonly number: number;
  readonly author: Account;
  /** The commit that is to be merged, hexadecimal. */
  readonly head: string;
  readonly base: string;
  /** Nobody has merged or closed it. */
  readonly open: boolean;
  readonly commits: readonly Commit[];
  /** In the order in which they were given. */
  readonly reviews: readonly Review[];
  /** Who pushed, where the file says. */
  readonly pushers?: readonly Account[];
}

export interface Commit {
  readonly sha: string;
  /** Who wrote it, who committed it, and who is named as a co-author. */
  readonly by: readonly Account[];
}

export interface Review {
  readonly by: Account;
  readonly state: "approved" | "changes-requested" | "commented" | "dismissed";
  /** The commit that was looked at; absent where the service does not say. */
  readonly commit?: string;
  readonly at?: Instant;
  readonly url?: string;
}
