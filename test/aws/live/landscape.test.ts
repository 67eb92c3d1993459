import { describe, expect, it } from "vitest";
import type { AwsAnswers } from "../../../src/aws/live/answers";
import { awsFault } from "../../../src/aws/live/believed";
import { externalAccessOf } from "../../../src/aws/live/external-answers";
import { createdOf, landscapeOfAccount, lastUsedOf } from "../../../src/aws/live/landscape";
import { readAws } from "../../../src/aws/read/read";
import { type Fact, ofKind } from "../../../src/facts/fact";
import { at } from "../../helpers/estate";
import { SimulatedAccount } from "../../snapshot/simulated-account";

const id = "111122223333";
const iam = `arn:aws:iam::${id}`;
const administrator = "arn:aws:iam::aws:policy/AdministratorAccess";
const trusting = (principal: unknown) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole" }],
  });
const allowing = (...actions: string[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }] });

function factsOf(change: (account: SimulatedAccount) => void, further: Partial<AwsAnswers> = {}): Fact[] {
  const account = new SimulatedAccount(id);
  change(account);
  return readAws(landscapeOfAccount({ ...account.answers(), ...further }));
}

const accessOf = (facts: readonly Fact[]) =>
  ofKind(facts, "access").map(({ principal, privilege, scope, bound, from }) => ({
    who: principal.name,
    privilege,
    where: scope.container,
    bound: bound.kind,
    at: from.address,
  }));

describe("what an account's answers amount to", () => {
  it("tells of users by their own policies and their groups'", () => {
    const facts = factsOf((account) => {
      account.addUser("dana").inline.set("more", allowing("s3:GetObject"));
      account.addUser("erin", "/staff/").groups.add("admins");
      account.addGroup("admins").attached.add(administrator);
    });
    expect(accessOf(facts)).toEqual([
      { who: `${iam}:user/dana`, privilege: "data", where: id, bound: "standing", at: `${iam}:user/dana policy more` },
      {
        who: `${iam}:user/staff/erin`,
        privilege: "administrative",
        where: id,
        bound: "standing",
        at: `${iam}:group/admins with ${administrator}`,
      },
    ]);
  });

  it("tells of a role by who may assume it, and of instances that have its profile", () => {
    const facts = factsOf((account) => {
      const role = account.addRole("web", "/", trusting({ Service: "ec2.amazonaws.com" }));
      role.inline.set("all", allowing("*"));
      role.profiles.push("web");
    });
    expect(ofKind(facts, "access")[0]).toMatchObject({
      privilege: "administrative",
      principal: { kind: "service", name: `${iam}:role/web` },
    });
    expect(ofKind(facts, "trust").map(({ principal }) => principal.name)).toEqual([
      "ec2.amazonaws.com",
      `instances with the profile of ${iam}:instance-profile/web`,
    ]);
  });

  it("reads a customer's own policies at their default version", () => {
    const facts = factsOf((account) => {
      account.policies.set(`${iam}:policy/team/own`, allowing("dynamodb:GetItem"));
      account.addUser("dana").attached.add(`${iam}:policy/team/own`);
    });
    expect(accessOf(facts)).toMatchObject([{ privilege: "data", bound: "standing" }]);
  });

  it("cannot tell what a policy allows that the answer does not hold", () => {
    const facts = factsOf((account) => account.addUser("dana").attached.add(`${iam}:policy/gone`));
    expect(accessOf(facts)).toMatchObject([{ bound: "indeterminate" }]);
  });

  it("reads AWS's own policies that are newer than its data from the answer", () => {
    const arn = "arn:aws:iam::aws:policy/NewerThanTheData";
    const facts = factsOf((account) => {
      account.policies.set(arn, allowing("*"));
      account.addUser("dana").attached.add(arn);
    });
    expect(accessOf(facts)).toMatchObject([{ privilege: "administrative" }]);
    expect(ofKind(facts, "ownership").map(({ from }) => from.type)).toEqual(["aws_iam_user"]);
  });

  it.each([
    ["cut off", "%7B%22Version%22%3A%2"],
    ["no policy", "hello"],
    ["nothing", ""],
  ])("cannot tell what a policy allows whose text is %s", (_, text) => {
    const account = new SimulatedAccount(id);
    account.addUser("dana").inline.set("odd", allowing("s3:GetObject"));
    const answers = structuredClone(account.answers());
    const [policy] = answers.authorization?.[0]?.UserDetailList?.[0]?.UserPolicyList ?? [];
    Object.assign(policy ?? {}, { PolicyDocument: text });
    expect(accessOf(readAws(landscapeOfAccount(answers)))).toMatchObject([{ bound: "indeterminate" }]);
  });

  it("takes the boundary from wherever it is told", () => {
    const limit = `${iam}:policy/limit`;
    const facts = factsOf((account) => {
      account.policies.set(limit, allowing("s3:*"));
      account.addRole("web", "/", trusting({ AWS: `${iam}:root` })).boundary = limit;
      account.addUser("dana").boundary = limit;
    });
    expect(ofKind(facts, "guardrail").map(({ guardrail, protects }) => `${guardrail} ${protects}`)).toEqual([
      `permissions-boundary ${iam}:role/web`,
      `permissions-boundary ${iam}:user/dana`,
    ]);
  });

  it("takes every session for the longest where nobody told", () => {
    const facts = factsOf(
      (account) => account.addRole("web", "/", trusting({ AWS: `${iam}:user/dana` })).inline.set("x", allowing("s3:*")),
      { roles: { Roles: [] } },
    );
    expect(ofKind(facts, "access")[0]?.session?.maximum).toBe(43_200);
  });
});

