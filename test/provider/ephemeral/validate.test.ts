import { describe, expect, it } from "vitest";
import { credentials } from "../../../src/provider/ephemeral/credentials";
import { unknown, type Value, type Values } from "../../../src/provider/protocol/value";
import { hostile, isPlain } from "../functions/calling";

const lease: Values = {
  role_arn: "arn:aws:iam::111122223333:role/leasehold/acme/leasehold-acme-restart",
  grant: "restart",
  identity: "dana",
  starts_at: "2026-11-23T09:00:00Z",
  ends_at: "2026-11-23T10:30:00Z",
  duration: "30m",
  minimum_remaining: "20m",
  region: "eu-central-1",
};
const given = Object.keys(lease);

const told = async (changes: Values) =>
  (await credentials.validate({ ...lease, ...changes })).map(
    ({ path, summary, detail }) => `${path?.join(".")}: ${summary}. ${detail}`,
  );

describe("the configuration of leasehold_credentials", () => {
  it("is fine", async () => {
    expect(await told({})).toEqual([]);
    expect(await told({ duration: null, minimum_remaining: null, region: null })).toEqual([]);
  });

  it.each(given)("may hold %s unknown", async (attribute) => {
    expect(await told({ [attribute]: unknown })).toEqual([]);
    expect(await told({ ...Object.fromEntries(given.map((one) => [one, unknown])) })).toEqual([]);
  });

  it("keeps what it gives from every log: keys and token are sensitive, and only it computes them", () => {
    const { attributes } = credentials.schema;
    expect(
      Object.entries(attributes)
        .filter(([, { sensitive }]) => sensitive)
        .map(([name]) => name),
    ).toEqual(["access_key_id", "secret_access_key", "session_token"]);
    expect(
      Object.entries(attributes)
        .filter(([, one]) => one.given === "computed")
        .map(([name]) => name),
    ).toEqual(["access_key_id", "secret_access_key", "session_token", "expires_at"]);
  });

  it.each<readonly [string, Value, string]>([
    [
      "role_arn",
      "leasehold-acme-restart",
      "role_arn: `role_arn` is not the ARN of an IAM role. Write it like `arn:aws:iam::111122223333:role/deployer`",
    ],
    ["role_arn", "arn:aws:sts::111122223333:assumed-role/x/y", "a session (`arn:aws:sts::…`) is not a role"],
    [
      "starts_at",
      "2026-11-23",
      "starts_at: `starts_at` is not a time. A date is not yet a time: write `2026-11-23T00:00:00Z`.",
    ],
    [
      "ends_at",
      "2026-11-23T09:00:00Z",
      "ends_at: The lease ends before it begins. 2026-11-23T09:00:00Z is not after 2026-11-23T09:00:00Z.",
    ],
    ["ends_at", "tomorrow", "ends_at: `ends_at` is not a time. This is not an RFC 3339 time"],
    [
      "duration",
      "2h",
      "duration: `duration` cannot be met. A session of a lease's role lasts for 1 h at most: write `1h` or less.",
    ],
    ["duration", "14m59s", "duration: `duration` cannot be met. STS begins no session for less than 15 min"],
    ["duration", "1800", 'duration: `duration` is not a duration. "1800" has no unit'],
    [
      "minimum_remaining",
      "0m",
      "minimum_remaining: `minimum_remaining` is not a duration. A duration is longer than zero.",
    ],
    ["region", "Frankfurt", "region: `region` is not an AWS region. Write its code, such as `eu-central-1`."],
    [
      "region",
      "us-gov-west-1",
      "region: `region` is not of the role's partition. The role is of the partition aws, and us-gov-west-1 is a region of aws-us-gov.",
    ],
    ["grant", " ", "grant: `grant` is empty. Give the grant's `name`."],
    ["identity", "", "identity: `identity` is empty. Give the grant's `identity`."],
  ])("refuses %s = %j", async (attribute, value, said) => {
    const all = await told({ [attribute]: value });
    expect(all).toHaveLength(1);
    expect(all[0]).toContain(said);
  });

  it("tells all that is wrong at once", async () => {
    expect(await told({ role_arn: "x", starts_at: "x", duration: "x", region: "x" })).toHaveLength(4);
  });

  it.each(given.filter((name) => name !== "grant" && name !== "identity"))(
    "says plainly what %s cannot be",
    async (attribute) => {
      for (const text of hostile) {
        const all = await told({ [attribute]: text });
        expect(all, JSON.stringify(text.slice(0, 40))).toHaveLength(1);
        expect(all.every(isPlain)).toBe(true);
      }
    },
  );
});
