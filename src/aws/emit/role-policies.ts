import { unresolvedToken } from "../../estate/formats";
import type { Footprint } from "../../lease/types";
import type { TerraformResource } from "../../terraform/resource";
import { minify, type PolicyDocument } from "../policy/document";
import { shortHash, suffix } from "./names";
import type { Site } from "./site";
import { ownershipTags } from "./tags";

/** A policy that a lease role attaches: its ARN, by literal or by reference, and its key in addresses. */
export interface Attachable {
  readonly key: string;
  readonly arn: string | { readonly expression: string };
}

/** The customer managed policies of a role: its footprint even while nobody holds it. */
export function rolePolicies(
  site: Site,
  footprint: Footprint,
  documents: readonly PolicyDocument[],
): readonly TerraformResource[] {
  const { role, ownership } = footprint;
  const tags = ownershipTags(ownership, site.estate.policy.prefix, site.estate.policy.ownerTag);
  return documents.map((document, index) => {
    const part = index + 1;
    return policyResource(site, `${role.name}${suffix(part)}`, {
      name: site.naming.rolePolicy(role.name, part),
      // Constant, since AWS can only replace a policy whose description changes.
      description: `Permissions of role ${role.name} in estate ${site.estate.name}`,
      document,
      tags,
    });
  });
}

/** One customer managed policy. */
export function policyResource(
  site: Site,
  name: string,
  policy: {
    readonly name: string;
    readonly description: string;
    readonly document: PolicyDocument;
    readonly tags: Readonly<Record<string, string>>;
  },
): TerraformResource {
  return {
    type: "aws_iam_policy",
    name,
    attributes: {
      description: policy.description,
      name: policy.name,
      path: site.naming.path,
      policy: minify(policy.document),
      tags: policy.tags,
    },
  };
}

/** How a lease role attaches the policies made for a role, or for itself. */
export function attachables(
  resources: readonly TerraformResource[],
  keys: (name: string) => string,
): readonly Attachable[] {
  return resources.map(({ type, name }) => ({ key: keys(name), arn: { expression: `${type}.${name}.arn` } }));
}

/**
 * How a lease role attaches a policy made elsewhere. The key is made of the ARN alone, so that it stays the same
 * whatever stands beside it: `aws_ReadOnlyAccess`, `111122223333_Deploy`.
 */
export function attachableOf(arn: string): Attachable {
  if (unresolvedToken.test(arn)) {
    // Through constructs, the policy of the same app that the token refers to.
    const referred = arn.replace(/[$#]\{TfToken\[|\]\}/g, "").replace(/[^A-Za-z0-9_-]+/g, "_");
    return { key: `${referred.slice(0, 64)}_${shortHash(arn)}`, arn };
  }
  const [, , , , account = "", ...rest] = arn.split(":");
  const name = rest.join(":").replace(/^policy\//, "");
  const slug = name.replace(/[^A-Za-z0-9_-]/g, "_");
  return { key: `${account}_${slug === name ? name : `${slug}_${shortHash(arn)}`}`, arn };
}
