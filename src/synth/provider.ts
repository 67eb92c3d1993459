import type { AwsTarget, GcpTarget, Target } from "../estate/types";
import type { TerraformRoot, Value } from "../terraform/resource";

/** The provider versions that the emitted resources are made for. */
export const versionRanges = { aws: ">= 5.74, < 7", google: ">= 6, < 8" } as const;

/** The provider of a target's root: which account or project, and on whose behalf. No credentials are ever in it. */
export function providerOf(target: Target): TerraformRoot["provider"] {
  const { cloud } = target;
  return cloud.kind === "aws"
    ? { name: "aws", source: "hashicorp/aws", version: versionRanges.aws, settings: awsSettings(cloud) }
    : { name: "google", source: "hashicorp/google", version: versionRanges.google, settings: googleSettings(cloud) };
}

function awsSettings(cloud: AwsTarget): Readonly<Record<string, Value>> {
  return {
    region: cloud.region,
    // Terraform stops before it writes to any other account than the declared one.
    allowed_account_ids: [cloud.account],
    ...(cloud.assumeRole === undefined
      ? {}
      : {
          assume_role: [
            {
              role_arn: cloud.assumeRole,
              session_name: "leasehold",
              ...(cloud.externalId === undefined ? {} : { external_id: cloud.externalId }),
            },
          ],
        }),
  };
}

function googleSettings(cloud: GcpTarget): Readonly<Record<string, Value>> {
  return {
    ...(cloud.scope === "project" ? { project: cloud.id } : {}),
    ...(cloud.impersonate === undefined ? {} : { impersonate_service_account: cloud.impersonate }),
  };
}
