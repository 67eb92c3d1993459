import { ofKind } from "../facts/fact";
import { sensitivityFloors, understates } from "../facts/sensitivity-floor";
import type { Rule } from "./rule";
import { aboutAccess, amount, reasons, whom } from "./words";

export const sensitivityUnderstated: Rule = {
  name: "sensitivity-understated",
  judges: "state",
  needs: "estate",
  severity: "error",
  title: "A lease that amounts to more than its role says.",
  why: "The sensitivity of a role sets how long it may be held and who must approve. Understated, it lets administration pass for a routine task.",
  fix: "Raise the role's `sensitivity`, with the approval and the maximum that go with it; or take away what is too much.",
  examples: [
    {
      bad: `sensitivity: low
aws: { managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"] }`,
      good: "sensitivity: critical",
    },
  ],
  controls: ["PR.AA-05", "AC-6", "GV.RR-02"],
  *judge({ after, declared, base }) {
    if (!declared) return;
    for (const fact of ofKind(after, "access")) {
      if (fact.bound.kind !== "leased" || fact.privilege === undefined) continue;
      const lease = declared.leaseOf(fact, after);
      if (!lease) continue;
      // What the base says of the role decides, as it does of approvals (law 10).
      const said = (base?.estate.roles.get(lease.role.name) ?? lease.role).sensitivity;
      if (!understates(said, fact.privilege)) continue;
      yield {
        ...aboutAccess(fact),
        message: `${whom(fact.principal)} holds ${amount(fact.privilege)}${reasons(fact.because)}, which is ${sensitivityFloors[fact.privilege]}; role "${lease.role.name}" says ${said}.`,
      };
    }
  },
};
