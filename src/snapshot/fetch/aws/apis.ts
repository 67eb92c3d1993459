import type * as analyzer from "@aws-sdk/client-accessanalyzer";
import type * as iam from "@aws-sdk/client-iam";
import type * as store from "@aws-sdk/client-identitystore";
import type * as organizations from "@aws-sdk/client-organizations";
import type * as anywhere from "@aws-sdk/client-rolesanywhere";
import type * as sso from "@aws-sdk/client-sso-admin";
import type * as sts from "@aws-sdk/client-sts";

/** One operation of an API; what the SDK adds of the transport is of no concern. */
type Call<I, O> = (input: I) => Promise<Omit<O, "$metadata">>;

/** What is asked of IAM: it reads, and nothing else. */
export interface IamApi {
  getAccountAuthorizationDetails: Call<
    iam.GetAccountAuthorizationDetailsCommandInput,
    iam.GetAccountAuthorizationDetailsCommandOutput
  >;
  getAccountSummary: Call<iam.GetAccountSummaryCommandInput, iam.GetAccountSummaryCommandOutput>;
  listRoles: Call<iam.ListRolesCommandInput, iam.ListRolesCommandOutput>;
  listUsers: Call<iam.ListUsersCommandInput, iam.ListUsersCommandOutput>;
  listAccessKeys: Call<iam.ListAccessKeysCommandInput, iam.ListAccessKeysCommandOutput>;
  getAccessKeyLastUsed: Call<iam.GetAccessKeyLastUsedCommandInput, iam.GetAccessKeyLastUsedCommandOutput>;
  listOpenIDConnectProviders: Call<
    iam.ListOpenIDConnectProvidersCommandInput,
    iam.ListOpenIDConnectProvidersCommandOutput
  >;
  getOpenIDConnectProvider: Call<iam.GetOpenIDConnectProviderCommandInput, iam.GetOpenIDConnectProviderCommandOutput>;
  listSAMLProviders: Call<iam.ListSAMLProvidersCommandInput, iam.ListSAMLProvidersCommandOutput>;
  getSAMLProvider: Call<iam.GetSAMLProviderCommandInput, iam.GetSAMLProviderCommandOutput>;
}

export interface StsApi {
  getCallerIdentity: Call<sts.GetCallerIdentityCommandInput, sts.GetCallerIdentityCommandOutput>;
  assumeRole: Call<sts.AssumeRoleCommandInput, sts.AssumeRoleCommandOutput>;
}

export interface OrganizationsApi {
  describeOrganization: Call<
    organizations.DescribeOrganizationCommandInput,
    organizations.DescribeOrganizationCommandOutput
  >;
  listPolicies: Call<organizations.ListPoliciesCommandInput, organizations.ListPoliciesCommandOutput>;
  describePolicy: Call<organizations.DescribePolicyCommandInput, organizations.DescribePolicyCommandOutput>;
  listTargetsForPolicy: Call<
    organizations.ListTargetsForPolicyCommandInput,
    organizations.ListTargetsForPolicyCommandOutput
  >;
  listDelegatedAdministrators: Call<
    organizations.ListDelegatedAdministratorsCommandInput,
    organizations.ListDelegatedAdministratorsCommandOutput
  >;
  listDelegatedServicesForAccount: Call<
    organizations.ListDelegatedServicesForAccountCommandInput,
    organizations.ListDelegatedServicesForAccountCommandOutput
  >;
  listAWSServiceAccessForOrganization: Call<
    organizations.ListAWSServiceAccessForOrganizationCommandInput,
    organizations.ListAWSServiceAccessForOrganizationCommandOutput
  >;
}

export interface SsoAdminApi {
  listInstances: Call<sso.ListInstancesCommandInput, sso.ListInstancesCommandOutput>;
  listPermissionSets: Call<sso.ListPermissionSetsCommandInput, sso.ListPermissionSetsCommandOutput>;
  describePermissionSet: Call<sso.DescribePermissionSetCommandInput, sso.DescribePermissionSetCommandOutput>;
  getInlinePolicyForPermissionSet: Call<
    sso.GetInlinePolicyForPermissionSetCommandInput,
    sso.GetInlinePolicyForPermissionSetCommandOutput
  >;
  listManagedPoliciesInPermissionSet: Call<
    sso.ListManagedPoliciesInPermissionSetCommandInput,
    sso.ListManagedPoliciesInPermissionSetCommandOutput
  >;
  listCustomerManagedPolicyReferencesInPermissionSet: Call<
    sso.ListCustomerManagedPolicyReferencesInPermissionSetCommandInput,
    sso.ListCustomerManagedPolicyReferencesInPermissionSetCommandOutput
  >;
  getPermissionsBoundaryForPermissionSet: Call<
    sso.GetPermissionsBoundaryForPermissionSetCommandInput,
    sso.GetPermissionsBoundaryForPermissionSetCommandOutput
  >;
  listTagsForResource: Call<sso.ListTagsForResourceCommandInput, sso.ListTagsForResourceCommandOutput>;
  listAccountsForProvisionedPermissionSet: Call<
    sso.ListAccountsForProvisionedPermissionSetCommandInput,
    sso.ListAccountsForProvisionedPermissionSetCommandOutput
  >;
  listAccountAssignments: Call<sso.ListAccountAssignmentsCommandInput, sso.ListAccountAssignmentsCommandOutput>;
}

export interface IdentityStoreApi {
  listUsers: Call<store.ListUsersCommandInput, store.ListUsersCommandOutput>;
  listGroups: Call<store.ListGroupsCommandInput, store.ListGroupsCommandOutput>;
  listGroupMemberships: Call<store.ListGroupMembershipsCommandInput, store.ListGroupMembershipsCommandOutput>;
}

export interface RolesAnywhereApi {
  listTrustAnchors: Call<anywhere.ListTrustAnchorsCommandInput, anywhere.ListTrustAnchorsCommandOutput>;
  listProfiles: Call<anywhere.ListProfilesCommandInput, anywhere.ListProfilesCommandOutput>;
}

export interface AccessAnalyzerApi {
  listAnalyzers: Call<analyzer.ListAnalyzersCommandInput, analyzer.ListAnalyzersCommandOutput>;
  listFindings: Call<analyzer.ListFindingsCommandInput, analyzer.ListFindingsCommandOutput>;
}

/** The APIs that a snapshot is asked of, by the name under which a policy allows them. */
export interface AwsApis {
  readonly iam: IamApi;
  readonly sts: StsApi;
  readonly organizations: OrganizationsApi;
  readonly sso: SsoAdminApi;
  readonly identitystore: IdentityStoreApi;
  readonly rolesanywhere: RolesAnywhereApi;
  readonly "access-analyzer": AccessAnalyzerApi;
}

export type AwsService = keyof AwsApis;

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** How a client is made: with these credentials, and no retry of its own. */
export interface AwsClientOptions {
  readonly region: string;
  readonly credentials: AwsCredentials;
}

/** How clients of the services are made. */
export type AwsClients = { readonly [S in AwsService]: (options: AwsClientOptions) => AwsApis[S] };
