import { type Fact, type GuardrailFact, ofKind } from "../facts/fact";
import type { Rule } from "./rule";
import { limitsAsMuch } from "./tightening";
import { placed } from "./words";

const names: Readonly<Record<GuardrailFact["guardrail"], string>> = {
  "permissions-boundary": "The permissions boundary",
  "organization-policy": "The organization policy",
  "deny-policy": "The deny policy",
  "access-boundary": "The principal access boundary",
  "exclusive-management": "The exclusive management of policies",
  guard: "The guard that ends the lease",
  "resource-control": "The block of public access",
};

export const guardrailRemoved: Rule = {
  name: "guardrail-removed",
  judges: "change",
  needs: "nothing",
  severity: "error",
  title: "Something that limits access would be removed or loosened.",
  why: "A boundary, an organization policy or a guard is what keeps an access within what was approved. Taking it away is a gift of access to everybody whom it limited, although no grant changes.",
  fix: "Keep it. If it must go, let its owner remove it by itself, with a waiver that says why.",
  examples: [
    {
      bad: `resource "aws_iam_role" "ci" {
  # permissions_boundary was removed
}`,
      good: `resource "aws_iam_role" "ci" {
  permissions_boundary = "arn:aws:iam::111122223333:policy/ci-boundary"
}`,
    },
  ],
  controls: ["PR.AA-05", "PR.PS-04", "AC-3", "AC-6", "CM-3"],
  *judge({ before, after }) {
    const guardrails = ofKind(after, "guardrail");
    const kept = byKey(guardrails);
    const left = remaining(after);
    for (const [id, those] of byKey(ofKind(before, "guardrail"))) {
      // What is replaced has another name afterwards, which may not be known yet, and the same address.
      const now = kept.get(id) ?? guardrails.filter((fact) => those.some((other) => isSamePlace(fact, other)));
      const gone = those.filter((fact) => !now.some((other) => limitsAsMuch(other, fact)));
      const added = now.filter((fact) => !those.some((other) => limitsAsMuch(fact, other)));
      for (const [position, fact] of gone.entries()) {
        const instead = added[position];
        if (instead !== undefined) {
          yield {
            ...placed(instead),
            message: `${names[fact.guardrail]} of ${fact.protects} would say something else; that it still limits as much has not been shown.`,
          };
        } else if (now.length > 0 || !ofOneThing.has(fact.guardrail) || staysBehind(fact, left)) {
          yield { ...placed(fact), message: `${names[fact.guardrail]} of ${fact.protects} would be removed.` };
        }
      }
    }
  },
};

/** What goes with the thing that it limits is no loss. */
const ofOneThing: ReadonlySet<GuardrailFact["guardrail"]> = new Set([
  "permissions-boundary",
  "exclusive-management",
  "guard",
]);

function isSamePlace(a: GuardrailFact, b: GuardrailFact): boolean {
  return a.guardrail === b.guardrail && a.from.address === b.from.address;
}

/** Is what it limited still there? Its name may have been lost with the guardrail, so its address counts too. */
function staysBehind({ guardrail, protects, from }: GuardrailFact, left: ReadonlySet<string>): boolean {
  return left.has(protects) || (guardrail === "permissions-boundary" && left.has(from.address));
}

function byKey(facts: readonly GuardrailFact[]): ReadonlyMap<string, readonly GuardrailFact[]> {
  const keyed = new Map<string, GuardrailFact[]>();
  for (const fact of facts) {
    const key = `${fact.guardrail}\n${fact.protects}`;
    const those = keyed.get(key);
    if (those) those.push(fact);
    else keyed.set(key, [fact]);
  }
  return keyed;
}

function remaining(after: readonly Fact[]): ReadonlySet<string> {
  const left = new Set<string>();
  for (const fact of after) {
    left.add(fact.from.address);
    for (const address of fact.from.addresses) left.add(address);
    const principals =
      fact.kind === "trust" ? [fact.principal, fact.becomes] : "principal" in fact ? [fact.principal] : [];
    for (const { key: id, name, address } of principals) {
      left.add(id);
      left.add(name);
      if (address !== undefined) left.add(address);
    }
  }
  return left;
}
