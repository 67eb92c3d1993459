import { readFileSync } from "node:fs";
import { type ClaimsOf, claimsOfToken } from "../../review/approval/claims";
import { readKeySet, verifiedToken } from "../../review/approval/token";
import type { Instant } from "../../time/instant";
import { Refusal } from "../outcome";

/** The ID token of whoever asks, and what it has to hold up to. */
export interface TokenOptions {
  readonly token?: string;
  readonly jwks?: string;
  readonly issuer?: string;
  readonly audience?: string;
}

/** Far more than any issuer writes. */
const longest = 65_536;

/**
 * What is verified of those who ask; undefined without a token. A token that does not hold up tells nothing, and says why: then a
 * condition that needs its claims asks a person.
 *
 * @throws Refusal where an option is missing, or a file is not what it should be; the file system's errors as reading does
 */
export function claimsFrom({ token, jwks, issuer, audience }: TokenOptions, now: Instant): ClaimsOf | undefined {
  const given = [token, jwks, issuer, audience].filter((option) => option !== undefined);
  if (given.length === 0) return undefined;
  if (token === undefined || jwks === undefined || issuer === undefined || audience === undefined) {
    throw new Refusal(
      "usage",
      "A token is verified by --token, --jwks, --issuer and --audience together.",
      "Give all four, or none: an automatic approval that needs claims then asks a person.",
    );
  }
  const keys = readKeySet(readFileSync(jwks, "utf8"));
  if (keys === undefined) {
    throw new Refusal(
      "keys-unreadable",
      `${jwks} is no JSON Web Key Set.`,
      `Fetch it from the jwks_uri that ${issuer}/.well-known/openid-configuration names, and give it as it is.`,
    );
  }
  const text = readFileSync(token, "utf8");
  if (text.trim() === "" || text.length > longest) {
    throw new Refusal(
      "token-unreadable",
      `${token} holds no ID token.`,
      "Write the token that the CI gives to the file, and nothing else.",
    );
  }
  const verified = verifiedToken(text, keys, { issuer, audience, now });
  if ("token" in verified) return claimsOfToken(verified.token);
  return () => ({ unknown: `the token is not taken: ${verified.fault}` });
}
