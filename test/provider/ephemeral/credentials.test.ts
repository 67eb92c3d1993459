import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Configured } from "../../../src/provider/configured";
import { credentials, credentialsBy } from "../../../src/provider/ephemeral/credentials";
import type { Answer as Answered, Told } from "../../../src/provider/protocol/provider";
import { unknown, type Values } from "../../../src/provider/protocol/value";
import { fixedClock, systemClock } from "../../../src/time/clock";
import { formatInstant } from "../../../src/time/instant";
import { at } from "../../helpers/estate";
import { type Answer, type Asked, type FakeSts, fakeSts, fault, issued, session } from "./fake-sts";

const now = at("2026-11-23T09:30:00Z");
const roleArn = "arn:aws:iam::111122223333:role/leasehold/acme/leasehold-acme-restart";
const caller = { key: "AKIACALLERCALLERCALL", secret: "caller/secret+key", token: "caller/session+token==" };

const lease: Values = {
  role_arn: roleArn,
  grant: "restart",
  identity: "dana",
  starts_at: "2026-11-23T09:00:00Z",
  ends_at: "2026-11-23T10:30:00Z",
  duration: null,
  minimum_remaining: null,
  region: null,
  access_key_id: null,
  secret_access_key: null,
  session_token: null,
  expires_at: null,
};

let sts: FakeSts | undefined;
const written: string[] = [];

beforeEach(() => {
  written.length = 0;
  for (const name of ["log", "info", "warn", "error", "debug"] as const) {
    vi.spyOn(console, name).mockImplementation((...given) => void written.push(given.join(" ")));
  }
  // Nothing of the machine that the tests run on.
  for (const name of Object.keys(process.env)) if (/^AWS_/.test(name)) vi.stubEnv(name, undefined);
  vi.stubEnv("AWS_ACCESS_KEY_ID", caller.key);
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", caller.secret);
  vi.stubEnv("AWS_SESSION_TOKEN", caller.token);
  vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
  vi.stubEnv("AWS_CONFIG_FILE", "/nowhere/config");
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", "/nowhere/credentials");
});

afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await sts?.stop();
  sts = undefined;
});

/** Opens the credentials of the lease against a fake that answers so. */
async function opened(
  answer: (asked: Asked, count: number) => Answer,
  changes: Values = {},
  configured: Partial<Pick<Configured, "clock" | "aws">> = {},
): Promise<Answered<Values>> {
  sts = await fakeSts(answer);
  return await credentials.open(
    { ...lease, ...changes },
    { clock: fixedClock(now), aws: { region: "eu-central-1", endpoint: sts.endpoint }, ...configured },
  );
}

const secrets = [caller.secret, caller.token, issued.secretAccessKey, issued.sessionToken];

/** The one error that is told; nothing secret is in it, or was written anywhere. */
function errorOf({ told, result }: Answered<Values>): Told {
  expect(result).toBeUndefined();
  expect(told).toHaveLength(1);
  const [only] = told;
  if (only === undefined) throw new Error("nothing is told");
  expect(only.severity).toBe("error");
  expect(only.summary).toMatch(/^[A-Z].*[^.]$/);
  expect(only.summary.length).toBeLessThan(120);
  expect(only.detail).toMatch(/[.]$/);
  for (const secret of secrets) expect(JSON.stringify([told, written])).not.toContain(secret);
  return only;
}

