import type { Estate } from "../../estate/types";
import type { Account, Pull } from "../pull";
import { accountText } from "../pull/account";
import { numbersOf, perhaps } from "./accounts";

/** Whoever wrote a change. */
export interface Writers {
  /** Names of identities, each with why: `wrote commit 1a2b3c4`. */
  readonly known: ReadonlyMap<string, string>;
  /** The numbers of their accounts, whether or not anybody is declared with them. */
  readonly numbers: ReadonlySet<number>;
  /** Of whom nobody can tell who they are: each may be anybody, and so a reviewer. */
  readonly unknown: readonly { readonly who: string; readonly where: string }[];
}

/**
 * The author of a pull request, whoever pushed it, and every author, committer and co-author of its commits, by what the base and the
 * head declare of them: neither the one nor the other may hide a requester. An agent's sponsor answers for what the agent wrote.
 */
export function writersOf(pull: Pull, base: Estate, head: Estate): Writers {
  const known = new Map<string, string>();
  const numbers = new Set<number>();
  const unknown = new Map<string, { who: string; where: string }>();
  for (const { account, why, where } of parts(pull)) {
    const own = numbersOf(account);
    for (const number of own) numbers.add(number);
    const identities = [...perhaps(account, base), ...perhaps(account, head)];
    for (const identity of identities) {
      if (!known.has(identity.name)) known.set(identity.name, why);
      const sponsor = identity.kind === "agent" ? identity.sponsor?.name : undefined;
      if (sponsor !== undefined && !known.has(sponsor)) known.set(sponsor, `sponsors ${identity.name}, which ${why}`);
    }
    if (identities.length > 0 || own.length > 0) continue;
    const who = accountText(account);
    const key = account.email?.toLowerCase() ?? account.login?.toLowerCase() ?? `${where} ${unknown.size}`;
    if (!unknown.has(key)) unknown.set(key, { who, where });
  }
  return { known, numbers, unknown: [...unknown.values()] };
}

function* parts(pull: Pull): Iterable<{ account: Account; why: string; where: string }> {
  const request = pull.service === "github" ? "the pull request" : "the merge request";
  yield { account: pull.author, why: `opened ${request}`, where: request };
  for (const account of pull.pushers ?? []) yield { account, why: `pushed to ${request}`, where: request };
  for (const { sha, by } of pull.commits) {
    const where = `commit ${sha.slice(0, 7)}`;
    for (const account of by) yield { account, why: `has a hand in ${where}`, where };
  }
}
