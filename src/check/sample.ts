import { quotas as awsQuotas } from "../aws/emit/quotas";
import type { AwsTarget, Role, Target } from "../estate/types";
import { policyLimits } from "../gcp/emit/quotas";
import type { Lease, TargetLeases } from "../lease/types";
import { isPlainBinding, isPlainRole } from "./plain";

/**
 * The same target with so little in it that whatever the cloud could refuse of all its roles and leases, it refuses of
 * these: what is certain to fit is there once, and of what is alike there is one.
 */
export function sampleOf(all: TargetLeases): TargetLeases {
  const { cloud } = all.target;
  const seen = new Set<string>();
  const keysOf = cloud.kind === "aws" ? (lease: Lease) => awsKeys(lease, cloud, plain) : gcpKeys;
  const plain = new Set<string>();
  if (cloud.kind === "aws") {
    for (const { role } of all.footprints) if (isPlainRole(role, cloud)) plain.add(role.name);
  }
  const leases = all.leases.filter((lease) => {
    const fresh = keysOf(lease).filter((key) => !seen.has(key));
    for (const key of fresh) seen.add(key);
    return fresh.length > 0;
  });
  const leased = new Set(leases.map(({ role }) => role.name));
  const footprints = all.footprints.filter(({ role }, index) => {
    return index === 0 || !plain.has(role.name) || leased.has(role.name);
  });
  return { ...all, footprints, leases };
}

/** What the trust policy of a lease is made of, and what its guard and its own policies are. */
function awsKeys(
  { identity, role, task, actions }: Lease,
  cloud: AwsTarget,
  plain: ReadonlySet<string>,
): readonly string[] {
  const fits = identity.aws && !role.require.mfa && isPlainBinding(identity.aws, cloud);
  const alike = !task && !actions && plain.has(role.name);
  return [
    fits ? "plain holder" : `identity ${identity.name} ${role.require.mfa}`,
    alike ? "plain role" : `role ${role.name} ${task?.name ?? ""} ${actions?.join() ?? ""}`,
  ];
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
