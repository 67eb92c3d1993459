import type { Principal } from "../../facts/principal";
import type { Landscape, ResourceInstance } from "../../terraform/instance";
import { type Accounts, accountsOf } from "./accounts";
import { type Holder, type HolderKind, type Holders, holdersOf } from "./holders";
import { principalNamed } from "./principal-names";
import { kindOfRole } from "./role-kind";
import { readTrust, type Trust } from "./trust";

/** The keys of a statement's `Principal`. */
export type PrincipalElement = "AWS" | "Service" | "Federated" | "CanonicalUser";

/** Who is who in a landscape: made first, handed to every reader. */
export interface Principals {
  readonly accounts: Accounts;
  readonly holders: Holders;
  /** Who may become a role. */
  trustOf(role: Holder): Trust;
  /** A role, user or group as a principal; a role's kind is the gravest of those who may assume it. */
  of(holder: Holder): Principal;
  /** A principal of which only the name stands in the plan. */
  named(kind: HolderKind, name: string, from: ResourceInstance): Principal;
  /**
   * Whom one name in a statement's `Principal` (or an argument such as `principal_arn`) means: an ARN, an account, a
   * service, a provider, `*`.
   */
  whom(element: PrincipalElement, name: string, from: ResourceInstance): Principal;
}

/** Reads accounts, roles, users and groups; trusts and kinds of roles are found when asked for. */
export function principalsOf(landscape: Landscape): Principals {
  const accounts = accountsOf(landscape);
  const holders = holdersOf(landscape, accounts);
  const trusts = new Map<Holder, Trust>();
  const known = new Map<Holder, Principal>();
  const principals: Principals = {
    accounts,
    holders,
    trustOf(role) {
      const before = trusts.get(role);
      if (before !== undefined) return before;
      const trust = readTrust(role, { landscape, principals });
      trusts.set(role, trust);
      return trust;
    },
    of(holder) {
      const before = known.get(holder);
      if (before !== undefined) return before;
      const principal: Principal = {
        kind: holder.kind === "role" ? kindOfRole(holder, principals.trustOf) : "person",
        name: holder.arn ?? holder.instance.address,
        key: holder.handle,
        address: holder.instance.address,
      };
      known.set(holder, principal);
      return principal;
    },
    named(kind, name, from) {
      const account = accounts.of(from.provider) ?? from.provider;
      return { kind: kind === "role" ? "unknown" : "person", name, key: `leasehold:${account}:${kind}:${name}` };
    },
    whom: (element, name, from) => principalNamed(element, name, from, principals),
  };
  return principals;
}
