import type { Lease } from "../../lease/types";
import { formatInstant } from "../../time/instant";
import type { Window } from "../../time/window";
import { celList, celString } from "./cel";

/**
 * What has to hold for a lease to hold, one comparison each; all of them are joined by `&&`.
 *
 * - the window, half open
 * - `mayGrant`: only these roles may be granted or revoked (`modifiedGrantsByRole`); whoever edits no policy is not held up
 * - `ownedResourcesOnly`: the resource carries the tag of the role's owner
 */
export function requirementsOf(lease: Lease, ownerTag: string | undefined): readonly string[] {
  const { window, role, ownership } = lease;
  const requirements = [...withinWindow(window)];
  const { mayGrant, ownedResourcesOnly } = role.gcp ?? {};
  if (mayGrant) {
    const roles = celList([...new Set(mayGrant)].sort());
    requirements.push(`api.getAttribute("iam.googleapis.com/modifiedGrantsByRole", []).hasOnly(${roles})`);
  }
  if (ownedResourcesOnly !== undefined && ownerTag !== undefined) {
    requirements.push(
      `resource.matchTag(${celString(`${ownedResourcesOnly}/${ownerTag}`)}, ${celString(ownership.owner)})`,
    );
  }
  return requirements;
}

/** That a request is made within the window: one comparison for each of its ends. */
export function withinWindow(window: Window): readonly string[] {
  return [
    `request.time >= timestamp(${celString(formatInstant(window.start))})`,
    `request.time < timestamp(${celString(formatInstant(window.end))})`,
  ];
}

/** The CEL expression of a lease's condition. */
export function expressionOf(requirements: readonly string[]): string {
  return requirements.join(" && ");
}
