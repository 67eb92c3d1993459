import { ofKind } from "../facts/fact";
import type { Rule } from "./rule";
import { placed } from "./words";

export const staticCredential: Rule = {
  name: "static-credential",
  judges: "state",
  needs: "nothing",
  severity: "error",
  title: "A credential that does not expire by itself.",
  why: "A static key works for whoever holds a copy, from anywhere, until somebody remembers it. Workloads have short-lived identity: roles, OIDC, SPIFFE; people have single sign-on.",
  fix: "Remove it, and let its user federate: OIDC for pipelines, a role for software in the cloud, Roles Anywhere or workload identity federation for machines elsewhere.",
  examples: [
    {
      bad: `resource "aws_iam_access_key" "ci" {
  user = aws_iam_user.ci.name
}`,
      good: `identities:
  ci:
    kind: workload
    team: platform
    aws: { oidc: { issuer: token.actions.githubusercontent.com, audience: sts.amazonaws.com, subject: "repo:acme/orders:environment:production" } }`,
    },
  ],
  controls: ["PR.AA-01", "IA-5", "AC-2", "NHI2", "NHI4", "NHI7"],
  *judge({ after }) {
    for (const fact of ofKind(after, "credential")) {
      const { credential, principal, active } = fact;
      yield {
        ...placed(fact),
        principal: principal.name,
        severity: active ? "error" : "warning",
        message: active
          ? `${principal.name} gets ${credential}, which stays good until somebody removes it.`
          : `${principal.name} keeps ${credential}, made inactive; one call makes it good again.`,
      };
    }
  },
};
