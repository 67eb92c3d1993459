import { graver, type Privilege } from "../../facts/privilege";
import { argument } from "../../terraform/argument";
import type { Landscape, ResourceInstance } from "../../terraform/instance";
import { privilegeOfGcpPermission } from "../sensitivity/known-permission";
import { isGcpPersistence } from "../sensitivity/persistence";
import { factsOfRole } from "../sensitivity/roles";
import { described, type Found, knownText, listAt } from "./found";
import type { Projects } from "./projects";

/** A role of Google's IAM, as far as the plan and the dated list tell. */
export interface GcpRole {
  readonly name: string;
  /** Absent when it cannot be told. */
  readonly privilege?: Privilege;
  /** A few permissions that make it so, or why it cannot be told. */
  readonly because: readonly string[];
  /** What it amounts to where a condition limits which policies it may set. */
  readonly privilegeBesidePolicies?: Privilege;
  /** Permissions with which a holder could outlive a lease (law 9); absent when they are not known. */
  readonly persistence?: readonly string[];
  /** Owner, Editor or Viewer, on which Google takes no condition. */
  readonly basic: boolean;
  /** The resource that makes a custom role. */
  readonly address?: string;
}

/** Resolves the roles of a landscape. */
export interface Roles {
  of(found: Found): GcpRole;
}

const basicRole = /^roles\/(owner|editor|viewer)$/;

/**
 * Roles that hold all of some data in full: sharing or tagging those, which makes them graver in the list, gives their holder
 * nothing that it does not hold. It does outlast a lease, and stays among the persistence permissions.
 */
const nothingToGain: ReadonlySet<string> = new Set([
  "roles/storage.objectAdmin",
  "roles/storage.legacyObjectOwner",
  "roles/bigquery.dataEditor",
  "roles/bigquery.dataOwner",
]);

/** Reads the plan's custom roles; predefined ones come from the dated list. */
export function rolesOf(landscape: Landscape, projects: Projects): Roles {
  const byName = new Map<string, GcpRole>();
  const byAddress = new Map<string, GcpRole>();
  for (const instance of landscape.instances) {
    if (!/^google_(iam_role|(project|organization)_iam_custom_role)$/.test(instance.type)) continue;
    const name = nameOfCustom(instance, projects);
    const role = customRole(landscape, instance, name ?? instance.address);
    byAddress.set(instance.address, role);
    if (name !== undefined && (instance.mode === "managed" || !byName.has(name))) byName.set(name, role);
  }
  return {
    of(found) {
      if (found.kind === "text") return byName.get(found.text) ?? predefined(found.text);
      const [only] = found.kind === "resource" && found.instances.length === 1 ? found.instances : [];
      const custom = only && byAddress.get(only.address);
      return custom ?? unknownRole(described(found), "its role is not known before apply");
    },
  };
}

function unknownRole(name: string, why: string): GcpRole {
  return { name, because: [why], basic: false };
}

function predefined(name: string): GcpRole {
  const facts = factsOfRole(name);
  if (!facts) {
    const custom = /^(projects|organizations)\/[^/]+\/roles\//.test(name);
    return unknownRole(name, custom ? `${name} is only named here` : `${name} is in no list of predefined roles`);
  }
  const privilege = nothingToGain.has(name) ? "data" : facts.privilege;
  return {
    name,
    privilege,
    because: privilege === facts.privilege && facts.because.length > 0 ? facts.because : [name],
    privilegeBesidePolicies: nothingToGain.has(name) ? "data" : facts.privilegeBesidePolicies,
    persistence: facts.kept.filter(isGcpPersistence),
    basic: basicRole.test(name),
  };
}

function nameOfCustom(instance: ResourceInstance, projects: Projects): string | undefined {
  const given = [knownText(instance, "name"), knownText(instance, "id")].find((name) => name?.includes("/roles/"));
  if (given !== undefined) return given;
  const id = knownText(instance, "role_id");
  const organization = knownText(instance, "org_id");
  const project = projects.of(instance);
  if (id === undefined) return undefined;
  if (instance.type === "google_organization_iam_custom_role") {
    return organization === undefined ? undefined : `organizations/${organization}/roles/${id}`;
  }
  return project === undefined ? undefined : `projects/${project}/roles/${id}`;
}

function customRole(landscape: Landscape, instance: ResourceInstance, name: string): GcpRole {
  const list = instance.type === "google_iam_role" ? "included_permissions" : "permissions";
  const { found, complete } = listAt(landscape, instance, list);
  const permissions = found.flatMap((one) => (one.kind === "text" ? [one.text] : []));
  const indeterminate = (why: string): GcpRole => ({ ...unknownRole(name, why), address: instance.address });
  if (!complete || permissions.length < found.length || argument(instance, list).kind === "absent") {
    return indeterminate(`not all permissions of ${name} are known before apply`);
  }
  const amounts: (readonly [permission: string, privilege: Privilege])[] = [];
  for (const permission of permissions) {
    const privilege = privilegeOfGcpPermission(permission);
    if (privilege === undefined) return indeterminate(`${permission.slice(0, 80)} is in no list of permissions`);
    amounts.push([permission, privilege]);
  }
  const of = (those: typeof amounts): Privilege =>
    those.reduce<Privilege>((all, [, privilege]) => graver(all, privilege), "read");
  const privilege = of(amounts);
  return {
    name,
    privilege,
    because: privilege === "read" ? [] : amounts.filter(([, one]) => one === privilege).map(([one]) => one),
    privilegeBesidePolicies: of(amounts.filter(([permission]) => !permission.endsWith(".setIamPolicy"))),
    persistence: permissions.filter(isGcpPersistence),
    basic: false,
    address: instance.address,
  };
}
