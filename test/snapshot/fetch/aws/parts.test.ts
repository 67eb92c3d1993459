import { describe, expect, it } from "vitest";
import {
  askAccessKeys,
  askAuthorizationDetails,
  askIdentityProviders,
  askRoles,
} from "../../../../src/snapshot/fetch/aws/iam";
import { askIdentityCenter } from "../../../../src/snapshot/fetch/aws/identity-center";
import { askOrganization } from "../../../../src/snapshot/fetch/aws/organization";
import { askAccessAnalyzer, askRolesAnywhere } from "../../../../src/snapshot/fetch/aws/regional";
import { type Answers, awsError, contentsOf, fakeAws } from "./fake-aws";

const account = "111122223333";

describe("authorization details", () => {
  it("are one file for each page, of which only the last says that it is", async () => {
    const aws = fakeAws({
      iam: {
        getAccountAuthorizationDetails: ({ Marker }) =>
          Marker === undefined
            ? { UserDetailList: [{ UserName: "dana", CreateDate: new Date(0) }], IsTruncated: true, Marker: "a" }
            : { RoleDetailList: [{ RoleName: "x" }], IsTruncated: false },
      },
    });
    expect(await contentsOf(askAuthorizationDetails(aws.session))).toEqual([
      {
        UserDetailList: [{ UserName: "dana", CreateDate: "1970-01-01T00:00:00.000Z" }],
        GroupDetailList: [],
        RoleDetailList: [],
        Policies: [],
        IsTruncated: true,
        Marker: "a",
      },
      {
        UserDetailList: [],
        GroupDetailList: [],
        RoleDetailList: [{ RoleName: "x" }],
        Policies: [],
        IsTruncated: false,
      },
    ]);
  });

  it.each<[string, RegExp, Readonly<Record<string, unknown>>]>([
    ["a marker that comes twice", /in a circle/, { IsTruncated: true, Marker: "a" }],
    ["more pages without a marker", /without a marker/, { IsTruncated: true }],
  ])("fail on %s", async (_, said, page) => {
    const aws = fakeAws({ iam: { getAccountAuthorizationDetails: () => page } });
    await expect(contentsOf(askAuthorizationDetails(aws.session))).rejects.toMatchObject({
      status: "failed",
      message: expect.stringMatching(said),
    });
  });
});

describe("the other parts of IAM", () => {
  it("roles are those of all pages", async () => {
    const aws = fakeAws({
      iam: {
        listRoles: ({ Marker }) => ({
          Roles: [{ RoleName: Marker ?? "first", MaxSessionDuration: 3600 }],
          ...(Marker === undefined ? { IsTruncated: true, Marker: "second" } : {}),
        }),
      },
    });
    expect(await contentsOf(askRoles(aws.session))).toEqual([
      {
        Roles: [
          { RoleName: "first", MaxSessionDuration: 3600 },
          { RoleName: "second", MaxSessionDuration: 3600 },
        ],
      },
    ]);
  });

  it("access keys come with their last use, user by user, and with the root user's", async () => {
    const aws = fakeAws({
      iam: {
        listUsers: () => ({ Users: [{ UserName: "dana" }, { UserName: "erin" }] }),
        listAccessKeys: ({ UserName }) => ({
          AccessKeyMetadata: UserName === "erin" ? [] : [{ UserName, AccessKeyId: "AKIA1", Status: "Active" }],
        }),
        getAccessKeyLastUsed: () => ({ AccessKeyLastUsed: { ServiceName: "s3", Region: "eu-central-1" } }),
        getAccountSummary: () => ({ SummaryMap: { AccountAccessKeysPresent: 1 } }),
      },
    });
    expect(await contentsOf(askAccessKeys(aws.session))).toEqual([
      {
        Users: [
          {
            UserName: "dana",
            AccessKeys: [
              {
                UserName: "dana",
                AccessKeyId: "AKIA1",
                Status: "Active",
                LastUsed: { ServiceName: "s3", Region: "eu-central-1" },
              },
            ],
          },
          { UserName: "erin", AccessKeys: [] },
        ],
        SummaryMap: { AccountAccessKeysPresent: 1 },
      },
    ]);
  });

  it("identity providers are told without the transport's and without SAML's metadata", async () => {
    const aws = fakeAws({
      iam: {
        listOpenIDConnectProviders: () => ({ OpenIDConnectProviderList: [{ Arn: "arn:oidc" }] }),
        getOpenIDConnectProvider: () => ({ Url: "ci.example", ClientIDList: ["sts.amazonaws.com"] }),
        listSAMLProviders: () => ({ SAMLProviderList: [{ Arn: "arn:saml" }] }),
        getSAMLProvider: () => ({ SAMLMetadataDocument: "<xml/>", Tags: [{ Key: "team", Value: "platform" }] }),
      },
    });
    expect(await contentsOf(askIdentityProviders(aws.session))).toEqual([
      {
        OpenIDConnectProviders: [{ Arn: "arn:oidc", Url: "ci.example", ClientIDList: ["sts.amazonaws.com"] }],
        SAMLProviders: [{ Arn: "arn:saml", Tags: [{ Key: "team", Value: "platform" }] }],
      },
    ]);
  });
});

