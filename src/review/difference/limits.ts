import type { Role, Target } from "../../estate/types";
import { sorted } from "../../lease/digest";

/** What holds in a target for all that a role allows, besides the statements' own conditions. */
export function limitsIn(
  { aws, gcp, owners, require }: Role,
  { cloud }: Target,
  ownerTag: string | undefined,
): readonly string[] {
  const owner = owners.entitlement?.name ?? "nobody";
  if (cloud.kind === "aws") {
    return [
      ...(aws?.ownedResourcesOnly === true ? [`owner ${ownerTag ?? ""} ${owner}`] : []),
      ...(require.mfa ? ["mfa"] : []),
    ];
  }
  return [
    ...(gcp?.ownedResourcesOnly === undefined ? [] : [`owner ${gcp.ownedResourcesOnly}/${ownerTag ?? ""} ${owner}`]),
    ...(gcp?.mayGrant === undefined ? [] : [`grants only ${sorted(gcp.mayGrant).join(" ")}`]),
  ];
}
