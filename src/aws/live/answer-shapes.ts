import { aCount, aFlag, aName, aText, listOf, optional, record, type Shape } from "../../terraform/shape";
import type {
  AccessKey,
  AccessKeysAnswer,
  AnywhereProfile,
  AttachedPolicy,
  AuthorizationDetails,
  Boundary,
  GroupDetail,
  IdentityProvidersAnswer,
  InlinePolicy,
  InstanceProfile,
  ListedRole,
  ManagedPolicyDetail,
  OpenIdProvider,
  PolicyVersion,
  RoleDetail,
  RolesAnswer,
  RolesAnywhereAnswer,
  SamlProvider,
  TrustAnchor,
  UserDetail,
  UserKeys,
} from "./answers";
import { instantOf } from "./dates";
import { aPolicy } from "./policy-text";
import { aTag } from "./tag";

const anArn: Shape<string> = (value) =>
  typeof value === "string" && value.startsWith("arn:") ? undefined : { at: "", expected: "an ARN" };
const aTime: Shape<string> = (value) =>
  typeof value === "string" && instantOf(value) !== undefined ? undefined : { at: "", expected: "a time" };

const tags = listOf(aTag);
const inline = listOf(record<InlinePolicy>({ PolicyName: aName, PolicyDocument: aPolicy }));
const attached = listOf(record<AttachedPolicy>({ PolicyArn: anArn }));
const boundary = record<Boundary>({ PermissionsBoundaryArn: anArn });
const lastUsed = record<{ readonly LastUsedDate?: string | undefined }>({ LastUsedDate: optional(aTime) });

const user = record<UserDetail>({
  UserName: aName,
  Arn: anArn,
  Path: optional(aText),
  UserId: optional(aText),
  CreateDate: optional(aTime),
  UserPolicyList: optional(inline),
  GroupList: optional(listOf(aName)),
  AttachedManagedPolicies: optional(attached),
  PermissionsBoundary: optional(boundary),
  Tags: optional(tags),
});

const group = record<GroupDetail>({
  GroupName: aName,
  Arn: anArn,
  Path: optional(aText),
  GroupPolicyList: optional(inline),
  AttachedManagedPolicies: optional(attached),
});

const role = record<RoleDetail>({
  RoleName: aName,
  Arn: anArn,
  Path: optional(aText),
  RoleId: optional(aText),
  CreateDate: optional(aTime),
  AssumeRolePolicyDocument: aPolicy,
  RolePolicyList: optional(inline),
  AttachedManagedPolicies: optional(attached),
  InstanceProfileList: optional(
    listOf(record<InstanceProfile>({ InstanceProfileName: aName, Arn: anArn, Path: optional(aText) })),
  ),
  PermissionsBoundary: optional(boundary),
  Tags: optional(tags),
  RoleLastUsed: optional(lastUsed),
});

const policy = record<ManagedPolicyDetail>({
  PolicyName: optional(aText),
  Arn: anArn,
  Path: optional(aText),
  DefaultVersionId: optional(aText),
  Description: optional(aText),
  PolicyVersionList: optional(
    listOf(record<PolicyVersion>({ VersionId: aName, Document: optional(aPolicy), IsDefaultVersion: optional(aFlag) })),
  ),
  Tags: optional(tags),
});

export const authorizationShape: Shape<AuthorizationDetails> = record<AuthorizationDetails>({
  UserDetailList: optional(listOf(user)),
  GroupDetailList: optional(listOf(group)),
  RoleDetailList: optional(listOf(role)),
  Policies: optional(listOf(policy)),
  IsTruncated: optional(aFlag),
  Marker: optional(aText),
});

export const rolesShape: Shape<RolesAnswer> = record<RolesAnswer>({
  Roles: listOf(
    record<ListedRole>({
      RoleName: aName,
      Arn: anArn,
      Description: optional(aText),
      MaxSessionDuration: optional(aCount),
      PermissionsBoundary: optional(boundary),
      Tags: optional(tags),
      CreateDate: optional(aTime),
      RoleLastUsed: optional(lastUsed),
    }),
  ),
});

export const accessKeysShape: Shape<AccessKeysAnswer> = record<AccessKeysAnswer>({
  Users: listOf(
    record<UserKeys>({
      UserName: aName,
      AccessKeys: listOf(
        record<AccessKey>({ AccessKeyId: aName, Status: optional(aText), CreateDate: optional(aTime) }),
      ),
    }),
  ),
  SummaryMap: optional(
    record<NonNullable<AccessKeysAnswer["SummaryMap"]>>({ AccountAccessKeysPresent: optional(aCount) }),
  ),
});

export const identityProvidersShape: Shape<IdentityProvidersAnswer> = record<IdentityProvidersAnswer>({
  OpenIDConnectProviders: listOf(
    record<OpenIdProvider>({
      Arn: anArn,
      Url: aName,
      ClientIDList: optional(listOf(aText)),
      ThumbprintList: optional(listOf(aText)),
      Tags: optional(tags),
    }),
  ),
  SAMLProviders: listOf(record<SamlProvider>({ Arn: anArn, ValidUntil: optional(aTime), Tags: optional(tags) })),
});

export const rolesAnywhereShape: Shape<RolesAnywhereAnswer> = record<RolesAnywhereAnswer>({
  TrustAnchors: listOf(record<TrustAnchor>({ trustAnchorArn: anArn, name: optional(aText), enabled: optional(aFlag) })),
  Profiles: listOf(
    record<AnywhereProfile>({
      profileArn: anArn,
      name: optional(aText),
      roleArns: optional(listOf(anArn)),
      enabled: optional(aFlag),
      durationSeconds: optional(aCount),
    }),
  ),
});
