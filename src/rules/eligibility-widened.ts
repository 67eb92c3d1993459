import { ofKind } from "../facts/fact";
import { changedEntitlements, changedRoles } from "./entitlement-changes";
import type { Rule } from "./rule";
import { findingBound, placed } from "./words";

export const eligibilityWidened: Rule = {
  name: "eligibility-widened",
  judges: "change",
  needs: "estate",
  severity: "error",
  title: "More identities could ask for a role than before.",
  why: "Who is eligible is one of the four decisions that a role's owner takes. A change that adds somebody gives them a key to a door, although it opens nothing yet.",
  fix: "Let the role's owner approve the change, in one of its own; or leave the eligible as they were.",
  examples: [{ bad: "eligible: [dana, erin, contractor]", good: "eligible: [dana, erin]" }],
  controls: ["PR.AA-05", "AC-2", "AC-6", "CM-3"],
  *judge({ before, after, base, declared }) {
    for (const { name, was, is, location } of changedRoles(base, declared)) {
      const added = [...is.eligible].filter((identity) => !was.eligible.has(identity));
      if (added.length === 0) continue;
      yield {
        ...(location === undefined ? {} : { location }),
        message: `Role "${name}" could be asked for by ${added.join(", ")} too.`,
      };
    }
    for (const { was, is } of changedEntitlements(ofKind(before, "entitlement"), ofKind(after, "entitlement"))) {
      const added = is.eligible.filter((principal) => !was.eligible.includes(principal));
      if (added.length === 0) continue;
      yield {
        ...placed(is),
        scope: is.scope.text,
        bound: findingBound(is.bound),
        message: `${is.name} could be activated by ${added.join(", ")} too.`,
      };
    }
  },
};
