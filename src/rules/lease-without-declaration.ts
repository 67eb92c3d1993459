import { ofKind } from "../facts/fact";
import { formatFoundInstant } from "../time/instant";
import type { Rule } from "./rule";
import { aboutAccess, amount, whom } from "./words";

export const leaseWithoutDeclaration: Rule = {
  name: "lease-without-declaration",
  judges: "state",
  needs: "estate",
  severity: "error",
  title: "A lease that the estate does not declare.",
  why: "That access ends by itself says nothing of who asked for it, why, and who approved. A lease is a grant of a declared role, with a ticket and an approval; one made by hand went round them.",
  fix: "Declare it: `leasehold request ROLE --as IDENTITY …` writes the grant; or remove it.",
  examples: [
    {
      bad: `resource "google_project_iam_member" "mine" {
  role   = "roles/cloudsql.admin"
  member = "user:dana@acme.example"
  condition { expression = "request.time < timestamp(\\"2026-11-23T12:00:00Z\\")" }
}`,
      good: `grants:
  dana-sql-2026-11-23: { role: orders-sql, identity: dana, start: 2026-11-23T10:00:00Z, ttl: 2h, ticket: INC-4711, justification: … }`,
    },
  ],
  controls: ["PR.AA-05", "AC-2", "AC-3", "CM-3"],
  *judge({ after, declared }) {
    if (!declared) return;
    for (const fact of ofKind(after, "access")) {
      if (fact.bound.kind !== "leased") continue;
      const lease = declared.leaseOf(fact, after);
      const { from, until } = fact.bound;
      if (lease && (from === undefined || from >= lease.window.start)) continue;
      const why = lease
        ? `grant "${lease.grant.name}" begins only at ${formatFoundInstant(lease.window.start)}`
        : "no grant of the estate gives this holder this much there";
      yield {
        ...aboutAccess(fact),
        message: `${whom(fact.principal)} holds ${amount(fact.privilege)} on ${fact.scope.text} until ${formatFoundInstant(until)}, and ${why}.`,
      };
    }
  },
};
