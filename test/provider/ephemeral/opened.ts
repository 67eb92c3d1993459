import { afterEach, beforeEach, expect, vi } from "vitest";
import type { Configured } from "../../../src/provider/configured";
import { credentials } from "../../../src/provider/ephemeral/credentials";
import type { Answer as Answered, Told } from "../../../src/provider/protocol/provider";
import type { Values } from "../../../src/provider/protocol/value";
import { fixedClock } from "../../../src/time/clock";
import { at } from "../../helpers/estate";
import { type Answer, type Asked, type FakeSts, fakeSts, issued } from "./fake-sts";

export const now = at("2026-11-23T09:30:00Z");
export const roleArn = "arn:aws:iam::111122223333:role/leasehold/acme/leasehold-acme-restart";
export const caller = { key: "AKIACALLERCALLERCALL", secret: "caller/secret+key", token: "caller/session+token==" };

export const lease: Values = {
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

const written: string[] = [];
let sts: FakeSts | undefined;

/** The fake that was started last. It is stopped after the test. */
export function started(): FakeSts | undefined {
  return sts;
}

/** What anything has written to the console. */
export function writings(): readonly string[] {
  return written;
}

/** Starts a fake that answers so. */
export async function start(answer: (asked: Asked, count: number) => Answer): Promise<FakeSts> {
  await sts?.stop();
  sts = await fakeSts(answer);
  return sts;
}

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
export async function opened(
  answer: (asked: Asked, count: number) => Answer,
  changes: Values = {},
  configured: Partial<Pick<Configured, "clock" | "aws">> = {},
): Promise<Answered<Values>> {
  const { endpoint } = await start(answer);
  return await credentials.open(
    { ...lease, ...changes },
    { clock: fixedClock(now), aws: { region: "eu-central-1", endpoint }, ...configured },
  );
}

const secrets = [caller.secret, caller.token, issued.secretAccessKey, issued.sessionToken];

/** The one error that is told; nothing secret is in it, or was written anywhere. */
export function errorOf({ told, result }: Answered<Values>): Told {
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
