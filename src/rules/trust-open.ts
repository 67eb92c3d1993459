import { capital } from "../diagnostics/wording";
import { ofKind } from "../facts/fact";
import type { Rule } from "./rule";
import { findingBound, placed } from "./words";

export const trustOpen: Rule = {
  name: "trust-open",
  judges: "state",
  needs: "nothing",
  severity: "error",
  title: "Anyone, or another company's account, may become this principal.",
  why: "A trust of `*` lets in every AWS customer. A trust of a foreign account without an external id lets that company be tricked into acting for somebody else (the confused deputy).",
  fix: "Name the principal, and for a third party ask for `sts:ExternalId`; narrow `*` by `aws:PrincipalOrgID`.",
  examples: [
    {
      bad: `"Principal": { "AWS": "arn:aws:iam::999988887777:root" }`,
      good: `"Principal": { "AWS": "arn:aws:iam::999988887777:role/scanner" },
"Condition": { "StringEquals": { "sts:ExternalId": "7f1c…" } }`,
    },
  ],
  controls: ["PR.AA-05", "AC-3", "AC-6", "NHI3", "NHI8"],
  *judge({ after }) {
    for (const fact of ofKind(after, "trust")) {
      if (fact.open === undefined) continue;
      const who =
        fact.open.to === "everyone"
          ? "anyone"
          : fact.open.unsure === true
            ? `${fact.principal.name}, which may be of another company,`
            : `another account (${fact.principal.name}), without an external id,`;
      yield {
        ...placed(fact),
        severity: fact.open.unsure === true ? "warning" : "error",
        principal: fact.principal.name,
        ...(fact.privilege === undefined ? {} : { privilege: fact.privilege }),
        bound: findingBound(fact.bound),
        message: `${capital(who)} may become ${fact.becomes.name}: ${fact.open.said}.`,
      };
    }
  },
};
