import { describe, expect, it } from "vitest";
import { ofKind } from "../../../src/facts/fact";
import { accessIn, account, deny, facts, inline, later, ourselves, resource, role, trusting } from "./landscape";

const end = "2026-11-23T10:30:00Z";
const person = [trusting.aws(`arn:aws:iam::${account}:user/dana`)];
const given = (name: string, more = {}) =>
  resource("aws_eks_access_policy_association", "a", {
    cluster_name: "orders",
    policy_arn: `arn:aws:eks::aws:cluster-access-policy/${name}`,
    principal_arn: `arn:aws:iam::${account}:role/ops`,
    access_scope: [{ type: "cluster" }],
    ...more,
  });

describe("an access policy of a cluster", () => {
  it.each([
    ["AmazonEKSClusterAdminPolicy", "administrative, standing"],
    ["AmazonEKSAdminPolicy", "escalation, standing"],
    ["AmazonEKSEditPolicy", "credential-exposure, standing"],
    ["AmazonEKSViewPolicy", "read, standing"],
    ["AmazonEKSNewerThanTheDataPolicy", "?, indeterminate"],
  ])("%s", (name, said) => {
    expect(accessIn(ourselves, role("ops", person), given(name))).toEqual([
      `aws_eks_access_policy_association.a: person aws_iam_role.ops: ${said}`,
    ]);
  });

  it("is none of the whole cluster within namespaces", () => {
    const within = given("AmazonEKSClusterAdminPolicy", { access_scope: [{ type: "namespace", namespaces: ["app"] }] });
    const [fact] = ofKind(facts(ourselves, role("ops", person), within), "access");
    expect(fact).toMatchObject({ privilege: "escalation", scope: { text: "cluster orders, namespaces app" } });
  });

  it("is not ended by a guard, since nothing can deny a role to say who it is", () => {
    const guard = inline("ops", [deny("*", { DateGreaterThanEquals: { "aws:CurrentTime": end } })]);
    expect(accessIn(ourselves, role("ops", person), guard, given("AmazonEKSClusterAdminPolicy"))).toEqual([
      "aws_eks_access_policy_association.a: person aws_iam_role.ops: administrative, standing",
    ]);
  });

  it("ends with the role's trust and its last session", () => {
    const trust = [trusting.aws(`arn:aws:iam::${account}:user/dana`, { DateLessThan: { "aws:CurrentTime": end } })];
    const [fact] = ofKind(facts(ourselves, role("ops", trust), given("AmazonEKSClusterAdminPolicy")), "access");
    expect(fact?.bound).toMatchObject({ kind: "leased", until: Date.parse(end) / 1000 + 12 * 3600 });
  });

  it.each([
    [
      "a role that is only named",
      `arn:aws:iam::${account}:role/elsewhere`,
      `unknown arn:aws:iam::${account}:role/elsewhere`,
    ],
    ["a role of another account", "arn:aws:iam::999988887777:role/x", "foreign arn:aws:iam::999988887777:role/x"],
    ["a reference", later("aws_iam_role.ops.arn"), "person aws_iam_role.ops"],
  ])("goes to %s", (_, principal_arn, who) => {
    expect(accessIn(ourselves, role("ops", person), given("AmazonEKSClusterAdminPolicy", { principal_arn }))).toEqual([
      `aws_eks_access_policy_association.a: ${who}: administrative, standing`,
    ]);
  });
});

describe("an access entry", () => {
  const entry = (more = {}) =>
    resource("aws_eks_access_entry", "e", {
      cluster_name: "orders",
      principal_arn: `arn:aws:iam::${account}:role/ops`,
      ...more,
    });

  it("gives nothing by itself", () => {
    expect(accessIn(ourselves, role("ops", person), entry())).toEqual([]);
    expect(
      accessIn(ourselves, role("ops", person), entry({ type: "EC2_LINUX", kubernetes_groups: ["system:nodes"] })),
    ).toEqual([]);
  });

  it("gives what the cluster gives to its groups, which cannot be told", () => {
    expect(accessIn(ourselves, role("ops", person), entry({ kubernetes_groups: ["operators"] }))).toEqual([
      "aws_eks_access_entry.e: person aws_iam_role.ops: ?, indeterminate",
    ]);
  });
});
