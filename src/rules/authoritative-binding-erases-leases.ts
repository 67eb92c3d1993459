import { ofKind } from "../facts/fact";
import type { Rule } from "./rule";
import { placed } from "./words";

export const authoritativeBindingErasesLeases: Rule = {
  name: "authoritative-binding-erases-leases",
  judges: "state",
  needs: "nothing",
  severity: "warning",
  title: "A resource that removes every access that it does not list.",
  why: "An authoritative binding erases on its next apply what leases, and the cloud's own just-in-time access, have added: people lose access in the midst of an incident, and an approval is undone by an unrelated apply.",
  fix: "Use the additive form: `google_…_iam_member`, `aws_iam_role_policy_attachment`.",
  examples: [
    {
      bad: `resource "google_project_iam_binding" "viewers" {
  project = "acme-orders-prod"
  role    = "roles/viewer"
  members = ["group:devs@acme.example"]
}`,
      good: `resource "google_project_iam_member" "viewers" {
  project = "acme-orders-prod"
  role    = "roles/viewer"
  member  = "group:devs@acme.example"
}`,
    },
  ],
  controls: ["PR.AA-05", "CM-3", "AC-2"],
  *judge({ after }) {
    const said = new Set<string>();
    for (const fact of ofKind(after, "access")) {
      const { authoritative, from, scope } = fact;
      if (authoritative === undefined || said.has(from.address)) continue;
      said.add(from.address);
      yield {
        ...placed(fact),
        scope: scope.text,
        message: `${from.address} erases every other ${authoritative === "policy" ? "access" : "holder of its role"} on ${scope.text}, leases among them.`,
      };
    }
  },
};
