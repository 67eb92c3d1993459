import { type AccessFact, ofKind } from "../facts/fact";
import { isService } from "../facts/principal";
import type { Rule } from "./rule";
import { aboutAccess, amount, whom } from "./words";

export const undeclaredPrincipal: Rule = {
  name: "undeclared-principal",
  judges: "state",
  needs: "estate",
  severity: "error",
  title: "Privileged access of somebody whom the estate does not know.",
  why: "Every identity that may hold access is declared: who it is, what kind, who answers for it. One that nobody declared has no owner, no sponsor, and leaves nobody to ask when it misbehaves.",
  fix: "Declare the identity, and grant it what it needs; or remove its access.",
  examples: [
    {
      bad: `member = "user:contractor@elsewhere.example"`,
      good: `identities:
  kim: { kind: person, email: kim@acme.example, gcp: { member: "user:kim@acme.example" } }`,
    },
  ],
  controls: ["PR.AA-01", "PR.AA-05", "AC-2", "NHI3", "ASI03"],
  *judge({ after, declared }) {
    if (!declared) return;
    const deployers = new Set(
      [...declared.estate.targets.values()].flatMap(({ cloud }) =>
        cloud.kind === "aws"
          ? (cloud.assumeRole ?? [])
          : cloud.impersonate
            ? `serviceAccount:${cloud.impersonate}`
            : [],
      ),
    );
    const said = new Set<string>();
    for (const fact of ofKind(after, "access")) {
      if (!isPrivileged(fact) || isService(fact.principal) || deployers.has(fact.principal.name)) continue;
      for (const other of declared.identities.behind(fact, after).others) {
        const key = `${fact.from.address}\n${other.key}`;
        if (isService(other) || deployers.has(other.name) || said.has(key)) continue;
        said.add(key);
        const through = other.key === fact.principal.key ? "" : ` as ${fact.principal.name}`;
        yield {
          ...aboutAccess(fact),
          principal: other.name,
          message: `${whom(other)} holds ${amount(fact.privilege)} on ${fact.scope.text}${through}, and is no identity of the estate.`,
        };
      }
    }
  },
};

function isPrivileged({ privilege, publicByDesign }: AccessFact): boolean {
  return privilege !== "read" && publicByDesign !== true;
}
