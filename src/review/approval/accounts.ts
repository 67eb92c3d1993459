import { everyoneIn } from "../../check/people";
import type { Estate, Identity } from "../../estate/types";
import type { Account } from "../pull";
import { accountOfMail } from "../pull/account";

type Service = Account["service"];

interface Accounts {
  readonly ids: ReadonlyMap<string, readonly Identity[]>;
  readonly logins: ReadonlyMap<string, readonly Identity[]>;
  readonly mails: ReadonlyMap<string, readonly Identity[]>;
  readonly teams: ReadonlyMap<string, readonly string[]>;
}

const known = new WeakMap<Estate, Accounts>();

function accountsOf(estate: Estate): Accounts {
  const found = known.get(estate);
  if (found) return found;
  const ids = new Map<string, Identity[]>();
  const logins = new Map<string, Identity[]>();
  const mails = new Map<string, Identity[]>();
  for (const identity of estate.identities.values()) {
    const { github, gitlab, email } = identity;
    if (github) {
      add(ids, `github ${github.id}`, identity);
      add(logins, `github ${github.login.toLowerCase()}`, identity);
    }
    if (gitlab) {
      add(ids, `gitlab ${gitlab.id}`, identity);
      add(logins, `gitlab ${gitlab.username.toLowerCase()}`, identity);
    }
    if (email) add(mails, email.trim().toLowerCase(), identity);
  }
  const teams = new Map<string, string[]>();
  for (const team of estate.teams.values()) {
    for (const name of everyoneIn(team.members).keys()) add(teams, name, team.name);
  }
  const made = { ids, logins, mails, teams };
  known.set(estate, made);
  return made;
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const there = map.get(key);
  if (there) there.push(value);
  else map.set(key, [value]);
}

/** Whom an account's number names: a login may pass to somebody else, so that it shows nothing. */
export function holdersOf(account: Account, estate: Estate): readonly Identity[] {
  return account.id === undefined ? [] : (accountsOf(estate).ids.get(`${account.service} ${account.id}`) ?? []);
}

/** Who is declared with a login, whatever number they have. */
export function namedLike({ service, login }: Account, estate: Estate): readonly Identity[] {
  return login === undefined ? [] : (accountsOf(estate).logins.get(`${service} ${login.toLowerCase()}`) ?? []);
}

/**
 * Everyone whom an account may be: by its number, by its e-mail address (also a service's private one), and, where there is no
 * number, by its login. To hold somebody for the requester who is not costs a review; the other way costs the control.
 */
export function perhaps(account: Account, estate: Estate): readonly Identity[] {
  const { ids, logins, mails } = accountsOf(estate);
  const { service, email } = account;
  const numbers = numbersOf(account);
  const login = account.login ?? accountOfMail(service, email).login;
  return [
    ...numbers.flatMap((number) => ids.get(`${service} ${number}`) ?? []),
    ...(email === undefined ? [] : (mails.get(email.toLowerCase()) ?? [])),
    ...(numbers.length > 0 || login === undefined ? [] : (logins.get(`${service} ${login.toLowerCase()}`) ?? [])),
  ];
}

/** The numbers that an account goes by: its own, and the one in a private address. */
export function numbersOf({ service, id, email }: Account): readonly number[] {
  return [id, accountOfMail(service, email).id].filter((number) => number !== undefined);
}

/** The names of the teams that somebody is a member of. */
export function teamsOf(name: string, estate: Estate): readonly string[] {
  return accountsOf(estate).teams.get(name) ?? [];
}

/** The number that an identity has on a service. */
export function idOn(service: Service, identity: Identity): number | undefined {
  return service === "github" ? identity.github?.id : identity.gitlab?.id;
}
