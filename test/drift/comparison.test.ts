import { describe, expect, it } from "vitest";
import { at } from "../helpers/estate";
import {
  administrator,
  after,
  attachment,
  binding,
  type Change,
  condition,
  dana,
  document,
  edited,
  guard,
  inside,
  lease,
  role,
  said,
} from "./applied";

describe("what was applied and left alone", () => {
  it.each([
    ["inside the windows", inside],
    ["before them", at("2026-11-23T08:00:00Z")],
    ["after some of them", after],
  ])("gives no finding %s", (_, now) => {
    expect(said(undefined, now)).toEqual([]);
  });

  it("is due for pruning twelve hours after the end, and not before", () => {
    expect(said(undefined, at("2026-11-23T21:29:59Z"))).toEqual([]);
    expect(said(undefined, at("2026-11-23T22:00:00Z"))).toEqual([
      `warning prune-due ${dana}`,
      `warning prune-due ${lease}`,
      "warning prune-due leasehold-acme-pipeline",
      "warning prune-due leasehold-acme-repair",
    ]);
  });
});

describe("one change behind Terraform's back gives one finding", () => {
  it.each<[string, Change, string, number?]>([
    [
      "an administrator policy on a user",
      (aws) =>
        aws
          .add("aws_iam_user", "mallory", { name: "mallory", arn: "arn:aws:iam::111122223333:user/mallory" })
          .add("aws_iam_user_policy_attachment", "mallory", { user: "mallory", policy_arn: administrator }),
      "error undeclared-access mallory",
    ],
    [
      "an administrator policy on the user of a declared person",
      (aws) =>
        aws
          .add("aws_iam_user", "dana", { name: "dana", arn: "arn:aws:iam::111122223333:user/dana" })
          .add("aws_iam_user_policy_attachment", "dana", { user: "dana", policy_arn: administrator }),
      "error undeclared-access dana",
    ],
    [
      "an access key",
      (aws) =>
        aws
          .add("aws_iam_user", "mallory", { name: "mallory", arn: "arn:aws:iam::111122223333:user/mallory" })
          .add("aws_iam_access_key", "mallory", { user: "mallory", status: "Active" }),
      "error static-credential-live mallory",
    ],
    [
      "an administrator policy on a role that people assume",
      (aws) =>
        aws
          .add("aws_iam_role", "backdoor", {
            name: "backdoor",
            arn: "arn:aws:iam::111122223333:role/backdoor",
            assume_role_policy: document({
              Effect: "Allow",
              Principal: { AWS: "arn:aws:iam::111122223333:user/dana" },
              Action: "sts:AssumeRole",
            }),
          })
          .add("aws_iam_role_policy_attachment", "backdoor", { role: "backdoor", policy_arn: administrator }),
      "error undeclared-access backdoor",
    ],
    [
      "a second inline policy",
      (aws) =>
        aws.add("aws_iam_role_policy", "second", {
          name: "second",
          role: lease,
          policy: document({ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }),
        }),
      `error permissions-changed ${lease}`,
    ],
    [
      "another attachment",
      (aws) => aws.add("aws_iam_role_policy_attachment", "second", { role: lease, policy_arn: administrator }),
      `error permissions-changed ${lease}`,
    ],
    ["an attachment gone", (aws) => aws.remove(attachment), `error permissions-changed ${lease}`],
    [
      "the document of a role's policy",
      (aws) => aws.edit("aws_iam_policy.operator", "policy", (text) => text.replace("ec2:StartInstances", "ec2:*")),
      "error permissions-changed leasehold-acme-operator",
    ],
    [
      "a role's policy gone with its attachments",
      (aws) =>
        aws.remove(
          "aws_iam_policy.operator",
          attachment,
          "aws_iam_role_policy_attachment.pipeline_operator",
          "aws_iam_role_policy_attachment.later_operator",
        ),
      "error permissions-changed leasehold-acme-operator",
    ],
    [
      "a later end in the trust policy",
      (aws) => aws.edit(role, "assume_role_policy", (text) => text.replace("T10:00:00Z", "T20:00:00Z")),
      `error bound-changed ${lease}`,
    ],
    [
      "an earlier end in the trust policy",
      (aws) => aws.edit(role, "assume_role_policy", (text) => text.replace("T10:00:00Z", "T09:30:00Z")),
      `warning bound-changed ${lease}`,
    ],
    [
      "no end in the trust policy",
      (aws) => aws.edit(role, "assume_role_policy", (text) => edited(text, ([one]) => [{ ...one, Condition: {} }])),
      `error bound-changed ${lease}`,
    ],
    [
      "an end that AWS cannot read",
      (aws) => aws.edit(role, "assume_role_policy", (text) => text.replace("2026-11-23T10:00:00Z", "2026-11-31")),
      `error bound-changed ${lease}`,
    ],
    [
      "a later end in the guard",
      (aws) => aws.edit(guard, "policy", (text) => text.replace("T10:00:00Z", "T11:00:00Z")),
      `error bound-changed ${lease}`,
    ],
    [
      "an earlier end in the guard",
      (aws) => aws.edit(guard, "policy", (text) => text.replace("T10:00:00Z", "T09:30:00Z")),
      `warning bound-changed ${lease}`,
    ],
    [
      "a later end in both",
      (aws) =>
        aws
          .edit(role, "assume_role_policy", (text) => text.replace("T10:00:00Z", "T11:00:00Z"))
          .edit(guard, "policy", (text) => text.replace("T10:00:00Z", "T11:00:00Z")),
      `error bound-changed ${lease}`,
    ],
    [
      "another principal in the trust policy",
      (aws) => aws.edit(role, "assume_role_policy", (text) => text.replace("user/dana", "user/mallory")),
      `error trust-changed ${lease}`,
    ],
    [
      "a further statement in the trust policy",
      (aws) =>
        aws.edit(role, "assume_role_policy", (text) =>
          edited(text, (statements) => [
            ...statements,
            { Effect: "Allow", Principal: { AWS: "arn:aws:iam::999988887777:root" }, Action: "sts:AssumeRole" },
          ]),
        ),
      `error trust-changed ${lease}`,
    ],
    [
      "a trust policy that is none",
      (aws) => aws.edit(role, "assume_role_policy", () => "{"),
      `error trust-changed ${lease}`,
    ],
    ["the guard gone", (aws) => aws.remove(guard), `error guard-removed ${lease}`],
    [
      "the guard without its end",
      (aws) =>
        aws.edit(guard, "policy", (text) =>
          edited(text, (statements) => statements.filter(({ Sid }) => Sid !== "FromEnd")),
        ),
      `error guard-removed ${lease}`,
    ],
    [
      "the guard without a persistence action",
      (aws) =>
        aws.edit(guard, "policy", (text) =>
          text.replace('"iam:Create*"', '"iam:CreateServiceLinkedRole"').replace('"acm-pca:Put*",', ""),
        ),
      `error guard-removed ${lease}`,
    ],
    ["a guard that is no policy", (aws) => aws.edit(guard, "policy", () => "[]"), `error guard-removed ${lease}`],
    ["the guard gone, after the end", (aws) => aws.remove(guard), `error lease-outlived ${lease}`, after],
    [
      "a later end in both, after the declared end",
      (aws) =>
        aws
          .edit(role, "assume_role_policy", (text) => text.replace("T10:00:00Z", "T20:00:00Z"))
          .edit(guard, "policy", (text) => text.replace("T10:00:00Z", "T20:00:00Z")),
      `error lease-outlived ${lease}`,
      after,
    ],
    [
      "an owner tag changed",
      (aws) => aws.tags(role, (tags) => ({ ...tags, "leasehold:owner": "platform" })),
      `error owner-changed ${lease}`,
    ],
    [
      "an owner tag removed",
      (aws) => aws.tags(role, ({ "leasehold:business-owner": _, ...tags }) => tags),
      `error owner-changed ${lease}`,
    ],
    [
      "the company's owner tag and leasehold's",
      (aws) => aws.tags(role, (tags) => ({ ...tags, team: "x", "leasehold:platform-owner": "x" })),
      `error owner-changed ${lease}`,
    ],
    [
      "approvers",
      (aws) => aws.tags(role, (tags) => ({ ...tags, "leasehold:approvers": "" })),
      `error approval-changed ${lease}`,
    ],
    [
      "the maximum",
      (aws) => aws.tags(role, (tags) => ({ ...tags, "leasehold:max-ttl": "P7D" })),
      `error maximum-changed ${lease}`,
    ],
    [
      "the maximum, and the digest with it",
      (aws) => aws.tags(role, (tags) => ({ ...tags, "leasehold:max-ttl": "P7D", "leasehold:digest": "0" })),
      `error maximum-changed ${lease}`,
    ],
    [
      "the digest",
      (aws) => aws.tags(role, (tags) => ({ ...tags, "leasehold:digest": "0" })),
      `error digest-mismatch ${lease}`,
    ],
    [
      "the end in the tags",
      (aws) => aws.tags(role, (tags) => ({ ...tags, "leasehold:ends": "2027-01-01T00:00:00Z" })),
      `error digest-mismatch ${lease}`,
    ],
    [
      "the owner of a role's policy",
      (aws) => aws.tags("aws_iam_policy.operator", (tags) => ({ ...tags, "leasehold:owner": "x" })),
      "error owner-changed leasehold-acme-operator",
    ],
    [
      "the session",
      (aws) => aws.set(role, (values) => ({ ...values, max_session_duration: 43_200 })),
      `error session-changed ${lease}`,
    ],
    [
      "the boundary gone",
      (aws) => aws.set(role, ({ permissions_boundary: _, ...values }) => values),
      `error boundary-removed ${lease}`,
    ],
    [
      "another boundary",
      (aws) => aws.set(role, (values) => ({ ...values, permissions_boundary: administrator })),
      `error boundary-removed ${lease}`,
    ],
    ["the role deleted", (aws) => aws.remove(role, guard, attachment), `error lease-missing ${lease}`],
    [
      "a binding deleted",
      (_, gcp) =>
        gcp.remove(binding).add("google_project_iam_member", "other", {
          project: "acme-prod",
          role: "roles/browser",
          member: dana,
          condition: [],
        }),
      `error lease-missing ${dana}`,
    ],
    [
      "a later end of a binding",
      (_, gcp) => gcp.set(binding, (values) => condition(values, (text) => text.replace("T10:00:00Z", "T20:00:00Z"))),
      `error bound-changed ${dana}`,
    ],
    [
      "an earlier end of a binding",
      (_, gcp) => gcp.set(binding, (values) => condition(values, (text) => text.replace("T10:00:00Z", "T09:30:00Z"))),
      `warning bound-changed ${dana}`,
    ],
    [
      "a binding without its condition",
      (_, gcp) => gcp.set(binding, ({ condition: _condition, ...values }) => values),
      `error bound-changed ${dana}`,
    ],
    [
      "a binding without its condition, after the end",
      (_, gcp) => gcp.set(binding, ({ condition: _condition, ...values }) => values),
      `error lease-outlived ${dana}`,
      after,
    ],
    [
      "a binding of somebody else",
      (_, gcp) => gcp.set(binding, (values) => ({ ...values, member: "user:mallory@acme.example" })),
      "error trust-changed user:mallory@acme.example",
    ],
    [
      "another role in a binding",
      (_, gcp) => gcp.set(binding, (values) => ({ ...values, role: "roles/cloudsql.admin" })),
      `error permissions-changed ${dana}`,
    ],
    [
      "the owner of a binding",
      (_, gcp) =>
        gcp.set(binding, (values) => condition(values, (text) => text.replace("payments", "platform"), "description")),
      `error owner-changed ${dana}`,
    ],
    [
      "the digest of a binding",
      (_, gcp) =>
        gcp.set(binding, (values) => condition(values, (text) => text.replace(/[0-9a-f]{32}/, "0"), "description")),
      `error digest-mismatch ${dana}`,
    ],
    [
      "the owner of a project",
      (_, gcp) =>
        gcp.add("google_project_iam_member", "owner", {
          project: "acme-prod",
          role: "roles/owner",
          member: "user:mallory@acme.example",
          condition: [],
        }),
      "error undeclared-access user:mallory@acme.example",
    ],
    [
      "an unconditional binding beside the lease",
      (_, gcp) =>
        gcp.add("google_project_iam_member", "beside", {
          project: "acme-prod",
          role: "roles/cloudsql.viewer",
          member: dana,
          condition: [],
        }),
      `error undeclared-access ${dana}`,
    ],
  ])("%s", (_, change, expected, now = inside) => {
    expect(said(change, now)).toEqual([expected]);
  });
});

describe("two causes", () => {
  it("on one role give two findings", () => {
    const change: Change = (aws) =>
      aws.remove(guard).add("aws_iam_role_policy_attachment", "second", { role: lease, policy_arn: administrator });
    expect(said(change)).toEqual([`error guard-removed ${lease}`, `error permissions-changed ${lease}`]);
  });

  it("in its tags give two findings, and the digest none", () => {
    const change: Change = (aws) =>
      aws.tags(role, (tags) => ({
        ...tags,
        "leasehold:owner": "x",
        "leasehold:approvers": "x",
        "leasehold:digest": "x",
      }));
    expect(said(change)).toEqual([`error approval-changed ${lease}`, `error owner-changed ${lease}`]);
  });
});
