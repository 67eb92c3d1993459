import type { JsonMap, ResourceInstance } from "../../terraform/instance";
import type { Json } from "../../terraform/json";
import { type ProjectNames, projectIn } from "./projects";
import { pseudo, type Reading, shown, textOf } from "./reading";

/** The e-mails of service accounts by their unique ids, by which policies may name them. */
export function emailsOf(accounts: readonly JsonMap[]): ReadonlyMap<string, string> {
  const emails = new Map<string, string>();
  for (const account of accounts) {
    const id = textOf(account, "uniqueId");
    const email = textOf(account, "email");
    if (id !== undefined && email !== undefined) emails.set(id, email);
  }
  return emails;
}

/** The accounts of all files, those that cannot be read left out and said. */
export function accountsIn(files: readonly Json[], reading: Reading): readonly JsonMap[] {
  return reading.listed(files, "accounts").filter((account) => {
    const whole = textOf(account, "email") !== undefined && projectIn(textOf(account, "name") ?? "") !== undefined;
    if (!whole) reading.fault("a service account has no name or no e-mail");
    return whole;
  });
}

/** Service accounts, and the keys of theirs that people made. Keys that Google makes and changes by itself are no static keys. */
export function accountInstances(
  accounts: readonly JsonMap[],
  names: ProjectNames,
  reading: Reading,
): readonly ResourceInstance[] {
  return accounts.flatMap((account) => {
    const email = textOf(account, "email") ?? "";
    const project = names.id(projectIn(textOf(account, "name") ?? "") ?? "");
    const name = `projects/${project}/serviceAccounts/${email}`;
    const keys = reading.maps(account, "keys", `"keys" of ${shown(email)}`) ?? [];
    return [
      pseudo("google_service_account", name, {
        id: name,
        name,
        email,
        account_id: email.replace(/@.*$/s, ""),
        project,
        unique_id: textOf(account, "uniqueId") ?? null,
        display_name: textOf(account, "displayName") ?? "",
        disabled: account.disabled === true,
      }),
      ...keys.flatMap((key) => keyInstance(key, name, reading)),
    ];
  });
}

function keyInstance(key: JsonMap, account: string, reading: Reading): readonly ResourceInstance[] {
  if (key.keyType === "SYSTEM_MANAGED") return [];
  const id = textOf(key, "name")?.replace(/^.*\//, "");
  if (id === undefined) reading.fault(`a key of ${shown(account)} has no name`);
  // Of the key itself nothing is taken over: only when it holds, and whether.
  return [
    pseudo("google_service_account_key", `${account}/keys/${id ?? "?"}`, {
      service_account_id: account,
      name: `${account}/keys/${id ?? "?"}`,
      valid_after: textOf(key, "validAfterTime") ?? null,
      valid_before: textOf(key, "validBeforeTime") ?? null,
      disabled: key.disabled === true,
    }),
  ];
}
