import { createPublicKey, type JsonWebKey, type KeyObject, verify } from "node:crypto";
import { z } from "zod";
import { formatInstant, type Instant } from "../../time/instant";
import type { Claims } from "./claims";

/** What a token has to say of itself. */
export interface ExpectedToken {
  /** Exactly as in `iss`: `https://token.actions.githubusercontent.com`. */
  readonly issuer: string;
  /** For whom it has to be made; one of `aud`. */
  readonly audience: string;
  readonly now: Instant;
}

/** A token whose signature, issuer, audience and time were verified. */
export interface VerifiedToken {
  readonly issuer: string;
  readonly subject: string;
  readonly claims: Claims;
}

/** Keys of an issuer, as its `jwks_uri` gives them. */
export type KeySet = z.output<typeof keySet>;

const keySet = z.looseObject({
  keys: z.array(
    z.looseObject({
      kty: z.string(),
      kid: z.string().optional(),
      use: z.string().optional(),
      alg: z.string().optional(),
      key_ops: z.array(z.string()).optional(),
    }),
  ),
});

/** Reads a file of keys (RFC 7517, section 5); undefined for whatever is none. */
export function readKeySet(contents: string): KeySet | undefined {
  const read = keySet.safeParse(json(contents));
  return read.success ? read.data : undefined;
}

const header = z.looseObject({
  alg: z.string(),
  kid: z.string().optional(),
  typ: z.string().optional(),
  crit: z.unknown().optional(),
});

const payload = z.looseObject({
  iss: z.string(),
  sub: z.string().min(1),
  aud: z.union([z.string(), z.array(z.string())]),
  exp: z.number(),
  iat: z.number(),
  nbf: z.number().optional(),
});

/** What a signature is made with: its key's type, the curve, and how it is verified. Nothing that shares a secret, and not `none`. */
const algorithms: Readonly<Record<string, { readonly kty: string; readonly crv?: string }>> = {
  RS256: { kty: "RSA" },
  ES256: { kty: "EC", crv: "P-256" },
};

/** How far an issuer's clock may go ahead of this one, in seconds; an end is an end. */
const skew = 60;

/**
 * Verifies an ID token (RFC 7519, signed by RFC 7515) by keys that are at hand: no network is asked. Keys and addresses of keys that the
 * token itself names are not looked at. The fault is a clause, and quotes nothing of the token but times, issuer and audience.
 */
export function verifiedToken(
  token: string,
  keys: KeySet,
  { issuer, audience, now }: ExpectedToken,
): { readonly token: VerifiedToken } | { readonly fault: string } {
  const [head = "", body = "", signature = "", ...rest] = token.trim().split(".");
  const parts = [head, body, signature];
  if (rest.length > 0 || !parts.every((part) => /^[A-Za-z0-9_-]+$/.test(part))) {
    return { fault: "it is no signed JSON Web Token" };
  }
  const said = header.safeParse(json(decoded(head)));
  if (!said.success) return { fault: "its header cannot be read" };
  const { alg, kid, typ, crit } = said.data;
  const algorithm = Object.hasOwn(algorithms, alg) ? algorithms[alg] : undefined;
  if (algorithm === undefined) return { fault: "it is not signed by RS256 or ES256" };
  if (crit !== undefined) return { fault: "its header asks for something that is not known here" };
  if (typ !== undefined && typ.toUpperCase() !== "JWT") return { fault: "it is a token of another type" };
  const key = keyFor({ alg, ...(kid === undefined ? {} : { kid }) }, algorithm, keys);
  if (key === undefined) return { fault: "none of the keys, or more than one, is the one that it names" };
  if (!isSigned(`${head}.${body}`, Buffer.from(signature, "base64url"), alg, key)) {
    return { fault: "its signature is not the issuer's" };
  }
  const claims = payload.safeParse(json(decoded(body)));
  if (!claims.success)
    return { fault: "it lacks one of the claims iss, sub, aud, exp and iat, or has another in its place" };
  const { iss, sub, aud, exp, iat, nbf = iat } = claims.data;
  if (iss !== issuer) return { fault: "it is of another issuer" };
  if (![aud].flat().includes(audience)) return { fault: "it is for another audience" };
  if (now >= exp) return { fault: `it expired before ${formatInstant(now)}` };
  if (Math.max(iat, nbf) > now + skew) return { fault: `it is not valid yet at ${formatInstant(now)}` };
  return { token: { issuer: iss, subject: sub, claims: claims.data } };
}

/** The one key that a token names; without a name the only one of its type. */
function keyFor(
  { alg, kid }: { readonly alg: string; readonly kid?: string },
  { kty, crv }: { readonly kty: string; readonly crv?: string },
  { keys }: KeySet,
): KeyObject | undefined {
  const fitting = keys.filter(
    (key) =>
      key.kty === kty &&
      (crv === undefined || key.crv === crv) &&
      (kid === undefined || key.kid === kid) &&
      (key.use === undefined || key.use === "sig") &&
      (key.alg === undefined || key.alg === alg) &&
      (key.key_ops === undefined || key.key_ops.includes("verify")),
  );
  const [only, another] = fitting;
  if (only === undefined || another !== undefined) return undefined;
  try {
    const key = createPublicKey({ key: only as JsonWebKey, format: "jwk" });
    const { modulusLength } = key.asymmetricKeyDetails ?? {};
    return kty === "RSA" && (modulusLength ?? 0) < 2048 ? undefined : key;
  } catch {
    return undefined;
  }
}

function isSigned(text: string, signature: Buffer, alg: string, key: KeyObject): boolean {
  const by = alg === "ES256" ? ({ key, dsaEncoding: "ieee-p1363" } as const) : key;
  try {
    return verify("sha256", Buffer.from(text), by, signature);
  } catch {
    return false;
  }
}

function decoded(part: string): string {
  return Buffer.from(part, "base64url").toString("utf8");
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
