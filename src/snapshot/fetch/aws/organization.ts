import { mapBounded } from "../bounded";
import { AskError } from "../errors";
import { allOf, tokenOf } from "./paging";
import type { AwsSession } from "./session";
import { nameOf } from "./trouble";

/** The kinds of policy that limit access. */
const kinds = ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"] as const;

const callsAtOnce = 4;

/** The organization that an account is in; `undefined` where it is in none. */
export async function organizationOf(session: AwsSession): Promise<{ readonly management?: string } | undefined> {
  try {
    const { Organization } = await session.ask(
      "organizations",
      "DescribeOrganization",
      (organizations) => organizations.describeOrganization({}),
      { expected: (thrown) => nameOf(thrown) === "AWSOrganizationsNotInUseException" },
    );
    const management = Organization?.MasterAccountId;
    return management === undefined ? {} : { management };
  } catch (thrown) {
    if (thrown instanceof AskError) throw thrown;
    return undefined;
  }
}

/** A refusal to an account that is not the one to ask, with the one that is. */
export function refusalOf(denied: AskError, management: string | undefined, account: string): AskError {
  if (denied.status !== "denied" || management === undefined || management === account) return denied;
  return new AskError(
    "denied",
    `${denied.message}; ${account} is neither the organization's management account (${management}) nor a delegated administrator`,
    [management],
  );
}

/**
 * The organization's policies, what they are attached to, and its delegated administrators. An account that is in no
 * organization has none; a member that may not ask is refused, and its management account can answer in its place.
 */
export async function* askOrganization(session: AwsSession, account: string): AsyncGenerator<unknown> {
  const organization = await organizationOf(session);
  if (!organization) {
    yield { Policies: [], DelegatedAdministrators: [] };
    return;
  }
  try {
    const policies = await Promise.all(kinds.map((kind) => policiesOf(session, kind)));
    yield { Policies: policies.flat(), DelegatedAdministrators: await delegatedAdministrators(session) };
  } catch (thrown) {
    throw thrown instanceof AskError ? refusalOf(thrown, organization.management, account) : thrown;
  }
}

async function policiesOf(session: AwsSession, kind: (typeof kinds)[number]): Promise<readonly unknown[]> {
  const summaries = await summariesOf(session, kind);
  return mapBounded(summaries, callsAtOnce, async (PolicySummary) => {
    const PolicyId = PolicySummary.Id;
    const { Policy } = await session.ask("organizations", "DescribePolicy", (organizations) =>
      organizations.describePolicy({ PolicyId }),
    );
    const Targets = await allOf(
      "ListTargetsForPolicy",
      (NextToken) =>
        session.ask("organizations", "ListTargetsForPolicy", (organizations) =>
          organizations.listTargetsForPolicy({ PolicyId, NextToken }),
        ),
      tokenOf,
      (page) => page.Targets,
    );
    return { PolicySummary, Content: Policy?.Content, Targets };
  });
}

async function summariesOf(session: AwsSession, Filter: (typeof kinds)[number]) {
  // Some partitions do not know the newer kind: what they do not know limits nothing there.
  const unknownKind = (thrown: unknown): boolean =>
    Filter === "RESOURCE_CONTROL_POLICY" &&
    nameOf(thrown) === "InvalidInputException" &&
    thrown instanceof Error &&
    "Reason" in thrown &&
    /ENUM/.test(String(thrown.Reason));
  try {
    return await allOf(
      "ListPolicies",
      (NextToken) =>
        session.ask(
          "organizations",
          "ListPolicies",
          (organizations) => organizations.listPolicies({ Filter, NextToken }),
          { expected: unknownKind },
        ),
      tokenOf,
      ({ Policies }) => Policies,
    );
  } catch (thrown) {
    if (unknownKind(thrown)) return [];
    throw thrown;
  }
}

async function delegatedAdministrators(session: AwsSession): Promise<readonly unknown[]> {
  const found = await allOf(
    "ListDelegatedAdministrators",
    (NextToken) =>
      session.ask("organizations", "ListDelegatedAdministrators", (organizations) =>
        organizations.listDelegatedAdministrators({ NextToken }),
      ),
    tokenOf,
    (page) => page.DelegatedAdministrators,
  );
  return mapBounded(found, callsAtOnce, async ({ Email: _, ...administrator }) => ({
    ...administrator,
    DelegatedServices: await allOf(
      "ListDelegatedServicesForAccount",
      (NextToken) =>
        session.ask("organizations", "ListDelegatedServicesForAccount", (organizations) =>
          organizations.listDelegatedServicesForAccount({ AccountId: administrator.Id, NextToken }),
        ),
      tokenOf,
      (page) => page.DelegatedServices,
    ),
  }));
}
