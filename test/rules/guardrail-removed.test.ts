import { access, from, guardrail } from "./facts";
import { specify } from "./judging";

const boundary = guardrail({
  guardrail: "permissions-boundary",
  protects: "aws_iam_role.person",
  content: "arn:aws:iam::111122223333:policy/boundary",
  from: from("aws_iam_role.person"),
});
const kinds = {
  "permissions-boundary": "The permissions boundary",
  "organization-policy": "The organization policy",
  "deny-policy": "The deny policy",
  "access-boundary": "The principal access boundary",
  "exclusive-management": "The exclusive management of policies",
  guard: "The guard that ends the lease",
  "resource-control": "The block of public access",
} as const;

specify("guardrail-removed", [
  ...Object.entries(kinds).map(([kind, words]) => ({
    name: kind,
    before: [guardrail({ guardrail: kind as keyof typeof kinds, protects: "aws_iam_role.person" })],
    // What it limits stays.
    after: [access({ principal: { kind: "person", name: "x", key: "y", address: "aws_iam_role.person" } })],
    found: ["error aws_organizations_policy_attachment.no_leaving"],
    saying: [`${words} of aws_iam_role.person would be removed.`],
  })),
  { name: "one that stays", before: [guardrail()], after: [guardrail()], found: [] },
  { name: "a new one", before: [], after: [guardrail()], found: [] },
  {
    name: "one that would say something else",
    before: [guardrail()],
    after: [guardrail({ content: "denies nothing" })],
    found: ["warning aws_organizations_policy_attachment.no_leaving"],
    saying: ["would say something else; that it still limits as much has not been shown"],
  },
  {
    name: "one that cannot be told any more",
    before: [guardrail()],
    after: [guardrail({ content: undefined })],
    found: ["warning aws_organizations_policy_attachment.no_leaving"],
  },
  {
    name: "one of what another resource makes now",
    before: [guardrail()],
    after: [guardrail({ from: from("aws_organizations_policy_attachment.moved") })],
    found: [],
  },
  {
    name: "one of two of the same thing",
    before: [
      guardrail(),
      guardrail({ content: "denies regions", from: from("aws_organizations_policy_attachment.b") }),
    ],
    after: [guardrail()],
    found: ["error aws_organizations_policy_attachment.b"],
  },
  {
    name: "one of two that say the same",
    before: [guardrail(), guardrail({ from: from("aws_organizations_policy_attachment.b") })],
    after: [guardrail()],
    found: [],
  },
  {
    name: "one of two that another takes the place of",
    before: [guardrail(), guardrail({ content: "denies regions" })],
    after: [guardrail(), guardrail({ content: "denies some regions", from: from("aws_organizations_policy.c") })],
    found: ["warning aws_organizations_policy.c"],
  },
  { name: "the boundary of a role that goes with it", before: [boundary], after: [], found: [] },
  {
    name: "the boundary of a role that stays",
    before: [boundary],
    after: [access({ from: from("aws_iam_role.person") })],
    found: ["error aws_iam_role.person"],
  },
  {
    name: "an organization policy whose target no plan shows",
    before: [guardrail()],
    after: [],
    found: ["error aws_organizations_policy_attachment.no_leaving"],
  },
]);
