import type { Role } from "../../estate/types";
import type { Footprint, Lease } from "../../lease/types";
import type { TerraformResource } from "../../terraform/resource";
import type { Statement } from "../policy/document";
import { coveringOf } from "../policy/within";
import { suffix } from "./names";
import { limitToOwner, type Owner, ownerOf, ownerTagDeny } from "./owned";
import { cutActions, cutTask, roleStatements } from "./permissions";
import { quotas } from "./quotas";
import { type Attachable, attachableOf, attachables, policyResource, rolePolicies } from "./role-policies";
import type { Site } from "./site";
import { pack } from "./split";
import { ownershipTags } from "./tags";
import { checkPolicyText } from "./text";

/** What a lease role holds: resources to make for it, policies to attach, and what its guard denies besides. */
export interface Permissions {
  readonly resources: readonly TerraformResource[];
  readonly policies: readonly Attachable[];
  readonly deny: readonly Statement[];
}

/** The permissions of a role in a target, shared by all its grants but those of a task or of fewer actions. */
export function rolePermissions(site: Site, footprint: Footprint, leases: readonly Lease[]): Permissions {
  const { role } = footprint;
  const path = ["roles", role.name, "aws"];
  const grants = leases.map((lease) => lease.grant.name);
  const limited = limit(site, role, roleStatements(role), [...path, "statements"]);
  const packed = pack(limited.statements, quotas.managed);
  for (const statement of packed.tooLarge) {
    const parameters = { what: `role "${role.name}"`, grants, size: sizeOf(statement), limit: quotas.managed };
    site.reporter.report("aws-policy-too-large", parameters, [...path, "statements"]);
  }
  const resources = rolePolicies(site, footprint, packed.documents);
  const managed = [...new Set(role.aws?.managedPolicies ?? [])].sort();
  const policies = [...attachables(resources, (name) => name), ...managed.map(attachableOf)];
  if (policies.length > quotas.attachments) {
    const parameters = { role: role.name, grants, count: policies.length, limit: quotas.attachments };
    site.reporter.report("aws-too-many-policies", parameters, path);
  }
  return { resources, policies, deny: limited.deny };
}

/** The permissions of one grant: the role's, or its task's or its actions' alone as a policy of its own. */
export function leasePermissions(site: Site, lease: Lease, ofRole: Permissions): Permissions {
  const { role, grant, task, actions } = lease;
  const own = role.aws?.statements ?? [];
  if (task) {
    const cut = cutTask(task.statements, role.aws ? coveringOf(role.aws).covering : []);
    if (cut.beyond.length > 0) {
      const parameters = { grant: grant.name, task: task.name, role: role.name, actions: cut.beyond };
      site.reporter.report("aws-task-beyond-role", parameters, ["grants", grant.name, "task"]);
    }
    return ownPolicies(site, lease, cut.statements);
  }
  if (!actions) return { resources: [], policies: ofRole.policies, deny: ofRole.deny };
  if ((role.aws?.managedPolicies ?? []).length > 0) {
    // A managed policy cannot be cut: the guard denies what the grant does not ask for.
    const only: Statement = {
      Sid: "OnlyActions",
      Effect: "Deny",
      NotAction: [...new Set(actions)].sort(),
      Resource: "*",
    };
    return { resources: [], policies: ofRole.policies, deny: [...ofRole.deny, only] };
  }
  const cut = cutActions(actions, own);
  if (cut.statements.length === 0) {
    site.reporter.report("aws-nothing-left", { grant: grant.name, role: role.name }, ["grants", grant.name, "actions"]);
  }
  return ownPolicies(site, lease, cut.statements);
}

function ownPolicies(site: Site, lease: Lease, statements: readonly Statement[]): Permissions {
  const { role, grant } = lease;
  const path = ["grants", grant.name];
  const limited = limit(site, role, statements, path);
  const packed = pack(limited.statements, quotas.managed);
  const grants = [grant.name];
  for (const statement of packed.tooLarge) {
    const parameters = { what: `grant "${grant.name}"`, grants, size: sizeOf(statement), limit: quotas.managed };
    site.reporter.report("aws-policy-too-large", parameters, path);
  }
  if (packed.documents.length > quotas.attachments) {
    const parameters = { role: role.name, grants, count: packed.documents.length, limit: quotas.attachments };
    site.reporter.report("aws-too-many-policies", parameters, path);
  }
  const { prefix, ownerTag } = site.estate.policy;
  const tags = ownershipTags(lease.ownership, prefix, ownerTag);
  const resources = packed.documents.map((document, index) =>
    policyResource(site, `grant_${grant.name}${suffix(index + 1)}`, {
      name: site.naming.grantPolicy(grant.name, index + 1),
      description: `Permissions of grant ${grant.name} in estate ${site.estate.name}`,
      document,
      tags,
    }),
  );
  const policies = attachables(resources, (name) => `own${name.slice(`grant_${grant.name}`.length)}`);
  return { resources, policies, deny: limited.deny };
}

/** Brings statements under the role's owner, where it asks for that, and reports what cannot stand in a policy. */
function limit(
  site: Site,
  role: Role,
  statements: readonly Statement[],
  path: readonly (string | number)[],
): { readonly statements: readonly Statement[]; readonly deny: readonly Statement[] } {
  statements.forEach((statement, index) => {
    const at = path.at(-1) === "statements" ? [...path, index] : path;
    checkPolicyText(site.reporter, `A statement of role "${role.name}"`, [JSON.stringify(statement)], at);
  });
  const owner: Owner | undefined = ownerOf(role, site.estate.policy.ownerTag);
  if (role.aws?.ownedResourcesOnly !== true) return { statements, deny: [] };
  // Governance refuses such a role; until it is mended nothing of it may be let through unlimited.
  if (owner === undefined) return { statements: [], deny: [] };
  const limited = statements.map((statement) => limitToOwner(statement, owner));
  for (const { because, actions } of limited.flatMap((each) => each.faults)) {
    site.reporter.report("aws-owned-not-supported", { role: role.name, actions, because }, path);
  }
  return { statements: limited.flatMap((each) => each.statements), deny: ownerTagDeny(statements, owner) };
}

function sizeOf(statement: Statement): number {
  return JSON.stringify(statement).length;
}
