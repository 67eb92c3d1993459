import { type AccessFact, ofKind } from "../facts/fact";
import { formatFoundInstant } from "../time/instant";
import { reaches } from "./reach";
import type { Rule } from "./rule";
import { aboutAccess, amount, whom } from "./words";

export const expiryRemoved: Rule = {
  name: "expiry-removed",
  judges: "change",
  needs: "nothing",
  severity: "error",
  title: "Access that ended by itself would no longer end.",
  why: "Whoever approved a lease approved its end with it. A change that drops the end turns what was approved for hours into what stands for good.",
  fix: "Put the end back. If it is needed longer, ask for another lease, or extend this one within its role's maximum.",
  examples: [
    {
      bad: `resource "google_project_iam_member" "viewer" {
  # the condition block with its request.time was removed
}`,
      good: `resource "google_project_iam_member" "viewer" {
  condition {
    title      = "until-noon"
    expression = "request.time < timestamp(\\"2026-11-23T12:00:00Z\\")"
  }
}`,
    },
  ],
  controls: ["PR.AA-05", "AC-2(2)", "AC-2(3)", "CM-3"],
  *judge({ before, after }) {
    const ended = new Map<string, AccessFact[]>();
    for (const fact of ofKind(before, "access")) {
      if (fact.bound.kind !== "leased") continue;
      const list = ended.get(fact.principal.key);
      if (list) list.push(fact);
      else ended.set(fact.principal.key, [fact]);
    }
    if (ended.size === 0) return;
    const stood = new Set(ofKind(before, "access").filter(endless).map(identity));
    for (const fact of ofKind(after, "access")) {
      if (!endless(fact) || stood.has(identity(fact))) continue;
      const was = ended.get(fact.principal.key)?.find((lease) => reaches(fact, lease));
      if (was?.bound.kind !== "leased") continue;
      yield {
        ...aboutAccess(fact),
        message: `${whom(fact.principal)} held ${amount(was.privilege)} on ${was.scope.text} until ${formatFoundInstant(was.bound.until)}; with this change nothing ends it for certain: ${fact.bound.because}.`,
      };
    }
  },
};

const endless = ({ bound }: AccessFact): boolean => bound.kind === "standing" || bound.kind === "indeterminate";

/** The same access before and after, so that what stood beside the lease all along is not taken for its remains. */
const identity = ({ principal, privilege, scope, from }: AccessFact): string =>
  [principal.key, privilege, scope.text, from.address].join("\n");
