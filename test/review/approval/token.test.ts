import { createHmac, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { claimsOfToken } from "../../../src/review/approval/claims";
import { readKeySet, verifiedToken } from "../../../src/review/approval/token";
import { at, estateWith } from "../../helpers/estate";

const issuer = "https://token.actions.githubusercontent.com";
const now = at("2026-11-23T09:00:00Z");
const subject = "repo:acme/orders:environment:production";
const claims = { iss: issuer, sub: subject, aud: "leasehold", iat: now - 30, exp: now + 300, repository_id: "123456" };

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const short = generateKeyPairSync("rsa", { modulusLength: 1024 });
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
const other = generateKeyPairSync("rsa", { modulusLength: 2048 });

const published = (key: KeyObject, more: object) => ({ ...key.export({ format: "jwk" }), ...more });
const keys = [
  published(rsa.publicKey, { kid: "r", use: "sig", alg: "RS256" }),
  published(ec.publicKey, { kid: "e" }),
  published(short.publicKey, { kid: "s" }),
];

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

interface Made {
  readonly header?: object;
  readonly claims?: object;
  readonly key?: KeyObject;
}

function made({
  header = { alg: "RS256", kid: "r", typ: "JWT" },
  claims: said = claims,
  key = rsa.privateKey,
}: Made): string {
  const text = `${part(header)}.${part(said)}`;
  const by = key.asymmetricKeyType === "ec" ? ({ key, dsaEncoding: "ieee-p1363" } as const) : key;
  return `${text}.${sign("sha256", Buffer.from(text), by).toString("base64url")}`;
}

const verify = (token: string, set: readonly object[] = keys, more: object = {}) => {
  const read = readKeySet(JSON.stringify({ keys: set }));
  if (read === undefined) throw new Error("no keys");
  return verifiedToken(token, read, { issuer, audience: "leasehold", now, ...more });
};

describe("an ID token", () => {
  it.each<[string, Made]>([
    ["by RS256", {}],
    ["by ES256", { header: { alg: "ES256", kid: "e" }, key: ec.privateKey }],
    ["without a type", { header: { alg: "RS256", kid: "r" } }],
    ["for several audiences", { claims: { ...claims, aud: ["sts.amazonaws.com", "leasehold"] } }],
    ["of a clock that goes a minute ahead", { claims: { ...claims, iat: now + 60 } }],
    ["in its last second", { claims: { ...claims, exp: now + 1 } }],
  ])("is verified %s", (_, token) => {
    expect(verify(made(token))).toMatchObject({ token: { issuer, subject } });
  });

  it("is verified by the only key of its type where it names none", () => {
    const token = made({ header: { alg: "ES256" }, key: ec.privateKey });
    expect(verify(token)).toMatchObject({ token: { subject } });
    expect(
      verify(token, [...keys, published(generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey, {})]),
    ).toEqual({
      fault: "none of the keys, or more than one, is the one that it names",
    });
  });

  it.each<[string, Made, RegExp]>([
    ["another key signed", { key: other.privateKey }, /signature/],
    ["is expired", { claims: { ...claims, exp: now } }, /expired/],
    ["is not valid yet", { claims: { ...claims, nbf: now + 61 } }, /not valid yet/],
    ["was issued later", { claims: { ...claims, iat: now + 61 } }, /not valid yet/],
    ["has no end", { claims: { ...claims, exp: undefined } }, /lacks/],
    ["has an end in words", { claims: { ...claims, exp: "never" } }, /lacks/],
    ["has no subject", { claims: { ...claims, sub: "" } }, /lacks/],
    ["is of another issuer", { claims: { ...claims, iss: `${issuer}/` } }, /another issuer/],
    ["is for another audience", { claims: { ...claims, aud: "sts.amazonaws.com" } }, /another audience/],
    ["is for nobody", { claims: { ...claims, aud: [] } }, /another audience/],
    ["names a key that is not there", { header: { alg: "RS256", kid: "x" } }, /none of the keys/],
    ["names a key of another type", { header: { alg: "RS256", kid: "e" } }, /none of the keys/],
    [
      "names a key that is too short",
      { header: { alg: "RS256", kid: "s" }, key: short.privateKey },
      /none of the keys/,
    ],
    ["is signed by no one", { header: { alg: "none" } }, /not signed by RS256/],
    ["names what every object has", { header: { alg: "constructor" } }, /not signed by RS256/],
    ["is signed by RS512", { header: { alg: "RS512", kid: "r" } }, /not signed by RS256/],
    ["asks for more", { header: { alg: "RS256", kid: "r", crit: ["b64"], b64: false } }, /asks for something/],
    ["is an access token", { header: { alg: "RS256", kid: "r", typ: "at+jwt" } }, /another type/],
    [
      "brings a key",
      { header: { alg: "RS256", jwk: published(other.publicKey, {}) }, key: other.privateKey },
      /none|sign/,
    ],
  ])("is not taken that %s", (_, token, saying) => {
    expect(verify(made(token))).toEqual({ fault: expect.stringMatching(saying) });
  });

  it("is not taken where its claims are exchanged", () => {
    const [head, , signature] = made({}).split(".");
    const forged = [head, part({ ...claims, sub: "repo:mallory/orders:ref:refs/heads/main" }), signature].join(".");
    expect(verify(forged)).toEqual({ fault: "its signature is not the issuer's" });
  });

  it("is not taken where the public key was used as a secret", () => {
    const text = `${part({ alg: "HS256", kid: "r" })}.${part(claims)}`;
    const secret = rsa.publicKey.export({ format: "pem", type: "spki" });
    const token = `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
    expect(verify(token)).toEqual({ fault: "it is not signed by RS256 or ES256" });
  });

  it.each(["", "a.b", "a.b.c.d", "..", "a b.c.d", "{}", `${part({ alg: "RS256" })}..x`, `${part("x")}.${part({})}.YQ`])(
    "is not %j",
    (text) => {
      expect(verify(text)).toHaveProperty("fault");
    },
  );

  it.each<[string, object]>([
    ["encrypts", { use: "enc" }],
    ["is for another algorithm", { alg: "RS512" }],
    ["only signs", { key_ops: ["sign"] }],
    ["is of no modulus", { n: "" }],
  ])("is not verified by a key that %s", (_, more) => {
    expect(verify(made({}), [published(rsa.publicKey, { kid: "r", ...more })])).toHaveProperty("fault");
  });

  it.each(["", "[]", "{}", '{"keys": {}}', '{"keys": [1]}', "no JSON"])("has no keys in %j", (text) => {
    expect(readKeySet(text)).toBeUndefined();
  });
});

describe("the claims of a token", () => {
  const binding = (more: string) =>
    `identities: { deploy: { aws: { role: ~, oidc: { issuer: token.actions.githubusercontent.com, audience: sts.amazonaws.com, ${more} } } } }`;
  const known = (more: string) => {
    const deploy = estateWith(binding(more)).identities.get("deploy");
    if (deploy === undefined) throw new Error("nobody");
    return claimsOfToken({ issuer, subject, claims })(deploy);
  };

  it.each([`subject: "${subject}"`, `subject: "${subject}", claims: { repository_id: "123456" }`])(
    "are those of the identity with %s",
    (more) => {
      expect(known(more)).toEqual({ claims });
    },
  );

  it.each([
    'subject: "repo:acme/orders:environment:staging"',
    `subject: "${subject}", claims: { repository_id: "654321" }`,
    `subject: "${subject}", claims: { environment: production }`,
  ])("are not those of the identity with %s", (more) => {
    expect(known(more)).toEqual({ unknown: "the token is not one of deploy" });
  });

  it("are nobody's who is not bound to an issuer", () => {
    const dana = estateWith("").identities.get("dana");
    expect(dana && claimsOfToken({ issuer, subject, claims })(dana)).toEqual({
      unknown: "dana is not bound to an issuer of ID tokens",
    });
  });
});
