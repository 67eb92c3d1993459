import type { Bound } from "../../facts/bound";
import type { AccessFact, Scope } from "../../facts/fact";
import type { Principal } from "../../facts/principal";
import type { ResourceInstance } from "../../terraform/instance";
import { provenanceOf } from "../../terraform/provenance";
import { accessOf } from "../policy/access";
import { actionWithin, resourceWithin } from "../policy/containment";
import { asList, type Statement } from "../policy/document";
import { parseArn } from "./arn";
import { type Grantee, granteeOf, granteesOf, namesOf, type PolicySite } from "./grantees";
import { exceptedBy, type Narrowing } from "./narrowing";
import type { ReadPolicy } from "./policies";
import { asIdentityStatement } from "./restrict";

/** A policy that a resource holds, and what is known of that resource. */
export interface ResourcePolicy extends PolicySite {
  readonly instance: ResourceInstance;
  readonly policy: ReadPolicy;
  /** The prefixes of the resource's actions, where they are known. */
  readonly services?: readonly string[];
  readonly scope: Scope;
  /** Other resources that take part. */
  readonly addresses: readonly string[];
  /** The plan marks the policy as secret: nothing that stands in it may be shown. */
  readonly secret?: boolean;
  /** What a principal's own policies deny it; a resource's policy does not overrule that. */
  readonly denies?: Denies;
}

/** The Denies of a principal's own policies, where the plan holds them. */
export type Denies = (principal: Principal) => readonly Statement[];

interface Share {
  readonly grantee: Grantee;
  readonly statements: Statement[];
}

/** What a resource's policy lets whom do: one fact for each principal, and each bound of it. */
export function accessByResourcePolicy(site: ResourcePolicy): readonly AccessFact[] {
  const { policy, instance } = site;
  const facts = sharesOf(site).flatMap(({ grantee, statements }) => {
    const denies = policy.statements.filter((statement) => statement.Effect === "Deny" && concerns(statement, grantee));
    const { principal } = grantee;
    const entries = accessOf({
      sources: [
        { id: "policy", statements: [...statements, ...denies].flatMap((each) => restricted(each, site)), doubts: [] },
        { id: "own", statements: site.denies?.(principal) ?? [], doubts: [] },
      ],
      credential: isRole(principal, site) ? "role" : "any",
    });
    const byDesign = principal.kind === "anyone" && statements.every(readsObjects);
    return entries.map(
      (entry): AccessFact => ({
        kind: "access",
        principal:
          site.secret === true ? { ...principal, name: `a principal named by ${instance.address}` } : principal,
        ...(entry.privilege === undefined ? {} : { privilege: entry.privilege }),
        because: site.secret === true ? ["the policy is marked sensitive"] : entry.because,
        permissions: site.secret === true ? [] : entry.permissions,
        scope: site.scope,
        bound: boundOf(entry.bound, grantee.doubt ?? policy.unsure),
        ...(byDesign ? { publicByDesign: true } : {}),
        from: provenanceOf(instance, [
          ...(principal.address === undefined ? [] : [principal.address]),
          ...site.addresses,
          ...policy.addresses,
        ]),
      }),
    );
  });
  // What cannot be read may let in anybody, whomever the rest names.
  return policy.doubts.length === 0 ? facts : [...facts, unread(site)];
}

/** A role acts by sessions alone. */
function isRole({ key, name }: Principal, { principals }: ResourcePolicy): boolean {
  return principals.holders.byArn(key)?.kind === "role" || parseArn(name)?.resource.startsWith("role/") === true;
}

/** What stands, if it is for them and if it applies, is not known to stand. */
function boundOf(bound: Bound, doubt: string | undefined): Bound {
  return bound.kind === "standing" && doubt !== undefined ? { kind: "indeterminate", because: doubt } : bound;
}

/** Whatever it is that cannot be read. */
function unread({ instance, scope, addresses, policy, secret }: ResourcePolicy): AccessFact {
  const doubts = secret === true ? ["a policy that is marked sensitive cannot be read"] : policy.doubts;
  return {
    kind: "access",
    principal: {
      kind: "unknown",
      name: `whoever the policy of ${instance.address} names`,
      key: `named:${instance.address}`,
    },
    because: doubts.slice(0, 3),
    permissions: [],
    scope,
    bound: { kind: "indeterminate", because: doubts[0] ?? "the policy cannot be read" },
    from: provenanceOf(instance, [...addresses, ...policy.addresses]),
  };
}

/** The Allows by whom they let in. */
function sharesOf(site: ResourcePolicy): readonly Share[] {
  const shares = new Map<string, Share>();
  for (const statement of site.policy.statements) {
    if (statement.Effect !== "Allow") continue;
    for (const grantee of allowed(statement, site)) {
      const { key, kind } = grantee.principal;
      const id = `${kind} ${key} ${grantee.doubt ?? ""}`;
      const share = shares.get(id);
      if (share === undefined) shares.set(id, { grantee, statements: [statement] });
      else if (!share.statements.includes(statement)) share.statements.push(statement);
    }
  }
  return [...shares.values()];
}

/** Whom an Allow lets in, after the Denies that take everybody out but some. */
function allowed(statement: Statement, site: ResourcePolicy): readonly Grantee[] {
  const covering = site.policy.statements.filter((deny) => deny.Effect === "Deny" && covers(deny, statement));
  for (const deny of covering) {
    if (deny.NotPrincipal === undefined || deny.Condition !== undefined) continue;
    const open = granteesOf(statement, site).some(({ principal }) => principal.kind === "anyone");
    if (!open) continue;
    return namesOf(deny.NotPrincipal).flatMap(([element, name]) => granteeOf(element, name, undefined, site));
  }
  const narrowed = covering
    .filter((deny) => namesEverybody(deny))
    .map((deny) => exceptedBy(deny.Condition))
    .find((found): found is Narrowing => found !== undefined);
  return granteesOf(statement, site, narrowed);
}

/** Does the Deny name all that the Allow does? Resources of a resource's policy are the resource, or within it. */
function covers(deny: Statement, allow: Statement): boolean {
  if (deny.Action === undefined || allow.Action === undefined || deny.NotResource !== undefined) return false;
  const actions = asList(deny.Action);
  if (!asList(allow.Action).every((action) => actionWithin(action, actions))) return false;
  if (deny.Resource === undefined) return true;
  if (allow.Resource === undefined || allow.NotResource !== undefined) return asList(deny.Resource).includes("*");
  const resources = asList(deny.Resource);
  return asList(allow.Resource).every((resource) => resourceWithin(resource, resources));
}

function namesEverybody({ Principal }: Statement): boolean {
  return Principal !== undefined && namesOf(Principal).some(([, name]) => name === "*");
}

/** Does the Deny name the principal for certain? */
function concerns(deny: Statement, { principal }: Grantee): boolean {
  if (deny.Principal === undefined) return false;
  if (namesEverybody(deny)) return true;
  return namesOf(deny.Principal).some(([, name]) => name === principal.name || name === principal.key);
}

function restricted(statement: Statement, { services }: ResourcePolicy): readonly Statement[] {
  const found = asIdentityStatement(statement, services);
  return found === undefined ? [] : [found];
}

/** Public objects are public on purpose: a site, a mirror. */
function readsObjects({ Action, NotAction }: Statement): boolean {
  const readable = ["s3:GetObject*", "s3:ListBucket"];
  return NotAction === undefined && asList(Action).every((action) => actionWithin(action, readable));
}
