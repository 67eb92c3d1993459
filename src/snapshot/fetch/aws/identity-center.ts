import { mapBounded } from "../bounded";
import { AskError } from "../errors";
import type { SsoAdminApi } from "./apis";
import { rolesBelow } from "./iam";
import { organizationOf, refusalOf } from "./organization";
import { allOf, tokenOf } from "./paging";
import type { AwsSession } from "./session";
import { isFormless, nameOf } from "./trouble";

/** Identity Center's own quotas are low. */
const setsAtOnce = 3;
const groupsAtOnce = 4;

export interface IdentityCenterOptions {
  /** The account that is asked. */
  readonly account: string;
  /** Accounts whose assignments are asked for by name, since one that is only being made is listed nowhere else. */
  readonly accounts: readonly string[];
  /** The endpoint is not AWS's own: an emulator's, which may lack calls. */
  readonly emulated: boolean;
}

interface Found {
  readonly Instances: unknown[];
  readonly PermissionSets: unknown[];
  readonly Assignments: unknown[];
  readonly Users: unknown[];
  readonly Groups: unknown[];
  readonly Memberships: unknown[];
}

/**
 * Identity Center's instances with their permission sets, assignments and members. An instance lives in one region: that
 * of the roles that it made in the account is asked too, and a trace of one that is found nowhere is a failure.
 */
export async function* askIdentityCenter(session: AwsSession, options: IdentityCenterOptions): AsyncGenerator<unknown> {
  const roles = await rolesBelow(session, "/aws-reserved/sso.amazonaws.com/");
  const regions = [...new Set([...session.regions, ...roles.map(({ Path }) => regionOf(Path, session.region))])];
  const found: Found = { Instances: [], PermissionSets: [], Assignments: [], Users: [], Groups: [], Memberships: [] };
  for (const region of regions) await askRegion(session, region, options, found);
  if (found.Instances.length === 0) await assertNone(session, roles.length > 0, regions, options.account);
  yield found;
}

/** `/aws-reserved/sso.amazonaws.com/eu-central-1/`; without a region in the partition's first. */
function regionOf(path: string | undefined, region: string): string {
  const named = path?.split("/")[3];
  if (named !== undefined && named !== "") return named;
  if (region.startsWith("us-gov-")) return "us-gov-west-1";
  return region.startsWith("cn-") ? "cn-north-1" : "us-east-1";
}

async function askRegion(session: AwsSession, region: string, options: IdentityCenterOptions, found: Found) {
  const instances = await allOf(
    "ListInstances",
    (NextToken) => session.ask("sso", "ListInstances", (sso) => sso.listInstances({ NextToken }), { region }),
    tokenOf,
    (page) => page.Instances,
  );
  for (const instance of instances) {
    const { InstanceArn, IdentityStoreId, OwnerAccountId } = instance;
    found.Instances.push(instance);
    try {
      await askInstance(new InstanceAsk(session, region, InstanceArn, options), found);
      await askDirectory(session, region, IdentityStoreId, found);
    } catch (thrown) {
      throw thrown instanceof AskError ? refusalOf(thrown, OwnerAccountId, options.account) : thrown;
    }
  }
}

/** No instance was found: is there none, or is it elsewhere? */
async function assertNone(
  session: AwsSession,
  traces: boolean,
  regions: readonly string[],
  account: string,
): Promise<void> {
  const where = regions.join(", ");
  const hint = "name its region with --region";
  if (traces) {
    throw new AskError(
      "failed",
      `Identity Center has made roles here, and no instance of it is found in ${where}: ${hint}`,
    );
  }
  const organization = await organizationOf(session);
  if (organization?.management !== account) return;
  const enabled = await allOf(
    "ListAWSServiceAccessForOrganization",
    (NextToken) =>
      session.ask("organizations", "ListAWSServiceAccessForOrganization", (organizations) =>
        organizations.listAWSServiceAccessForOrganization({ NextToken }),
      ),
    tokenOf,
    (page) => page.EnabledServicePrincipals,
  );
  if (enabled.some(({ ServicePrincipal }) => ServicePrincipal === "sso.amazonaws.com")) {
    throw new AskError(
      "failed",
      `Identity Center serves the organization, and no instance is found in ${where}: ${hint}`,
    );
  }
}

/** One instance, asked in its region. */
class InstanceAsk {
  constructor(
    private readonly session: AwsSession,
    private readonly region: string,
    readonly instance: string | undefined,
    readonly options: IdentityCenterOptions,
  ) {}

  call<T>(operation: string, call: (sso: SsoAdminApi) => Promise<T>): Promise<T> {
    return this.session.ask("sso", operation, call, { region: this.region });
  }

  all<P extends { readonly NextToken?: string | undefined }, T>(
    operation: string,
    call: (sso: SsoAdminApi, NextToken: string | undefined) => Promise<P>,
    items: (page: P) => readonly T[] | undefined,
  ): Promise<readonly T[]> {
    return allOf(operation, (token) => this.call(operation, (sso) => call(sso, token)), tokenOf, items);
  }

  /** What a call answers, or nothing where there is nothing, or where an emulator has no such call. */
  async maybe<T>(operation: string, call: (sso: SsoAdminApi) => Promise<T>): Promise<T | undefined> {
    const expected = (thrown: unknown): boolean =>
      nameOf(thrown) === "ResourceNotFoundException" || (this.options.emulated && isFormless(thrown));
    try {
      return await this.session.ask("sso", operation, call, { region: this.region, expected });
    } catch (thrown) {
      if (expected(thrown)) return undefined;
      throw thrown;
    }
  }
}

