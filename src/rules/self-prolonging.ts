import type { Declared } from "../expect/declared";
import { type AccessFact, type Fact, ofKind } from "../facts/fact";
import type { Rule } from "./rule";
import { aboutAccess, reasons, whom } from "./words";

export const selfProlonging: Rule = {
  name: "self-prolonging",
  judges: "state",
  needs: "nothing",
  severity: "error",
  title: "A lease whose holder can make it last.",
  why: "Inside its window the holder can make a user, a key, another role, or edit the very policy that ends it; what they make outlives the lease.",
  fix: "Deny the persistence actions to the lease at all times, as leasehold's guard does, or leave them out of its permissions. In an estate a role opens single ones by `persistence: { allow: […], because: … }`.",
  examples: [
    {
      bad: `statements: [ { actions: ["*"], resources: ["*"] } ]   # bounded by time alone`,
      good: `# the guard's Persistence statement: Deny iam:CreateUser, iam:CreateAccessKey, iam:UpdateAssumeRolePolicy, … on *`,
    },
  ],
  controls: ["AC-6", "AC-6(5)", "PR.AA-05", "NHI5", "NHI7"],
  *judge({ after, declared }) {
    for (const fact of ofKind(after, "access")) {
      if (fact.bound.kind !== "leased" || fact.persistence === undefined) continue;
      // What a role opens by `persistence.allow` has a reason that `check` has seen, and is a residual in every review.
      const opened = declared ? openedTo(declared, fact, after) : new Set<string>();
      const left = fact.persistence.filter((action) => !opened.has(action.toLowerCase()));
      if (left.length === 0) continue;
      yield {
        ...aboutAccess(fact),
        message: `${whom(fact.principal)} holds a lease that ends, and with it what outlives it${reasons(left)}.`,
      };
    }
  },
};

function openedTo(declared: Declared, fact: AccessFact, after: readonly Fact[]): ReadonlySet<string> {
  const lease = declared.leaseOf(fact, after);
  return new Set(lease?.access.flatMap(({ persistence = [] }) => persistence.map((action) => action.toLowerCase())));
}
