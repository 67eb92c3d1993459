import type { UnreadableTrail } from "./event";

/** Something of a trail that could not be read, and what mends it. */
export function unreadable(what: string, why: string, fix: string): UnreadableTrail {
  return { kind: "unreadable", what, message: `${what}: ${why}.`, fix };
}
