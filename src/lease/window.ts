import type { Grant } from "../estate/types";
import type { Window } from "../time/window";

/**
 * The time in which a grant holds: from its start to the earliest of its end (extensions included), its revocation and its
 * completion. Undefined while it is only requested, and when it was ended before it began.
 */
export function windowOf(
  grant: Pick<Grant, "start" | "ttl" | "extensions" | "revoked" | "completed">,
): Window | undefined {
  const { start } = grant;
  if (start === undefined) return undefined;
  let end = start + grant.ttl;
  for (const extension of grant.extensions) end += extension.by;
  for (const stop of [grant.revoked, grant.completed]) {
    if (stop !== undefined && stop < end) end = stop;
  }
  return end > start ? { start, end } : undefined;
}
