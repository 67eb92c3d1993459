import type { IdentityKind } from "../estate/types";
import { ofKind } from "../facts/fact";
import { humanDuration } from "../time/duration";
import { changedEntitlements, changedRoles } from "./entitlement-changes";
import type { Rule } from "./rule";
import { findingBound, placed } from "./words";

const kinds: readonly IdentityKind[] = ["person", "workload", "agent"];

export const maximumRaised: Rule = {
  name: "maximum-raised",
  judges: "change",
  needs: "estate",
  severity: "error",
  title: "A role could be leased for longer than before.",
  why: "The maximum is what the owner has approved to be held at once. Raising it in the change that uses it goes round that approval.",
  fix: "Keep the maximum, or raise it in a change of its own that the role's owner approves.",
  examples: [{ bad: "maxTtl: 12h", good: "maxTtl: 2h" }],
  controls: ["PR.AA-05", "AC-2(2)", "CM-3"],
  *judge({ before, after, base, declared }) {
    for (const { name, was, is, location } of changedRoles(base, declared)) {
      const raised = kinds.flatMap((kind) => {
        const [from, to] = [was, is].map(({ maximum, limits }) => Math.min(maximum, limits[kind] ?? maximum));
        return from !== undefined && to !== undefined && to > from ? [{ kind, from, to }] : [];
      });
      const [first] = raised;
      if (!first) continue;
      const whose = raised.length === kinds.length ? "" : ` for kind ${raised.map(({ kind }) => kind).join(", ")}`;
      yield {
        ...(location === undefined ? {} : { location }),
        message: `The maximum of role "${name}"${whose} would rise from ${humanDuration(first.from)} to ${humanDuration(first.to)}.`,
      };
    }
    for (const { was, is } of changedEntitlements(ofKind(before, "entitlement"), ofKind(after, "entitlement"))) {
      if (was.maximum === undefined || (is.maximum !== undefined && is.maximum <= was.maximum)) continue;
      const to = is.maximum === undefined ? "what cannot be told" : humanDuration(is.maximum);
      yield {
        ...placed(is),
        scope: is.scope.text,
        bound: findingBound(is.bound),
        message: `The maximum of ${is.name} would rise from ${humanDuration(was.maximum)} to ${to}.`,
      };
    }
  },
};
