import type { Seconds } from "../time/duration";
import type { Instant } from "../time/instant";

/**
 * How long an access holds.
 *
 * - `standing`: nothing ends it for certain; recurring hours are standing too
 * - `leased`: it provably ends at `until`, sessions issued before included
 * - `eligible`: it must be activated first, for at most `maximum` at a time
 * - `indeterminate`: it cannot be told, which is never taken for an end
 *
 * `because` is a clause that a person can read: "the policy's condition ends at 2026-11-23T10:30:00Z".
 */
export type Bound =
  | { readonly kind: "standing"; readonly because: string }
  | { readonly kind: "leased"; readonly from?: Instant; readonly until: Instant; readonly because: string }
  | { readonly kind: "eligible"; readonly maximum?: Seconds; readonly because: string }
  | { readonly kind: "indeterminate"; readonly because: string };
