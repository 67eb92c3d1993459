import { describe, expect, it } from "vitest";
import { principalsOf } from "../../../src/aws/read/principals";
import { readResourceSide } from "../../../src/aws/read/resource-side";
import type { Bound } from "../../../src/facts/bound";
import { type AccessFact, type CredentialFact, type Fact, ofKind } from "../../../src/facts/fact";
import type { ConfiguredBlock } from "../../../src/terraform/instance";
import { type Arguments, later, stack } from "./stack";

const dana = { "aws_iam_user.dana": { name: "dana", computed: { arn: "arn:aws:iam::111122223333:user/dana" } } };

function credentials(
  resources: Readonly<Record<string, Arguments>>,
  facts: readonly Fact[] = [],
): readonly CredentialFact[] {
  const landscape = stack(resources);
  return ofKind(readResourceSide(landscape, principalsOf(landscape), { facts, denies: () => [] }), "credential");
}

describe("credentials of IAM users", () => {
  const cases: readonly (readonly [string, string, Arguments, boolean, string])[] = [
    ["an access key", "aws_iam_access_key.it", { user: "dana" }, true, "an access key"],
    [
      "an access key that is inactive",
      "aws_iam_access_key.it",
      { user: "dana", status: "Inactive" },
      false,
      "an access key",
    ],
    [
      "an access key whose status is not known",
      "aws_iam_access_key.it",
      { user: "dana", status: later("var.status") },
      true,
      "an access key",
    ],
    ["a console password", "aws_iam_user_login_profile.it", { user: "dana" }, true, "a console password"],
    [
      "a password of one service",
      "aws_iam_service_specific_credential.it",
      { user_name: "dana", service_name: "codecommit.amazonaws.com" },
      true,
      "a service-specific password",
    ],
    ["an SSH key", "aws_iam_user_ssh_key.it", { username: "dana", status: "Active" }, true, "an SSH key"],
  ];
  it.each(cases)("%s", (_, address, given, active, credential) => {
    const [fact, ...others] = credentials({ ...dana, [address]: given });
    expect(others).toEqual([]);
    expect(fact).toMatchObject({
      active,
      credential,
      principal: { kind: "person", name: "arn:aws:iam::111122223333:user/dana" },
      from: { address, addresses: [address, "aws_iam_user.dana"] },
    });
  });

  it("of a user that is only named", () => {
    expect(credentials({ "aws_iam_access_key.it": { user: "ci" } })).toMatchObject([
      { principal: { kind: "person", name: "ci" }, from: { address: "aws_iam_access_key.it" } },
    ]);
  });

  it("copies no secret", () => {
    const facts = credentials({
      ...dana,
      "aws_iam_access_key.it": {
        user: "dana",
        computed: { id: "AKIAIOSFODNN7EXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG" },
      },
    });
    expect(JSON.stringify(facts)).not.toMatch(/wJalr|AKIA/);
  });
});

describe("users that hold permissions", () => {
  const held = (bound: Bound, type = "aws_iam_user_policy"): AccessFact => {
    const { holders, of } = principalsOf(stack(dana));
    const [holder] = holders.all;
    if (holder === undefined) throw new Error("no user");
    return {
      kind: "access",
      principal: of(holder),
      privilege: "data",
      because: [],
      permissions: [],
      scope: { cloud: "aws", text: "*" },
      bound,
      from: {
        address: "aws_iam_user_policy.it",
        addresses: ["aws_iam_user_policy.it"],
        type,
        change: "no-op",
      },
    };
  };
  const cases: readonly (readonly [string, Bound, number])[] = [
    ["that stand", { kind: "standing", because: "" }, 1],
    ["of which it cannot be told until when", { kind: "indeterminate", because: "" }, 1],
    ["that end, while the user does not", { kind: "leased", until: 1_800_000_000, because: "" }, 1],
  ];
  it.each(cases)("%s", (_, bound, count) => {
    const facts = credentials(dana, [held(bound)]);
    expect(facts).toHaveLength(count);
    for (const fact of facts) expect(fact.from.addresses).toEqual(["aws_iam_user.dana", "aws_iam_user_policy.it"]);
  });
  it("of a role that it may assume: the role's", () => {
    expect(credentials(dana, [held({ kind: "standing", because: "" }, "aws_iam_role_policy")])).toEqual([]);
  });
  it("none: no credential", () => {
    expect(credentials(dana)).toEqual([]);
  });
});

describe("secrets in providers", () => {
  const literal = (constant: string) => ({ constant, references: [] });
  const providers = (key: string, source: string, configured: ConfiguredBlock, alias?: string) =>
    readResourceSide(
      stack({}, { providers: [{ key, source, configured, ...(alias === undefined ? {} : { alias }) }] }),
      principalsOf(stack({})),
    );
  it("are at the provider's address", () => {
    const keys = {
      region: literal("eu-central-1"),
      access_key: literal("AKIAIOSFODNN7EXAMPLE"),
      secret_key: literal("wJalrXUtnFEMI"),
    };
    expect(providers("aws", "hashicorp/aws", keys)).toMatchObject([
      {
        kind: "credential",
        active: true,
        credential: "a literal access key and secret key",
        from: { address: "provider.aws" },
      },
    ]);
    expect(providers("aws.west", "hashicorp/aws", keys, "west")).toMatchObject([
      { from: { address: "provider.aws.west" } },
    ]);
    expect(providers("module.net:aws.west", "hashicorp/aws", keys, "west")).toMatchObject([
      { from: { address: "module.net.provider.aws.west", module: "module.net" } },
    ]);
    expect(JSON.stringify(providers("aws", "hashicorp/aws", keys))).not.toMatch(/AKIA|wJal/);
  });
  const cases: readonly (readonly [string, string, ConfiguredBlock, number])[] = [
    ["a session's token", "hashicorp/aws", { token: literal("FwoGZXIvYXdzE") }, 1],
    [
      "a nested secret",
      "hashicorp/vault",
      { auth_login: [{ parameters_secret_id: literal("x"), secret_id: literal("s.123") }] },
      1,
    ],
    ["another provider's token", "cloudflare/cloudflare", { api_token: literal("abc") }, 1],
    ["a variable", "hashicorp/aws", { access_key: { references: ["var.key"] } }, 0],
    [
      "a variable in a JSON configuration",
      "hashicorp/aws",
      { access_key: { constant: "${var.key}", references: ["var.key"] } },
      0,
    ],
    ["an empty text", "hashicorp/aws", { access_key: literal("") }, 0],
    [
      "no secret",
      "hashicorp/aws",
      {
        region: literal("eu-central-1"),
        profile: literal("ci"),
        allowed_account_ids: { constant: ["111122223333"], references: [] },
      },
      0,
    ],
    ["a path to credentials", "example/cloud", { credentials: literal("/run/credentials.json") }, 0],
    ["credentials themselves", "example/cloud", { credentials: literal('{"private_key": "x"}') }, 1],
  ];
  it.each(cases)("%s", (_, source, configured, count) => {
    expect(providers("it", source, configured)).toHaveLength(count);
  });
});
