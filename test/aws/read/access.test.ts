import { describe, expect, it } from "vitest";
import { readAws } from "../../../src/aws/read/read";
import { type AccessFact, ofKind } from "../../../src/facts/fact";
import {
  accessIn,
  account,
  allow,
  data,
  deny,
  facts,
  inline,
  landscape,
  later,
  ourselves,
  type Parts,
  policy,
  resource,
  role,
  trusting,
} from "./landscape";

const admin = "arn:aws:iam::aws:policy/AdministratorAccess";
const end = "2026-11-23T10:30:00Z";
const at = Date.parse(end) / 1000;
const person = [trusting.aws(`arn:aws:iam::${account}:user/dana`)];
const attach = (of: string, arn: string, name = "admin") =>
  resource("aws_iam_role_policy_attachment", name, { role: of, policy_arn: arn });
const guard = inline("lease", [deny("*", { DateGreaterThanEquals: { "aws:CurrentTime": end } })], "guard");
const accesses = (...parts: Parts): readonly AccessFact[] => ofKind(facts(...parts), "access");

describe("what a role may do", () => {
  it("is the union of its own arguments, its inline policies and its attachments", () => {
    expect(
      accessIn(
        ourselves,
        role("deploy", person, {
          inline_policy: [{ name: "x", policy: policy(allow("s3:GetObject")) }],
          managed_policy_arns: ["arn:aws:iam::aws:policy/AmazonEC2ReadOnlyAccess"],
        }),
        inline("deploy", [allow("ec2:StartInstances")]),
        attach("deploy", admin),
      ),
    ).toEqual([
      "aws_iam_role.deploy: person aws_iam_role.deploy: data, standing",
      "aws_iam_role_policy.own: person aws_iam_role.deploy: write, standing",
      "aws_iam_role_policy_attachment.admin: person aws_iam_role.deploy: administrative, standing",
    ]);
  });

  it("ends where a Deny of everything ends it, and then says what would outlive it", () => {
    const [fact] = accesses(ourselves, role("lease", person), attach("lease", admin), guard);
    expect(fact).toMatchObject({
      principal: { kind: "person", name: "aws_iam_role.lease", key: `arn:aws:iam::${account}:role/lease` },
      privilege: "administrative",
      bound: { kind: "leased", until: at },
      session: { permissions: at },
      scope: { cloud: "aws", container: account, text: `account ${account}` },
      from: {
        address: "aws_iam_role_policy_attachment.admin",
        addresses: ["aws_iam_role_policy_attachment.admin", "aws_iam_role.lease"],
      },
    });
    expect(fact?.persistence).toContain("iam:CreateUser");
  });

  it("ends twelve hours after its trust where nothing ends the permissions", () => {
    const trust = [trusting.aws(`arn:aws:iam::${account}:user/dana`, { DateLessThan: { "aws:CurrentTime": end } })];
    const [fact] = accesses(ourselves, role("lease", trust, { max_session_duration: 7200 }), attach("lease", admin));
    expect(fact).toMatchObject({
      bound: { kind: "leased", until: at + 12 * 3600 },
      session: { trust: at, maximum: 7200 },
    });
    expect(fact?.session?.permissions).toBeUndefined();
  });

  it.each([
    ["nobody may assume it", []],
    ["a statement lets sessions be tagged only", [{ ...trusting.aws(account), Action: "sts:TagSession" }]],
    ["a Deny takes it away again", [trusting.aws(account), { Effect: "Deny", Principal: "*", Action: "sts:*" }]],
    [
      "its condition can never hold",
      [trusting.aws(account, { DateLessThan: { "aws:CurrentTime": end }, DateGreaterThan: { "aws:EpochTime": end } })],
    ],
  ])("is nothing where %s", (_, trust) => {
    expect(accessIn(ourselves, role("deploy", trust), attach("deploy", admin))).toEqual([]);
  });

  it("is judged apart for services and for people, where their times differ", () => {
    const trust = [
      trusting.service("ec2.amazonaws.com"),
      trusting.aws(`arn:aws:iam::${account}:user/dana`, { DateLessThan: { "aws:CurrentTime": end } }),
    ];
    expect(accessIn(ourselves, role("both", trust), inline("both", [allow("s3:GetObject")]))).toEqual([
      "aws_iam_role_policy.own: person aws_iam_role.both: data, leased",
      "aws_iam_role_policy.own: service aws_iam_role.both: data, standing",
    ]);
  });

  it("is one fact where the times are the same", () => {
    const trust = [trusting.service("ec2.amazonaws.com"), trusting.aws(`arn:aws:iam::${account}:user/dana`)];
    expect(accessIn(ourselves, role("both", trust), inline("both", [allow("s3:GetObject")]))).toEqual([
      "aws_iam_role_policy.own: person aws_iam_role.both: data, standing",
    ]);
  });

  it("reads a statement that stands alone", () => {
    const lone = resource("aws_iam_role_policy", "own", {
      role: "deploy",
      policy: JSON.stringify({ Version: "2012-10-17", Statement: allow("IAM:p*SROLE") }),
    });
    expect(accessIn(ourselves, role("deploy", person), lone)).toEqual([
      "aws_iam_role_policy.own: person aws_iam_role.deploy: escalation, standing",
    ]);
  });

  it("is only what its boundary lets through, and the boundary's Denies count", () => {
    const boundary = resource(
      "aws_iam_policy",
      "edge",
      { name: "edge", policy: policy(allow("s3:*"), deny("*", { DateGreaterThanEquals: { "aws:CurrentTime": end } })) },
      { computed: { arn: `arn:aws:iam::${account}:policy/edge` } },
    );
    const bounded = role("deploy", person, { permissions_boundary: `arn:aws:iam::${account}:policy/edge` });
    const [fact, ...others] = accesses(ourselves, boundary, bounded, attach("deploy", admin));
    expect(others).toEqual([]);
    expect(fact).toMatchObject({ bound: { kind: "leased", until: at } });
    expect(fact?.privilege).not.toBe("administrative");
  });

  it("is not narrowed by a boundary that is only named", () => {
    const bounded = role("deploy", person, { permissions_boundary: `arn:aws:iam::${account}:policy/elsewhere` });
    expect(accessIn(ourselves, bounded, attach("deploy", admin))).toEqual([
      "aws_iam_role_policy_attachment.admin: person aws_iam_role.deploy: administrative, standing",
    ]);
  });

  it("names both policies that make an escalation together", () => {
    const [, , ...rest] = accesses(
      ourselves,
      role("deploy", person),
      inline("deploy", [allow("lambda:CreateFunction")], "make"),
      inline("deploy", [allow("iam:PassRole")], "pass"),
    );
    expect(rest).toEqual([]);
    const [, pass] = accesses(
      ourselves,
      role("deploy", person),
      inline("deploy", [allow("lambda:CreateFunction")], "make"),
      inline("deploy", [allow("iam:PassRole")], "pass"),
    );
    expect(pass?.from.addresses).toEqual([
      "aws_iam_role_policy.pass",
      "aws_iam_role_policy.make",
      "aws_iam_role.deploy",
    ]);
  });

  it("is graver together than in its parts", () => {
    const found = accesses(
      ourselves,
      role("deploy", person),
      inline(
        "deploy",
        [{ Effect: "Allow", NotAction: ["iam:*Role*", "sso:*", "organizations:*"], Resource: "*" }],
        "most",
      ),
      inline("deploy", [allow("iam:*Role*")], "rest"),
    );
    expect(found.map(({ privilege, from }) => [privilege, from.addresses.length])).toContainEqual([
      "administrative",
      3,
    ]);
  });
});

