import type { RolesAnywhereAnswer } from "./answers";
import { type Instances, present } from "./instances";

/** Trust anchors, and the profiles through which certificates become sessions. Their tags take a call of their own. */
export function addRolesAnywhere({ TrustAnchors, Profiles }: RolesAnywhereAnswer, to: Instances): void {
  const unknown = { tags: true };
  for (const { trustAnchorArn: arn, name, enabled } of TrustAnchors) {
    to.add("aws_rolesanywhere_trust_anchor", arn, name ?? arn, present({ arn, name, enabled }), { unknown });
  }
  for (const { profileArn: arn, name, roleArns, enabled, durationSeconds } of Profiles) {
    const values = present({ arn, name, role_arns: roleArns ?? [], enabled, duration_seconds: durationSeconds });
    to.add("aws_rolesanywhere_profile", arn, name ?? arn, values, { unknown });
  }
}
