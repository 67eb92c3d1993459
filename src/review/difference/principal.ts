import type { AwsBinding, Identity, Target } from "../../estate/types";
import type { Principal, PrincipalKind } from "../../facts/principal";
import { canonicalText } from "../../lease/digest";
import { canonicalBinding } from "./canonical";

/** Who holds a declared access: the identity as the target's cloud knows it. */
export function principalOf(identity: Identity, { cloud }: Target): Principal {
  const address = `identities.${identity.name}`;
  const kind = kindOf(identity);
  if (cloud.kind === "gcp") {
    const member = identity.gcp?.member;
    return { kind, name: member ?? identity.name, key: `gcp ${member ?? address}`, address };
  }
  const { aws } = identity;
  if (aws === undefined) return { kind, name: identity.name, key: `aws ${address}`, address };
  // Where it says no account, the permission set of the target's own is meant.
  const own = aws.kind === "identityCenter" ? { ...aws, account: aws.account ?? cloud.account } : aws;
  return { kind, name: bindingText(aws), key: `aws ${canonicalText(canonicalBinding(own))}`, address };
}

function kindOf(identity: Identity): PrincipalKind {
  switch (identity.kind) {
    case "person":
    case "group":
      return "person";
    case "agent":
      return "agent";
    case "workload":
      return identity.aws?.kind === "oidc" ? "ci" : "service";
  }
}

/** How AWS knows an identity, in one phrase. */
export function bindingText(binding: AwsBinding): string {
  switch (binding.kind) {
    case "user":
    case "role":
      return binding.arn;
    case "identityCenter":
      return `${binding.userName} with permission set ${binding.permissionSet}`;
    case "saml":
      return `${binding.subject} of ${binding.provider}`;
    case "oidc":
      return `${binding.subject} of ${binding.issuer}`;
    case "rolesAnywhere":
      return binding.spiffe;
  }
}
