import { quotas as awsQuotas } from "../aws/emit/quotas";
import type { Role, Target } from "../estate/types";
import { policyLimits } from "../gcp/emit/quotas";
import type { Lease, TargetLeases } from "../lease/types";

/**
 * The same target with so few leases that whatever the cloud could refuse of one of all its leases, it refuses of one
 * of these: each identity with and without MFA, each role whose leases are not like every other's.
 */
export function sampleOf(all: TargetLeases): TargetLeases {
  const seen = new Set<string>();
  const keyOf = all.target.cloud.kind === "aws" ? awsKeys : gcpKeys;
  const leases = all.leases.filter((lease) => {
    const fresh = keyOf(lease).filter((key) => !seen.has(key));
    for (const key of fresh) seen.add(key);
    return fresh.length > 0;
  });
  return { ...all, leases };
}

/** What the trust policy of a lease is made of, and what its guard and its own policies are. */
function awsKeys({ identity, role, task, actions }: Lease): readonly string[] {
  const trust = `identity ${identity.name} ${role.require.mfa}`;
  const alike = !task && !actions && role.persistence.kind === "denied" && !role.aws?.ownedResourcesOnly;
  return [trust, alike ? "plain" : `role ${role.name} ${task?.name ?? ""} ${actions?.join() ?? ""}`];
}

const conditions = new WeakMap<NonNullable<Role["gcp"]>, string>();

/** What the conditions of a lease's members are made of. */
function gcpKeys({ identity, role, task, actions }: Lease): readonly string[] {
  if (!role.gcp) return [`role ${role.name}`];
  let key = conditions.get(role.gcp);
  if (key === undefined) {
    const { roles, mayGrant, ownedResourcesOnly } = role.gcp;
    key = JSON.stringify([roles, mayGrant, ownedResourcesOnly]);
    conditions.set(role.gcp, key);
  }
  return [`${key} ${task !== undefined} ${actions !== undefined} ${identity.gcp !== undefined}`];
}

/** Whether the leases of a target are so many that they have to be counted in earnest. */
export function isCrowded({ leases, footprints, target }: TargetLeases, shared: ReadonlySet<Target>): boolean {
  // What two targets of one account hold stands beside each other.
  if (shared.has(target)) return true;
  if (target.cloud.kind === "aws") {
    const own = leases.filter(({ task, actions }) => task !== undefined || actions !== undefined).length;
    // A role's or a grant's permissions seldom take more than one policy, and never more than may be attached.
    const policies = (footprints.length + own) * awsQuotas.attachments;
    return leases.length > awsQuotas.roles || policies > awsQuotas.policies;
  }
  let members = 0;
  const held = new Map<string, number>();
  for (const { role, identity } of leases) {
    members += role.gcp?.roles.length ?? 0;
    for (const gcpRole of role.gcp?.roles ?? []) {
      const key = `${gcpRole} ${identity.gcp?.member.toLowerCase()}`;
      const count = (held.get(key) ?? 0) + 1;
      held.set(key, count);
      if (count > policyLimits.conditionsOfOneBinding) return true;
    }
  }
  return members > Math.min(policyLimits.conditionalBindings, policyLimits.principals);
}

/** The targets that are one account with another target. */
export function sharingAccounts(targets: Iterable<Target>): ReadonlySet<Target> {
  const byAccount = new Map<string, Target[]>();
  for (const target of targets) {
    if (target.cloud.kind !== "aws") continue;
    const there = byAccount.get(target.cloud.account);
    if (there) there.push(target);
    else byAccount.set(target.cloud.account, [target]);
  }
  return new Set([...byAccount.values()].filter((all) => all.length > 1).flat());
}
