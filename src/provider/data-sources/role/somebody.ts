import { targetsOf } from "../../../estate/targets";
import type { Identity, Role, Target } from "../../../estate/types";

/**
 * One who stands for whoever will hold a role, where nobody is named: what is asked of a lease of theirs does not depend on them, and
 * what does is not given.
 */
export function somebody(role: Role, target: Target | undefined): Identity {
  const targets = target ? [target] : targetsOf(role);
  const aws = targets.map(({ cloud }) => cloud).find((cloud) => cloud.kind === "aws");
  return {
    kind: "person",
    name: "somebody",
    aws: { kind: "user", arn: `arn:${aws?.partition ?? "aws"}:iam::${aws?.account ?? "000000000000"}:user/somebody` },
    gcp: { member: "user:somebody@leasehold.invalid" },
  };
}
