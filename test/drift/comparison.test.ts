import { describe, expect, it } from "vitest";
import { drift } from "../../src/drift/drift";
import type { Found } from "../../src/drift/found";
import { Declared } from "../../src/expect/declared";
import type { Json } from "../../src/terraform/json";
import { at, estateWith } from "../helpers/estate";
import { foundOf, Touched } from "./landscape";

const boundary = "arn:aws:iam::111122223333:policy/limits";
const estate = estateWith(`
targets: { prod: { aws: { permissionsBoundary: "${boundary}" } } }
grants:
  first: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h }
  pipeline: { role: operator, identity: deploy, start: 2026-11-23T09:00:00Z, ttl: 1h }
  repair: { role: operator, identity: bot, task: restart, start: 2026-11-23T09:00:00Z, ttl: 30m }
  later: { role: operator, identity: dana, start: 2026-11-24T09:00:00Z, ttl: 2h }
  viewing: { role: viewer, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h }`);
const declared = [new Declared(estate)];
const inside = at("2026-11-23T09:10:00Z");
const after = at("2026-11-23T12:00:00Z");
const administrator = "arn:aws:iam::aws:policy/AdministratorAccess";

const found = (change: (account: Touched, project: Touched) => unknown = () => undefined): readonly Found[] => {
  const places = foundOf(estate).map((one) => new Touched(one));
  const of = (container: string) => {
    const one = places.find(({ found: { container: own } }) => own === container);
    if (!one) throw new Error(container);
    return one;
  };
  change(of("111122223333"), of("acme-prod"));
  return places.map((one) => one.now);
};
const judged = (change: Parameters<typeof found>[0], now = inside) => drift({ declared, found: found(change), now });
const said = (change: Parameters<typeof found>[0], now = inside): readonly string[] =>
  judged(change, now).findings.map(
    ({ severity, rule, principal = "" }) => `${severity} ${rule} ${principal.split(/[/]/).at(-1)}`,
  );

const role = "aws_iam_role.first";
const guard = "aws_iam_role_policy.first";
const attachment = "aws_iam_role_policy_attachment.first_operator";
const binding = "google_project_iam_member.viewing_cloudsql_viewer";
const lease = "leasehold-acme-first";
const dana = "user:dana@acme.example";
const document = (...statements: readonly Json[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const condition = (values: Record<string, Json>, change: (text: string) => string, name = "expression") => ({
  ...values,
  condition: {
    ...(values.condition as object),
    [name]: change(String((values.condition as Record<string, Json>)[name])),
  },
});
const edited = (text: string, change: (statements: { [key: string]: Json }[]) => Json): string => {
  const { Statement, ...rest } = JSON.parse(text);
  return JSON.stringify({ ...rest, Statement: change(Statement) });
};

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

type Change = NonNullable<Parameters<typeof found>[0]>;

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

describe("what says the same in other words", () => {
  const policies = ["assume_role_policy", "policy"] as const;
  const everywhere =
    (change: (text: string) => string): Change =>
    (aws) => {
      aws.edit(role, policies[0], change);
      for (const one of [guard, "aws_iam_policy.operator"]) aws.edit(one, policies[1], change);
    };
  const deep = (change: (value: Json, key: string) => Json) => (text: string) =>
    JSON.stringify(JSON.parse(text, (key, value) => change(value, key)));

  it.each<[string, (text: string) => string]>([
    ["white space", (text) => JSON.stringify(JSON.parse(text), undefined, 4)],
    ["the order of statements", (text) => edited(text, (statements) => [...statements].reverse())],
    ["the order of lists", deep((value) => (Array.isArray(value) ? [...value].reverse() : value))],
    [
      "the order of keys",
      deep((value) => (isMap(value) ? Object.fromEntries(Object.entries(value).reverse()) : value)),
    ],
    [
      "a list of one for a text",
      deep((value, key) => ((key === "Action" || key === "Resource") && typeof value === "string" ? [value] : value)),
    ],
    [
      "a text for a list of one",
      deep((value) => (Array.isArray(value) && value.length === 1 && typeof value[0] === "string" ? value[0] : value)),
    ],
    [
      "a statement alone",
      (text) => {
        const whole = JSON.parse(text);
        return JSON.stringify(whole.Statement.length === 1 ? { ...whole, Statement: whole.Statement[0] } : whole);
      },
    ],
    [
      "the case of actions",
      deep((value, key) =>
        key === "Action" || key === "NotAction" ? [value].flat().map((one) => String(one).toUpperCase()) : value,
      ),
    ],
    ["the names of statements", deep((value, key) => (key === "Sid" ? `${value}x` : value))],
    [
      "another spelling of the dates",
      (text) => text.replaceAll("T09:00:00Z", "T10:00:00+01:00").replaceAll("T10:00:00Z", "T10:00Z"),
    ],
    ["the case of condition keys", (text) => text.replaceAll("aws:CurrentTime", "AWS:currenttime")],
    [
      "an empty condition",
      (text) => edited(text, (statements) => statements.map((one) => ({ Condition: {}, ...one }))),
    ],
    ["a statement twice", (text) => edited(text, (statements) => [...statements, ...statements])],
  ])("by %s is the same", (_, change) => {
    expect(said(everywhere(change))).toEqual([]);
  });

  it("in CEL is the same", () => {
    expect(
      said((_, gcp) =>
        gcp.set(binding, (values) => condition(values, (text) => ` ${text.split(" && ").reverse().join("  &&\n")} `)),
      ),
    ).toEqual([]);
  });

  it("under another title is the same", () => {
    expect(said((_, gcp) => gcp.set(binding, (values) => condition(values, () => "mine", "title")))).toEqual([]);
  });

  it("of a member in capitals is the same", () => {
    expect(said((_, gcp) => gcp.set(binding, (values) => ({ ...values, member: "user:Dana@ACME.example" })))).toEqual(
      [],
    );
  });
});

const isMap = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);
