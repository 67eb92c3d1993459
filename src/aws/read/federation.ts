import type { Pin, TrustFact } from "../../facts/fact";
import type { PrincipalKind } from "../../facts/principal";
import type { Statement } from "../policy/document";
import { unknownPart } from "../policy/unknown-part";
import { parseArn } from "./arn";
import { type Asked, type Claims, claimsOf, isWild, keyIs } from "./claims";
import { coversManyExactly, isServiceAccountSubject, issuerKind, namesOneTenant } from "./issuers";

/** Who comes through an identity provider, and how exactly a trust holds it to that. */
export interface Federated {
  readonly kind: PrincipalKind;
  /** For people: the subjects, and who vouches for them. */
  readonly name: string;
  readonly federation?: NonNullable<TrustFact["federation"]>;
}

const gravest: readonly Pin[] = ["missing", "many-tenants", "one-tenant", "exact"];

/**
 * Reads what a trust statement asks of one federated principal.
 *
 * @param clients the audiences that the provider accepts, where the plan makes it
 */
export function federatedOf(provider: string, statement: Statement, clients?: readonly string[]): Federated {
  const claims = claimsOf(statement.Condition);
  if (provider.includes(":saml-provider/") || claims.keys.some((key) => key.startsWith("saml:"))) {
    return ofSaml(provider, claims);
  }
  const issuer = issuerOf(provider, claims);
  if (issuerKind(issuer) === "cognito") return ofCognito(provider, claims);
  return ofOidc(issuer, claims, clients);
}

function ofSaml(provider: string, claims: Claims): Federated {
  const name = provider.split(":saml-provider/")[1] ?? provider;
  const subjects = claims
    .asked((key) => key === "saml:sub" || key === "saml:namequalifier")
    .flatMap(({ values }) => values);
  // Identity Center makes this provider itself, for the roles of its permission sets.
  const kind = name.startsWith("AWSSSO_") ? "person" : "federated";
  return { kind, name: `${subjects.length > 0 ? `${subjects.join(", ")} of ` : ""}${provider}` };
}

/** An issuer by its host and path, as it stands in condition keys. */
function issuerOf(provider: string, claims: Claims): string {
  const named = provider.split(":oidc-provider/")[1] ?? (parseArn(provider) === undefined ? provider : "");
  if (named !== "" && !named.includes(unknownPart)) return named;
  const key = claims.keys.find((each) => /:(?:sub|aud)$/.test(each) && !each.includes(unknownPart));
  return key?.replace(/:(?:sub|aud)$/, "") ?? unknownIssuer;
}

const unknownIssuer = "an issuer that is known only after apply";

function ofCognito(provider: string, claims: Claims): Federated {
  const pools = claims.asked(keyIs("cognito-identity.amazonaws.com:aud"));
  const roles = claims.asked(keyIs("cognito-identity.amazonaws.com:amr")).flatMap(({ values }) => values);
  const subjects = claims.asked(keyIs("cognito-identity.amazonaws.com:sub"));
  const signedIn =
    (roles.length > 0 && !roles.some((role) => role === "unauthenticated" || /[*?]/.test(role))) || subjects.length > 0;
  const pool = pools.flatMap(({ values }) => values).join(", ");
  return {
    kind: signedIn ? "federated" : "anyone",
    name: `${signedIn ? "signed-in users" : "guests"} of ${pool === "" ? provider : `the identity pool ${pool.replaceAll(unknownPart, "(known after apply)")}`}`,
    federation: {
      issuer: "cognito-identity.amazonaws.com",
      audience: exactness(pools, () => false),
      subject: roles.length > 0 || subjects.length > 0 ? "exact" : "many-tenants",
      said: pools.length > 0 ? "it is held to one identity pool" : "any identity pool of any account may come",
    },
  };
}

