import type { AwsTarget, Persistence } from "../../estate/types";
import type { Statement } from "../policy/document";

/** The guard's statements that keep a lease from outliving itself (law 9). */
export function persistenceDeny(_persistence: Persistence, _target: AwsTarget): readonly Statement[] {
  return [
    {
      Sid: "Persistence",
      Effect: "Deny",
      Action: ["iam:Add*", "iam:Attach*", "iam:Create*", "iam:Put*", "iam:Update*", "iam:PassRole", "sts:AssumeRole*"],
      Resource: "*",
    },
    {
      Sid: "KmsGrants",
      Effect: "Deny",
      Action: "kms:CreateGrant",
      Resource: "*",
      Condition: { BoolIfExists: { "kms:GrantIsForAWSResource": "false" } },
    },
  ];
}