describe("static credentials", () => {
  const keys = (change: (account: SimulatedAccount) => void) =>
    ofKind(factsOf(change), "credential").map(({ principal, credential, active, from }) => ({
      who: principal.name,
      credential,
      active,
      at: from.address,
    }));

  it("are keys of users, each under its last four characters", () => {
    const found = keys((account) => {
      const { keys: own } = account.addUser("dana");
      own.push({ AccessKeyId: "AKIAIOSFODNN7EXAMPLE", Status: "Active" });
      own.push({ AccessKeyId: "AKIAI44QH8DHBSAMPLE2", Status: "Inactive" });
    });
    expect(found).toEqual([
      { who: `${iam}:user/dana`, credential: "an access key", active: true, at: `${iam}:user/dana access key …MPLE` },
      { who: `${iam}:user/dana`, credential: "an access key", active: false, at: `${iam}:user/dana access key …PLE2` },
    ]);
  });

  it("are told apart where they end alike", () => {
    const found = keys((account) => {
      const { keys: own } = account.addUser("dana");
      own.push({ AccessKeyId: "AKIA1MPLE" }, { AccessKeyId: "AKIA2MPLE" });
    });
    expect(found.map(({ at: address }) => address)).toEqual([
      `${iam}:user/dana access key …MPLE`,
      `${iam}:user/dana access key …MPLE (2)`,
    ]);
  });

  it("are the root user's keys too", () => {
    const found = keys((account) => {
      account.rootKeys = 1;
    });
    expect(found).toEqual([
      { who: `${iam}:root`, credential: "an access key", active: true, at: `${iam}:root access key` },
    ]);
  });

  it("are kept by nothing else of theirs", () => {
    const account = new SimulatedAccount(id);
    account.addUser("dana").keys.push({ AccessKeyId: "AKIAIOSFODNN7EXAMPLE", Status: "Active" });
    expect(JSON.stringify(landscapeOfAccount(account.answers()))).not.toMatch(/AKIAIOSFODNN7/);
  });
});

