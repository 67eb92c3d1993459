import type { AwsBinding } from "../../estate/types";
import type { Lease } from "../../lease/types";
import type { TerraformOutput, Value } from "../../terraform/resource";
import { formatInstant } from "../../time/instant";
import { verbatimShell } from "./shell";

/** What the root says of one grant once applied. */
export interface GrantOutput {
  readonly lease: Lease;
  /** The role's ARN as it will be; it is known before it is made. */
  readonly arn: string;
}

/** The output `grants`: by grant, the role, the window and how to use it. */
export function grantsOutput(grants: readonly GrantOutput[]): readonly TerraformOutput[] {
  if (grants.length === 0) return [];
  // Without a prototype it is a table from the start; otherwise the engine makes a class for each name that is added.
  const value: Record<string, Value> = Object.create(null);
  for (const { lease, arn } of grants) {
    const name = lease.grant.name;
    const anywhere = lease.identity.aws?.kind === "rolesAnywhere";
    value[name] = {
      ends: formatInstant(lease.window.end),
      ...(anywhere ? { profile_arn: { expression: `aws_rolesanywhere_profile.${name}.arn` } } : {}),
      role_arn: { expression: `aws_iam_role.${name}.arn` },
      starts: formatInstant(lease.window.start),
      use: lease.identity.aws ? useOf(lease.identity.aws, arn, lease.identity.name) : "",
    };
  }
  return [{ name: "grants", description: "By grant: the role to assume, from when until when, and how.", value }];
}

/** The command by which an identity takes up its lease. */
export function useOf(binding: AwsBinding, arn: string, identity: string): string {
  const role = `--role-arn ${verbatimShell(arn)}`;
  const session = `--role-session-name ${verbatimShell(identity.length > 1 ? identity.slice(0, 64) : `${identity}-`)}`;
  switch (binding.kind) {
    case "user":
    case "role":
    case "identityCenter":
      return `aws sts assume-role ${role} ${session}`;
    case "saml":
      return `aws sts assume-role-with-saml ${role} --principal-arn ${verbatimShell(binding.provider)} --saml-assertion file://assertion`;
    case "oidc":
      return `aws sts assume-role-with-web-identity ${role} ${session} --web-identity-token file://token`;
    case "rolesAnywhere":
      return (
        `aws_signing_helper credential-process ${role} --trust-anchor-arn ${verbatimShell(binding.trustAnchor)} ` +
        "--profile-arn PROFILE_ARN --certificate CERTIFICATE --private-key KEY"
      );
  }
}
