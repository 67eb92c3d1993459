import type { DeclaredEntitlement } from "../expect/entitlements";
import { type EntitlementFact, ofKind } from "../facts/fact";
import { changedEntitlements, changedRoles } from "./entitlement-changes";
import type { Rule, Verdict } from "./rule";
import { findingBound, placed } from "./words";

type Steps = NonNullable<EntitlementFact["approval"]>;

export const approvalWeakened: Rule = {
  name: "approval-weakened",
  judges: "change",
  needs: "estate",
  severity: "error",
  title: "Fewer people would have to approve than before.",
  why: "Whoever can lower an approval in the same change that uses it has approved their own access.",
  fix: "Keep the approval, or lower it in a change of its own that the role's owner approves.",
  examples: [
    {
      bad: 'approval: { none: "we are in a hurry" }',
      good: "approval: { steps: [ { group: platform-approvers, count: 1 } ] }",
    },
  ],
  controls: ["PR.AA-05", "AC-5", "AC-3", "CM-3"],
  *judge({ before, after, base, declared }): Iterable<Verdict> {
    for (const { name, was, is, location } of changedRoles(base, declared)) {
      const how = weakened(was.steps, is.steps) ?? moreAutomatic(was, is);
      if (how === undefined) continue;
      yield {
        ...(location === undefined ? {} : { location }),
        message: `The approval of role "${name}" would be weaker: ${how}.`,
      };
    }
    for (const { was, is } of changedEntitlements(ofKind(before, "entitlement"), ofKind(after, "entitlement"))) {
      if (was.approval === undefined) continue;
      const how =
        is.approval === undefined ? "what is asked cannot be told any more" : weakened(was.approval, is.approval);
      if (how === undefined) continue;
      yield {
        ...placed(is),
        scope: is.scope.text,
        bound: findingBound(is.bound),
        message: `The approval of ${is.name} would be weaker: ${how}.`,
      };
    }
  },
};

/** Who needs no person any more, or on a condition of which it has not been shown that it asks as much. */
function moreAutomatic(was: DeclaredEntitlement, is: DeclaredEntitlement): string | undefined {
  const added = [...is.automatic].filter((identity) => !was.automatic.has(identity));
  if (added.length > 0) return `${added.join(", ")} would need nobody`;
  const [before = "", now = ""] = [was.automaticWhen, is.automaticWhen];
  if (is.automatic.size === 0 || now === before) return undefined;
  // A further `&&` asks for more; any other change would have to be proven.
  if (now.startsWith(`${before} && `) && !/\|\||\?/.test(now)) return undefined;
  return `${[...is.automatic].join(", ")} would need nobody when ${now}, and before when ${before}`;
}

/** How one approval is weaker than the other; undefined when it is not. */
function weakened(was: Steps, is: Steps): string | undefined {
  if (is.length < was.length)
    return is.length === 0 ? "nobody would have to approve" : `${was.length} steps became ${is.length}`;
  for (const [position, step] of was.entries()) {
    const other = is[position];
    if (other === undefined || other.count < step.count) {
      return `step ${position + 1} asked for ${step.count}, and would ask for ${other?.count ?? 0}`;
    }
    const added = other.approvers.filter((approver) => !step.approvers.includes(approver));
    if (added.length > 0) return `${added.join(", ")} could approve step ${position + 1} too`;
  }
  return undefined;
}
