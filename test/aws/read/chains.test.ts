import { describe, expect, it } from "vitest";
import { ofKind } from "../../../src/facts/fact";
import {
  account,
  allow,
  deny,
  facts,
  inline,
  later,
  ourselves,
  type Parts,
  policy,
  raw,
  resource,
  role,
  trusting,
} from "./landscape";

const admin = "arn:aws:iam::aws:policy/AdministratorAccess";
const end = "2026-11-23T10:30:00Z";
const at = Date.parse(end) / 1000;
const arn = (name: string) => `arn:aws:iam::${account}:role/${name}`;
const attach = (of: string, name = of) =>
  resource("aws_iam_role_policy_attachment", name, { role: of, policy_arn: admin });
const dana = resource("aws_iam_user", "dana", { name: "dana" });
const assume = (to: string, condition?: unknown) =>
  resource("aws_iam_user_policy", "assume", { user: "dana", policy: policy(allow("sts:AssumeRole", to, condition)) });
const root = trusting.aws(`arn:aws:iam::${account}:root`);

/** What dana holds that is administrative: `bound: addresses`. */
function held(...parts: Parts): readonly string[] {
  return ofKind(facts(ourselves, dana, ...parts), "access")
    .filter(({ principal, privilege }) => principal.address === dana.address && privilege === "administrative")
    .map(
      ({ bound, from }) =>
        `${bound.kind}${bound.kind === "leased" ? ` ${bound.until - at}` : ""}: ${from.addresses.join(" ")}`,
    );
}

describe("who may assume a role holds what it holds", () => {
  const through = "aws_iam_user_policy.assume aws_iam_role.ops aws_iam_role_policy_attachment.ops aws_iam_user.dana";

  it.each([
    ["trusts the account", [root]],
    ["trusts the account by its id", [trusting.aws(account)]],
    ["trusts the user", [trusting.aws(`arn:aws:iam::${account}:user/dana`)]],
    [
      "trusts anyone who is the user",
      [trusting.aws("*", { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${account}:user/*` } })],
    ],
    ["trusts anyone", [trusting.aws("*")]],
  ])("where the role %s", (_, trust) => {
    expect(held(role("ops", trust), attach("ops"), assume(arn("ops")))).toEqual([`standing: ${through}`]);
    expect(held(role("ops", trust), attach("ops"), assume(`arn:aws:iam::*:role/o*`))).toEqual([`standing: ${through}`]);
  });

  it.each([
    ["the role trusts somebody else", [trusting.service("ec2.amazonaws.com")], arn("ops")],
    ["the user may assume another role", [root], arn("other")],
    [
      "the account is narrowed to others",
      [trusting.aws(account, { ArnLike: { "aws:PrincipalArn": arn("x") } })],
      arn("ops"),
    ],
  ])("not where %s", (_, trust, to) => {
    expect(held(role("ops", trust), attach("ops"), assume(to))).toEqual([]);
  });

  it("not where a Deny is in the way", () => {
    const no = resource("aws_iam_user_policy", "no", { user: "dana", policy: policy(deny("sts:*")) });
    expect(held(role("ops", [root]), attach("ops"), assume(arn("ops")), no)).toEqual([]);
  });

  it("until the permission to assume it ends, and a session after that", () => {
    const leased = assume(arn("ops"), { DateLessThan: { "aws:CurrentTime": end } });
    expect(held(role("ops", [root]), attach("ops"), leased)).toEqual([`leased ${12 * 3600}: ${through}`]);
  });

  it("until the role's own guard ends it", () => {
    const guard = inline("ops", [deny("*", { DateGreaterThanEquals: { "aws:CurrentTime": end } })], "guard");
    expect(held(role("ops", [root]), attach("ops"), guard, assume(arn("ops")))).toEqual([`leased 0: ${through}`]);
  });

  it("through one role after the other, and round in rings", () => {
    const a = role("a", [root]);
    const b = role("b", [trusting.aws(arn("a"))]);
    const found = held(
      a,
      inline("a", [allow("sts:AssumeRole", arn("b"))], "a"),
      b,
      inline("b", [allow("sts:AssumeRole", arn("a"))], "b"),
      attach("b"),
      assume(arn("a")),
    );
    expect(found).toEqual([
      "standing: aws_iam_user_policy.assume aws_iam_role.a aws_iam_role_policy.a aws_iam_role.b aws_iam_role_policy_attachment.b aws_iam_user.dana",
    ]);
  });

  it("where the ARN of the role is not known yet", () => {
    const ops = role("ops", [root], { name: undefined, name_prefix: "ops-" });
    const given = resource("aws_iam_role_policy_attachment", "ops", {
      role: later("aws_iam_role.ops.name"),
      policy_arn: admin,
    });
    const may = resource("aws_iam_user_policy", "assume", {
      user: "dana",
      policy: raw(policy(allow("sts:AssumeRole", "${aws_iam_role.ops.arn}"))),
    });
    expect(held(ops, given, may)).toEqual([`standing: ${through}`]);
  });

  it("says nothing twice of whoever holds as much without it", () => {
    const own = resource("aws_iam_user_policy_attachment", "own", { user: "dana", policy_arn: admin });
    expect(held(role("ops", [root]), attach("ops"), own)).toEqual([
      "standing: aws_iam_user_policy_attachment.own aws_iam_user.dana",
    ]);
  });
});
