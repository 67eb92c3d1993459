import { managedPolicyDocument, managedPolicyName } from "../policy/managed";
import type { AuthorizationDetails, ManagedPolicyDetail } from "./answers";
import { type Instances, present, tagsOf } from "./instances";
import { withPolicy } from "./policy-text";

/**
 * Managed policies of a page. Of AWS's own, those that leasehold's data holds are left to it, so that what is declared and
 * what is found are read from the same text.
 */
export function addManagedPolicies({ Policies = [] }: AuthorizationDetails, to: Instances): void {
  for (const policy of Policies) {
    const own = managedPolicyName(policy.Arn) === undefined;
    if (!own && managedPolicyDocument(policy.Arn) !== undefined) continue;
    addPolicy(policy, own, to);
  }
}

function addPolicy(policy: ManagedPolicyDetail, own: boolean, to: Instances): void {
  const { Arn: arn, Tags: tags } = policy;
  const name = policy.PolicyName ?? arn.replace(/^.*\//, "");
  const document = defaultDocument(policy);
  const values = present({
    name,
    arn,
    path: policy.Path,
    description: policy.Description,
    tags: tags === undefined ? undefined : tagsOf(tags),
  });
  if (document !== undefined) withPolicy(values, "policy", document);
  // This API does not tell a policy's tags.
  const further = tags === undefined ? { unknown: { tags: true } } : {};
  to.add("aws_iam_policy", arn, name, values, own ? further : { mode: "data" });
}

function defaultDocument({ PolicyVersionList = [], DefaultVersionId }: ManagedPolicyDetail) {
  const isDefault = PolicyVersionList.find(({ VersionId, IsDefaultVersion }) =>
    DefaultVersionId === undefined ? IsDefaultVersion === true : VersionId === DefaultVersionId,
  );
  return isDefault?.Document;
}
