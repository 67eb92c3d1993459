import { mapBounded } from "../bounded";
import { allOf, markerOf, pagesOf, plainAnswer } from "./paging";
import type { AwsSession } from "./session";

/** IAM throttles whoever asks more at once. */
const callsAtOnce = 5;

/** Users, groups, roles and policies with all that hangs on them, page by page. */
export async function* askAuthorizationDetails(session: AwsSession): AsyncGenerator<unknown> {
  const name = "GetAccountAuthorizationDetails";
  const pages = pagesOf(
    name,
    (Marker) => session.ask("iam", name, (iam) => iam.getAccountAuthorizationDetails({ Marker, MaxItems: 1000 })),
    markerOf(name),
  );
  for await (const page of pages) {
    const { UserDetailList = [], GroupDetailList = [], RoleDetailList = [], Policies = [] } = page;
    yield {
      UserDetailList,
      GroupDetailList,
      RoleDetailList,
      Policies,
      IsTruncated: page.IsTruncated === true,
      ...(page.IsTruncated === true ? { Marker: page.Marker } : {}),
    };
  }
}

/** Roles with the longest session of each, which the authorization details do not tell. */
export async function* askRoles(session: AwsSession): AsyncGenerator<unknown> {
  yield { Roles: await rolesBelow(session, undefined) };
}

export function rolesBelow(session: AwsSession, PathPrefix: string | undefined) {
  return allOf(
    "ListRoles",
    (Marker) => session.ask("iam", "ListRoles", (iam) => iam.listRoles({ Marker, PathPrefix, MaxItems: 1000 })),
    markerOf("ListRoles"),
    ({ Roles }) => Roles,
  );
}

/** Each user's access keys and when they were last used; the summary tells of the root user's. */
export async function* askAccessKeys(session: AwsSession): AsyncGenerator<unknown> {
  const users = await allOf(
    "ListUsers",
    (Marker) => session.ask("iam", "ListUsers", (iam) => iam.listUsers({ Marker, MaxItems: 1000 })),
    markerOf("ListUsers"),
    (page) => page.Users,
  );
  const Users = await mapBounded(users, callsAtOnce, async ({ UserName, PasswordLastUsed }) => {
    const keys = await allOf(
      "ListAccessKeys",
      (Marker) => session.ask("iam", "ListAccessKeys", (iam) => iam.listAccessKeys({ UserName, Marker })),
      markerOf("ListAccessKeys"),
      ({ AccessKeyMetadata }) => AccessKeyMetadata,
    );
    const AccessKeys = await mapBounded(keys, 1, async (key) => {
      const { AccessKeyLastUsed } = await session.ask("iam", "GetAccessKeyLastUsed", (iam) =>
        iam.getAccessKeyLastUsed({ AccessKeyId: key.AccessKeyId }),
      );
      return { ...key, ...(AccessKeyLastUsed ? { LastUsed: AccessKeyLastUsed } : {}) };
    });
    return { UserName, ...(PasswordLastUsed ? { PasswordLastUsed } : {}), AccessKeys };
  });
  const { SummaryMap = {} } = await session.ask("iam", "GetAccountSummary", (iam) => iam.getAccountSummary({}));
  yield { Users, SummaryMap };
}

/** The identity providers whose tokens the account takes. */
export async function* askIdentityProviders(session: AwsSession): AsyncGenerator<unknown> {
  const { OpenIDConnectProviderList = [] } = await session.ask("iam", "ListOpenIDConnectProviders", (iam) =>
    iam.listOpenIDConnectProviders({}),
  );
  const OpenIDConnectProviders = await mapBounded(OpenIDConnectProviderList, callsAtOnce, async ({ Arn }) => ({
    Arn,
    ...plainAnswer(
      await session.ask("iam", "GetOpenIDConnectProvider", (iam) =>
        iam.getOpenIDConnectProvider({ OpenIDConnectProviderArn: Arn }),
      ),
    ),
  }));
  const { SAMLProviderList = [] } = await session.ask("iam", "ListSAMLProviders", (iam) => iam.listSAMLProviders({}));
  const SAMLProviders = await mapBounded(SAMLProviderList, callsAtOnce, async ({ Arn }) => {
    const found = await session.ask("iam", "GetSAMLProvider", (iam) => iam.getSAMLProvider({ SAMLProviderArn: Arn }));
    // Its metadata is long, and tells nothing of access.
    const { ValidUntil, CreateDate, Tags = [] } = found;
    return { Arn, ValidUntil, CreateDate, Tags };
  });
  yield { OpenIDConnectProviders, SAMLProviders };
}
