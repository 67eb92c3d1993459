import type { Lease } from "../../lease/types";
import type { TerraformResource } from "../../terraform/resource";
import { expressionOf, requirementsOf } from "./condition";
import { conditionLimits, fitting, slugOf } from "./names";
import type { ScopeResource } from "./scope";

/** One lease of one role of Google's: one member in one binding. */
export interface LeaseMember {
  readonly lease: Lease;
  readonly gcpRole: string;
  readonly member: string;
  /** What its condition joins by `&&`. */
  readonly requirements: readonly string[];
  readonly resource: TerraformResource;
}

/** Where and under what names members are made. */
export interface MemberSite {
  readonly estate: string;
  readonly prefix: string;
  readonly ownerTag?: string;
  readonly scope: ScopeResource;
}

/** The member that a lease becomes for one of its role's roles: non-authoritative, and conditional on the window. */
export function memberOf(lease: Lease, gcpRole: string, member: string, site: MemberSite): LeaseMember {
  const { grant, ownership } = lease;
  const requirements = requirementsOf(lease, site.ownerTag);
  const resource: TerraformResource = {
    type: site.scope.type,
    name: `${grant.name}_${slugOf(gcpRole)}`,
    attributes: {
      condition: {
        description: fitting(`Owner: ${ownership.owner}. Digest: ${ownership.digest}.`, conditionLimits.description),
        expression: expressionOf(requirements),
        title: fitting(`${site.prefix}/${site.estate}/${grant.name}`, conditionLimits.title),
      },
      member,
      ...site.scope.place,
      role: gcpRole,
    },
  };
  return { lease, gcpRole, member, requirements, resource };
}
