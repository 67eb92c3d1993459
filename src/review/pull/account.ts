import type { Account } from "../pull";

type Service = Account["service"];

/** `583231+dana-acme@users.noreply.github.com`, and `dana-acme@users.noreply.github.com` of accounts older than 2017. */
const ofGitHub = /^(?:([0-9]{1,15})\+)?([^@+\s]+)@users\.noreply\.github\.com$/i;
/** `4711-dana@users.noreply.gitlab.com`; an instance of one's own has a host of its own. */
const ofGitLab = /^([0-9]{1,15})-([^@\s]+)@users\.noreply\.[^@\s]+$/i;

/** The account behind an e-mail address, as far as the hosting service's private addresses name it. */
export function accountOfMail(service: Service, email: string | undefined): Account {
  const mail = email?.trim();
  if (!mail) return { service, bot: false };
  const [, id, login] = (service === "github" ? ofGitHub : ofGitLab).exec(mail) ?? [];
  return {
    service,
    ...(id === undefined ? {} : { id: Number(id) }),
    ...(login === undefined ? {} : { login }),
    email: mail,
    bot: login !== undefined && isBotLogin(service, login),
  };
}

/** Logins that only a service's own bots can have, and GitLab's access tokens of projects and groups. */
export function isBotLogin(service: Service, login: string): boolean {
  if (service === "github") return /\[bot\]$/i.test(login);
  return /^(?:project|group)_[0-9]+_bot/i.test(login) || /^service_account_/i.test(login);
}

/** What people call an account: `@dana-acme`, else its e-mail address or number. */
export function accountText({ login, email, id }: Account): string {
  if (login !== undefined) return `@${login}`;
  return email ?? (id === undefined ? "an account that is not named" : `account ${id}`);
}