function ofOidc(issuer: string, claims: Claims, clients: readonly string[] | undefined): Federated {
  const own = (claim: string) => (key: string) =>
    key === `${issuer.toLowerCase()}:${claim}` || isUnknownClaim(key, claim);
  const guessed = guess(claims);
  const subjects = [...claims.asked(own("sub")), ...guessed.subjects];
  const audiences = [...claims.asked(own("aud")), ...guessed.audiences];
  const values = subjects.flatMap((asked) => asked.values);
  const ofCluster =
    issuerKind(issuer) === "cluster" || (issuer === unknownIssuer && values.some(isServiceAccountSubject));
  const pinned = subjects.length > 0 ? exactness(subjects, (value) => oneTenant(issuer, value, ofCluster)) : "missing";
  const subject = strictest(
    pinned === "exact" && values.some((value) => coversManyExactly(issuer, value)) ? "many-tenants" : pinned,
    ofOtherClaims(issuer, claims),
    claims.loosely(own("sub")) ? "many-tenants" : "missing",
  );
  let audience = strictest(
    audiences.length > 0 ? exactness(audiences, () => false) : "missing",
    claims.loosely(own("aud")) ? "many-tenants" : "missing",
  );
  // A cluster vouches for its own pods only, and the provider refuses audiences that it does not list.
  if (audience === "missing" && ofCluster && clients !== undefined && clients.length > 0) audience = "exact";
  const isPod = ofCluster && subject === "exact" && values.every(isServiceAccountSubject);
  const kind: PrincipalKind = isPod ? "service" : issuerKind(issuer) === "ci" ? "ci" : "federated";
  const whom = values.length > 0 ? `${values.map(forPeople).join(", ")} of ` : "";
  return {
    kind,
    name: `${whom}${issuer}`,
    federation: {
      issuer,
      audience,
      subject,
      said: said(
        values,
        audiences.flatMap((asked) => asked.values),
      ),
    },
  };
}

const forPeople = (value: string): string => value.replaceAll(unknownPart, "(known after apply)");

function said(subjects: readonly string[], audiences: readonly string[]): string {
  const of = (what: string, values: readonly string[]) =>
    `${what} ${values.length === 0 ? "is not compared with a value" : `may be ${values.map(forPeople).join(" or ")}`}`;
  return `${of("the subject", subjects)}, ${of("the audience", audiences)}`;
}

/** A key of which only the claim is known: `(unknown):sub`. */
function isUnknownClaim(key: string, claim: string): boolean {
  return key.includes(unknownPart) && key.endsWith(`:${claim}`);
}

/** Keys of which nothing is known are taken for what their values can only be. */
function guess(claims: Claims): { readonly subjects: readonly Asked[]; readonly audiences: readonly Asked[] } {
  const asked = claims
    .asked((key) => new RegExp(`^${unknownPart}\\d*$`).test(key))
    .filter(({ values }) => values.length > 0);
  return {
    subjects: asked.filter(({ values }) => values.every((value) => value.startsWith("system:serviceaccount:"))),
    audiences: asked.filter(({ values }) => values.every((value) => value === "sts.amazonaws.com")),
  };
}

function oneTenant(issuer: string, value: string, ofCluster: boolean): boolean {
  // One cluster's issuer vouches for nobody else.
  return ofCluster || namesOneTenant(issuer, value);
}

/** How exactly several comparisons, all of which hold, pin a claim. */
function exactness(all: readonly Asked[], oneTenant: (value: string) => boolean): Pin {
  return strictest(
    ...all.map((asked) => {
      const pins = asked.values.map((value): Pin => {
        if (value === unknownPart && !asked.exactly) return "many-tenants";
        if (!isWild(value, asked)) return "exact";
        return oneTenant(value) ? "one-tenant" : "many-tenants";
      });
      // Any of the values will do, so the loosest decides.
      return gravest.find((pin) => pins.includes(pin)) ?? "missing";
    }),
  );
}

function strictest(...pins: readonly Pin[]): Pin {
  return [...gravest].reverse().find((pin) => pins.includes(pin)) ?? "missing";
}

/** GitHub's claims beside the subject that name a repository or a workflow. */
function ofOtherClaims(issuer: string, claims: Claims): Pin {
  if (issuerKind(issuer) !== "ci") return "missing";
  const of = (claim: string) => claims.asked(keyIs(`${issuer}:${claim}`));
  const workflow = exactness(of("job_workflow_ref"), (value) => /^[^*?/]+\/[^*?/]+\/[^*?@]+@/.test(value));
  const repository = exactness([...of("repository_id"), ...of("repository"), ...of("project_id")], () => false);
  const within = [...of("ref"), ...of("environment"), ...of("ref_path")];
  const narrowed = exactness(within, () => false) === "exact";
  if (repository === "exact") return strictest(narrowed ? "exact" : "one-tenant", workflow);
  return repository === "many-tenants" ? strictest(repository, workflow) : workflow;
}
