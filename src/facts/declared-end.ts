import type { Instant } from "../time/instant";
import type { SessionEnds } from "./fact";

/**
 * The end that somebody has set for a lease. Where only the trust ends, sessions outlive it by their tail, which nobody set; where
 * the permissions end too, it is when the access really ends.
 */
export function declaredEnd(session: SessionEnds | undefined, until: Instant): Instant {
  return session?.permissions === undefined ? (session?.trust ?? until) : until;
}
