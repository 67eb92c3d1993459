import { type AccessFact, ofKind } from "../facts/fact";
import { standingSeverity } from "./matrix";
import type { Rule } from "./rule";
import { aboutAccess, amount, reasons, whom } from "./words";

export const indeterminateAccess: Rule = {
  name: "indeterminate-access",
  judges: "state",
  needs: "nothing",
  severity: "error",
  title: "Access of which the plan does not tell what it amounts to, or when it ends.",
  why: "What cannot be told is not taken for harmless: a policy that is known only after apply, an action that no table holds, a condition that cannot be analysed could each be standing administration.",
  fix: "Make it known at plan time: write the policy where the plan holds it, name resources by literals instead of computed values, spell actions as AWS does; or waive it with a reason.",
  examples: [
    {
      bad: `resource "aws_iam_role_policy" "deploy" {
  role   = aws_iam_role.deploy.name
  policy = data.http.policy.response_body
}`,
      good: `resource "aws_iam_role_policy" "deploy" {
  role   = aws_iam_role.deploy.name
  policy = file("deploy-policy.json")
}`,
    },
  ],
  controls: ["PR.AA-05", "AC-6", "CM-6", "NHI5"],
  *judge({ after }) {
    for (const fact of ofKind(after, "access")) {
      if (!isIndeterminate(fact)) continue;
      const severity = standingSeverity(fact.principal, fact.privilege, fact.indirect);
      if (severity === undefined) continue;
      const what =
        fact.privilege === undefined ? "holds something that cannot be told" : `holds ${amount(fact.privilege)}`;
      yield {
        ...aboutAccess(fact),
        severity,
        message: `${whom(fact.principal)} ${what}${reasons(fact.because)} on ${fact.scope.text}; how long cannot be told: ${fact.bound.because}.`,
      };
    }
  },
};

/** Neither what ends for certain, nor what stands and is known, is in doubt. */
function isIndeterminate({ bound, privilege }: AccessFact): boolean {
  return bound.kind === "indeterminate" || (bound.kind === "standing" && privilege === undefined);
}
