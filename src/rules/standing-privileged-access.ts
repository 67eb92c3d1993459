import { ofKind } from "../facts/fact";
import { standingSeverity } from "./matrix";
import type { Rule } from "./rule";
import { aboutAccess, amount, reasons, whom } from "./words";

export const standingPrivilegedAccess: Rule = {
  name: "standing-privileged-access",
  judges: "state",
  needs: "nothing",
  severity: "error",
  title: "Privileged access that nothing ends.",
  why: "Access that stands is there for whoever steals the session, the laptop or the pipeline, on every day that nobody needs it. Most cloud breaches are a standing privilege that was found before its owner missed it.",
  fix: "Declare it as a role of the estate and let it be granted for hours, or bound it: every Allow, or a Deny of everything, with a literal end on `aws:CurrentTime` (on Google `request.time < timestamp(…)`).",
  examples: [
    {
      bad: `resource "aws_iam_role_policy_attachment" "admin" {
  role       = aws_iam_role.deploy.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}`,
      good: `roles:
  deploy-admin:
    eligible: [orders-deploy]
    maxTtl: 1h
    # owners, approval …
    aws: { targets: [orders-prod], managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"] }`,
    },
  ],
  controls: ["PR.AA-05", "AC-2(2)", "AC-6", "AC-6(5)", "NHI5", "ASI03"],
  *judge({ after }) {
    for (const fact of ofKind(after, "access")) {
      if (fact.bound.kind !== "standing" || fact.privilege === undefined) continue;
      const severity = standingSeverity(fact.principal, fact.privilege, fact.indirect);
      if (severity === undefined) continue;
      yield {
        ...aboutAccess(fact),
        severity: fact.publicByDesign === true ? "note" : severity,
        message: `${whom(fact.principal)} holds ${amount(fact.privilege)}${reasons(fact.because)} on ${fact.scope.text}, and nothing ends it: ${fact.bound.because}.`,
      };
    }
  },
};
