import type { AwsBinding } from "../../estate/types";
import type { Lease } from "../../lease/types";
import { addressOf, type JoinedText, type TerraformResource } from "../../terraform/resource";
import { guardName } from "./names";
import type { Attachable } from "./role-policies";
import type { Site } from "./site";
import { ownershipTags } from "./tags";

/** All that one grant's role is made of, decided. */
export interface GrantRole {
  readonly lease: Lease;
  readonly binding: AwsBinding;
  /** Minified, as `guard` is. */
  readonly trust: string;
  readonly guard: JoinedText;
  readonly policies: readonly Attachable[];
}

/**
 * The role of one grant. Permissions are attached after the guard and detached before it, and what is put on behind
 * Terraform's back is a change that apply undoes; so no moment exists in which they stand without the guard.
 */
export function grantRole(
  site: Site,
  { lease, binding, trust, guard, policies }: GrantRole,
): readonly TerraformResource[] {
  const { estate, place, naming } = site;
  const name = lease.grant.name;
  const tags = ownershipTags(lease.ownership, estate.policy.prefix, estate.policy.ownerTag);
  const roleName = { expression: `aws_iam_role.${name}.name` };
  const role: TerraformResource = {
    type: "aws_iam_role",
    name,
    attributes: {
      assume_role_policy: trust,
      description: lease.role.description,
      force_detach_policies: true,
      max_session_duration: 3600,
      name: naming.role(name),
      path: naming.path,
      ...(place.aws.permissionsBoundary === undefined ? {} : { permissions_boundary: place.aws.permissionsBoundary }),
      tags,
    },
  };
  const guardPolicy: TerraformResource = {
    type: "aws_iam_role_policy",
    name,
    attributes: { name: guardName, policy: guard, role: roleName },
  };
  const attachments = policies.map(
    ({ key, arn }): TerraformResource => ({
      type: "aws_iam_role_policy_attachment",
      name: `${name}_${key}`,
      attributes: { policy_arn: arn, role: roleName },
      dependsOn: [addressOf(guardPolicy)],
    }),
  );
  const complete = [guardPolicy, ...attachments].map(addressOf);
  return [
    role,
    guardPolicy,
    ...attachments,
    {
      type: "aws_iam_role_policies_exclusive",
      name,
      attributes: { policy_names: [{ expression: `aws_iam_role_policy.${name}.name` }], role_name: roleName },
      dependsOn: complete,
    },
    {
      type: "aws_iam_role_policy_attachments_exclusive",
      name,
      attributes: { policy_arns: policies.map(({ arn }) => arn), role_name: roleName },
      dependsOn: complete,
    },
    ...(binding.kind === "rolesAnywhere"
      ? [
          {
            type: "aws_rolesanywhere_profile",
            name,
            attributes: {
              name: naming.role(name),
              role_arns: [{ expression: `aws_iam_role.${name}.arn` }],
              duration_seconds: 3600,
              enabled: true,
              tags,
            },
            dependsOn: complete,
          },
        ]
      : []),
  ];
}