describe("Identity Center", () => {
  const instance = "arn:aws:sso:::instance/ssoins-1";
  const set = "arn:aws:sso:::permissionSet/ssoins-1/ps-1";
  const account = (change: Partial<SimulatedAccount["identityCenter"]> = {}) => {
    const made = new SimulatedAccount(id);
    made.identityCenter = {
      Instances: [{ InstanceArn: instance }],
      PermissionSets: [
        {
          InstanceArn: instance,
          PermissionSet: { Name: "Admin", PermissionSetArn: set, SessionDuration: "PT8H" },
          InlinePolicy: allowing("s3:GetObject"),
          ManagedPolicies: [{ Arn: administrator }],
        },
      ],
      Assignments: [
        {
          InstanceArn: instance,
          AccountId: "444455556666",
          PermissionSetArn: set,
          PrincipalType: "GROUP",
          PrincipalId: "g-1",
        },
      ],
      Users: [{ UserId: "u-1", UserName: "dana@acme.example" }],
      Groups: [{ GroupId: "g-1", DisplayName: "platform" }],
      Memberships: [{ GroupId: "g-1", MemberId: { UserId: "u-1" } }],
      ...change,
    };
    return made;
  };
  const facts = (change?: Partial<SimulatedAccount["identityCenter"]>) =>
    readAws(landscapeOfAccount(account(change).answers()));

  it("gives what a set holds to whom it is assigned, in that account", () => {
    expect(accessOf(facts())).toEqual([
      {
        who: "group platform of Identity Center",
        privilege: "administrative",
        where: "444455556666",
        bound: "standing",
        at: "permission set Admin to group platform in account 444455556666",
      },
    ]);
  });

  it("tells the longest session", () => {
    expect(ofKind(facts(), "access")[0]?.session?.maximum).toBe(8 * 3600);
  });

  it("cannot tell what a group may do that the answer does not hold", () => {
    expect(accessOf(facts({ Groups: [], Assignments: [] }))).toMatchObject([
      { who: "user dana@acme.example of Identity Center", bound: "indeterminate" },
    ]);
  });

  it("cannot tell what a set holds that the answer does not hold", () => {
    expect(accessOf(facts({ PermissionSets: [] }))).toMatchObject([{ bound: "indeterminate" }]);
  });

  it("is narrowed by a set's boundary", () => {
    const [one] = account().identityCenter.PermissionSets;
    if (one === undefined) throw new Error("no set");
    const PermissionsBoundary = { ManagedPolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" };
    const narrowed = facts({ PermissionSets: [{ ...one, PermissionsBoundary }] });
    expect(ofKind(narrowed, "guardrail").map(({ guardrail }) => guardrail)).toEqual(["permissions-boundary"]);
    expect(accessOf(narrowed)[0]?.privilege).not.toBe("administrative");
  });
});

describe("the organization, Roles Anywhere and Access Analyzer", () => {
  it("tells policies, what they are on, and who administers what", () => {
    const facts = factsOf((account) => {
      const summary = { Id: "p-1", Name: "NoRegions", Type: "SERVICE_CONTROL_POLICY" };
      account.organization = {
        Policies: [{ PolicySummary: summary, Content: allowing("*"), Targets: [{ TargetId: "r-1", Name: "Root" }] }],
        DelegatedAdministrators: [
          { Id: "444455556666", DelegatedServices: [{ ServicePrincipal: "sso.amazonaws.com" }] },
          { Id: "777788889999" },
        ],
      };
    });
    expect(ofKind(facts, "guardrail").map(({ protects }) => protects)).toEqual(["NoRegions", "r-1 by p-1"]);
    expect(accessOf(facts)).toMatchObject([
      { who: "account 444455556666", privilege: "administrative", bound: "standing" },
      { who: "account 777788889999", bound: "indeterminate" },
    ]);
  });

  it("tells whom a profile makes what", () => {
    const facts = factsOf((account) => {
      account.addRole("batch", "/", trusting({ Service: "rolesanywhere.amazonaws.com" }));
      account.profiles.push({
        profileArn: `arn:aws:rolesanywhere:eu-central-1:${id}:profile/1`,
        name: "batch",
        roleArns: [`${iam}:role/batch`],
      });
    });
    expect(ofKind(facts, "trust").map(({ principal, becomes }) => [principal.name, becomes.name])).toContainEqual([
      "certificates through the profile batch",
      `${iam}:role/batch`,
    ]);
  });

  it("tells the access from outside that is neither resolved nor archived", () => {
    const finding = (n: number, status: string) => ({
      id: `f${n}`,
      status,
      resource: `arn:aws:s3:::b${n}`,
      principal: { AWS: "999988887777" },
      action: ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "s3:GetObjectTagging"],
    });
    const Findings = [finding(1, "ACTIVE"), finding(2, "RESOLVED"), finding(3, "ARCHIVED")];
    expect(externalAccessOf({ Analyzers: [], Findings })).toEqual([
      {
        resource: "arn:aws:s3:::b1",
        principal: "AWS 999988887777",
        said: "s3:GetObject, s3:PutObject, s3:ListBucket and 1 more",
      },
    ]);
    expect(
      externalAccessOf({ Analyzers: [], Findings: [{ id: "f", status: "ACTIVE", isPublic: true }] }),
    ).toMatchObject([{ resource: "finding f", principal: "everyone" }]);
  });
});

