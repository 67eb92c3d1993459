import type { Estate, Grant } from "../estate/types";
import { ownGrants, resourceGrant } from "../expect/resource-grants";
import type { Landscape } from "../terraform/instance";
import type { Instant } from "../time/instant";

/**
 * The grants that a state's `leasehold_grant`s declare, of those that the estate lets be: of a role that it declares, to somebody who
 * is eligible for it, for no longer than its maximum. Others declare nothing, and what they made is judged as what it is.
 */
export function grantsInState(landscape: Landscape, estate: Estate, now: Instant): readonly Grant[] {
  return ownGrants(landscape).flatMap((instance) => {
    const read = resourceGrant(instance, estate, now);
    return read.kind === "declared" && read.settled ? [read.grant] : [];
  });
}
