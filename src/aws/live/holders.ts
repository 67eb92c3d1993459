import type {
  AttachedPolicy,
  AuthorizationDetails,
  GroupDetail,
  InlinePolicy,
  ListedRole,
  RoleDetail,
  UserDetail,
} from "./answers";
import { type Instances, present, tagsOf } from "./instances";
import { withPolicy } from "./policy-text";

/** Roles, users and groups of a page, with their policies and memberships. */
export function addHolders(
  { RoleDetailList = [], UserDetailList = [], GroupDetailList = [] }: AuthorizationDetails,
  listed: ReadonlyMap<string, ListedRole>,
  to: Instances,
): void {
  for (const role of RoleDetailList) addRole(role, listed.get(role.Arn), to);
  for (const user of UserDetailList) addUser(user, to);
  for (const group of GroupDetailList) addGroup(group, to);
}

/** The longest session is known from ListRoles only: without it, it may be any. */
function addRole(role: RoleDetail, listed: ListedRole | undefined, to: Instances): void {
  const { RoleName: name, Arn: arn, InstanceProfileList: profiles = [] } = role;
  const boundary = role.PermissionsBoundary ?? listed?.PermissionsBoundary;
  const maximum = listed?.MaxSessionDuration;
  const values = present({
    name,
    arn,
    path: role.Path,
    unique_id: role.RoleId,
    create_date: role.CreateDate,
    description: listed?.Description,
    permissions_boundary: boundary?.PermissionsBoundaryArn,
    max_session_duration: maximum,
    tags: tagsOf(role.Tags ?? listed?.Tags ?? []),
  });
  withPolicy(values, "assume_role_policy", role.AssumeRolePolicyDocument);
  to.add("aws_iam_role", arn, name, values, maximum === undefined ? { unknown: { max_session_duration: true } } : {});
  addPolicies("role", arn, name, role.RolePolicyList, role.AttachedManagedPolicies, to);
  for (const { InstanceProfileName, Arn, Path } of profiles) {
    const profile = present({ name: InstanceProfileName, arn: Arn, path: Path, role: name });
    to.add("aws_iam_instance_profile", Arn, InstanceProfileName, profile);
  }
}

function addUser(user: UserDetail, to: Instances): void {
  const { UserName: name, Arn: arn, GroupList: groups = [] } = user;
  const values = present({
    name,
    arn,
    path: user.Path,
    unique_id: user.UserId,
    permissions_boundary: user.PermissionsBoundary?.PermissionsBoundaryArn,
    tags: tagsOf(user.Tags ?? []),
  });
  to.add("aws_iam_user", arn, name, values);
  addPolicies("user", arn, name, user.UserPolicyList, user.AttachedManagedPolicies, to);
  if (groups.length > 0) to.add("aws_iam_user_group_membership", `${arn} groups`, name, { user: name, groups });
}

function addGroup(group: GroupDetail, to: Instances): void {
  const { GroupName: name, Arn: arn } = group;
  to.add("aws_iam_group", arn, name, present({ name, arn, path: group.Path }));
  addPolicies("group", arn, name, group.GroupPolicyList, group.AttachedManagedPolicies, to);
}

function addPolicies(
  kind: "role" | "user" | "group",
  arn: string,
  holder: string,
  inline: readonly InlinePolicy[] = [],
  attached: readonly AttachedPolicy[] = [],
  to: Instances,
): void {
  for (const { PolicyName: name, PolicyDocument: document } of inline) {
    const values = withPolicy({ name, [kind]: holder }, "policy", document);
    to.add(`aws_iam_${kind}_policy`, `${arn} policy ${name}`, name, values);
  }
  for (const { PolicyArn: policy } of attached) {
    const values = { [kind]: holder, policy_arn: policy };
    to.add(`aws_iam_${kind}_policy_attachment`, `${arn} with ${policy}`, holder, values);
  }
}
