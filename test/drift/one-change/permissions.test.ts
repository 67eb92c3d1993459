import { describe } from "vitest";
import {
  account,
  administrator,
  after,
  allowing,
  edited,
  guard,
  holdTo,
  inGuard,
  lease,
  nothing,
  ofRole,
  one,
  reading,
  role,
  tag,
} from "./changes";

describe("one change of what a lease role holds and says is one finding", () => {
  holdTo([
    one(
      "a second inline policy",
      [
        (cloud) => role(cloud).inline.set("second", allowing("s3:GetObject")),
        (aws) =>
          aws.add("aws_iam_role_policy", "second", { name: "second", role: lease, policy: allowing("s3:GetObject") }),
      ],
      `error permissions-changed ${lease}`,
    ),
    one(
      "an Allow within the guard",
      inGuard((text) =>
        edited(text, (statements) => [...statements, { Effect: "Allow", Action: "s3:*", Resource: "*" }]),
      ),
      `error permissions-changed ${lease}`,
    ),
    one(
      "a managed policy attached",
      [
        (cloud) => role(cloud).attached.add(administrator),
        (aws) => aws.add("aws_iam_role_policy_attachment", "second", { role: lease, policy_arn: administrator }),
      ],
      `error permissions-changed ${lease}`,
    ),
    one(
      "a managed policy detached",
      [(cloud) => role(cloud).attached.delete(reading)],
      `error permissions-changed ${lease}`,
    ),
    one(
      "the footprint detached",
      [
        (cloud) => role(cloud).attached.delete(`arn:aws:iam::${account}:policy/leasehold/acme/leasehold-acme-operator`),
        // A refresh finds it gone from the list of all too.
        (aws) =>
          aws
            .remove("aws_iam_role_policy_attachment.first_operator")
            .set("aws_iam_role_policy_attachments_exclusive.first", (values) => ({
              ...values,
              policy_arns: [reading],
            })),
      ],
      `error permissions-changed ${lease}`,
    ),
    one(
      "the footprint's document widened",
      [
        ({ aws }) => {
          const [arn = "", text = ""] = [...aws.policies][0] ?? [];
          aws.policies.set(arn, text.replace("ec2:StartInstances", "ec2:*"));
        },
        (aws) => aws.edit("aws_iam_policy.operator", "policy", (text) => text.replace("ec2:StartInstances", "ec2:*")),
      ],
      "error permissions-changed leasehold-acme-operator",
    ),
    one(
      "the exclusive management of inline policies let go",
      [
        undefined,
        (aws) =>
          aws.set("aws_iam_role_policies_exclusive.first", (values) => ({ ...values, policy_names: [guard, "mine"] })),
      ],
      `error permissions-changed ${lease}`,
    ),

    one(
      "longer sessions",
      [
        (cloud) => {
          role(cloud).session = 43_200;
        },
        ofRole((values) => ({ ...values, max_session_duration: 43_200 })),
      ],
      `error session-changed ${lease}`,
    ),
    one(
      "the boundary removed",
      [
        (cloud) => {
          delete role(cloud).boundary;
        },
        ofRole(({ permissions_boundary: _, ...values }) => values),
      ],
      `error boundary-removed ${lease}`,
    ),
    one(
      "the boundary emptied",
      [undefined, ofRole((values) => ({ ...values, permissions_boundary: "" }))],
      `error boundary-removed ${lease}`,
    ),
    one(
      "the boundary exchanged",
      [
        (cloud) => {
          role(cloud).boundary = administrator;
        },
        ofRole((values) => ({ ...values, permissions_boundary: administrator })),
      ],
      `error boundary-removed ${lease}`,
    ),
    ...(["owner", "platform-owner", "business-owner"] as const).flatMap((name) => [
      one(`the tag ${name} changed`, tag(`leasehold:${name}`, "x"), `error owner-changed ${lease}`),
      one(`the tag ${name} removed`, tag(`leasehold:${name}`, undefined), `error owner-changed ${lease}`),
    ]),
    one("the company's owner tag changed", tag("team", "x"), `error owner-changed ${lease}`),
    one("the company's owner tag removed", tag("team", undefined), `error owner-changed ${lease}`),
    one("the tag approvers changed", tag("leasehold:approvers", "x"), `error approval-changed ${lease}`),
    one("the tag approvers removed", tag("leasehold:approvers", undefined), `error approval-changed ${lease}`),
    one("the tag max-ttl changed", tag("leasehold:max-ttl", "P7D"), `error maximum-changed ${lease}`),
    one("the tag max-ttl removed", tag("leasehold:max-ttl", undefined), `error maximum-changed ${lease}`),
    ...["estate", "role", "grant", "sensitivity", "ends", "digest"].flatMap((name) => [
      one(`the tag ${name} changed`, tag(`leasehold:${name}`, "x"), `error digest-mismatch ${lease}`),
      one(`the tag ${name} removed`, tag(`leasehold:${name}`, undefined), `error digest-mismatch ${lease}`),
    ]),
    nothing("a tag of somebody else", ...tag("CostCenter", "4711")),

    one(
      "a lease role deleted",
      [
        ({ aws }) => aws.roles.delete(lease),
        (aws) =>
          aws.remove(
            "aws_iam_role.first",
            "aws_iam_role_policy.first",
            "aws_iam_role_policy_attachment.first_operator",
            "aws_iam_role_policies_exclusive.first",
            "aws_iam_role_policy_attachments_exclusive.first",
            "aws_iam_role_policy_attachment.first_aws_AmazonDynamoDBReadOnlyAccess",
          ),
      ],
      `error lease-missing ${lease}`,
    ),
    { ...nothing("a lease role deleted after its end", ({ aws }) => aws.roles.delete(lease)), now: after },
  ]);
});
