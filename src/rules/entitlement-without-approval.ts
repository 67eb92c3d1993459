import { ofKind } from "../facts/fact";
import type { Rule } from "./rule";
import { amount, findingBound, placed } from "./words";

export const entitlementWithoutApproval: Rule = {
  name: "entitlement-without-approval",
  judges: "state",
  needs: "nothing",
  severity: "error",
  title: "Privileged access that people can give themselves.",
  why: "An entitlement that nobody has to approve is standing access with one more click, also for whoever has stolen a session.",
  fix: "Ask for an approval (`approval_workflow` with `manual_approvals`) by people who are not eligible themselves.",
  examples: [
    {
      bad: `resource "google_privileged_access_manager_entitlement" "admin" {
  # no approval_workflow
}`,
      good: `approval_workflow {
  manual_approvals {
    steps {
      approvals_needed = 1
      approvers { principals = ["group:platform-leads@acme.example"] }
    }
  }
}`,
    },
  ],
  controls: ["PR.AA-05", "AC-5", "AC-6(5)", "AC-3"],
  *judge({ after }) {
    for (const fact of ofKind(after, "entitlement")) {
      if (fact.privilege === "read" || (fact.approval !== undefined && fact.approval.length > 0)) continue;
      const grave = fact.privilege === undefined || fact.privilege === "administrative";
      const how =
        fact.approval === undefined ? "whether anybody has to approve cannot be told" : "nobody has to approve";
      yield {
        ...placed(fact),
        severity: grave ? "error" : "warning",
        ...(fact.privilege === undefined ? {} : { privilege: fact.privilege }),
        scope: fact.scope.text,
        bound: findingBound(fact.bound),
        message: `${fact.eligible.join(", ") || "Somebody"} can activate ${amount(fact.privilege)} on ${fact.scope.text}, and ${how}.`,
      };
    }
  },
};
