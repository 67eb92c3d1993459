import type { AwsPart, Part } from "../../manifest";
import { awsParts } from "../../manifest";
import type { Backoff } from "../backoff";
import { AskError, SnapshotRefusal } from "../errors";
import type { AskedContainer } from "../part";
import type { AwsClients, AwsCredentials, AwsService } from "./apis";
import { askAccessKeys, askAuthorizationDetails, askIdentityProviders, askRoles } from "./iam";
import { askIdentityCenter } from "./identity-center";
import { askOrganization } from "./organization";
import { askAccessAnalyzer, askRolesAnywhere } from "./regional";
import { AwsSession } from "./session";

/** An account, and how it is entered. */
export interface AwsAccount {
  /** Twelve digits. */
  readonly id: string;
  /** The ARN of the role that is assumed; asked with the caller's own credentials where there is none. */
  readonly role?: string;
  readonly externalId?: string;
  /** At least one. */
  readonly regions: readonly string[];
}

export interface AwsContainersOptions {
  readonly accounts: readonly AwsAccount[];
  readonly clients: AwsClients;
  /** Asks the provider chain for the caller's credentials anew. */
  readonly credentials: () => Promise<AwsCredentials>;
  readonly backoff: Backoff;
  /** Where the caller's own session is. */
  readonly region: string;
  /** Whether the endpoint is not AWS's own. */
  readonly emulated: boolean;
}

/** The services that a part is asked of. */
export const servicesOf: Readonly<Record<AwsPart, readonly AwsService[]>> = {
  "authorization-details": ["iam"],
  roles: ["iam"],
  "access-keys": ["iam"],
  "identity-providers": ["iam"],
  "identity-center": ["iam", "organizations", "sso", "identitystore"],
  organization: ["organizations"],
  "roles-anywhere": ["rolesanywhere"],
  "access-analyzer": ["access-analyzer"],
};

/** As many accounts as are named by name when assignments are asked for. */
const namedAtMost = 100;

/** AWS accounts, to be asked with the caller's credentials or through the roles that they let it assume. */
export function awsContainers(options: AwsContainersOptions): readonly AskedContainer[] {
  const { accounts, clients, backoff, credentials, emulated } = options;
  const own = new AwsSession({ regions: [options.region], clients, credentials, backoff });
  const ids = accounts.map(({ id }) => id).slice(0, namedAtMost);
  return accounts.map((account) => {
    const { id, role, regions } = account;
    const session = new AwsSession({
      regions,
      clients,
      backoff,
      credentials: role === undefined ? credentials : () => assumed(own, account, role),
    });
    return {
      cloud: "aws" as const,
      id,
      enter: () => enter(session, id, role),
      ask: (part: Part) => asks(session, part, { account: id, accounts: ids, emulated }),
    };
  });
}

/**
 * Who calls, before any account is chosen.
 * @throws SnapshotRefusal where nobody is logged in
 */
export async function callerOf(
  options: Pick<AwsContainersOptions, "clients" | "credentials" | "backoff" | "region">,
): Promise<{ readonly account: string; readonly arn: string }> {
  const session = new AwsSession({ ...options, regions: [options.region] });
  try {
    const { Account, Arn } = await identityOf(session);
    return { account: Account, arn: Arn };
  } catch (thrown) {
    if (!(thrown instanceof AskError)) throw thrown;
    throw new SnapshotRefusal(
      "credentials",
      `AWS does not tell who asks: ${thrown.message}.`,
      "Log in (aws sso login, or credentials in the environment), or name a profile with --profile.",
    );
  }
}

async function identityOf(session: AwsSession): Promise<{ readonly Account: string; readonly Arn: string }> {
  const { Account, Arn } = await session.ask("sts", "GetCallerIdentity", (sts) => sts.getCallerIdentity({}));
  if (Account === undefined || Arn === undefined) throw new AskError("failed", "sts:GetCallerIdentity names nobody");
  return { Account, Arn };
}

async function enter(session: AwsSession, id: string, role: string | undefined): Promise<string> {
  const { Account, Arn } = await identityOf(session);
  if (Account === id) return Arn;
  const through = role === undefined ? "the credentials are" : `${role} is`;
  throw new AskError("failed", `${through} of another account: ${Account}`);
}

async function assumed(own: AwsSession, { externalId }: AwsAccount, role: string): Promise<AwsCredentials> {
  const { Credentials } = await own.ask("sts", "AssumeRole", (sts) =>
    sts.assumeRole({
      RoleArn: role,
      RoleSessionName: "leasehold-snapshot",
      ...(externalId === undefined ? {} : { ExternalId: externalId }),
    }),
  );
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {};
  if (AccessKeyId === undefined || SecretAccessKey === undefined) {
    throw new AskError("failed", `sts:AssumeRole gave no credentials for ${role}`);
  }
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    ...(SessionToken === undefined ? {} : { sessionToken: SessionToken }),
    ...(Expiration === undefined ? {} : { expiration: Expiration }),
  };
}

interface AskOptions {
  readonly account: string;
  readonly accounts: readonly string[];
  readonly emulated: boolean;
}

const parts: Readonly<Record<AwsPart, (session: AwsSession, options: AskOptions) => AsyncIterable<unknown>>> = {
  "authorization-details": askAuthorizationDetails,
  roles: askRoles,
  "access-keys": askAccessKeys,
  "identity-providers": askIdentityProviders,
  "identity-center": askIdentityCenter,
  organization: (session, { account }) => askOrganization(session, account),
  "roles-anywhere": askRolesAnywhere,
  "access-analyzer": askAccessAnalyzer,
};

function asks(session: AwsSession, part: Part, options: AskOptions): AsyncIterable<unknown> {
  const known = awsParts.find((one) => one === part);
  if (known === undefined) throw new AskError("failed", `${part} is no part of AWS's`);
  return parts[known](session, options);
}
