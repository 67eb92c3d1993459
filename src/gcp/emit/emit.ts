import { Reporter } from "../../diagnostics/report";
import type { Estate, GcpTarget, Role, Target } from "../../estate/types";
import type { Lease, TargetLeases } from "../../lease/types";
import type { Emission } from "../../terraform/emission";
import { addressOf } from "../../terraform/resource";
import { checkMayGrant } from "./may-grant";
import { type LeaseMember, type MemberSite, memberOf } from "./members";
import { grantsOutput } from "./outputs";
import { checkQuotas } from "./quotas";
import { customRoleFault, isBasicRole, placeName, scopeResource } from "./scope";

/**
 * Compiles the leases of one GCP target to conditional, non-authoritative IAM members. Roles leave nothing behind while nobody
 * holds them.
 * @throws Error when the target is not one of GCP
 */
export function emitGcp(leases: TargetLeases, estate: Estate): Emission {
  const { target } = leases;
  if (target.cloud.kind !== "gcp") throw new Error(`fault in leasehold: target "${target.name}" is not one of GCP`);
  const { cloud } = target;
  const reporter = new Reporter(estate.locate);
  const site: MemberSite = {
    estate: estate.name,
    prefix: estate.policy.prefix,
    ownerTag: estate.policy.ownerTag,
    scope: scopeResource(cloud),
  };

  for (const { role } of leases.footprints) {
    checkRole(role, target, cloud, estate, reporter);
    checkMayGrant(role, reporter);
  }
  checkPlace(leases, cloud, estate, reporter);

  const members = leases.leases.flatMap((lease) => membersOf(lease, site, reporter));
  checkAddresses(members, target, reporter);
  checkQuotas(members, target, cloud, reporter);
  return {
    // All are of one type.
    resources: members.map(({ resource }) => resource).sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
    outputs: grantsOutput(members, cloud),
    diagnostics: reporter.diagnostics,
  };
}

/** What a role asks of a place that the place cannot give, whether or not anybody holds it. */
function checkRole(role: Role, target: Target, cloud: GcpTarget, estate: Estate, reporter: Reporter): void {
  for (const [position, gcpRole] of (role.gcp?.roles ?? []).entries()) {
    const path = ["roles", role.name, "gcp", "roles", position];
    if (isBasicRole(gcpRole)) reporter.report("gcp-basic-role", { role: role.name, gcpRole }, path);
    const because = customRoleFault(gcpRole, cloud);
    if (because !== undefined) {
      reporter.report("gcp-custom-role-elsewhere", { role: role.name, gcpRole, target: target.name, because }, path);
    }
  }
  if (role.gcp?.ownedResourcesOnly !== undefined && estate.policy.ownerTag === undefined) {
    reporter.report("owned-resources-without-owner-tag", { role: role.name }, [
      "roles",
      role.name,
      "gcp",
      "ownedResourcesOnly",
    ]);
  }
}

/** By estate: the first target, by name, of every place of GCP. */
const firstTargets = new WeakMap<Estate, ReadonlyMap<string, string>>();

function firstTargetsOf(estate: Estate): ReadonlyMap<string, string> {
  const known = firstTargets.get(estate);
  if (known) return known;
  const found = new Map<string, string>();
  for (const { name, cloud } of estate.targets.values()) {
    if (cloud.kind !== "gcp") continue;
    const earlier = found.get(placeName(cloud));
    if (earlier === undefined || name < earlier) found.set(placeName(cloud), name);
  }
  firstTargets.set(estate, found);
  return found;
}

function checkPlace({ target, footprints }: TargetLeases, cloud: GcpTarget, estate: Estate, reporter: Reporter): void {
  const path = ["targets", target.name, "gcp"];
  const place = placeName(cloud);
  const other = firstTargetsOf(estate).get(place) ?? target.name;
  if (other !== target.name) reporter.report("gcp-place-twice", { target: target.name, other, place }, path);
  if (cloud.scope === "bucket" && footprints.length > 0) {
    reporter.report("gcp-bucket-uniform-access", { target: target.name, bucket: cloud.id }, path);
  }
}

/** A lease's members; none, and a diagnostic, where GCP could not hold the lease to what was declared. */
function membersOf(lease: Lease, site: MemberSite, reporter: Reporter): LeaseMember[] {
  const { grant, identity, role, target } = lease;
  const path = ["grants", grant.name];
  if (lease.task) {
    reporter.report("grant-task-on-gcp", { grant: grant.name, target: target.name }, [...path, "task"]);
    return [];
  }
  if (lease.actions) {
    reporter.report("grant-actions-on-gcp", { grant: grant.name, target: target.name }, [...path, "actions"]);
    return [];
  }
  const member = identity.gcp?.member;
  if (member === undefined) {
    const missing = { grant: grant.name, identity: identity.name, cloud: "GCP" as const, target: target.name };
    reporter.report("principal-missing", missing, [...path, "identity"]);
    return [];
  }
  if (role.gcp?.ownedResourcesOnly !== undefined && site.ownerTag === undefined) return [];
  return [...new Set(role.gcp?.roles ?? [])]
    .filter((gcpRole) => !isBasicRole(gcpRole))
    .sort()
    .map((gcpRole) => memberOf(lease, gcpRole, member, site));
}

function checkAddresses(members: readonly LeaseMember[], target: Target, reporter: Reporter): void {
  const claimed = new Map<string, LeaseMember>();
  for (const one of members) {
    const address = addressOf(one.resource);
    const earlier = claimed.get(address);
    if (earlier) {
      const grants = [earlier.lease.grant.name, one.lease.grant.name];
      reporter.report("gcp-address-twice", { address, target: target.name, grants }, ["grants", one.lease.grant.name]);
    } else claimed.set(address, one);
  }
}
