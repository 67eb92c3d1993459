import { describe, expect, it, vi } from "vitest";
import { credentials } from "../../../src/provider/ephemeral/credentials";
import { unknown } from "../../../src/provider/protocol/value";
import { fixedClock, systemClock } from "../../../src/time/clock";
import { formatInstant } from "../../../src/time/instant";
import { issued, session } from "./fake-sts";
import { caller, errorOf, lease, now, opened, roleArn, start, started, writings } from "./opened";

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
    expect(started()?.asked.map(({ parameters }) => parameters)).toEqual([
      {
        Action: "AssumeRole",
        Version: "2011-06-15",
        RoleArn: roleArn,
        RoleSessionName: "restart",
        SourceIdentity: "dana",
        DurationSeconds: "3600",
      },
    ]);
    expect(started()?.asked[0]?.headers.authorization).toContain(`Credential=${caller.key}/`);
    expect(started()?.asked[0]?.headers.authorization).toContain("/eu-central-1/sts/");
    expect(writings()).toEqual([]);
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
    expect(started()?.asked[0]?.parameters.DurationSeconds).toBe(seconds);
    expect(result?.expires_at).toBe(expires);
  });

  it("tells no later end than the lease's, whatever STS says", async () => {
    const { result } = await opened(session(now + 900), { ends_at: "2026-11-23T09:50:00Z" });
    expect(result?.expires_at).toBe("2026-11-23T09:50:00Z");
  });

  it("makes names that STS takes of any that are given", async () => {
    await opened(session(now), { grant: "ops/restart\u001b[2J", identity: "d" });
    expect(started()?.asked[0]?.parameters.RoleSessionName).toMatch(/^ops-restart--2J-[0-9a-f]{10}$/);
    expect(started()?.asked[0]?.parameters.SourceIdentity).toMatch(/^d-[0-9a-f]{10}$/);
  });

  it("takes its own region before the provider's", async () => {
    await opened(session(now), { region: "us-east-1" });
    expect(started()?.asked[0]?.headers.authorization).toContain("/us-east-1/sts/");
  });

  it("takes the region and the endpoint from where AWS's own tools take them", async () => {
    const sts = await start(session(now));
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
      expect(started()?.asked).toEqual([]);
    }
  });

  it("asks nobody while something is unknown, and says what", async () => {
    expect(errorOf(await opened(session(now), { role_arn: unknown })).summary).toBe("The lease is not known yet");
    const sts = await start(session(now));
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
    expect((await opened(session(real + 3), changes, { clock: systemClock })).told).toEqual([]);
  });
});
