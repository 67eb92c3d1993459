import type { AssumeRoleCommandOutput, STSClient } from "@aws-sdk/client-sts";
import type { Seconds } from "../../time/duration";
import type { Instant } from "../../time/instant";
import type { AwsSettings } from "../configured";
import type { Told } from "../protocol/provider";
import { partitionFault } from "./asked";
import { type Attempt, withoutCredentials, withoutSession } from "./trouble";

/** A session to begin. */
export interface Beginning {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly sourceIdentity: string;
  readonly seconds: Seconds;
  /** Whom the role's trust lets in, for people. */
  readonly identity: string;
}

/** What a session is used with. Each of the first three is a secret, or belongs to one. */
export interface Session {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expires: Instant;
}

type Sts = Pick<typeof import("@aws-sdk/client-sts"), "STSClient" | "AssumeRoleCommand">;

/** How AWS's own client is had, which takes a while to load and is needed for nothing else. */
export type LoadSts = () => Promise<Sts>;

export const loadSts: LoadSts = () => import("@aws-sdk/client-sts");

/** All of it together takes no longer, whoever does not answer: finding credentials, and three attempts. */
const deadlineMs = 60_000;

/** By itself the client warns on the console, which is not the provider's to write to. */
const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/** Begins a session of a role with the credentials that AWS's own tools would take. */
export async function beginSession(
  beginning: Beginning,
  settings: AwsSettings,
  load: LoadSts = loadSts,
): Promise<{ readonly session: Session } | { readonly told: Told }> {
  const { roleArn, identity } = beginning;
  const { endpoint, profile } = settings;
  const attempt: Attempt = { roleArn, identity, ...settings, secrets: [] };
  let sts: Sts;
  try {
    sts = await load();
  } catch {
    return { told: notInstalled };
  }
  let client: STSClient;
  try {
    client = new sts.STSClient({
      ...settings,
      maxAttempts: 3,
      logger: silent,
      requestHandler: { connectionTimeout: 5_000, requestTimeout: 15_000 },
    });
  } catch (thrown) {
    return { told: withoutSession(thrown, attempt) };
  }
  try {
    return await inTime(async () => {
      let region: string;
      try {
        region = await client.config.region();
      } catch (thrown) {
        return { told: withoutSession(thrown, attempt) };
      }
      const fault = partitionFault(roleArn, region);
      if (fault !== undefined) {
        return { told: { severity: "error", summary: "The AWS region is not of the role's partition", detail: fault } };
      }
      let secrets: readonly string[];
      try {
        const own = await client.config.credentials();
        secrets = [own.secretAccessKey, own.sessionToken ?? ""].filter((one) => one !== "");
      } catch (thrown) {
        return { told: withoutCredentials(thrown, { profile: profile || process.env.AWS_PROFILE || undefined }) };
      }
      try {
        return sessionIn(await client.send(commandOf(sts, beginning)), { ...attempt, region, endpoint, secrets });
      } catch (thrown) {
        return { told: withoutSession(thrown, { ...attempt, region, endpoint, secrets }) };
      }
    });
  } catch (thrown) {
    return { told: withoutSession(thrown, attempt) };
  } finally {
    client.destroy();
  }
}

function commandOf({ AssumeRoleCommand }: Sts, { roleArn, sessionName, sourceIdentity, seconds }: Beginning) {
  return new AssumeRoleCommand({
    RoleArn: roleArn,
    RoleSessionName: sessionName,
    SourceIdentity: sourceIdentity,
    DurationSeconds: seconds,
  });
}

function sessionIn(
  { Credentials: given }: AssumeRoleCommandOutput,
  attempt: Attempt,
): { readonly session: Session } | { readonly told: Told } {
  const {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
    Expiration,
  } = given ?? {};
  const expires = Math.floor((Expiration?.getTime() ?? Number.NaN) / 1000);
  if (!accessKeyId || !secretAccessKey || !sessionToken || Number.isNaN(expires)) {
    return { told: withoutSession(new SyntaxError("no credentials in the answer"), attempt) };
  }
  return { session: { accessKeyId, secretAccessKey, sessionToken, expires } };
}

async function inTime<T>(work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    const late = Object.assign(new Error("not answered in time"), { name: "TimeoutError" });
    timer = setTimeout(() => reject(late), deadlineMs);
  });
  try {
    return await Promise.race([work(), silence]);
  } finally {
    clearTimeout(timer);
  }
}

const notInstalled: Told = {
  severity: "error",
  summary: "AWS's SDK is not installed",
  detail:
    "This build of the provider has no STS client in it. Install the provider by `npx leasehold provider install`, or the package `@aws-sdk/client-sts` beside it.",
};
