import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { credentials } from "../../src/provider/ephemeral/credentials";
import { systemClock } from "../../src/time/clock";
import { formatInstant } from "../../src/time/instant";
import { enterAccount } from "./harness/aws-api";
import { type Emulator, startEmulator } from "./harness/emulator";
import { findTools } from "./harness/tools";

const tools = findTools();
const account = "111122223333";

describe.skipIf(tools.emulator === undefined)("leasehold_credentials, of an emulated STS", () => {
  let emulator: Emulator;
  let roleArn: string;

  beforeAll(async () => {
    emulator = await startEmulator(tools);
    const trust = {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Principal: { AWS: account }, Action: ["sts:AssumeRole", "sts:SetSourceIdentity"] },
      ],
    };
    const api = await enterAccount(emulator.endpoint, account);
    await api.call("CreateRole", {
      RoleName: "leasehold-acme-restart",
      Path: "/leasehold/acme/",
      AssumeRolePolicyDocument: JSON.stringify(trust),
    });
    roleArn = (await api.role("leasehold-acme-restart")).arn;
  });
  afterEach(() => vi.unstubAllEnvs());
  afterAll(async () => emulator?.stop());

  /** Opens the credentials of a lease that began a minute ago. */
  async function opened(seconds: number) {
    vi.stubEnv("AWS_ACCESS_KEY_ID", "outside");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "secret");
    const now = systemClock.now();
    return await credentials.open(
      {
        role_arn: roleArn,
        grant: "restart",
        identity: "dana",
        starts_at: formatInstant(now - 60),
        ends_at: formatInstant(now + seconds),
      },
      { clock: systemClock, aws: { region: "eu-central-1", endpoint: emulator.endpoint } },
    );
  }

  it("are a session of the lease's role, which is good for what is left", async () => {
    const before = systemClock.now();
    const { told, result } = await opened(1800);
    expect(told).toEqual([]);
    const left = Date.parse(String(result?.expires_at)) / 1000 - before;
    expect(left).toBeGreaterThan(1790);
    expect(left).toBeLessThanOrEqual(1801);
    const { STS } = await import("@aws-sdk/client-sts");
    const sts = new STS({
      region: "eu-central-1",
      endpoint: emulator.endpoint,
      credentials: {
        accessKeyId: String(result?.access_key_id),
        secretAccessKey: String(result?.secret_access_key),
        sessionToken: String(result?.session_token),
      },
    });
    const { Arn } = await sts.getCallerIdentity({});
    sts.destroy();
    expect(Arn).toMatch(
      new RegExp(`^arn:aws:sts::${account}:assumed-role/(?:leasehold/acme/)?leasehold-acme-restart/restart$`),
    );
  });

  it("are none once the lease has ended", async () => {
    const { told, result } = await opened(-1);
    expect(result).toBeUndefined();
    expect(told).toMatchObject([{ severity: "error", summary: 'The lease "restart" has ended' }]);
  });
});
