import type { Landscape } from "../../terraform/instance";
import type { Instant } from "../../time/instant";
import { addAccessKeys } from "./access-keys";
import type { AwsAnswers, ListedRole } from "./answers";
import { instantOf } from "./dates";
import { addHolders } from "./holders";
import { addIdentityCenter } from "./identity-center";
import { addIdentityProviders } from "./identity-providers";
import { accountProvider, Instances } from "./instances";
import { addManagedPolicies } from "./managed-policies";
import { addOrganization } from "./organization";
import { addRolesAnywhere } from "./roles-anywhere";

/**
 * What an account's APIs answered, in Terraform's terms, so that one reader serves plans, states and live accounts. The
 * addresses are what people know: ARNs, and for what has none its holder's with its name (`ARN policy NAME`).
 */
export function landscapeOfAccount(answers: AwsAnswers): Landscape {
  const { account, authorization = [], roles, accessKeys, identityProviders, identityCenter } = answers;
  const to = new Instances();
  const listed = new Map<string, ListedRole>();
  for (const role of roles?.Roles ?? []) listed.set(role.Arn, role);
  for (const page of authorization) addHolders(page, listed, to);
  for (const page of authorization) addManagedPolicies(page, to);
  if (accessKeys !== undefined) addAccessKeys(accessKeys, account, userArns(answers), to);
  if (identityProviders !== undefined) addIdentityProviders(identityProviders, to);
  if (identityCenter !== undefined) addIdentityCenter(identityCenter, to);
  if (answers.organization !== undefined) addOrganization(answers.organization, to);
  if (answers.rolesAnywhere !== undefined) addRolesAnywhere(answers.rolesAnywhere, to);
  return {
    moment: "after",
    settled: true,
    instances: to.all,
    providers: [
      {
        key: accountProvider,
        source: "hashicorp/aws",
        configured: account === undefined ? {} : { allowed_account_ids: { constant: [account], references: [] } },
      },
    ],
    resolve: () => ({ kind: "unknown" }),
  };
}

function userArns({ authorization = [] }: AwsAnswers): ReadonlyMap<string, string> {
  const arns = new Map<string, string>();
  for (const { UserDetailList = [] } of authorization) {
    for (const { UserName, Arn } of UserDetailList) arns.set(UserName, Arn);
  }
  return arns;
}

/** When each role was last used, by ARN; one that is missing never was. Undefined where no answer tells of use at all. */
export function lastUsedOf({ authorization = [], roles }: AwsAnswers): ReadonlyMap<string, Instant> | undefined {
  const found = new Map<string, Instant>();
  let told = false;
  const take = (role: {
    readonly Arn: string;
    readonly RoleLastUsed?: { readonly LastUsedDate?: string | undefined } | undefined;
  }) => {
    if (role.RoleLastUsed === undefined) return;
    told = true;
    const at = role.RoleLastUsed.LastUsedDate === undefined ? undefined : instantOf(role.RoleLastUsed.LastUsedDate);
    if (at !== undefined) found.set(role.Arn, Math.max(at, found.get(role.Arn) ?? at));
  };
  for (const { RoleDetailList = [] } of authorization) for (const role of RoleDetailList) take(role);
  for (const role of roles?.Roles ?? []) take(role);
  return told ? found : undefined;
}

/** When each role was made, by ARN. */
export function createdOf({ authorization = [], roles }: AwsAnswers): ReadonlyMap<string, Instant> {
  const found = new Map<string, Instant>();
  const take = ({ Arn, CreateDate }: { readonly Arn: string; readonly CreateDate?: string | undefined }) => {
    const at = CreateDate === undefined ? undefined : instantOf(CreateDate);
    if (at !== undefined) found.set(Arn, at);
  };
  for (const role of roles?.Roles ?? []) take(role);
  for (const { RoleDetailList = [] } of authorization) for (const role of RoleDetailList) take(role);
  return found;
}
