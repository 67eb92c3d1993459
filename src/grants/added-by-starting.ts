import type { Diagnostic } from "../diagnostics/diagnostic";
import { targetsOf, targetsOfGrant } from "../estate/targets";
import type { Estate, Grant, Target } from "../estate/types";
import type { Instant } from "../time/instant";
import { addedErrors, errorsOf } from "./judge-edit";

/**
 * What `check` would say against a requested grant if it began at a moment. A start concerns the grant itself, the other grants of its
 * role, and what else there is in the places where it lands, whose quotas they share; the rest of the estate is left out on both sides.
 */
export function addedByStarting(estate: Estate, grant: Grant, now: Instant): readonly Diagnostic[] {
  const around = neighbourhoodOf(estate, grant);
  const started = { ...around, grants: new Map(around.grants).set(grant.name, { ...grant, start: now }) };
  const errors = (of: Estate): readonly Diagnostic[] => errorsOf({ estate: of, diagnostics: [] }, now);
  return addedErrors(errors(around), errors(started));
}

/** An estate without the roles, and their grants, that have no place in common with a grant. */
function neighbourhoodOf(estate: Estate, grant: Grant): Estate {
  const places = new Set(targetsOfGrant(grant).map(placeOf));
  const roles = [...estate.roles].filter(
    ([, role]) => role === grant.role || targetsOf(role).some((target) => places.has(placeOf(target))),
  );
  const near = new Set(roles.map(([, role]) => role));
  const grants = [...estate.grants].filter(([, other]) => near.has(other.role));
  return { ...estate, roles: new Map(roles), grants: new Map(grants) };
}

/** One account has one set of quotas, whatever its targets are called. */
function placeOf({ cloud }: Target): string {
  return cloud.kind === "aws" ? `aws ${cloud.account}` : `gcp ${cloud.scope} ${cloud.id}`;
}
