import { access, from, guardrail } from "./facts";
import { specify } from "./judging";

const boundary = guardrail({
  guardrail: "permissions-boundary",
  protects: "aws_iam_role.person",
  content: "arn:aws:iam::111122223333:policy/boundary",
  from: from("aws_iam_role.person"),
});
const deny = { Action: ["organizations:LeaveOrganization"], Effect: "Deny", Resource: ["*"] };
const other = { Action: ["s3:*"], Effect: "Deny", Resource: ["*"] };
const allow = { Action: ["*"], Effect: "Allow", Resource: ["*"] };
const said = (content: string | readonly object[]): string =>
  typeof content === "string" ? content : JSON.stringify(content);

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
    found: ["error aws_organizations_policy_attachment.no_leaving"],
    saying: ["would say something else; that it still limits as much has not been shown"],
  },
  {
    name: "one that cannot be told any more",
    before: [guardrail()],
    after: [guardrail({ content: undefined })],
    found: ["error aws_organizations_policy_attachment.no_leaving"],
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
    found: ["error aws_organizations_policy.c"],
  },
  ...[
    { name: "a policy that denies more", was: [deny], is: [deny, other], found: [] },
    { name: "a policy that denies less", was: [deny, other], is: [deny], found: ["error"] },
    { name: "a policy that denies something else", was: [deny], is: [other], found: ["error"] },
    { name: "a policy that allows less", was: [allow, deny], is: [deny], found: [] },
    { name: "a policy that allows more", was: [deny], is: [allow, deny], found: ["error"] },
    { name: "a policy that becomes none", was: [deny], is: "a name", found: ["error"] },
  ].map(({ name, was, is, found }) => ({
    name,
    before: [guardrail({ content: said(was) })],
    after: [guardrail({ content: said(is) })],
    found: found.map((severity) => `${severity} aws_organizations_policy_attachment.no_leaving`),
  })),
  {
    name: "a block of public access with more in it",
    before: [guardrail({ guardrail: "resource-control", content: "block_public_acls" })],
    after: [guardrail({ guardrail: "resource-control", content: "block_public_acls, block_public_policy" })],
    found: [],
  },
  {
    name: "one that was not told and is not told, where something is done to it",
    before: [guardrail({ content: undefined })],
    after: [guardrail({ content: undefined, from: from("aws_organizations_policy.x", { change: "update" }) })],
    found: ["error aws_organizations_policy.x"],
  },
  {
    name: "one that was not told and is not told, where nothing is done to it",
    before: [guardrail({ content: undefined, from: from("aws_organizations_policy.x", { change: "no-op" }) })],
    after: [guardrail({ content: undefined, from: from("aws_organizations_policy.x", { change: "no-op" }) })],
    found: [],
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
