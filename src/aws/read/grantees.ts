import type { Principal } from "../../facts/principal";
import type { ResourceInstance } from "../../terraform/instance";
import { asList, type Statement } from "../policy/document";
import { hasUnknownPart, shown } from "../policy/unknown-part";
import { accountOfText, isAccountId, parseArn } from "./arn";
import { type Narrowing, narrowingOf } from "./narrowing";
import type { PrincipalElement, Principals } from "./principals";
import { serviceCanonicalUser } from "./service-accounts";

/** Somebody whom a statement of a resource's policy lets in. */
export interface Grantee {
  readonly principal: Principal;
  /** Why it cannot be told who it is. */
  readonly doubt?: string;
}

/** The policy in which a statement stands. */
export interface PolicySite {
  /** The resource that holds the policy. */
  readonly instance: ResourceInstance;
  readonly principals: Principals;
  /** Whole accounts that are ours although nothing else says so: a KMS key's policy must name its own. */
  readonly home?: ReadonlySet<string>;
  /** Canonical users of S3 that the landscape tells: our own account's, and those of AWS's services. */
  readonly canonical?: ReadonlyMap<string, "own" | "service">;
}

const elements: readonly PrincipalElement[] = ["AWS", "Service", "Federated", "CanonicalUser"];

/**
 * Whom an Allow lets in. Nobody where it names our own account: that leaves the decision to the account's IAM
 * policies, which are judged by themselves.
 *
 * @param narrowed to whom Denies of the same policy narrow everybody
 */
export function granteesOf(statement: Statement, site: PolicySite, narrowed?: Narrowing): readonly Grantee[] {
  const narrowing = narrowingOf(statement.Condition) ?? narrowed;
  if (statement.NotPrincipal !== undefined || statement.Principal === undefined) {
    return statement.NotPrincipal === undefined ? [unnamed(site)] : everybody(narrowing, site);
  }
  return namesOf(statement.Principal).flatMap(([element, name]) => granteeOf(element, name, narrowing, site));
}

/** All that a `Principal` or `NotPrincipal` names. */
export function namesOf(
  principal: NonNullable<Statement["Principal"]>,
): readonly (readonly [PrincipalElement, string])[] {
  if (principal === "*") return [["AWS", "*"]];
  if (typeof principal === "string") return [["AWS", principal]];
  return Object.entries(principal).flatMap(([key, names]) => {
    const element = elements.find((each) => each === key) ?? "AWS";
    return asList(names).map((name) => [element, String(name)] as const);
  });
}

/** One name of a `Principal`, under what the conditions narrow it to. */
export function granteeOf(
  element: PrincipalElement,
  name: string,
  narrowing: Narrowing | undefined,
  site: PolicySite,
): readonly Grantee[] {
  if (name === "*") return everybody(narrowing, site);
  if (element === "CanonicalUser") return canonicalUser(name, site);
  const { principals, instance } = site;
  if (element === "AWS" && isWholeAccount(name)) return wholeAccount(name, narrowing, site);
  const principal = principals.whom(element, name, instance);
  if (!hasUnknownPart(name) || principal.address !== undefined) return [{ principal }];
  if (element === "Service") return [{ principal: { ...principal, name: shown(name) } }];
  return [{ principal: { ...principal, name: shown(name) }, doubt: "whom the policy names is not known before apply" }];
}

/** Everybody, as far as a condition does not narrow it. */
function everybody(narrowing: Narrowing | undefined, site: PolicySite): readonly Grantee[] {
  const { principals, instance } = site;
  if (narrowing === undefined) return [{ principal: principals.whom("AWS", "*", instance) }];
  const doubt = narrowing.unsure ? { doubt: "to whom a condition narrows everybody is not known before apply" } : {};
  const names = narrowing.names.map(shown);
  const some = (kind: Principal["kind"], what: string): Grantee => {
    const name = `${what} ${names.join(", ")}`.trim();
    return {
      principal: { kind, name, key: `${name} ${hasUnknownPart(narrowing.names.join()) ? instance.address : ""}` },
      ...doubt,
    };
  };
  switch (narrowing.to) {
    case "principals":
      return narrowing.names.flatMap((name) =>
        granteeOf("AWS", name, undefined, site).map((each) => ({ ...doubt, ...each })),
      );
    case "services": {
      const foreign = narrowing.names.some((name) => relationOf(name, site) === "foreign");
      return [some(foreign ? "foreign" : narrowing.unsure ? "unknown" : "service", "AWS services for")];
    }
    case "accounts":
      return narrowing.names.flatMap((name) => accountWide(name, some("unknown", "every principal of account"), site));
    case "access-points":
      return narrowing.names.flatMap((name) => wholeAccount(accountOfText(name) ?? name, undefined, site));
    case "organization":
      return [some("unknown", "every principal of organization")];
    case "network":
      return [some("unknown", "whoever comes through")];
  }
}

/** Every principal of an account, without a policy of its own. */
function accountWide(account: string, own: Grantee, site: PolicySite): readonly Grantee[] {
  const relation = relationOf(account, site);
  return relation === "own" || relation === undefined ? [own] : wholeAccount(account, undefined, site, true);
}

function relationOf(name: string, { principals, instance, home }: PolicySite) {
  const account = accountOfText(name);
  if (account === undefined) return undefined;
  return home?.has(account) === true ? "own" : principals.accounts.relation(account, instance.provider);
}

/** An account as a whole: an id, or its root. */
function isWholeAccount(name: string): boolean {
  if (isAccountId(name)) return true;
  const arn = parseArn(name);
  return arn?.service === "iam" && arn.resource === "root";
}

function wholeAccount(
  name: string,
  narrowing: Narrowing | undefined,
  site: PolicySite,
  direct = false,
): readonly Grantee[] {
  const relation = relationOf(name, site);
  if (site.home?.has(name) === true) return [];
  if (relation === "own" && !direct) return [];
  if (narrowing?.to === "principals") return everybody(narrowing, site);
  const principal = site.principals.whom("AWS", name, site.instance);
  if (relation === "service" || relation === "foreign") return [{ principal }];
  const said = `${shown(name)}, which may be our own account`;
  return [{ principal: { ...principal, kind: "unknown", name: said } }];
}

function canonicalUser(id: string, { principals, instance, canonical }: PolicySite): readonly Grantee[] {
  const known = canonical?.get(id);
  if (known === "own") return [];
  const service = serviceCanonicalUser(id) ?? (known === undefined ? undefined : "a service of AWS");
  if (service !== undefined) return [{ principal: { kind: "service", name: service, key: `canonical:${id}` } }];
  const principal = principals.whom("CanonicalUser", shown(id), instance);
  if (!hasUnknownPart(id)) return [{ principal }];
  return [{ principal, doubt: "whom the policy names is not known before apply" }];
}

/** A statement that names nobody, in a policy whose holder is not known. */
function unnamed({ instance }: PolicySite): Grantee {
  return {
    principal: {
      kind: "unknown",
      name: `whoever holds the policy of ${instance.address}`,
      key: `holder:${instance.address}`,
    },
  };
}
