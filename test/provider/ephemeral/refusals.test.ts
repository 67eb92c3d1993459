import { describe, expect, it, vi } from "vitest";
import { credentials, credentialsBy } from "../../../src/provider/ephemeral/credentials";
import { fixedClock } from "../../../src/time/clock";
import { fault, issued, session } from "./fake-sts";
import { caller, errorOf, lease, now, opened, roleArn, start, started } from "./opened";

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
    expect(errorOf(await opened(() => "hang up"))).toMatchObject({
      summary: "STS in eu-central-1 cannot be reached",
      detail: "The connection came to nothing (ECONNRESET). Check the `endpoint` of the provider, and the network.",
    });
    expect(started()?.asked.length).toBe(3);
  }, 60_000);

  it("reaches nobody", async () => {
    const { endpoint, stop } = await start(session(now));
    await stop();
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
    expect(started()?.asked).toEqual([]);
  }, 60_000);

  it("finds no such profile, and does not take others' credentials in its place", async () => {
    const sts = await start(session(now));
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
    expect(started()?.asked).toEqual([]);
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
