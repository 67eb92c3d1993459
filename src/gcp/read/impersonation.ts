import type { AccessFact } from "../../facts/fact";
import type { PrincipalKind } from "../../facts/principal";
import { type Privilege, privileges } from "../../facts/privilege";
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
  const direct = new Map<PrincipalKind, string[]>();
  const onward = new Map<string, string[]>();
  for (const { binding, bound, role, member } of holdings) {
    const { account } = binding.place;
    if (account === undefined || bound.kind === "leased" || !letsActAs(role)) continue;
    append(direct, member.principal.kind, account);
    if (member.account !== undefined) append(onward, member.account.key, account);
  }
  for (const kind of gravest) {
    for (const account of reached(direct.get(kind) ?? [], onward, members.impersonators)) {
      members.impersonators.set(account, kind);
    }
  }
}

function append<K>(lists: Map<K, string[]>, key: K, value: string): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** All that can be reached from some, themselves too, but for what is settled already and what lies behind that. */
function reached(
  from: readonly string[],
  onward: ReadonlyMap<string, readonly string[]>,
  settled: ReadonlyMap<string, unknown>,
): ReadonlySet<string> {
  const seen = new Set(from.filter((one) => !settled.has(one)));
  for (const one of seen) {
    for (const next of onward.get(one) ?? []) if (!settled.has(next)) seen.add(next);
  }
  return seen;
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
  const amounts = amountsOf(held);
  return entries.map(({ holding, fact }) => {
    const { account, scope } = holding.binding.place;
    const amount = account === undefined ? undefined : amounts.get(account);
    if (amount === undefined || !becomesOnly(holding)) return fact;
    const { privilege: _, ...rest } = fact;
    const because = [`it acts as ${scope.text}`, ...amount.because];
    return { ...rest, ...(amount.privilege === undefined ? {} : { privilege: amount.privilege }), because };
  });
}

interface Amount {
  readonly privilege?: Privilege;
  readonly because: readonly string[];
}

/** What each account holds, and all that it may act as: the gravest first, and gravest of all what cannot be told. */
function amountsOf(held: ReadonlyMap<string, readonly Entry[]>): ReadonlyMap<string, Amount> {
  const direct = new Map<Privilege | undefined, string[]>();
  const actors = new Map<string, string[]>();
  const reasons = new Map<string, readonly string[]>();
  for (const [account, entries] of held) {
    for (const { holding, fact } of entries) {
      const next = holding.binding.place.account;
      if (next !== undefined && held.has(next) && becomesOnly(holding)) append(actors, next, account);
      else {
        append(direct, fact.privilege, account);
        reasons.set(`${account} ${fact.privilege}`, fact.because);
      }
    }
  }
  const amounts = new Map<string, Amount>();
  for (const privilege of [undefined, ...privileges]) {
    for (const account of reached(direct.get(privilege) ?? [], actors, amounts)) {
      const because = reasons.get(`${account} ${privilege}`) ?? [];
      amounts.set(account, { ...(privilege === undefined ? {} : { privilege }), because });
    }
  }
  // Those that only act as each other.
  for (const account of held.keys()) {
    if (!amounts.has(account)) amounts.set(account, { privilege: "read", because: [] });
  }
  return amounts;
}
