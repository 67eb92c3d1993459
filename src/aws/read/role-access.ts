import type { Bound } from "../../facts/bound";
import type { AccessFact, Permission, Scope } from "../../facts/fact";
import type { Principal } from "../../facts/principal";
import { type Privilege, privileges } from "../../facts/privilege";
import { provenanceOf } from "../../terraform/provenance";
import type { AccessEntry, Credential, Source } from "../policy/access";
import { accessOf } from "../policy/access";
import { Moments } from "../policy/moments";
import { kindOfAdmissions } from "./role-kind";
import type { Surroundings } from "./stand-in";
import type { HeldPolicy, Subject } from "./subjects";
import type { Admission } from "./trust";

/** The longest session that a role or a permission set can declare, in seconds. */
export const longestSession = 43_200;

/** A part of those who may become a principal: they are judged alike. */
export interface Circle {
  readonly kind: Principal["kind"];
  readonly credential: Credential;
  readonly trust?: Moments;
  readonly doubts: readonly string[];
}

/** Who may use what a subject holds: for a role people (and whoever is judged like them) apart from services. */
export function circlesOf(subject: Subject, { principals }: Surroundings): readonly Circle[] {
  const { holder, kind, doubts } = subject;
  if (kind !== "role") return [{ kind: "person", credential: "user", doubts }];
  if (holder === undefined) return [{ kind: "unknown", credential: "role", doubts }];
  const trust = principals.trustOf(holder);
  if (trust.doubts.length > 0)
    return [{ kind: subject.principal.kind, credential: "role", doubts: [...doubts, ...trust.doubts] }];
  const kindOf = (admission: Admission) => kindOfAdmissions([admission], principals.trustOf);
  const services = trust.admissions.filter((admission) => kindOf(admission) === "service");
  const others = trust.admissions.filter((admission) => !services.includes(admission));
  return [others, services]
    .filter((admissions) => admissions.length > 0)
    .map((admissions) => ({
      kind: kindOfAdmissions(admissions, principals.trustOf),
      credential: "role",
      trust: admissions.reduce((all, { moments }) => all.union(moments), Moments.never),
      doubts: [...doubts, ...new Set(admissions.flatMap((admission) => admission.doubts))],
    }));
}

/** What a subject's policies give to one circle. */
export function entriesFor(subject: Subject, circle: Circle): readonly AccessEntry<HeldPolicy>[] {
  return accessOf({ sources: sourcesOf(subject), ...settingOf(subject, circle) });
}

export function sourcesOf({ policies }: Subject): readonly Source<HeldPolicy>[] {
  return policies.map((held) => ({ id: held, statements: held.policy.statements, doubts: held.policy.doubts }));
}

export function settingOf({ boundary }: Subject, { credential, trust, doubts }: Circle) {
  return {
    credential,
    ...(boundary === undefined ? {} : { boundary }),
    ...(trust === undefined ? {} : { trust }),
    ...(doubts.length === 0 ? {} : { trustDoubts: doubts }),
  };
}

/** An entry as a fact about a principal. */
export function accessFact(
  entry: Omit<AccessEntry<unknown>, "id">,
  held: HeldPolicy,
  principal: Principal,
  scope: Scope,
  others: readonly string[] = [],
  maximum?: number,
): AccessFact {
  const session = { ...entry.session, ...(maximum === undefined ? {} : { maximum }) };
  return {
    kind: "access",
    principal,
    ...(entry.privilege === undefined ? {} : { privilege: entry.privilege }),
    ...(entry.indirect === undefined ? {} : { indirect: entry.indirect }),
    because: entry.because,
    permissions: entry.permissions,
    scope,
    bound:
      held.policy.unsure !== undefined && entry.bound.kind === "standing" ? inDoubt(held.policy.unsure) : entry.bound,
    ...(Object.keys(session).length === 0 ? {} : { session }),
    ...(entry.persistence.length === 0 ? {} : { persistence: entry.persistence }),
    // It takes the policy from everybody whom it does not list.
    ...(held.instance.type === "aws_iam_policy_attachment" ? { authoritative: "role" as const } : {}),
    from: provenanceOf(held.instance, [...held.policy.addresses, ...held.through, ...others]),
  };
}

const inDoubt = (because: string): Bound => ({ kind: "indeterminate", because });

/** Where permissions land, short: the account where they name everything, else the first resources. */
export function scopeOf(permissions: readonly Permission[], account: string | undefined): Scope {
  const container = account === undefined ? {} : { container: account };
  const resources = [...new Set(permissions.flatMap((permission) => permission.resources))];
  const whole = account === undefined ? "the account" : `account ${account}`;
  if (resources.length === 0 || resources.includes("*")) return { cloud: "aws", ...container, text: whole };
  const shown = resources.slice(0, 2).join(", ");
  const more = resources.length - 2;
  return { cloud: "aws", ...container, text: more > 0 ? `${shown} and ${more} more` : shown };
}

/** One fact for each principal, granting resource and bound: the gravest, with the permissions of all. */
export function grouped(facts: readonly AccessFact[]): readonly AccessFact[] {
  const groups = new Map<string, AccessFact>();
  for (const fact of facts) {
    const until = fact.bound.kind === "leased" ? fact.bound.until : "";
    const key = [
      fact.from.address,
      fact.principal.key,
      fact.principal.kind,
      fact.scope.container,
      fact.bound.kind,
      until,
    ].join("\n");
    const known = groups.get(key);
    groups.set(key, known === undefined ? fact : together(known, fact));
  }
  return [...groups.values()];
}

function together(a: AccessFact, b: AccessFact): AccessFact {
  const [first, second] = rank(b.privilege) < rank(a.privilege) ? [b, a] : [a, b];
  const permissions = [...first.permissions, ...second.permissions];
  const persistence = [...new Set([...(first.persistence ?? []), ...(second.persistence ?? [])])].sort();
  // Of two escalations, one that is outright makes both so.
  const { indirect, ...gravest } = first;
  const both = indirect === true && (second.privilege !== "escalation" || second.indirect === true);
  return {
    ...gravest,
    ...(both ? { indirect } : {}),
    permissions,
    scope: first.scope.text === second.scope.text ? first.scope : scopeOf(permissions, first.scope.container),
    ...(persistence.length === 0 ? {} : { persistence }),
    from: { ...first.from, addresses: [...new Set([...first.from.addresses, ...second.from.addresses])] },
  };
}

/** Gravest first; what cannot be told could be the gravest. */
export function rank(privilege: Privilege | undefined): number {
  return privilege === undefined ? 0.5 : privileges.indexOf(privilege);
}
