import { Reporter } from "../../diagnostics/report";
import type { Estate } from "../../estate/types";
import type { Lease, TargetLeases } from "../../lease/types";
import type { Emission } from "../../terraform/emission";
import type { TerraformResource } from "../../terraform/resource";
import { persistenceDeny } from "../persistence/deny";
import { joined, minify } from "../policy/document";
import { checkBoundary, checkRole } from "./checks";
import { grantRole } from "./grant-role";
import { guardDocument } from "./guard";
import { namingOf } from "./names";
import { type GrantOutput, grantsOutput } from "./outputs";
import { AccountTally, quotas } from "./quotas";
import { leasePermissions, type Permissions, rolePermissions } from "./role-permissions";
import type { Site } from "./site";
import { checkOwnerTag, checkTags, ownershipTags } from "./tags";
import { checkPolicyText } from "./text";
import { checkBinding, pinOf, trustDocument } from "./trust";

/**
 * What an AWS target's leases come to: a policy per role, and for each grant a role of its own with its guard.
 * What AWS cannot hold is reported; the resources are then not to be written.
 *
 * @throws Error for a target that is not AWS's
 */
export function emitAws(leases: TargetLeases, estate: Estate): Emission {
  const { target } = leases;
  if (target.cloud.kind !== "aws") throw new Error(`Target "${target.name}" is not an AWS account`);
  const reporter = new Reporter(estate.locate);
  const site: Site = { estate, naming: namingOf(estate), place: { target, aws: target.cloud }, reporter };
  const resources: TerraformResource[] = [];
  const outputs: GrantOutput[] = [];
  checkOwnerTag(reporter, estate.policy.prefix, estate.policy.ownerTag);
  checkBoundary(site);
  const byRole = new Map<string, Lease[]>();
  for (const lease of leases.leases) {
    const those = byRole.get(lease.role.name);
    if (those) those.push(lease);
    else byRole.set(lease.role.name, [lease]);
  }
  const permissions = new Map<string, Permissions>();
  for (const footprint of leases.footprints) {
    if (!checkRole(site, footprint.role)) continue;
    // What a grant's own tags hold besides are names, times and digests.
    const tags = ownershipTags(footprint.ownership, estate.policy.prefix, estate.policy.ownerTag);
    checkTags(reporter, `role "${footprint.role.name}"`, tags, ["roles", footprint.role.name]);
    const made = rolePermissions(site, footprint, byRole.get(footprint.role.name) ?? []);
    permissions.set(footprint.role.name, made);
    resources.push(...made.resources);
  }
  for (const lease of leases.leases) {
    const ofRole = permissions.get(lease.role.name);
    if (ofRole) resources.push(...leaseResources(site, lease, ofRole, outputs));
  }
  const tally = new AccountTally();
  tally.add(target.cloud.account, leases.leases, resources);
  tally.report(reporter);
  return { resources, outputs: grantsOutput(outputs), diagnostics: reporter.diagnostics };
}

function leaseResources(
  site: Site,
  lease: Lease,
  ofRole: Permissions,
  outputs: GrantOutput[],
): readonly TerraformResource[] {
  const { reporter, place, naming } = site;
  const { grant, identity, role, window } = lease;
  const binding = identity.aws;
  if (binding === undefined) {
    const parameters = { grant: grant.name, identity: identity.name, target: place.target.name };
    reporter.report("aws-no-principal", parameters, ["grants", grant.name, "identity"]);
    return [];
  }
  if (!checkBinding(reporter, place, lease, binding)) return [];
  const trust = minify(trustDocument(pinOf(binding, place.aws), window, role.require.mfa));
  const pinPath = ["identities", identity.name, "aws", binding.kind];
  if (!checkPolicyText(reporter, `The pin of identity "${identity.name}"`, [trust], pinPath)) return [];
  if (trust.length > quotas.trust) {
    // At the grant, since through it a waiver of the role reaches it.
    reporter.report("aws-trust-too-large", { grant: grant.name, size: trust.length, limit: quotas.trust }, [
      "grants",
      grant.name,
      "identity",
    ]);
  }
  const permissions = leasePermissions(site, lease, ofRole);
  const guard = joined(
    guardDocument(window, {
      partition: place.aws.partition,
      path: naming.path,
      persistence: persistenceDeny(role.persistence, place.aws),
      further: permissions.deny,
    }),
  );
  if (guard.length > quotas.inline) {
    const parameters = { grants: [grant.name], role: role.name, size: guard.length, limit: quotas.inline };
    reporter.report("aws-guard-too-large", parameters, ["grants", grant.name]);
  }
  const arn = `arn:${place.aws.partition}:iam::${place.aws.account}:role${naming.path}${naming.role(grant.name)}`;
  outputs.push({ lease, arn });
  return [
    ...permissions.resources,
    ...grantRole(site, { lease, binding, trust, guard, policies: permissions.policies }),
  ];
}
