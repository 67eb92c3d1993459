import type { Pin } from "../../src/facts/fact";
import type { PrincipalKind } from "../../src/facts/principal";
import { principal, trust } from "./facts";
import { type Case, specify } from "./judging";

const rows: readonly [PrincipalKind, Pin, Pin, string | undefined][] = [
  ["ci", "exact", "exact", undefined],
  ["ci", "one-tenant", "exact", "warning"],
  ["ci", "many-tenants", "exact", "error"],
  ["ci", "missing", "exact", "error"],
  ["ci", "exact", "missing", "error"],
  ["ci", "exact", "many-tenants", "error"],
  ["ci", "one-tenant", "missing", "error"],
  ["ci", "missing", "missing", "error"],
  ["federated", "many-tenants", "exact", "error"],
  // The issuer of one cluster vouches for its own pods only.
  ["service", "exact", "missing", "warning"],
  ["service", "many-tenants", "exact", "error"],
];

const federation = (subject: Pin, audience: Pin) => ({
  issuer: "token.actions.githubusercontent.com",
  subject,
  audience,
  said: 'its subject is like "repo:acme/*"',
});

specify("federation-unpinned", [
  ...rows.map(
    ([kind, subject, audience, severity]): Case => ({
      name: `${kind}: subject ${subject}, audience ${audience}`,
      after: [trust({ principal: principal(kind), federation: federation(subject, audience) })],
      found: severity === undefined ? [] : [`${severity} aws_iam_role.deploy`],
    }),
  ),
  {
    name: "says who trusts whom, and what is lacking",
    after: [trust({ federation: federation("many-tenants", "missing") })],
    found: ["error aws_iam_role.deploy"],
    saying: [
      "aws_iam_role.deploy trusts token.actions.githubusercontent.com",
      "its subject lets in more than one repository or tenant, and its audience is not asked for at all",
      'its subject is like "repo:acme/*"',
    ],
  },
  { name: "what does not federate", after: [trust()], found: [] },
]);
