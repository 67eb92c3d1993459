import type { CustomerPolicy, IdentityCenterAnswer, PermissionSetAnswer } from "./identity-center-answers";
import { type Instances, present, tagsOf } from "./instances";

/** Permission sets with what they hold, whom they are assigned to, and who is in which group. */
export function addIdentityCenter(answer: IdentityCenterAnswer, to: Instances): void {
  const sets = new Map<string, string>();
  for (const set of answer.PermissionSets) {
    sets.set(set.PermissionSet.PermissionSetArn, set.PermissionSet.Name);
    addPermissionSet(set, to);
  }
  const people = new Map<string, string>();
  for (const { UserId: id, UserName: name } of answer.Users) {
    people.set(`USER ${id}`, `user ${name ?? id}`);
    to.add(
      "aws_identitystore_user",
      `user ${name ?? id} of Identity Center`,
      id,
      present({ user_id: id, user_name: name }),
    );
  }
  for (const { GroupId: id, DisplayName: name } of answer.Groups) {
    people.set(`GROUP ${id}`, `group ${name ?? id}`);
    const values = present({ group_id: id, display_name: name });
    to.add("aws_identitystore_group", `group ${name ?? id} of Identity Center`, id, values);
  }
  const called = (kind: "USER" | "GROUP", id: string) => people.get(`${kind} ${id}`) ?? `${kind.toLowerCase()} ${id}`;
  for (const { AccountId, PermissionSetArn, PrincipalType, PrincipalId, InstanceArn } of answer.Assignments) {
    const set = sets.get(PermissionSetArn) ?? PermissionSetArn;
    const whom = called(PrincipalType, PrincipalId);
    to.add(
      "aws_ssoadmin_account_assignment",
      `permission set ${set} to ${whom} in account ${AccountId}`,
      set,
      present({
        instance_arn: InstanceArn,
        permission_set_arn: PermissionSetArn,
        principal_id: PrincipalId,
        principal_type: PrincipalType,
        target_id: AccountId,
        target_type: "AWS_ACCOUNT",
      }),
    );
  }
  for (const { GroupId, MemberId } of answer.Memberships) {
    const address = `${called("USER", MemberId.UserId)} in ${called("GROUP", GroupId)}`;
    const values = { group_id: GroupId, member_id: MemberId.UserId };
    to.add("aws_identitystore_group_membership", address, GroupId, values);
  }
}

function addPermissionSet(answer: PermissionSetAnswer, to: Instances): void {
  const { Name: name, PermissionSetArn: arn, Description, SessionDuration } = answer.PermissionSet;
  const of = { instance_arn: answer.InstanceArn, permission_set_arn: arn };
  const values = present({
    name,
    arn,
    instance_arn: answer.InstanceArn,
    description: Description,
    session_duration: SessionDuration,
    tags: answer.Tags === undefined ? undefined : tagsOf(answer.Tags),
  });
  const further = answer.Tags === undefined ? { unknown: { tags: true } } : {};
  to.add("aws_ssoadmin_permission_set", arn, name, values, further);
  if (answer.InlinePolicy !== undefined && answer.InlinePolicy !== "") {
    const inline = { ...of, inline_policy: answer.InlinePolicy };
    to.add("aws_ssoadmin_permission_set_inline_policy", `${arn} inline policy`, name, inline);
  }
  for (const { Arn: policy } of answer.ManagedPolicies ?? []) {
    const attached = { ...of, managed_policy_arn: policy };
    to.add("aws_ssoadmin_managed_policy_attachment", `${arn} with ${policy}`, name, attached);
  }
  for (const reference of answer.CustomerManagedPolicyReferences ?? []) {
    const attached = { ...of, customer_managed_policy_reference: [referenceOf(reference)] };
    const address = `${arn} with policy ${reference.Path ?? "/"}${reference.Name}`;
    to.add("aws_ssoadmin_customer_managed_policy_attachment", address, name, attached);
  }
  const { ManagedPolicyArn, CustomerManagedPolicyReference } = answer.PermissionsBoundary ?? {};
  if (ManagedPolicyArn === undefined && CustomerManagedPolicyReference === undefined) return;
  const boundary = {
    ...(ManagedPolicyArn === undefined ? {} : { managed_policy_arn: ManagedPolicyArn }),
    ...(CustomerManagedPolicyReference === undefined
      ? {}
      : { customer_managed_policy_reference: [referenceOf(CustomerManagedPolicyReference)] }),
  };
  const limited = { ...of, permissions_boundary: [boundary] };
  to.add("aws_ssoadmin_permissions_boundary_attachment", `${arn} permissions boundary`, name, limited);
}

function referenceOf({ Name, Path = "/" }: CustomerPolicy) {
  return { name: Name, path: Path };
}
