import { describe, expect, it } from "vitest";
import { ofKind } from "../../../src/facts/fact";
import {
  accessIn,
  account,
  allow,
  data,
  facts,
  inline,
  later,
  ourselves,
  policy,
  resource,
  role,
  trusting,
} from "./landscape";

const other = "444455556666";
const services = [trusting.service("lambda.amazonaws.com")];
const people = [trusting.aws(`arn:aws:iam::${account}:user/dana`)];
const inB = { provider: "aws.b" } as const;
const theirs = data("aws_caller_identity", "them", {}, { ...inB, computed: { account_id: other } });

describe("a policy is joined to its role by instance, provider configuration and kind", () => {
  it("tells two accounts with one name apart", () => {
    const found = accessIn(
      ourselves,
      theirs,
      role("deploy", people, { name: "deploy" }),
      role("deploy_b", services, { name: "deploy" }, inB),
      inline("deploy", [allow("s3:GetObject")], "in_b", inB),
    );
    expect(found).toEqual(["aws_iam_role_policy.in_b: service aws_iam_role.deploy_b: data, standing"]);
  });

  it("takes two regions of one account for one", () => {
    const same = data("aws_caller_identity", "me_b", {}, { ...inB, computed: { account_id: account } });
    expect(
      accessIn(ourselves, same, role("deploy", people), inline("deploy", [allow("s3:GetObject")], "own", inB)),
    ).toEqual(["aws_iam_role_policy.own: person aws_iam_role.deploy: data, standing"]);
  });

  it("follows a reference where it is not known whether the accounts differ", () => {
    const own = inline(later("aws_iam_role.deploy.name"), [allow("s3:GetObject")], "own", inB);
    expect(accessIn(ourselves, role("deploy", people), own)).toEqual([
      "aws_iam_role_policy.own: person aws_iam_role.deploy: data, standing",
    ]);
  });

  it("knows a name in another account for that account's", () => {
    const own = inline("deploy", [allow("s3:GetObject")], "own", inB);
    expect(accessIn(ourselves, theirs, role("deploy", people), own)).toEqual([
      "aws_iam_role_policy.own: unknown deploy: data, indeterminate",
    ]);
  });

  it("tells a role, a user and a group of one name apart", () => {
    const found = accessIn(
      ourselves,
      role("ops", services, { name: "ops" }),
      resource("aws_iam_group", "ops", { name: "ops" }),
      resource("aws_iam_user", "ops", { name: "ops" }),
      resource("aws_iam_group_policy", "g", { group: "ops", policy: policy(allow("s3:GetObject")) }),
      resource("aws_iam_user_policy", "u", { user: "ops", policy: policy(allow("ec2:StartInstances")) }),
    );
    expect(found).toEqual([
      "aws_iam_group_policy.g: person aws_iam_group.ops: data, standing",
      "aws_iam_user_policy.u: person aws_iam_user.ops: write, standing",
    ]);
  });

  it("keeps keys with dots, quotes and brackets whole", () => {
    const key = 'eu.west"]["1';
    const found = ofKind(
      facts(
        ourselves,
        role("r", people, { name: "one" }, { index: key, module: 'module.app["x.y"]' }),
        role("r", services, { name: "two" }, { index: "eu.west", module: 'module.app["x.y"]' }),
        inline("one", [allow("s3:GetObject")], "own", { index: key, module: 'module.app["x.y"]' }),
      ),
      "access",
    );
    expect(found.map(({ principal, from }) => [principal.kind, from.module, from.index])).toEqual([
      ["person", 'module.app["x.y"]', key],
    ]);
    expect(found[0]?.principal.address).toBe(`module.app["x.y"].aws_iam_role.r[${JSON.stringify(key)}]`);
  });

  it("gives what may be one of several to each, and takes nobody's access away by it", () => {
    const a = role("r", people, { name: undefined, name_prefix: "a" }, { index: 0 });
    const b = role("r", people, { name: undefined, name_prefix: "b" }, { index: 1 });
    const some = inline(later("aws_iam_role.r.name"), [
      allow("s3:GetObject"),
      { Effect: "Deny", Action: "*", Resource: "*" },
    ]);
    expect(accessIn(ourselves, a, b, some)).toEqual([
      "aws_iam_role_policy.own: person aws_iam_role.r[0]: data, indeterminate",
      "aws_iam_role_policy.own: person aws_iam_role.r[1]: data, indeterminate",
    ]);
  });

  it("cannot tell of a role that it only names", () => {
    expect(accessIn(ourselves, inline("elsewhere", [allow("*")]))).toEqual([
      "aws_iam_role_policy.own: unknown elsewhere: administrative, indeterminate",
    ]);
    expect(accessIn(ourselves, inline(later("each.value"), [allow("s3:GetObject")]))).toEqual([
      "aws_iam_role_policy.own: unknown each.value: data, indeterminate",
    ]);
  });

  it("knows a role that is looked up by its trust", () => {
    const looked = data(
      "aws_iam_role",
      "deploy",
      {},
      {
        computed: {
          name: "deploy",
          arn: `arn:aws:iam::${account}:role/deploy`,
          assume_role_policy: policy(...services),
        },
      },
    );
    expect(accessIn(ourselves, looked, inline("deploy", [allow("s3:GetObject")]))).toEqual([
      `aws_iam_role_policy.own: service arn:aws:iam::${account}:role/deploy: data, standing`,
    ]);
  });
});
