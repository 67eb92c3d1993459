import type { Identity } from "../../estate/types";
import type { VerifiedToken } from "./token";

/** Claims of a verified ID token, by name. */
export type Claims = Readonly<Record<string, unknown>>;

/** What a hosting service vouches for of an identity that asks, or why that is not known, as a clause. */
export type KnownClaims = { readonly claims: Claims } | { readonly unknown: string };

/** What is known of an identity of the base. */
export type ClaimsOf = (identity: Identity) => KnownClaims;

/**
 * The claims of a token are those of the identity that the base binds to its issuer and subject, and to every claim that the binding
 * names; of anybody else they say nothing, whoever presents them.
 */
export function claimsOfToken({ issuer, subject, claims }: VerifiedToken): ClaimsOf {
  const host = issuer.replace(/^https:\/\//, "");
  return ({ name, aws }) => {
    if (aws?.kind !== "oidc") return { unknown: `${name} is not bound to an issuer of ID tokens` };
    const own =
      aws.issuer === host &&
      aws.subject === subject &&
      [...aws.claims].every(([claim, value]) => Object.hasOwn(claims, claim) && String(claims[claim]) === value);
    return own ? { claims } : { unknown: `the token is not one of ${name}` };
  };
}
