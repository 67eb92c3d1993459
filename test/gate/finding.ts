import type { Provenance } from "../../src/facts/provenance";
import type { Finding } from "../../src/rules/finding";
import type { Judged } from "../../src/rules/rules";

/** A finding about access with nothing of note in it but what a case says. */
export function finding(parts: Partial<Finding> = {}): Finding {
  return {
    rule: "standing-privileged-access",
    severity: "error",
    message:
      "aws_iam_role.deploy (a pipeline) holds administrative access on account 111122223333, and nothing ends it.",
    fix: "Declare it as a role of the estate.",
    address: "aws_iam_role_policy.deploy",
    addresses: ["aws_iam_role_policy.deploy", "aws_iam_role.deploy"],
    principal: "aws_iam_role.deploy",
    privilege: "administrative",
    scope: "account 111122223333",
    bound: { kind: "standing", because: "no condition ends it" },
    controls: ["AC-6", "PR.AA-05"],
    ...parts,
  };
}

/** A finding at a resource, and where that was read. */
export function judgedAt(address: string, from: Partial<Provenance> = {}, parts: Partial<Finding> = {}): Judged {
  const type = /(?:^|\.)(\w+)\.\w+(?:\[.*\])?$/.exec(address)?.[1] ?? "";
  return {
    finding: finding({ address, addresses: [address], ...parts }),
    from: { address, addresses: [address], type, change: "create", ...from },
  };
}
