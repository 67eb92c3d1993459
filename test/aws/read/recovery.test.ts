import { describe, expect, it } from "vitest";
import {
  accessIn,
  account,
  allow,
  data,
  deny,
  later,
  ourselves,
  type Parts,
  policy,
  raw,
  resource,
  role,
  trustIn,
  trusting,
} from "./landscape";

const person = [trusting.aws(`arn:aws:iam::${account}:user/dana`)];
const own = (document: ReturnType<typeof later>) =>
  resource("aws_iam_role_policy", "own", { role: "deploy", policy: document });
const read = (document: ReturnType<typeof later>, ...parts: Parts) =>
  accessIn(ourselves, role("deploy", person), own(document), ...parts).map((said) => said.split(": ").at(-1));
const statement = (given: object) => ({ effect: "Allow", actions: ["s3:GetObject"], resources: ["*"], ...given });
const document = (name: string, given: object) => data("aws_iam_policy_document", name, given as never);
const end = "2026-11-23T10:30:00Z";

describe("raw text of a JSON configuration", () => {
  it("is read with what is not known in it", () => {
    expect(read(raw(policy(allow("s3:GetObject", "${aws_s3_bucket.logs.arn}/*"))))).toEqual(["data, standing"]);
    expect(read(raw(policy(allow("${local.action}"))))).toEqual(["?, standing"]);
    expect(read(raw(policy(allow("*"), deny("*", { DateGreaterThanEquals: { "aws:CurrentTime": end } }))))).toEqual([
      "administrative, leased",
    ]);
  });

  it("takes no end that is not known for one", () => {
    expect(
      read(raw(policy(allow("*"), deny("*", { DateGreaterThanEquals: { "aws:CurrentTime": "${local.end}" } })))),
    ).toEqual(["administrative, standing"]);
    expect(read(raw(policy(allow("*", "*", { DateLessThan: { "aws:CurrentTime": "${local.end}" } }))))).toEqual([
      "administrative, indeterminate",
    ]);
  });

  it("keeps the variables of policies, which stand with a doubled sign", () => {
    expect(read(raw(policy(allow("s3:GetObject", "arn:aws:s3:::${aws_s3_bucket.b.id}/$${aws:username}"))))).toEqual([
      "data, standing",
    ]);
  });

  it("is followed where it is one reference", () => {
    expect(read(raw("${data.aws_iam_policy_document.d.json}"), document("d", { statement: [statement({})] }))).toEqual([
      "data, standing",
    ]);
  });
});