describe("when roles were made and used", () => {
  it("is told by role", () => {
    const account = new SimulatedAccount(id);
    account.addRole("used", "/", trusting({ AWS: id })).lastUsed = "2026-11-22T12:00:00.500+01:00";
    account.addRole("never", "/", trusting({ AWS: id }));
    const answers = account.answers();
    expect([...(lastUsedOf(answers) ?? [])]).toEqual([[`${iam}:role/used`, at("2026-11-22T11:00:00Z")]]);
    expect(createdOf(answers).get(`${iam}:role/never`)).toBe(at("2026-11-20T08:00:00Z"));
  });

  it("is not told where no answer tells of use", () => {
    const role = { RoleName: "x", Arn: `${iam}:role/x`, AssumeRolePolicyDocument: "{}" };
    expect(lastUsedOf({ authorization: [{ RoleDetailList: [role] }] })).toBeUndefined();
  });
});

describe("an answer of another shape", () => {
  const role = { RoleName: "x", Arn: `${iam}:role/x`, AssumeRolePolicyDocument: "{}" };
  it.each<[string, unknown, string]>([
    ["no object", [], "it is not an object"],
    ["a list that is none", { RoleDetailList: {} }, "`RoleDetailList` is not a list"],
    [
      "a role without its ARN",
      { RoleDetailList: [{ ...role, Arn: undefined }] },
      "`RoleDetailList[0].Arn` is not an ARN",
    ],
    [
      "no trust policy",
      { RoleDetailList: [{ ...role, AssumeRolePolicyDocument: undefined }] },
      "AssumeRolePolicyDocument",
    ],
    ["a policy that is a list", { RoleDetailList: [{ ...role, AssumeRolePolicyDocument: [] }] }, "is not a policy"],
    [
      "a boundary without its ARN",
      { RoleDetailList: [{ ...role, PermissionsBoundary: {} }] },
      "PermissionsBoundaryArn",
    ],
    [
      "a tag without a value",
      { RoleDetailList: [{ ...role, Tags: [{ Key: "a" }] }] },
      "`RoleDetailList[0].Tags[0].Value`",
    ],
    ["a time that is none", { RoleDetailList: [{ ...role, CreateDate: "yesterday" }] }, "is not a time"],
    ["null", { RoleDetailList: [{ ...role, RolePolicyList: null }] }, "RolePolicyList` is not a list"],
  ])("is refused: %s", (_, page, message) => {
    expect(awsFault("authorization", [page], id)).toContain(message);
  });

  it.each<[string, unknown]>([
    ["lists that are left out", { RoleDetailList: [role] }],
    ["a policy without a name, which its ARN tells", { Policies: [{ Arn: `${iam}:policy/x` }] }],
    ["members that are not read", { RoleDetailList: [{ ...role, Else: [Number.POSITIVE_INFINITY] }], Else: null }],
  ])("is fine with %s", (_, page) => {
    expect(awsFault("authorization", [page], id)).toBeUndefined();
  });

  it("shows no value of what it refuses", () => {
    const keys = { Users: [{ UserName: "dana", AccessKeys: [{ AccessKeyId: 7, Status: "AKIAIOSFODNN7EXAMPLE" }] }] };
    expect(awsFault("accessKeys", [keys], id)).toBe(
      "it is not as AWS answers: `Users[0].AccessKeys[0].AccessKeyId` is not a text that is not empty",
    );
  });
});