describe("the organization", () => {
  const asked = (answers: NonNullable<Answers["organizations"]>) => fakeAws({ organizations: answers });
  const member = () => ({ Organization: { Id: "o-1", MasterAccountId: "999999999999" } });

  it("of an account that is in none holds nothing", async () => {
    const aws = asked({
      describeOrganization: () => {
        throw awsError("AWSOrganizationsNotInUseException", "not a member");
      },
    });
    expect(await contentsOf(askOrganization(aws.session, account))).toEqual([
      { Policies: [], DelegatedAdministrators: [] },
    ]);
    expect(aws.waits).toEqual([]);
  });

  it("refuses a member, and says whom to ask", async () => {
    const aws = asked({
      describeOrganization: member,
      listPolicies: () => {
        throw awsError("AccessDeniedException", "You don't have permissions");
      },
    });
    await expect(contentsOf(askOrganization(aws.session, account))).rejects.toMatchObject({
      status: "denied",
      elsewhere: ["999999999999"],
      message: expect.stringMatching(/neither the organization's management account \(999999999999\)/),
    });
  });

  it("tells its policies, their targets, and who administers what", async () => {
    const aws = asked({
      describeOrganization: member,
      listPolicies: ({ Filter }) => {
        if (Filter === "SERVICE_CONTROL_POLICY") return { Policies: [{ Id: "p-1", Type: Filter }] };
        throw awsError("InvalidInputException", "", 400, { Reason: "INVALID_ENUM_POLICY_TYPE" });
      },
      describePolicy: () => ({ Policy: { Content: "{}" } }),
      listTargetsForPolicy: ({ NextToken }) =>
        NextToken === undefined
          ? { Targets: [{ TargetId: "r-1" }], NextToken: "n" }
          : { Targets: [{ TargetId: "ou-1" }] },
      listDelegatedAdministrators: () => ({ DelegatedAdministrators: [{ Id: "222222222222", Email: "a@b" }] }),
      listDelegatedServicesForAccount: () => ({ DelegatedServices: [{ ServicePrincipal: "sso.amazonaws.com" }] }),
    });
    expect(await contentsOf(askOrganization(aws.session, "999999999999"))).toEqual([
      {
        Policies: [
          {
            PolicySummary: { Id: "p-1", Type: "SERVICE_CONTROL_POLICY" },
            Content: "{}",
            Targets: [{ TargetId: "r-1" }, { TargetId: "ou-1" }],
          },
        ],
        DelegatedAdministrators: [
          { Id: "222222222222", DelegatedServices: [{ ServicePrincipal: "sso.amazonaws.com" }] },
        ],
      },
    ]);
  });
});

describe("Identity Center", () => {
  const options = { account, accounts: [account], emulated: false };
  const noRoles = { listRoles: () => ({ Roles: [] }) };
  const InstanceArn = "arn:aws:sso:::instance/ssoins-1";
  const instance = { InstanceArn, IdentityStoreId: "d-1", OwnerAccountId: "999999999999" };
  const directory: Answers["identitystore"] = {
    listUsers: () => ({ Users: [{ UserId: "u-1", UserName: "dana", Emails: [{ Value: "dana@acme.example" }] }] }),
    listGroups: () => ({ Groups: [{ GroupId: "g-1", DisplayName: "admins" }] }),
    listGroupMemberships: () => ({ GroupMemberships: [{ GroupId: "g-1", MemberId: { UserId: "u-1" } }] }),
  };
  const sets: NonNullable<Answers["sso"]> = {
    listInstances: ({ region }) => ({ Instances: region === "eu-west-1" ? [instance] : [] }),
    listPermissionSets: () => ({ PermissionSets: ["arn:ps"] }),
    describePermissionSet: () => ({
      PermissionSet: { Name: "Engineer", PermissionSetArn: "arn:ps", SessionDuration: 3600 },
    }),
    getInlinePolicyForPermissionSet: () => ({ InlinePolicy: "" }),
    listManagedPoliciesInPermissionSet: () => ({ AttachedManagedPolicies: [{ Name: "A", Arn: "arn:a" }] }),
    listCustomerManagedPolicyReferencesInPermissionSet: () => ({ CustomerManagedPolicyReferences: [] }),
    getPermissionsBoundaryForPermissionSet: () => {
      throw awsError("ResourceNotFoundException", "none", 404);
    },
    listTagsForResource: () => ({ Tags: [] }),
    listAccountsForProvisionedPermissionSet: () => ({ AccountIds: ["444455556666"] }),
    listAccountAssignments: ({ AccountId }) => ({
      AccountAssignments: [{ AccountId, PermissionSetArn: "arn:ps", PrincipalType: "USER", PrincipalId: "u-1" }],
    }),
  };

  it("is looked for in the region that its roles tell of, and told without addresses of people", async () => {
    const aws = fakeAws({
      iam: { listRoles: () => ({ Roles: [{ Path: "/aws-reserved/sso.amazonaws.com/eu-west-1/" }] }) },
      sso: sets,
      identitystore: directory,
    });
    const [found] = await contentsOf(askIdentityCenter(aws.session, options));
    expect(found).toMatchObject({
      Instances: [instance],
      PermissionSets: [
        { InstanceArn, PermissionSet: { SessionDuration: "PT3600S" }, ManagedPolicies: [{ Arn: "arn:a" }] },
      ],
      Assignments: [
        { AccountId: "444455556666", InstanceArn },
        { AccountId: account, InstanceArn },
      ],
      Users: [{ IdentityStoreId: "d-1", UserId: "u-1", UserName: "dana" }],
      Memberships: [{ GroupId: "g-1", MemberId: { UserId: "u-1" } }],
    });
    expect(JSON.stringify(found)).not.toContain("dana@acme.example");
    expect(aws.calls).toContain("sso:listPermissionSets eu-west-1");
  });

  it("that has left roles and is found nowhere is a failure, not nothing", async () => {
    const aws = fakeAws({
      iam: { listRoles: () => ({ Roles: [{ Path: "/aws-reserved/sso.amazonaws.com/" }] }) },
      sso: { listInstances: () => ({ Instances: [] }) },
    });
    const asked = contentsOf(askIdentityCenter(aws.session, options));
    await expect(asked).rejects.toMatchObject({
      status: "failed",
      message: expect.stringMatching(/eu-central-1, us-east-1: name its region/),
    });
  });

  it("that serves the organization and is found nowhere is a failure in its management account", async () => {
    const aws = fakeAws({
      iam: noRoles,
      sso: { listInstances: () => ({ Instances: [] }) },
      organizations: {
        describeOrganization: () => ({ Organization: { MasterAccountId: account } }),
        listAWSServiceAccessForOrganization: () => ({
          EnabledServicePrincipals: [{ ServicePrincipal: "sso.amazonaws.com" }],
        }),
      },
    });
    await expect(contentsOf(askIdentityCenter(aws.session, options))).rejects.toMatchObject({ status: "failed" });
  });

  it("of an account without any is empty", async () => {
    const aws = fakeAws({
      iam: noRoles,
      sso: { listInstances: () => ({ Instances: [] }) },
      organizations: {
        describeOrganization: () => {
          throw awsError("AWSOrganizationsNotInUseException");
        },
      },
    });
    expect(await contentsOf(askIdentityCenter(aws.session, options))).toMatchObject([
      { Instances: [], Assignments: [] },
    ]);
  });

  it("refuses a member, and says whom to ask", async () => {
    const aws = fakeAws({
      iam: { listRoles: () => ({ Roles: [{ Path: "/aws-reserved/sso.amazonaws.com/eu-west-1/" }] }) },
      sso: {
        ...sets,
        listPermissionSets: () => {
          throw awsError("AccessDeniedException", "no");
        },
      },
    });
    const asked = contentsOf(askIdentityCenter(aws.session, options));
    await expect(asked).rejects.toMatchObject({ status: "denied", elsewhere: ["999999999999"] });
  });

  it.each([true, false])("lacks a call only where the endpoint is no cloud's (%s)", async (emulated) => {
    const formless = () => {
      throw awsError("SyntaxError", "Unexpected token '<'\n  Deserialization error: to see", 500);
    };
    const aws = fakeAws({
      iam: { listRoles: () => ({ Roles: [{ Path: "/aws-reserved/sso.amazonaws.com/eu-west-1/" }] }) },
      sso: { ...sets, getPermissionsBoundaryForPermissionSet: formless, listTagsForResource: formless },
      identitystore: directory,
    });
    const asked = contentsOf(askIdentityCenter(aws.session, { ...options, emulated }));
    if (emulated) expect(await asked).toHaveLength(1);
    else await expect(asked).rejects.toMatchObject({ status: "failed" });
  });
});

describe("the parts of regions", () => {
  it("Roles Anywhere is asked in each", async () => {
    const aws = fakeAws(
      {
        rolesanywhere: {
          listTrustAnchors: ({ region }) => ({ trustAnchors: [{ trustAnchorArn: `anchor ${region}` }] }),
          listProfiles: ({ region, nextToken }) =>
            nextToken === undefined
              ? { profiles: [{ profileArn: `one ${region}` }], nextToken: "n" }
              : { profiles: [{ profileArn: `two ${region}` }] },
        },
      },
      { regions: ["eu-central-1", "us-east-1"] },
    );
    expect(await contentsOf(askRolesAnywhere(aws.session))).toEqual([
      {
        TrustAnchors: [{ trustAnchorArn: "anchor eu-central-1" }, { trustAnchorArn: "anchor us-east-1" }],
        Profiles: ["one eu-central-1", "two eu-central-1", "one us-east-1", "two us-east-1"].map((profileArn) => ({
          profileArn,
        })),
      },
    ]);
  });

  it("Access Analyzer is asked for external access that is there now", async () => {
    const aws = fakeAws({
      "access-analyzer": {
        listAnalyzers: () => ({
          analyzers: [
            { arn: "arn:external", type: "ACCOUNT" },
            { arn: "arn:unused", type: "ACCOUNT_UNUSED_ACCESS" },
          ],
        }),
        listFindings: ({ analyzerArn, filter }) => {
          expect({ analyzerArn, filter }).toEqual({
            analyzerArn: "arn:external",
            filter: { status: { eq: ["ACTIVE"] } },
          });
          return { findings: [{ id: "f-1", status: "ACTIVE" }] };
        },
      },
    });
    expect(await contentsOf(askAccessAnalyzer(aws.session))).toEqual([
      {
        Analyzers: [{ arn: "arn:external", type: "ACCOUNT" }],
        Findings: [{ id: "f-1", status: "ACTIVE", analyzerArn: "arn:external" }],
      },
    ]);
  });
});
