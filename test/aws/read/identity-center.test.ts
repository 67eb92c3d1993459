import { describe, expect, it } from "vitest";
import { ofKind } from "../../../src/facts/fact";
import { accessIn, allow, data, deny, facts, later, ourselves, policy, resource } from "./landscape";

const instance_arn = "arn:aws:sso:::instance/ssoins-1";
const setArn = `${instance_arn.replace("instance", "permissionSet")}/ps-1`;
const target = "444455556666";
const set = (more = {}, computed = {}) =>
  resource("aws_ssoadmin_permission_set", "ops", { name: "Operator", instance_arn, ...more }, { computed });
const of = later("aws_ssoadmin_permission_set.ops.arn", "aws_ssoadmin_permission_set.ops");
const inline = (statements: readonly unknown[], permission_set_arn: unknown = of) =>
  resource("aws_ssoadmin_permission_set_inline_policy", "ops", {
    instance_arn,
    permission_set_arn: permission_set_arn as string,
    inline_policy: policy(...statements),
  });
const managed = resource("aws_ssoadmin_managed_policy_attachment", "admin", {
  instance_arn,
  permission_set_arn: of,
  managed_policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess",
});
const assignment = (more = {}) =>
  resource("aws_ssoadmin_account_assignment", "dana", {
    instance_arn,
    permission_set_arn: of,
    principal_id: "9067c6dd",
    principal_type: "USER",
    target_id: target,
    target_type: "AWS_ACCOUNT",
    ...more,
  });

describe("an assignment", () => {
  it("grants what its permission set holds, in the account that it names", () => {
    const [fact, ...others] = ofKind(
      facts(ourselves, set({ session_duration: "PT8H" }), managed, inline([allow("s3:GetObject")]), assignment()),
      "access",
    );
    expect(others).toEqual([]);
    expect(fact).toMatchObject({
      principal: { kind: "person", name: "user 9067c6dd of Identity Center" },
      privilege: "administrative",
      bound: { kind: "standing" },
      session: { maximum: 8 * 3600 },
      scope: { container: target, text: `account ${target}` },
    });
    expect(fact?.from.addresses).toEqual([
      "aws_ssoadmin_account_assignment.dana",
      "aws_ssoadmin_managed_policy_attachment.admin",
      "aws_ssoadmin_permission_set.ops",
      "aws_ssoadmin_permission_set_inline_policy.ops",
    ]);
  });

  it("ends where a Deny of its inline policy ends it", () => {
    const guard = inline([deny("*", { DateGreaterThanEquals: { "aws:CurrentTime": "2026-11-23T10:30:00Z" } })]);
    expect(accessIn(ourselves, set(), managed, guard, assignment())).toEqual([
      "aws_ssoadmin_account_assignment.dana: person user 9067c6dd of Identity Center: administrative, leased",
    ]);
  });

  it("is joined by the ARN of the set too", () => {
    const known = set({}, { arn: setArn });
    expect(
      accessIn(ourselves, known, inline([allow("s3:GetObject")], setArn), assignment({ permission_set_arn: setArn })),
    ).toEqual(["aws_ssoadmin_account_assignment.dana: person user 9067c6dd of Identity Center: data, standing"]);
  });

  it("is within the boundary of its set", () => {
    const boundary = resource("aws_ssoadmin_permissions_boundary_attachment", "b", {
      instance_arn,
      permission_set_arn: of,
      permissions_boundary: [{ managed_policy_arn: "arn:aws:iam::aws:policy/AmazonEC2ReadOnlyAccess" }],
    });
    expect(
      accessIn(ourselves, set(), inline([allow("iam:*"), allow("ec2:DescribeInstances")]), boundary, assignment()),
    ).toEqual(["aws_ssoadmin_account_assignment.dana: person user 9067c6dd of Identity Center: read, standing"]);
  });

  it("names people and groups of the directory, and who is in them", () => {
    const group = resource("aws_identitystore_group", "ops", { identity_store_id: "d-1", display_name: "Operators" });
    const membership = resource("aws_identitystore_group_membership", "m", {
      identity_store_id: "d-1",
      group_id: later("aws_identitystore_group.ops.group_id", "aws_identitystore_group.ops"),
      member_id: "9067c6dd",
    });
    const given = assignment({
      principal_type: "GROUP",
      principal_id: later("aws_identitystore_group.ops.group_id", "aws_identitystore_group.ops"),
    });
    const [fact, ...others] = ofKind(facts(ourselves, set(), managed, given, group, membership), "access");
    expect(others).toEqual([]);
    expect(fact?.principal).toMatchObject({ kind: "person", name: "group Operators of Identity Center" });
    expect(fact?.from.addresses).toContain("aws_identitystore_group_membership.m");
  });

  it("cannot tell of a permission set that is only named", () => {
    const expected = [
      "aws_ssoadmin_account_assignment.dana: person user 9067c6dd of Identity Center: ?, indeterminate",
    ];
    expect(accessIn(ourselves, assignment({ permission_set_arn: setArn }))).toEqual(expected);
    const looked = data("aws_ssoadmin_permission_set", "ops", {}, { computed: { name: "Operator", arn: setArn } });
    expect(accessIn(ourselves, looked, assignment({ permission_set_arn: setArn }))).toEqual(expected);
  });

  it("reads a customer's policy of the account that it names, and cannot tell of others", () => {
    const attached = resource("aws_ssoadmin_customer_managed_policy_attachment", "c", {
      instance_arn,
      permission_set_arn: of,
      customer_managed_policy_reference: [{ name: "ops", path: "/" }],
    });
    const inTarget = data("aws_caller_identity", "t", {}, { provider: "aws.t", computed: { account_id: target } });
    const made = resource(
      "aws_iam_policy",
      "ops",
      { name: "ops", policy: policy(allow("s3:GetObject")) },
      { provider: "aws.t" },
    );
    const said = "aws_ssoadmin_account_assignment.dana: person user 9067c6dd of Identity Center";
    expect(accessIn(ourselves, inTarget, made, set(), attached, assignment())).toEqual([`${said}: data, standing`]);
    expect(accessIn(ourselves, { ...made, provider: "aws" }, set(), attached, assignment())).toEqual([
      `${said}: ?, indeterminate`,
    ]);
  });
});

describe("without an assignment", () => {
  it("a permission set grants nothing", () => {
    expect(accessIn(ourselves, set(), managed)).toEqual([]);
  });

  it("what is put into a set that is only named goes to whoever has it", () => {
    expect(accessIn(ourselves, inline([allow("*")], setArn))).toEqual([
      `aws_ssoadmin_permission_set_inline_policy.ops: person whoever is assigned the permission set ${setArn}: administrative, indeterminate`,
    ]);
  });

  it("a member of a group that is only named gains what cannot be told", () => {
    const membership = resource("aws_identitystore_group_membership", "m", {
      identity_store_id: "d-1",
      group_id: "g-1",
      member_id: "u-1",
    });
    expect(accessIn(ourselves, membership)).toEqual([
      "aws_identitystore_group_membership.m: person user u-1 of Identity Center: ?, indeterminate",
    ]);
  });
});

describe("an account that administers a service for the organization", () => {
  it.each([
    ["sso.amazonaws.com", "administrative"],
    ["guardduty.amazonaws.com", "write"],
  ])("%s", (service_principal, privilege) => {
    const delegated = resource("aws_organizations_delegated_administrator", "d", {
      account_id: target,
      service_principal,
    });
    expect(accessIn(ourselves, delegated)).toEqual([
      `aws_organizations_delegated_administrator.d: unknown account ${target}: ${privilege}, standing`,
    ]);
  });
});