async function askInstance(ask: InstanceAsk, found: Found): Promise<void> {
  const { instance: InstanceArn } = ask;
  const arns = await ask.all(
    "ListPermissionSets",
    (sso, NextToken) => sso.listPermissionSets({ InstanceArn, NextToken }),
    ({ PermissionSets }) => PermissionSets,
  );
  const sets = await mapBounded(arns, setsAtOnce, async (arn) => ({
    set: await permissionSet(ask, arn),
    assignments: await assignmentsOf(ask, arn),
  }));
  found.PermissionSets.push(...sets.map(({ set }) => set));
  found.Assignments.push(...sets.flatMap(({ assignments }) => assignments));
}

async function permissionSet(ask: InstanceAsk, PermissionSetArn: string): Promise<unknown> {
  const of = { InstanceArn: ask.instance, PermissionSetArn };
  const { PermissionSet } = await ask.call("DescribePermissionSet", (sso) => sso.describePermissionSet(of));
  const { InlinePolicy = "" } = await ask.call("GetInlinePolicyForPermissionSet", (sso) =>
    sso.getInlinePolicyForPermissionSet(of),
  );
  const ManagedPolicies = await ask.all(
    "ListManagedPoliciesInPermissionSet",
    (sso, NextToken) => sso.listManagedPoliciesInPermissionSet({ ...of, NextToken }),
    (page) => page.AttachedManagedPolicies,
  );
  const CustomerManagedPolicyReferences = await ask.all(
    "ListCustomerManagedPolicyReferencesInPermissionSet",
    (sso, NextToken) => sso.listCustomerManagedPolicyReferencesInPermissionSet({ ...of, NextToken }),
    (page) => page.CustomerManagedPolicyReferences,
  );
  const boundary = await ask.maybe("GetPermissionsBoundaryForPermissionSet", (sso) =>
    sso.getPermissionsBoundaryForPermissionSet(of),
  );
  const Tags: unknown[] = [];
  for (
    let NextToken: string | undefined, pages = 0;
    pages === 0 || (NextToken !== undefined && pages < 100);
    pages += 1
  ) {
    const token: string | undefined = NextToken;
    const page = await ask.maybe("ListTagsForResource", (sso) =>
      sso.listTagsForResource({ InstanceArn: ask.instance, ResourceArn: PermissionSetArn, NextToken: token }),
    );
    Tags.push(...(page?.Tags ?? []));
    NextToken = page?.NextToken;
  }
  return {
    InstanceArn: ask.instance,
    PermissionSet: { ...PermissionSet, ...sessionOf(PermissionSet?.SessionDuration) },
    InlinePolicy,
    ManagedPolicies,
    CustomerManagedPolicyReferences,
    ...(boundary?.PermissionsBoundary ? { PermissionsBoundary: boundary.PermissionsBoundary } : {}),
    Tags,
  };
}

/** An emulator tells the default in seconds. */
function sessionOf(duration: unknown): { readonly SessionDuration?: string } {
  return typeof duration === "number" ? { SessionDuration: `PT${duration}S` } : {};
}

async function assignmentsOf(ask: InstanceAsk, PermissionSetArn: string): Promise<readonly unknown[]> {
  const { instance: InstanceArn } = ask;
  const provisioned = await ask.all(
    "ListAccountsForProvisionedPermissionSet",
    (sso, NextToken) => sso.listAccountsForProvisionedPermissionSet({ InstanceArn, PermissionSetArn, NextToken }),
    ({ AccountIds }) => AccountIds,
  );
  const accounts = [...new Set([...provisioned, ask.options.account, ...ask.options.accounts])];
  const found: unknown[] = [];
  for (const AccountId of accounts) {
    const assignments = await ask.all(
      "ListAccountAssignments",
      (sso, NextToken) => sso.listAccountAssignments({ InstanceArn, PermissionSetArn, AccountId, NextToken }),
      ({ AccountAssignments }) => AccountAssignments,
    );
    found.push(...assignments.map((assignment) => ({ ...assignment, InstanceArn })));
  }
  return found;
}

/** Who is in which group. Names, addresses and telephone numbers of people tell nothing of access, and are left out. */
async function askDirectory(session: AwsSession, region: string, id: string | undefined, found: Found): Promise<void> {
  const IdentityStoreId = id;
  const users = await allOf(
    "ListUsers",
    (NextToken) =>
      session.ask("identitystore", "ListUsers", (api) => api.listUsers({ IdentityStoreId, NextToken }), { region }),
    tokenOf,
    ({ Users }) => Users,
  );
  const groups = await allOf(
    "ListGroups",
    (NextToken) =>
      session.ask("identitystore", "ListGroups", (api) => api.listGroups({ IdentityStoreId, NextToken }), { region }),
    tokenOf,
    ({ Groups }) => Groups,
  );
  const memberships = await mapBounded(groups, groupsAtOnce, ({ GroupId }) =>
    allOf(
      "ListGroupMemberships",
      (NextToken) =>
        session.ask(
          "identitystore",
          "ListGroupMemberships",
          (api) => api.listGroupMemberships({ IdentityStoreId, GroupId, NextToken }),
          { region },
        ),
      tokenOf,
      ({ GroupMemberships }) => GroupMemberships,
    ),
  );
  found.Users.push(...users.map(({ UserId, UserName }) => ({ IdentityStoreId, UserId, UserName })));
  found.Groups.push(...groups.map(({ GroupId, DisplayName }) => ({ IdentityStoreId, GroupId, DisplayName })));
  found.Memberships.push(...memberships.flat());
}