describe("a deferred policy document", () => {
  const from = later("data.aws_iam_policy_document.d.json", "data.aws_iam_policy_document.d");

  it.each([
    ["one statement", { statement: [statement({})] }, ["data, standing"]],
    [
      "resources that are not known",
      { statement: [statement({ resources: later("aws_s3_bucket.b.arn") })] },
      ["data, standing"],
    ],
    ["actions that are not known", { statement: [statement({ actions: later("local.actions") })] }, ["?, standing"]],
    ["everything but", { statement: [{ not_actions: ["iam:*"], resources: ["*"] }] }, ["administrative, standing"]],
    [
      "an end",
      { statement: [statement({ condition: [{ test: "DateLessThan", variable: "aws:CurrentTime", values: [end] }] })] },
      ["data, leased"],
    ],
    [
      "an end that is not known",
      {
        statement: [
          statement({ condition: [{ test: "DateLessThan", variable: "aws:CurrentTime", values: later("local.end") }] }),
        ],
      },
      ["data, indeterminate"],
    ],
    [
      "a Deny whose condition is not known",
      { statement: [statement({}), { effect: "Deny", actions: ["*"], resources: ["*"], condition: later("local.c") }] },
      ["data, standing"],
    ],
    ["a Deny", { statement: [statement({}), { effect: "Deny", actions: ["s3:*"], resources: ["*"] }] }, []],
    ["statements that are not known", { statement: later("local.all") }, ["?, indeterminate"]],
  ] as const)("with %s", (_, given, expected) => {
    const found = read(from, document("d", given));
    if (_ === "a Deny whose condition is not known") expect(found).toContain("data, standing");
    else expect(found).toEqual(expected);
  });

  it("holds its sources and overrides", () => {
    const source = document("s", { statement: [statement({ actions: ["iam:PassRole"] })] });
    const merged = document("d", {
      statement: [statement({})],
      source_policy_documents: later("data.aws_iam_policy_document.s.json"),
      override_policy_documents: [policy(allow("ec2:StartInstances"))],
    });
    expect(read(from, source, merged)).toEqual(["escalation, standing"]);
  });

  it("does not take for certain what an override may replace", () => {
    const merged = document("d", {
      statement: [statement({}), { sid: "Guard", effect: "Deny", actions: ["*"], resources: ["*"] }],
      override_policy_documents: [JSON.stringify({ Statement: { Sid: "Guard", ...allow("ec2:StartInstances") } })],
    });
    expect(read(from, merged)).toEqual(["data, standing"]);
  });

  it("makes a trust policy whose principals are roles that are yet to be made", () => {
    const trust = document("t", {
      statement: [
        {
          actions: ["sts:AssumeRole"],
          principals: [{ type: "AWS", identifiers: later("aws_iam_role.base.arn", "aws_iam_role.base") }],
        },
      ],
    });
    const base = role("base", [trusting.service("ec2.amazonaws.com")]);
    const deploy = role("deploy", later("data.aws_iam_policy_document.t.json"));
    const given = resource("aws_iam_role_policy", "own", { role: "deploy", policy: policy(allow("s3:GetObject")) });
    expect(accessIn(base, trust, deploy, given)).toEqual([
      "aws_iam_role_policy.own: service aws_iam_role.deploy: data, standing",
    ]);
  });

  it.each([
    ["are not known", { principals: later("local.whom") }],
    ["were lost", {}],
    ["are of a type that there is not", { principals: [{ type: "Federate", identifiers: ["x"] }] }],
  ])("makes a trust that lets somebody federate in where its principals %s", (_, given) => {
    const trust = document("t", { statement: [{ actions: ["sts:AssumeRoleWithWebIdentity"], ...given }] });
    const [said] = trustIn(ourselves, trust, role("deploy", later("data.aws_iam_policy_document.t.json")));
    expect(said).toMatch(/^federated .*: standing, aud missing, sub missing$/);
  });

  it("makes the trust of a cluster's pods whose issuer is known only after apply", () => {
    const trust = document("t", {
      statement: [
        {
          actions: ["sts:AssumeRoleWithWebIdentity"],
          principals: [{ type: "Federated", identifiers: later("aws_iam_openid_connect_provider.eks.arn") }],
          condition: [
            {
              test: "StringEquals",
              variable: later("aws_iam_openid_connect_provider.eks.url"),
              values: ["system:serviceaccount:app:api"],
            },
            {
              test: "StringEquals",
              variable: later("aws_iam_openid_connect_provider.eks.url"),
              values: ["sts.amazonaws.com"],
            },
          ],
        },
      ],
    });
    const provider = resource("aws_iam_openid_connect_provider", "eks", {
      url: later("aws_eks_cluster.c.identity"),
      client_id_list: ["sts.amazonaws.com"],
    });
    const deploy = role("deploy", later("data.aws_iam_policy_document.t.json"));
    const given = resource("aws_iam_role_policy", "own", { role: "deploy", policy: policy(allow("s3:GetObject")) });
    expect(accessIn(ourselves, provider, trust, deploy, given)).toEqual([
      "aws_iam_role_policy.own: service aws_iam_role.deploy: data, standing",
    ]);
  });
});

describe("what cannot be recovered", () => {
  it.each([
    ["text built of unknown parts", later("aws_s3_bucket.b.arn", "aws_s3_bucket.b")],
    ["text that refers to nothing", later()],
    ["a document that is not in the plan", later("data.aws_iam_policy_document.gone.json")],
  ])("is in doubt: %s", (_, text) => {
    expect(read(text)).toEqual(["?, indeterminate"]);
  });

  it("is one of several documents: what they allow counts, what they deny does not", () => {
    const a = document("a", { statement: [statement({})] });
    const b = document("b", { statement: [{ effect: "Deny", actions: ["*"], resources: ["*"] }] });
    const found = read(later("data.aws_iam_policy_document.a.json", "data.aws_iam_policy_document.b.json"), a, b);
    expect(found).toEqual(["data, indeterminate"]);
  });
});