describe("leasehold_credentials", () => {
  it("begins a session of the lease's role, in the names of grant and identity, and gives what it is used with", async () => {
    const answer = await opened(session(now));
    expect(answer.told).toEqual([]);
    expect({ ...answer.result }).toEqual({
      ...lease,
      access_key_id: issued.accessKeyId,
      secret_access_key: issued.secretAccessKey,
      session_token: issued.sessionToken,
      expires_at: "2026-11-23T10:30:00Z",
    });
    expect(sts?.asked.map(({ parameters }) => parameters)).toEqual([
      {
        Action: "AssumeRole",
        Version: "2011-06-15",
        RoleArn: roleArn,
        RoleSessionName: "restart",
        SourceIdentity: "dana",
        DurationSeconds: "3600",
      },
    ]);
    expect(sts?.asked[0]?.headers.authorization).toContain(`Credential=${caller.key}/`);
    expect(sts?.asked[0]?.headers.authorization).toContain("/eu-central-1/sts/");
    expect(written).toEqual([]);
  });

  it.each([
    ["what is asked for", { duration: "20m" }, "1200", "2026-11-23T09:50:00Z"],
    ["what is left", { ends_at: "2026-11-23T09:50:00Z" }, "1200", "2026-11-23T09:50:00Z"],
    ["an hour, of a long lease", { ends_at: "2026-11-24T09:00:00Z" }, "3600", "2026-11-23T10:30:00Z"],
    [
      "what is left, with enough remaining",
      { ends_at: "2026-11-23T10:00:00Z", minimum_remaining: "30m" },
      "1800",
      "2026-11-23T10:00:00Z",
    ],
  ])("asks for %s", async (_, changes, seconds, expires) => {
    const { result } = await opened(session(now), changes);
    expect(sts?.asked[0]?.parameters.DurationSeconds).toBe(seconds);
    expect(result?.expires_at).toBe(expires);
  });

  it("tells no later end than the lease's, whatever STS says", async () => {
    const { result } = await opened(session(now + 900), { ends_at: "2026-11-23T09:50:00Z" });
    expect(result?.expires_at).toBe("2026-11-23T09:50:00Z");
  });

  it("makes names that STS takes of any that are given", async () => {
    await opened(session(now), { grant: "ops/restart\u001b[2J", identity: "d" });
    expect(sts?.asked[0]?.parameters.RoleSessionName).toMatch(/^ops-restart--2J-[0-9a-f]{10}$/);
    expect(sts?.asked[0]?.parameters.SourceIdentity).toMatch(/^d-[0-9a-f]{10}$/);
  });

  it("takes its own region before the provider's", async () => {
    await opened(session(now), { region: "us-east-1" });
    expect(sts?.asked[0]?.headers.authorization).toContain("/us-east-1/sts/");
  });

  it("takes the region and the endpoint from where AWS's own tools take them", async () => {
    sts = await fakeSts(session(now));
    vi.stubEnv("AWS_REGION", "eu-west-1");
    vi.stubEnv("AWS_ENDPOINT_URL_STS", sts.endpoint);
    const { told } = await credentials.open(lease, { clock: fixedClock(now), aws: {} });
    expect(told).toEqual([]);
    expect(sts.asked[0]?.headers.authorization).toContain("/eu-west-1/sts/");
  });

  it("asks nobody outside of the lease", async () => {
    for (const [changes, summary] of [
      [{ starts_at: "2026-11-23T09:30:01Z" }, 'The lease "restart" has not begun'],
      [{ ends_at: "2026-11-23T09:30:00Z" }, 'The lease "restart" has ended'],
      [{ ends_at: "2026-11-23T09:44:59Z" }, 'Too little is left of the lease "restart" for a session'],
      [{ minimum_remaining: "1h1s" }, 'Too little is left of the lease "restart"'],
    ] as const) {
      const answer = await opened(session(now), changes);
      expect(errorOf(answer).summary).toBe(summary);
      expect(sts?.asked).toEqual([]);
      await sts?.stop();
    }
  });

  it("asks nobody while something is unknown, and says what", async () => {
    expect(errorOf(await opened(session(now), { role_arn: unknown })).summary).toBe("The lease is not known yet");
    await sts?.stop();
    sts = await fakeSts(session(now));
    const aws = { region: "eu-central-1", endpoint: sts.endpoint };
    expect(errorOf(await credentials.open(lease, { aws })).summary).toBe("The time is not known yet");
    expect(sts.asked).toEqual([]);
  });

  it("warns where this machine's clock is not AWS's", async () => {
    const real = systemClock.now();
    const changes = { starts_at: formatInstant(real - 60), ends_at: formatInstant(real + 7200) };
    const late = await opened(session(real - 7200), changes, { clock: systemClock });
    expect(late.told).toMatchObject([
      {
        severity: "warning",
        summary: "This machine's clock is wrong",
        detail: expect.stringMatching(/^It is (2 h|1 h 59 min \d+ s|2 h \d s) ahead of AWS's/),
      },
    ]);
    expect(late.result?.access_key_id).toBe(issued.accessKeyId);
    await sts?.stop();
    expect((await opened(session(real + 3), changes, { clock: systemClock })).told).toEqual([]);
  });
});

describe("leasehold_credentials says in one line why there are none", () => {
  const arn = "arn:aws:sts::111122223333:assumed-role/ci/run-7";
  const echo = `${caller.token} ${caller.secret} ${issued.sessionToken} ${issued.secretAccessKey}`;
  it.each([
    [
      "AccessDenied",
      403,
      `User: ${arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
      "The lease's role may not be assumed with these credentials",
      `AWS did not let ${arn} assume ${roleArn}. Its trust lets in "dana" alone`,
    ],
    [
      "AccessDenied",
      403,
      `User: ${arn}/${caller.token} is not authorized to perform: sts:AssumeRole`,
      "The lease's role may not be assumed with these credentials",
      `AWS did not let these credentials assume ${roleArn}`,
    ],
    [
      "AccessDenied",
      403,
      "no",
      "The lease's role may not be assumed with these credentials",
      "`sts:SetSourceIdentity`",
    ],
    [
      "ExpiredToken",
      403,
      "The security token included in the request is expired",
      "The AWS credentials have run out",
      "Sign in again",
    ],
    [
      "InvalidClientTokenId",
      403,
      "The security token included in the request is invalid",
      "AWS does not know the credentials",
      "another partition",
    ],
    [
      "SignatureDoesNotMatch",
      403,
      "The request signature we calculated does not match",
      "AWS does not know the credentials",
      "`AWS_PROFILE`",
    ],
    [
      "SignatureDoesNotMatch",
      403,
      "Signature expired: 20261123T080000Z is now earlier than 20261123T093000Z",
      "This machine's clock is wrong",
      "NTP",
    ],
    [
      "SignatureDoesNotMatch",
      403,
      "Signature not yet current: 20261123T110000Z is still later",
      "This machine's clock is wrong",
      "NTP",
    ],
    ["RequestExpired", 400, "Request has expired", "This machine's clock is wrong", "NTP"],
    [
      "RegionDisabledException",
      403,
      "STS is not activated in this region",
      "STS in eu-central-1 is not activated for this account",
      "Give another `region`",
    ],
    [
      "ValidationError",
      400,
      "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
      "The role takes no session of that length",
      "Lower `duration`",
    ],
    [
      "ValidationError",
      400,
      "1 validation error detected",
      "STS in eu-central-1 gave no credentials",
      "It answered with ValidationError",
    ],
    ["Throttling", 400, "Rate exceeded", "STS in eu-central-1 is busy", "Apply again in a minute"],
    ["InternalFailure", 500, "oops", "STS in eu-central-1 is busy", "Apply again in a minute"],
    ["SomethingNew", 400, "new", "STS in eu-central-1 gave no credentials", "It answered with SomethingNew"],
    ["caller/secret+key", 400, "new", "STS in eu-central-1 gave no credentials", "It answered with an unknown fault"],
    ["\u001b[2J::error::", 400, "new", "STS in eu-central-1 gave no credentials", "It answered with an unknown fault"],
  ])(
    "%s (%i): %s",
    async (code, status, message, summary, detail) => {
      for (const said of [message, `${message}: ${echo}`]) {
        const answer = await opened(() => fault(status, code.replace("\u001b", ""), said));
        const told = errorOf(answer);
        expect(told.summary).toBe(summary);
        expect(told.detail).toContain(detail);
        await sts?.stop();
      }
    },
    60_000,
  );

  it.each([
    ["a page of a proxy", { status: 200, body: "<html><body>Sign in to the network</body></html>" }],
    ["no XML", { status: 200, body: `{"token": "${issued.sessionToken}"}` }],
    ["nothing", { status: 200, body: "" }],
    [
      "a session without its token",
      {
        status: 200,
        body: `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>A</AccessKeyId><SecretAccessKey>${issued.secretAccessKey}</SecretAccessKey></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
      },
    ],
    [
      "a session that ends at no time",
      {
        status: 200,
        body: `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>A</AccessKeyId><SecretAccessKey>${issued.secretAccessKey}</SecretAccessKey><SessionToken>t</SessionToken><Expiration>soon</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
      },
    ],
  ])(
    "answered with %s",
    async (_, answer) => {
      expect(errorOf(await opened(() => answer)).summary).toBe("What answered is not STS");
    },
    60_000,
  );

  it("asks again where a connection was lost, and gives up in the end", async () => {
    const once = await opened((asked, count) => (count === 1 ? "hang up" : session(now)(asked)));
    expect(once.told).toEqual([]);
    await sts?.stop();
    expect(errorOf(await opened(() => "hang up"))).toMatchObject({
      summary: "STS in eu-central-1 cannot be reached",
      detail: "The connection came to nothing (ECONNRESET). Check the `endpoint` of the provider, and the network.",
    });
    expect(sts?.asked.length).toBe(3);
  }, 60_000);

  it("reaches nobody", async () => {
    sts = await fakeSts(session(now));
    const { endpoint } = sts;
    await sts.stop();
    const answer = await credentials.open(lease, { clock: fixedClock(now), aws: { region: "eu-central-1", endpoint } });
    expect(errorOf(answer)).toMatchObject({
      summary: "STS in eu-central-1 cannot be reached",
      detail: expect.stringContaining("(ECONNREFUSED)"),
    });
  }, 60_000);

  it("finds a region that there is not", async () => {
    const aws = { endpoint: "http://sts.nowhere.invalid" };
    const answer = await credentials.open({ ...lease, region: "eu-nowhere-9" }, { clock: fixedClock(now), aws });
    expect(errorOf(answer).summary).toBe("STS in eu-nowhere-9 cannot be reached");
  }, 60_000);

  it("is given no region", async () => {
    const answer = await credentials.open(lease, { clock: fixedClock(now), aws: {} });
    expect(errorOf(answer)).toMatchObject({
      summary: "No AWS region is given",
      detail: expect.stringContaining("`AWS_REGION`"),
    });
  });

  it.each(["eu central", "x/../y", "eu-central-1.evil.example#"])(
    "is given the region %s",
    async (region) => {
      vi.stubEnv("AWS_REGION", region);
      const answer = await credentials.open(lease, { clock: fixedClock(now), aws: {} });
      expect(errorOf(answer).summary).toBe("The AWS region is none");
    },
    60_000,
  );

  it("is given a region of another partition", async () => {
    const answer = await opened(session(now), {}, { aws: { region: "cn-north-1", endpoint: "http://127.0.0.1:1" } });
    expect(errorOf(answer)).toMatchObject({
      summary: "The AWS region is not of the role's partition",
      detail:
        "The role is of the partition aws, and cn-north-1 is a region of aws-cn. Give a region of the role's partition.",
    });
  });

  it("finds no credentials", async () => {
    for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"]) vi.stubEnv(name, undefined);
    expect(errorOf(await opened(session(now)))).toMatchObject({
      summary: "No AWS credentials were found",
      detail: expect.stringContaining("Set `AWS_PROFILE`"),
    });
    expect(sts?.asked).toEqual([]);
  }, 60_000);

  it("finds no such profile, and does not take others' credentials in its place", async () => {
    sts = await fakeSts(session(now));
    const aws = { region: "eu-central-1", endpoint: sts.endpoint, profile: "o'ps\u001b[2J" };
    const told = errorOf(await credentials.open(lease, { clock: fixedClock(now), aws }));
    expect(told.summary).toBe('The AWS profile "o\'ps\\u001b[2J" gives no credentials');
    expect(sts.asked).toEqual([]);
  }, 60_000);

  it("finds no such profile as the environment names", async () => {
    vi.stubEnv("AWS_PROFILE", "ops");
    const told = errorOf(await opened(session(now)));
    expect(told.summary).toBe('The AWS profile "ops" gives no credentials');
    expect(told.detail).toContain("`AWS_PROFILE`");
    expect(sts?.asked).toEqual([]);
  }, 60_000);

  it("is a build without AWS's SDK", async () => {
    const without = credentialsBy(() => Promise.reject(new Error("Cannot find module '/home/dana/x'")));
    const answer = await without.open(lease, { clock: fixedClock(now), aws: { region: "eu-central-1" } });
    expect(errorOf(answer)).toMatchObject({
      summary: "AWS's SDK is not installed",
      detail: expect.stringContaining("`npx leasehold provider install`"),
    });
  });
});
