import type { Estate } from "../../estate/types";
import type { Instant } from "../../time/instant";
import type { Uses } from "./uses";
import type { Views } from "./views";

/** What the consequences of a change are worked out from. */
export interface Context {
  readonly base: Estate;
  readonly head: Estate;
  /** Where the things of the base and of the head are used. */
  readonly before: Uses;
  readonly after: Uses;
  readonly views: Views;
  readonly now?: Instant;
}