describe("policies that the plan only names", () => {
  it.each([
    ["a customer's own", `arn:aws:iam::${account}:policy/deploy`],
    ["one that is called like AWS's", `arn:aws:iam::${account}:policy/ReadOnlyAccess`],
    ["one of AWS that the data does not hold", "arn:aws:iam::aws:policy/NewerThanTheData"],
  ])("are indeterminate: %s", (_, arn) => {
    expect(accessIn(ourselves, role("deploy", person), attach("deploy", arn))).toEqual([
      "aws_iam_role_policy_attachment.admin: person aws_iam_role.deploy: ?, indeterminate",
    ]);
  });

  it("are read where the plan makes them, by ARN, by the ARN that they will have, or by reference", () => {
    const made = (computed: { arn?: string }) =>
      resource(
        "aws_iam_policy",
        "p",
        { name: "p", path: "/team/", policy: policy(allow("s3:GetObject")) },
        { computed },
      );
    const arn = `arn:aws:iam::${account}:policy/team/p`;
    const expected = ["aws_iam_role_policy_attachment.admin: person aws_iam_role.deploy: data, standing"];
    expect(accessIn(ourselves, role("deploy", person), made({ arn }), attach("deploy", arn))).toEqual(expected);
    expect(accessIn(ourselves, role("deploy", person), made({}), attach("deploy", arn))).toEqual(expected);
    const byReference = resource("aws_iam_role_policy_attachment", "admin", {
      role: "deploy",
      policy_arn: later("aws_iam_policy.p.arn", "aws_iam_policy.p"),
    });
    expect(accessIn(ourselves, role("deploy", person), made({}), byReference)).toEqual(expected);
  });

  it("are read where a data source looks them up", () => {
    const arn = `arn:aws:iam::${account}:policy/p`;
    const found = data("aws_iam_policy", "p", {}, { computed: { arn, policy: policy(allow("s3:GetObject")) } });
    expect(accessIn(ourselves, role("deploy", person), found, attach("deploy", arn))).toEqual([
      "aws_iam_role_policy_attachment.admin: person aws_iam_role.deploy: data, standing",
    ]);
  });
});

