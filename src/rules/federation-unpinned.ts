import { ofKind, type Pin } from "../facts/fact";
import { isService } from "../facts/principal";
import type { Rule } from "./rule";
import { findingBound, placed } from "./words";

const lacks: Readonly<Record<Exclude<Pin, "exact">, string>> = {
  missing: "is not asked for at all",
  "many-tenants": "lets in more than one repository or tenant",
  "one-tenant": "lets in every branch and environment of one repository",
};

export const federationUnpinned: Rule = {
  name: "federation-unpinned",
  judges: "state",
  needs: "nothing",
  severity: "error",
  title: "A federated trust that does not pin who may come through it.",
  why: "An issuer such as a code host vouches for everybody who uses it. Without an exact audience and subject, another customer's pipeline becomes your role.",
  fix: "Compare the audience and the whole subject with literals: `StringEquals` on `<issuer>:aud` and `<issuer>:sub`; on Google an `attribute_condition` that names the tenant.",
  examples: [
    {
      bad: `"StringLike": { "token.actions.githubusercontent.com:sub": "repo:acme/*" }`,
      good: `"StringEquals": {
  "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
  "token.actions.githubusercontent.com:sub": "repo:acme/orders:environment:production"
}`,
    },
  ],
  controls: ["PR.AA-03", "IA-5", "AC-3", "NHI3", "NHI4"],
  *judge({ after }) {
    for (const fact of ofKind(after, "trust")) {
      if (fact.federation === undefined) continue;
      const { issuer, audience, subject, said } = fact.federation;
      const faults = [
        ...(subject === "exact" ? [] : [`its subject ${lacks[subject]}`]),
        ...(audience === "exact" ? [] : [`its audience ${lacks[audience]}`]),
      ];
      if (faults.length === 0) continue;
      // The issuer of one cluster vouches for that cluster only, so an exact subject says who comes.
      const ofOne = subject === "one-tenant" || (subject === "exact" && isService(fact.principal));
      yield {
        ...placed(fact),
        severity: ofOne && (audience === "exact" || isService(fact.principal)) ? "warning" : "error",
        principal: fact.principal.name,
        ...(fact.privilege === undefined ? {} : { privilege: fact.privilege }),
        bound: findingBound(fact.bound),
        message: `${fact.becomes.name} trusts ${issuer}, and ${faults.join(", and ")}: ${said}.`,
      };
    }
  },
};
