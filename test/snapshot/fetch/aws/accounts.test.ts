import { describe, expect, it } from "vitest";
import { type AwsAccountsAsked, accountsOf } from "../../../../src/snapshot/fetch/aws/accounts";
import { awsContainers, callerOf } from "../../../../src/snapshot/fetch/aws/containers";
import { impatient } from "../space";
import { awsError, fakeAws } from "./fake-aws";

const own = "111122223333";
const other = "444455556666";
const caller = { account: own, arn: `arn:aws:iam::${own}:user/auditor` };
const asked = (more: Partial<AwsAccountsAsked>) =>
  accountsOf({ accounts: [], regions: [], caller, region: "eu-central-1", ...more });

describe("which accounts are asked", () => {
  it("the caller's own, with the caller's own credentials", () => {
    expect(asked({})).toEqual([{ id: own, regions: ["eu-central-1"] }]);
  });

  it("others through a role of one name in each", () => {
    expect(asked({ accounts: [own, other, own], assumeRole: "audit/reader" })).toEqual([
      { id: own, role: `arn:aws:iam::${own}:role/audit/reader`, regions: ["eu-central-1"] },
      { id: other, role: `arn:aws:iam::${other}:role/audit/reader`, regions: ["eu-central-1"] },
    ]);
  });

  it("by an ARN in which the account is left open, in the caller's partition otherwise", () => {
    const [first] = asked({ accounts: [other], assumeRole: "arn:aws:iam::{account}:role/audit" });
    expect(first?.role).toBe(`arn:aws:iam::${other}:role/audit`);
    const china = { account: own, arn: `arn:aws-cn:iam::${own}:user/auditor` };
    expect(asked({ accounts: [other], assumeRole: "audit", caller: china })[0]?.role).toBe(
      `arn:aws-cn:iam::${other}:role/audit`,
    );
  });

  it("those of an estate's targets, in their regions, through their roles", () => {
    const targets = [
      { account: other, region: "eu-west-1", assumeRole: "arn:role", externalId: "x" },
      { account: other, region: "us-east-1", assumeRole: "arn:role" },
    ];
    expect(asked({ targets })).toEqual([
      { id: other, role: "arn:role", externalId: "x", regions: ["eu-west-1", "us-east-1"] },
    ]);
    expect(asked({ targets, regions: ["eu-north-1"], assumeRole: "audit" })).toEqual([
      { id: other, role: `arn:aws:iam::${other}:role/audit`, externalId: "x", regions: ["eu-north-1"] },
    ]);
  });

  it.each<[string, Partial<AwsAccountsAsked>, RegExp]>([
    ["another account without a role", { accounts: [other] }, /another account/],
    [
      "one role for several accounts",
      { accounts: [own, other], assumeRole: "arn:aws:iam::1:role/x" },
      /several accounts/,
    ],
    ["no account", { accounts: ["12"] }, /no AWS account/],
    ["no region", { region: undefined }, /which region/],
    ["an account that no target is in", { accounts: [own], targets: [] }, /No target/],
    ["an estate without AWS", { targets: [] }, /no target on AWS/],
    ["no role", { assumeRole: "a b" }, /no role/],
  ])("%s is refused", (_, more, said) => {
    expect(() => asked(more)).toThrow(said);
  });
});

describe("entering an account", () => {
  const enter = (answers: Parameters<typeof fakeAws>[0], role?: string) => {
    const { clients } = fakeAws(answers);
    const [container] = awsContainers({
      accounts: [{ id: other, regions: ["eu-central-1"], ...(role === undefined ? {} : { role }) }],
      clients,
      credentials: async () => ({ accessKeyId: "own", secretAccessKey: "s" }),
      backoff: impatient(),
      region: "eu-central-1",
      emulated: false,
    });
    return container?.enter();
  };

  it("goes through its role, and tells who asks", async () => {
    const by = await enter(
      {
        sts: {
          assumeRole: ({ key, RoleArn }) => {
            expect([key, RoleArn]).toEqual(["own", "arn:role"]);
            return { Credentials: { AccessKeyId: "assumed", SecretAccessKey: "s" } };
          },
          getCallerIdentity: ({ key }) => ({ Account: other, Arn: `arn of ${key}` }),
        },
      },
      "arn:role",
    );
    expect(by).toBe("arn of assumed");
  });

  it("is denied where the role may not be assumed", async () => {
    const denied = () => {
      throw awsError("AccessDenied", "not authorized to perform: sts:AssumeRole", 403);
    };
    await expect(enter({ sts: { assumeRole: denied } }, "arn:role")).rejects.toMatchObject({
      status: "denied",
      message: expect.stringMatching(/^sts:AssumeRole: AccessDenied/),
    });
  });

  it("fails where the credentials are of another account", async () => {
    await expect(enter({ sts: { getCallerIdentity: () => ({ Account: own, Arn: "a" }) } })).rejects.toMatchObject({
      status: "failed",
      message: expect.stringMatching(/of another account: 111122223333/),
    });
  });

  it("is refused to who is not logged in", async () => {
    const { clients } = fakeAws({});
    const credentials = async () => {
      throw awsError("CredentialsProviderError", "Could not load credentials from any providers");
    };
    const called = callerOf({ clients, credentials, backoff: impatient(), region: "eu-central-1" });
    await expect(called).rejects.toMatchObject({
      name: "SnapshotRefusal",
      code: "credentials",
      message: expect.stringMatching(/Could not load/),
    });
  });
});