describe("attachments to many, and exclusive ones", () => {
  it("gives to roles, users and groups of the lists", () => {
    const found = accessIn(
      ourselves,
      role("deploy", [trusting.service("lambda.amazonaws.com")]),
      resource("aws_iam_user", "dana", { name: "dana" }),
      resource("aws_iam_policy_attachment", "all", {
        name: "all",
        roles: ["deploy"],
        users: ["dana"],
        groups: ["ops"],
        policy_arn: "arn:aws:iam::aws:policy/AmazonS3FullAccess",
      }),
    );
    expect(found).toEqual([
      "aws_iam_policy_attachment.all: service aws_iam_role.deploy: escalation, standing",
      "aws_iam_policy_attachment.all: person aws_iam_user.dana: escalation, standing",
      "aws_iam_policy_attachment.all: person ops: escalation, indeterminate",
    ]);
  });

  it("makes what an exclusive list names and nothing else attaches", () => {
    const exclusive = resource("aws_iam_role_policy_attachments_exclusive", "x", {
      role_name: "deploy",
      policy_arns: [admin],
    });
    expect(accessIn(ourselves, role("deploy", person), exclusive)).toEqual([
      "aws_iam_role_policy_attachments_exclusive.x: person aws_iam_role.deploy: administrative, standing",
    ]);
    expect(accessIn(ourselves, role("deploy", person), exclusive, attach("deploy", admin))).toEqual([
      "aws_iam_role_policy_attachment.admin: person aws_iam_role.deploy: administrative, standing",
    ]);
  });

  it("leaves inline policies in place that an exclusive list names and the plan does not hold", () => {
    const exclusive = (name: string) =>
      resource("aws_iam_role_policies_exclusive", "x", { role_name: "deploy", policy_names: [name] });
    expect(accessIn(ourselves, role("deploy", person), exclusive("by-hand"))).toEqual([
      "aws_iam_role_policies_exclusive.x: person aws_iam_role.deploy: ?, indeterminate",
    ]);
    expect(
      accessIn(ourselves, role("deploy", person), exclusive("own"), inline("deploy", [allow("ec2:Describe*")])),
    ).toEqual(["aws_iam_role_policy.own: person aws_iam_role.deploy: read, standing"]);
  });

  it("does not read a role's mirrors, which show what was", () => {
    const mirrored = role(
      "deploy",
      person,
      {},
      {
        change: "no-op",
        computed: { managed_policy_arns: [admin], inline_policy: [{ name: "x", policy: policy(allow("*")) }] },
      },
    );
    expect(accessIn(ourselves, mirrored)).toEqual([]);
  });

  it("reads them where nothing is left to apply", () => {
    const mirrored = role("deploy", person, {}, { change: "no-op", computed: { managed_policy_arns: [admin] } });
    const found = readAws({ ...landscape(ourselves, mirrored), settled: true });
    expect(found.map(({ kind, from }) => [kind, from.address])).toContainEqual(["access", "aws_iam_role.deploy"]);
  });

  describe("shows what was put on behind Terraform's back", () => {
    const mirrored = (...policies: readonly string[]) =>
      role("deploy", person, {}, { change: "no-op", computed: { managed_policy_arns: policies } });
    const left = (earlier: Parts, ...parts: Parts) =>
      ofKind(
        readAws({
          ...landscape(ourselves, ...parts),
          behind: { earlier: landscape(ourselves, ...earlier), drifted: new Set(["aws_iam_role.deploy"]) },
        }),
        "access",
      ).map(({ from }) => from.address);

    it("where the plan leaves it behind", () => {
      expect(left([mirrored()], mirrored(admin))).toEqual(["aws_iam_role.deploy"]);
    });

    it("but not what a resource gave that the plan deletes", () => {
      expect(left([mirrored(admin), attach("deploy", admin)], mirrored(admin))).toEqual([]);
    });

    it("nor what exclusive management undoes", () => {
      const exclusive = resource("aws_iam_role_policy_attachments_exclusive", "x", {
        role_name: "deploy",
        policy_arns: [],
      });
      expect(left([mirrored()], mirrored(admin), exclusive)).toEqual([]);
    });
  });

  it("reads the mirrors of a state, where nothing else gives the same", () => {
    const mirrored = role("deploy", person, { managed_policy_arns: [admin] }, { unconfigured: true });
    const expected = ["aws_iam_role.deploy: person aws_iam_role.deploy: administrative, standing"];
    expect(accessIn(ourselves, mirrored)).toEqual(expected);
    expect(accessIn(ourselves, mirrored, attach("deploy", admin))).toEqual([
      "aws_iam_role_policy_attachment.admin: person aws_iam_role.deploy: administrative, standing",
    ]);
  });
});

