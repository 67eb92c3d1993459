import { describe } from "vitest";
import type { SimulatedAccount } from "../../snapshot/simulated-account";
import {
  account,
  administrator,
  allowing,
  center,
  document,
  holdTo,
  later,
  lease,
  newRole,
  nothing,
  one,
  provider,
  statement,
} from "./changes";

/** Each policy of a role is a way of its own to what it gives. */
const bothPolicies = ["error undeclared-access copy", "error undeclared-access copy"];

describe("one thing that nothing declares is one finding", () => {
  holdTo([
    one(
      "an administrator policy on a user",
      [({ aws }) => aws.addUser("mallory").attached.add(administrator)],
      "error undeclared-access mallory",
    ),
    one(
      "a user with inline administration",
      [({ aws }) => aws.addUser("mallory").inline.set("x", allowing("*"))],
      "error undeclared-access mallory",
    ),
    one(
      "a user in a group of administrators",
      [
        ({ aws }) => {
          aws.addGroup("admins").attached.add(administrator);
          aws.addUser("mallory").groups.add("admins");
        },
      ],
      "error undeclared-access mallory",
    ),
    one(
      "a declared person's own user made administrator",
      [({ aws }) => aws.addUser("dana").attached.add(administrator)],
      "error undeclared-access dana",
    ),
    one(
      "a role that another account trusts",
      [newRole("backdoor", { AWS: "arn:aws:iam::999988887777:role/x" })],
      "error undeclared-access backdoor",
    ),
    one(
      "a role that the account's root trusts",
      [newRole("backdoor", { AWS: `arn:aws:iam::${account}:root` })],
      "error undeclared-access backdoor",
    ),
    one("a role that everybody is trusted with", [newRole("backdoor", "*")], "error undeclared-access backdoor"),
    one(
      "a role for SAML without a subject",
      [
        newRole(
          "backdoor",
          { Federated: `arn:aws:iam::${account}:saml-provider/x` },
          {
            Action: "sts:AssumeRoleWithSAML",
            Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
          },
        ),
      ],
      "error undeclared-access backdoor",
    ),
    one(
      "a role for OIDC without a subject",
      [
        newRole(
          "backdoor",
          { Federated: provider },
          {
            Action: "sts:AssumeRoleWithWebIdentity",
            Condition: { StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" } },
          },
        ),
      ],
      "error undeclared-access backdoor",
    ),
    one(
      "a service's role with administrative access",
      [newRole("function", { Service: "lambda.amazonaws.com" })],
      "error undeclared-access function",
    ),
    nothing(
      "a service's role with other access",
      newRole("function", { Service: "lambda.amazonaws.com" }, {}, "arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess"),
    ),
    nothing("a service-linked role", ({ aws }) =>
      aws
        .addRole(
          "AWSServiceRoleForX",
          "/aws-service-role/x.amazonaws.com/",
          document(statement({ Principal: { Service: "x.amazonaws.com" } })),
        )
        .attached.add(administrator),
    ),
    one(
      "a role that is only called like a service-linked one",
      [newRole("AWSServiceRoleForX", { AWS: `arn:aws:iam::${account}:user/x` })],
      "error undeclared-access AWSServiceRoleForX",
    ),
    one(
      "a role at the estate's own path",
      [
        ({ aws }) =>
          aws
            .addRole(
              "leasehold-acme-mine",
              "/leasehold/acme/",
              document(statement({ Principal: { AWS: `arn:aws:iam::${account}:user/x` } })),
            )
            .attached.add(administrator),
      ],
      "error undeclared-access leasehold-acme-mine",
    ),
    nothing("a copy of a lease under another name", ({ aws }) => copied(aws, (text) => text)),
    {
      what: "a copy of a lease under another name that ends later",
      live: ({ aws }) => copied(aws, later),
      gives: bothPolicies,
    },
    {
      what: "a copy of a lease under another name for somebody else",
      live: ({ aws }) => copied(aws, (text) => text.replace("user/dana", "user/mallory")),
      gives: bothPolicies,
    },
    one(
      "an access key",
      [({ aws }) => aws.addUser("mallory").keys.push({ AccessKeyId: "AKIAIOSFODNN7EXAMPLE", Status: "Active" })],
      "error static-credential-live mallory",
    ),
    one(
      "an inactive access key",
      [({ aws }) => aws.addUser("mallory").keys.push({ AccessKeyId: "AKIAIOSFODNN7EXAMPLE", Status: "Inactive" })],
      "warning static-credential-live mallory",
    ),
    one(
      "an access key of the root user",
      [
        ({ aws }) => {
          aws.rootKeys = 1;
        },
      ],
      `error static-credential-live arn:aws:iam::${account}:root`,
    ),
    one(
      "an assignment of Identity Center to a user",
      [(cloud) => center(cloud, "USER")],
      "error undeclared-access user mallory-id of Identity Center",
    ),
    one(
      "an assignment of Identity Center to a group",
      [(cloud) => center(cloud, "GROUP")],
      "error undeclared-access group mallory-id of Identity Center",
    ),
    one(
      "an assignment and the role that it makes",
      [
        (cloud) => {
          center(cloud, "USER");
          cloud.aws
            .addRole(
              "AWSReservedSSO_Admin_0123456789abcdef",
              "/aws-reserved/sso.amazonaws.com/",
              document(
                statement({
                  Principal: { Federated: `arn:aws:iam::${account}:saml-provider/AWSSSO_1_DO_NOT_DELETE` },
                  Action: ["sts:AssumeRoleWithSAML", "sts:TagSession"],
                  Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
                }),
              ),
            )
            .attached.add(administrator);
        },
      ],
      "error undeclared-access user mallory-id of Identity Center",
    ),
    one(
      "what Access Analyzer has found",
      [
        ({ aws }) => {
          const resource = "arn:aws:s3:::orders";
          aws.analyzer = {
            Analyzers: [{ arn: `arn:aws:access-analyzer:eu-central-1:${account}:analyzer/x` }],
            Findings: [
              { id: "f", resource, principal: { AWS: "999988887777" }, action: ["s3:GetObject"], status: "ACTIVE" },
            ],
          };
        },
      ],
      "error external-access 999988887777",
    ),
  ]);
});

/** Makes what gives the same as the first lease, for all that its name tells. */
function copied(aws: SimulatedAccount, change: (text: string) => string): void {
  const of = aws.roles.get(lease);
  if (of === undefined) throw new Error(lease);
  const copy = aws.addRole("copy", "/", change(of.trust));
  for (const [name, text] of of.inline) copy.inline.set(name, change(text));
  for (const arn of of.attached) copy.attached.add(arn);
  if (of.boundary !== undefined) copy.boundary = of.boundary;
}
