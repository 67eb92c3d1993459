import { targetsOf } from "../estate/targets";
import type { Estate, Grant, Role, Target } from "../estate/types";
import { canonicalGrant, canonicalRole } from "./canonical";
import { digestOf } from "./digest";
import { ownershipOfGrant, ownershipOfRole } from "./ownership";
import type { Footprint, Lease, TargetLeases } from "./types";
import { windowOf } from "./window";

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

interface Gathered {
  readonly target: Target;
  readonly footprints: Footprint[];
  readonly leases: Lease[];
}

/**
 * Turns a governed estate into who holds what, where and when, with no cloud in it yet: one entry for every declared target,
 * sorted by name, also where it holds nothing. A grant that is only requested, or ended before it began, gives no lease.
 *
 * @param options.digests false leaves digests empty, for those who only ask what the clouds can hold; default true
 * @throws Error when the estate is not what `check` lets pass
 */
export function lower(estate: Estate, options: { readonly digests?: boolean } = {}): readonly TargetLeases[] {
  const gathered = new Map<string, Gathered>();
  for (const target of [...estate.targets.values()].sort(byName)) {
    gathered.set(target.name, { target, footprints: [], leases: [] });
  }
  const at = (target: Target, what: string): Gathered => {
    const found = gathered.get(target.name);
    if (!found) throw new Error(`fault in leasehold: ${what} names target "${target.name}", which is not declared`);
    return found;
  };

  const footprints = new Map<Role, ReadonlyMap<Target, Footprint>>();
  for (const role of [...estate.roles.values()].sort(byName)) {
    const digest = options.digests === false ? "" : digestOf(canonicalRole(role));
    const ofRole = new Map<Target, Footprint>();
    for (const target of targetsOf(role)) {
      const footprint = { role, target, ownership: ownershipOfRole(estate.name, role, target, digest) };
      ofRole.set(target, footprint);
      at(target, `role "${role.name}"`).footprints.push(footprint);
    }
    footprints.set(role, ofRole);
  }

  for (const grant of [...estate.grants.values()].sort(byName)) {
    for (const lease of leasesOf(grant, footprints.get(grant.role), options.digests)) {
      at(lease.target, `grant "${grant.name}"`).leases.push(lease);
    }
  }
  return [...gathered.values()];
}

function leasesOf(
  grant: Grant,
  footprints: ReadonlyMap<Target, Footprint> | undefined,
  digests: boolean | undefined,
): Lease[] {
  const window = windowOf(grant);
  if (!window) return [];
  const { role, identity, task, actions } = grant;
  const digest = digests === false ? "" : digestOf(canonicalGrant(grant));
  const leases: Lease[] = [];
  for (const target of new Set(grant.targets ?? footprints?.keys())) {
    const footprint = footprints?.get(target);
    if (!footprint) {
      throw new Error(
        `fault in leasehold: grant "${grant.name}" names target "${target.name}", where role "${role.name}" is not; check should have refused it`,
      );
    }
    leases.push({
      grant,
      role,
      identity,
      target,
      window,
      task,
      actions,
      ownership: ownershipOfGrant(footprint.ownership, grant, window, digest),
    });
  }
  return leases;
}
