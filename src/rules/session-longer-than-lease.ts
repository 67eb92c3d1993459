import { ofKind } from "../facts/fact";
import { humanDuration } from "../time/duration";
import { formatFoundInstant } from "../time/instant";
import type { Rule } from "./rule";
import { aboutAccess, whom } from "./words";

/** The least that AWS lets a role have; nothing shorter can be declared. */
const shortest = 3600;

export const sessionLongerThanLease: Rule = {
  name: "session-longer-than-lease",
  judges: "state",
  needs: "nothing",
  severity: "error",
  title: "A session would outlive the lease that it was begun in.",
  why: "A trust policy is asked only when a session begins. Where the permissions have no end of their own, whoever begins a session in the last second keeps it for hours.",
  fix: "End the permissions too: a Deny of everything from the end on (`DateGreaterThanEquals` on `aws:CurrentTime`), and leave `max_session_duration` at 3600.",
  examples: [
    {
      bad: `resource "aws_iam_role" "lease" {
  max_session_duration = 43200
  # only the trust policy has an end
}`,
      good: `resource "aws_iam_role" "lease" {
  max_session_duration = 3600
}
# and an inline policy: Deny * on * where aws:CurrentTime is at or past the end`,
    },
  ],
  controls: ["AC-12", "AC-2(3)", "PR.AA-05", "NHI7"],
  *judge({ after }) {
    for (const fact of ofKind(after, "access")) {
      if (fact.bound.kind !== "leased" || fact.session === undefined || fact.privilege === "read") continue;
      const { permissions, trust, maximum = shortest } = fact.session;
      if (permissions === undefined && trust !== undefined) {
        yield {
          ...aboutAccess(fact),
          message: `${whom(fact.principal)}: sessions can begin until ${formatFoundInstant(trust)}, and nothing ends one that has begun before it expires by itself, as late as ${formatFoundInstant(fact.bound.until)}.`,
        };
      } else if (maximum > shortest) {
        yield {
          ...aboutAccess(fact),
          message: `${whom(fact.principal)}: sessions of ${humanDuration(maximum)} are allowed on a lease that ends at ${formatFoundInstant(fact.bound.until)}.`,
        };
      }
    }
  },
};
