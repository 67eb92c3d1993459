import type { AccessAnalyzerAnswer } from "./external-answers";
import type { IdentityCenterAnswer } from "./identity-center-answers";
import type { OrganizationAnswer } from "./organization-answers";
import type { PolicyAnswer } from "./policy-text";

/** What an account's APIs answered, part by part; a part that was not answered is absent. */
export interface AwsAnswers {
  /** Twelve digits; absent where a file alone does not tell. */
  readonly account?: string;
  /** GetAccountAuthorizationDetails, page by page. */
  readonly authorization?: readonly AuthorizationDetails[];
  /** ListRoles, which alone knows the longest session. */
  readonly roles?: RolesAnswer;
  readonly accessKeys?: AccessKeysAnswer;
  readonly identityProviders?: IdentityProvidersAnswer;
  readonly identityCenter?: IdentityCenterAnswer;
  readonly organization?: OrganizationAnswer;
  readonly rolesAnywhere?: RolesAnywhereAnswer;
  readonly accessAnalyzer?: AccessAnalyzerAnswer;
}

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface InlinePolicy {
  readonly PolicyName: string;
  readonly PolicyDocument: PolicyAnswer;
}

export interface AttachedPolicy {
  readonly PolicyArn: string;
}

export interface Boundary {
  readonly PermissionsBoundaryArn: string;
}

/** One page of GetAccountAuthorizationDetails; the file of the AWS command line is a single one. */
export interface AuthorizationDetails {
  readonly UserDetailList?: readonly UserDetail[] | undefined;
  readonly GroupDetailList?: readonly GroupDetail[] | undefined;
  readonly RoleDetailList?: readonly RoleDetail[] | undefined;
  readonly Policies?: readonly ManagedPolicyDetail[] | undefined;
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}

export interface UserDetail {
  readonly UserName: string;
  readonly Arn: string;
  readonly Path?: string | undefined;
  readonly UserId?: string | undefined;
  readonly CreateDate?: string | undefined;
  readonly UserPolicyList?: readonly InlinePolicy[] | undefined;
  readonly GroupList?: readonly string[] | undefined;
  readonly AttachedManagedPolicies?: readonly AttachedPolicy[] | undefined;
  readonly PermissionsBoundary?: Boundary | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}

export interface GroupDetail {
  readonly GroupName: string;
  readonly Arn: string;
  readonly Path?: string | undefined;
  readonly GroupPolicyList?: readonly InlinePolicy[] | undefined;
  readonly AttachedManagedPolicies?: readonly AttachedPolicy[] | undefined;
}

export interface RoleDetail {
  readonly RoleName: string;
  readonly Arn: string;
  readonly Path?: string | undefined;
  readonly RoleId?: string | undefined;
  readonly CreateDate?: string | undefined;
  readonly AssumeRolePolicyDocument: PolicyAnswer;
  readonly RolePolicyList?: readonly InlinePolicy[] | undefined;
  readonly AttachedManagedPolicies?: readonly AttachedPolicy[] | undefined;
  readonly InstanceProfileList?: readonly InstanceProfile[] | undefined;
  readonly PermissionsBoundary?: Boundary | undefined;
  readonly Tags?: readonly Tag[] | undefined;
  readonly RoleLastUsed?: { readonly LastUsedDate?: string | undefined } | undefined;
}

export interface InstanceProfile {
  readonly InstanceProfileName: string;
  readonly Arn: string;
  readonly Path?: string | undefined;
}

export interface ManagedPolicyDetail {
  readonly PolicyName?: string | undefined;
  readonly Arn: string;
  readonly Path?: string | undefined;
  readonly DefaultVersionId?: string | undefined;
  readonly Description?: string | undefined;
  readonly PolicyVersionList?: readonly PolicyVersion[] | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}

export interface PolicyVersion {
  readonly VersionId: string;
  readonly Document?: PolicyAnswer | undefined;
  readonly IsDefaultVersion?: boolean | undefined;
}

export interface RolesAnswer {
  readonly Roles: readonly ListedRole[];
}

/** A role as ListRoles tells it, or GetRole, which knows its boundary, its tags and its last use too. */
export interface ListedRole {
  readonly RoleName: string;
  readonly Arn: string;
  readonly Description?: string | undefined;
  /** Seconds. */
  readonly MaxSessionDuration?: number | undefined;
  readonly PermissionsBoundary?: Boundary | undefined;
  readonly Tags?: readonly Tag[] | undefined;
  readonly CreateDate?: string | undefined;
  readonly RoleLastUsed?: { readonly LastUsedDate?: string | undefined } | undefined;
}

export interface AccessKeysAnswer {
  readonly Users: readonly UserKeys[];
  /** GetAccountSummary's, of which only the root user's keys are read. */
  readonly SummaryMap?: { readonly AccountAccessKeysPresent?: number | undefined } | undefined;
}

export interface UserKeys {
  readonly UserName: string;
  readonly AccessKeys: readonly AccessKey[];
}

/** Its id is checked and then forgotten but for its last four characters (law 6). */
export interface AccessKey {
  readonly AccessKeyId: string;
  readonly Status?: string | undefined;
  readonly CreateDate?: string | undefined;
}

export interface IdentityProvidersAnswer {
  readonly OpenIDConnectProviders: readonly OpenIdProvider[];
  readonly SAMLProviders: readonly SamlProvider[];
}

export interface OpenIdProvider {
  readonly Arn: string;
  readonly Url: string;
  readonly ClientIDList?: readonly string[] | undefined;
  readonly ThumbprintList?: readonly string[] | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}

export interface SamlProvider {
  readonly Arn: string;
  readonly ValidUntil?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}

/** IAM Roles Anywhere spells its members in small letters. */
export interface RolesAnywhereAnswer {
  readonly TrustAnchors: readonly TrustAnchor[];
  readonly Profiles: readonly AnywhereProfile[];
}

export interface TrustAnchor {
  readonly trustAnchorArn: string;
  readonly name?: string | undefined;
  readonly enabled?: boolean | undefined;
}

export interface AnywhereProfile {
  readonly profileArn: string;
  readonly name?: string | undefined;
  readonly roleArns?: readonly string[] | undefined;
  readonly enabled?: boolean | undefined;
  readonly durationSeconds?: number | undefined;
}
