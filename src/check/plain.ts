import { quotas } from "../aws/emit/quotas";
import type { AwsBinding, AwsTarget, Role } from "../estate/types";

// What is certain to fit, so that nobody has to compile it to see. Whatever is in doubt is not plain.

const printable = /^[ -~]*$/;

/** Whether a role's footprint in an AWS target is one that AWS takes, without having been compiled. */
export function isPlainRole(role: Role, target: AwsTarget): boolean {
  const { aws, description } = role;
  if (!aws || aws.ownedResourcesOnly || role.isolation === "shared" || role.persistence.kind !== "denied") return false;
  if (description.length > quotas.description || !printable.test(description)) return false;
  // One policy for the statements, and the managed ones beside it.
  if (aws.managedPolicies.length >= quotas.attachments) return false;
  const text = JSON.stringify(aws.statements);
  if (text.length > quotas.managed / 2 || !printable.test(text)) return false;
  const own = `arn:${target.partition}:`;
  if (!aws.managedPolicies.every((arn) => isPolicyOf(arn, target))) return false;
  return aws.statements.every(({ resources }) => resources.every((arn) => arn === "*" || arn.startsWith(own)));
}

function isPolicyOf(arn: string, { partition, account }: AwsTarget): boolean {
  return [`arn:${partition}:iam::aws:policy/`, `arn:${partition}:iam::${account}:policy/`].some((start) =>
    arn.startsWith(start),
  );
}

/** Whether a binding is one that a trust policy in an AWS target takes, without having been compiled. */
export function isPlainBinding(binding: AwsBinding, { partition }: AwsTarget): boolean {
  switch (binding.kind) {
    case "user":
    case "role":
      return new RegExp(`^arn:${partition}:iam::\\d{12}:${binding.kind}/[\\w+=,.@/-]{1,600}$`).test(binding.arn);
    case "identityCenter":
      return /^[\w+=,.@-]{1,32}$/.test(binding.permissionSet) && /^[\w+=,.@-]{2,64}$/.test(binding.userName);
    default:
      return false;
  }
}