describe("users and groups", () => {
  const group = resource("aws_iam_group", "ops", { name: "ops" });
  const given = resource("aws_iam_group_policy_attachment", "ops", { group: "ops", policy_arn: admin });
  const dana = resource("aws_iam_user", "dana", { name: "dana" });

  it("reads a user's own policies", () => {
    const own = resource("aws_iam_user_policy", "own", { user: "dana", policy: policy(allow("s3:GetObject")) });
    expect(accessIn(ourselves, dana, own)).toEqual([
      "aws_iam_user_policy.own: person aws_iam_user.dana: data, standing",
    ]);
  });

  it.each([
    ["by the group", resource("aws_iam_group_membership", "m", { name: "m", group: "ops", users: ["dana"] })],
    ["by the user", resource("aws_iam_user_group_membership", "m", { user: "dana", groups: ["ops"] })],
  ])("gives a group's policies to its members, named %s", (_, membership) => {
    const [fact, ...others] = accesses(ourselves, group, given, dana, membership);
    expect(others).toEqual([]);
    expect(fact).toMatchObject({
      principal: { kind: "person", name: "aws_iam_user.dana" },
      privilege: "administrative",
    });
    expect(fact?.from.addresses).toEqual([
      "aws_iam_group_policy_attachment.ops",
      `${membership.type}.m`,
      "aws_iam_group.ops",
      "aws_iam_user.dana",
    ]);
  });

  it("gives to people even where no member is known", () => {
    expect(accessIn(ourselves, group, given)).toEqual([
      "aws_iam_group_policy_attachment.ops: person aws_iam_group.ops: administrative, standing",
    ]);
  });

  it("cannot tell what a group gives that the plan only names", () => {
    const membership = resource("aws_iam_user_group_membership", "m", { user: "dana", groups: ["admins"] });
    expect(accessIn(ourselves, dana, membership)).toEqual([
      "aws_iam_user_group_membership.m: person aws_iam_user.dana: ?, indeterminate",
    ]);
    const looked = data("aws_iam_group", "admins", {}, { computed: { group_name: "admins", name: "admins" } });
    expect(accessIn(ourselves, dana, looked, membership)).toEqual([
      "aws_iam_user_group_membership.m: person aws_iam_user.dana: ?, indeterminate",
    ]);
  });

  it("ends a member's access by a Deny that is the member's own", () => {
    const own = resource("aws_iam_user_policy", "guard", {
      user: "dana",
      policy: policy(deny("*", { DateGreaterThanEquals: { "aws:CurrentTime": end } })),
    });
    const membership = resource("aws_iam_group_membership", "m", { name: "m", group: "ops", users: ["dana"] });
    expect(accessIn(ourselves, group, given, dana, membership, own)).toEqual([
      "aws_iam_group_policy_attachment.ops: person aws_iam_user.dana: administrative, leased",
    ]);
  });
});
