import { describe } from "vitest";
import {
  account,
  after,
  both,
  earlier,
  guard,
  holdTo,
  inGuard,
  later,
  lease,
  nothing,
  one,
  principal,
  role,
  sided,
  without,
} from "./changes";

describe("one change of a lease role behind Terraform's back is one finding", () => {
  holdTo([
    nothing(
      "nothing at all",
      () => undefined,
      () => undefined,
    ),
    one(
      "the guard gone",
      [(cloud) => role(cloud).inline.delete(guard), (aws) => aws.remove("aws_iam_role_policy.first")],
      `error guard-removed ${lease}`,
    ),
    one(
      "the guard gone, after the end",
      [(cloud) => role(cloud).inline.delete(guard), (aws) => aws.remove("aws_iam_role_policy.first")],
      `error lease-outlived ${lease}`,
      after,
    ),
    ...["BeforeStart", "FromEnd", "OwnPath", "Persistence"].map((sid) =>
      one(`the guard without its statement ${sid}`, inGuard(sided(sid, () => [])), `error guard-removed ${lease}`),
    ),
    one(
      "a Deny of the guard turned into Allow",
      inGuard(sided("FromEnd", (deny) => [{ ...deny, Effect: "Allow" }])),
      `error guard-removed ${lease}`,
    ),
    one(
      "every Deny turned into Allow",
      inGuard((text) => text.replaceAll('"Deny"', '"Allow"')),
      `error guard-removed ${lease}`,
    ),
    one(
      "a guard for one action",
      inGuard(sided("FromEnd", (deny) => [{ ...deny, Action: "s3:*" }])),
      `error guard-removed ${lease}`,
    ),
    one(
      "a guard for one resource",
      inGuard(sided("FromEnd", (deny) => [{ ...deny, Resource: "arn:aws:s3:::x" }])),
      `error guard-removed ${lease}`,
    ),
    one(
      "a guard with a further condition",
      inGuard(sided("Persistence", (deny) => [{ ...deny, Condition: { Bool: { "aws:SecureTransport": "false" } } }])),
      `error guard-removed ${lease}`,
    ),
    one("a later end of the guard", inGuard(later), `error bound-changed ${lease}`),
    one("an earlier end of the guard", inGuard(earlier), `warning bound-changed ${lease}`),
    one(
      "an earlier start of the guard",
      inGuard((text) => text.replace("T09:00:00Z", "T08:00:00Z")),
      `error bound-changed ${lease}`,
    ),
    nothing("the guard under another name", (cloud) => {
      const text = role(cloud).inline.get(guard) ?? "";
      role(cloud).inline.delete(guard);
      role(cloud).inline.set("renamed", text);
    }),

    one("a later end of the trust", both(later), `error bound-changed ${lease}`),
    one("an earlier end of the trust", both(earlier), `warning bound-changed ${lease}`),
    one("a trust without an end", both(without("DateLessThan", "aws:CurrentTime")), `error bound-changed ${lease}`),
    one(
      "a trust without a start",
      both(without("DateGreaterThanEquals", "aws:CurrentTime")),
      `error bound-changed ${lease}`,
    ),
    one(
      "a trust of somebody else",
      both((text) => text.replace("user/dana", "user/mallory")),
      `error trust-changed ${lease}`,
    ),
    one(
      "a trust of a second principal",
      both(
        principal((first) => ({
          ...first,
          Principal: { AWS: [`arn:aws:iam::${account}:user/dana`, `arn:aws:iam::${account}:user/mallory`] },
        })),
      ),
      `error trust-changed ${lease}`,
    ),
    one(
      "a trust of everybody",
      both(principal((first) => ({ ...first, Principal: "*" }))),
      `error trust-changed ${lease}`,
    ),
    one(
      "a trust of everybody but one",
      both(principal(({ Principal, ...first }) => ({ ...first, NotPrincipal: Principal ?? "" }))),
      `error trust-changed ${lease}`,
    ),
    one(
      "a trust without the condition on the user's id",
      both(without("StringEquals", "identitystore:userId"), "second"),
      "error trust-changed leasehold-acme-second",
    ),
    one(
      "a trust without the condition on the user's name",
      both(without("StringLike", "aws:userid"), "second"),
      "error trust-changed leasehold-acme-second",
    ),
    one(
      "a trust without the condition on the permission set",
      both(without("ArnLike", "aws:PrincipalArn"), "second"),
      "error trust-changed leasehold-acme-second",
    ),
    one(
      "a trust without the token's subject",
      both(without("StringEquals", "token.actions.githubusercontent.com:sub"), "third"),
      "error trust-changed leasehold-acme-third",
    ),
    one(
      "a trust with a wider subject",
      both(
        (text) =>
          text
            .replace("repo:acme/orders:environment:production", "repo:acme/*")
            .replace('"StringEquals"', '"StringLike"'),
        "third",
      ),
      "error trust-changed leasehold-acme-third",
    ),
  ]);
});
