import type { AccessFact } from "../../facts/fact";
import type { PrincipalKind } from "../../facts/principal";
import { graver, type Privilege } from "../../facts/privilege";
import type { Holding } from "./access";
import type { Members } from "./members";
import type { GcpRole } from "./roles";

/** Permissions on a service account with which others act as it. */
const actingAs =
  /^iam\.(serviceAccounts\.(getAccessToken|getOpenIdToken|implicitDelegation|signBlob|signJwt|actAs)|serviceAccountKeys\.create)$/;

/** Kinds that make an account more than a service, gravest first. */
const gravest: readonly PrincipalKind[] = ["anyone", "unknown", "foreign", "person", "agent", "federated", "ci"];

function letsActAs(role: GcpRole): boolean {
  return role.persistence === undefined || role.persistence.some((permission) => actingAs.test(permission));
}

/**
 * Finds the service accounts that somebody who is no service may act as, through any number of others, and tells `members`.
 * A lease to act as one ends, and is judged by itself.
 */
export function findImpersonators(holdings: readonly Holding[], members: Members): void {
  const byAccount = new Map<string, Holding[]>();
  for (const holding of holdings) {
    const { account } = holding.binding.place;
    if (account === undefined || holding.bound.kind === "leased" || !letsActAs(holding.role)) continue;
    const list = byAccount.get(account);
    if (list) list.push(holding);
    else byAccount.set(account, [holding]);
  }
  for (const start of byAccount.keys()) {
    const seen = new Set([start]);
    const kinds = new Set<PrincipalKind>();
    for (const account of seen) {
      for (const { member } of byAccount.get(account) ?? []) {
        kinds.add(member.principal.kind);
        if (member.account !== undefined) seen.add(member.account.key);
      }
    }
    const kind = gravest.find((one) => kinds.has(one));
    if (kind !== undefined) members.impersonators.set(start, kind);
  }
}

/** Roles that only let others act as an account, given to software, or to identities that federate in. */
function becomesOnly({ role, member }: Holding): boolean {
  if (role.name === "roles/iam.workloadIdentityUser") return true;
  const isSoftware = member.account !== undefined || ["service", "federated", "ci"].includes(member.principal.kind);
  return isSoftware && /^roles\/iam\.serviceAccount(User|TokenCreator|OpenIdTokenCreator)$/.test(role.name);
}

/** A fact, and the holding that it was made of. */
export interface Entry {
  readonly holding: Holding;
  readonly fact: AccessFact;
}

/**
 * To act as one account of the plan amounts to what that account holds in it, and whatever it may act as in turn: how software
 * gets its access. What a person gains by it stays an escalation, and so does acting as an account of which the plan tells nothing.
 */
export function asWhatIsBecome(entries: readonly Entry[]): readonly AccessFact[] {
  const held = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = entry.holding.member.account?.key;
    if (key === undefined) continue;
    const list = held.get(key);
    if (list) list.push(entry);
    else held.set(key, [entry]);
  }
  const known = new Map<string, Amount>();
  return entries.map(({ holding, fact }) => {
    const { account, scope } = holding.binding.place;
    if (account === undefined || !held.has(account) || !becomesOnly(holding)) return fact;
    const amount = known.get(account) ?? amountOf(account, held);
    known.set(account, amount);
    const { privilege: _, ...rest } = fact;
    const because = [`it acts as ${scope.text}`, ...amount.because];
    return { ...rest, ...(amount.privilege === undefined ? {} : { privilege: amount.privilege }), because };
  });
}

interface Amount {
  readonly privilege?: Privilege;
  readonly because: readonly string[];
}

/** What an account holds, and all that it may act as. */
function amountOf(start: string, held: ReadonlyMap<string, readonly Entry[]>): Amount {
  const seen = new Set([start]);
  let amount: Amount = { privilege: "read", because: [] };
  for (const account of seen) {
    for (const { holding, fact } of held.get(account) ?? []) {
      const next = holding.binding.place.account;
      if (next !== undefined && held.has(next) && becomesOnly(holding)) {
        seen.add(next);
        continue;
      }
      if (fact.privilege === undefined) return { because: fact.because };
      if (graver(fact.privilege, amount.privilege ?? "read") !== amount.privilege) {
        amount = { privilege: fact.privilege, because: fact.because };
      }
    }
  }
  return amount;
}
