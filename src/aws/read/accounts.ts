import type { Landscape, ProviderConfiguration, ResourceInstance } from "../../terraform/instance";
import { accountOfText, parseArn } from "./arn";
import { isServiceAccount } from "./service-accounts";
import { blocksOf, expressionOf, text, texts } from "./values";

/** What an account is to the provider configuration that names it. `unsure`: the own account is not known. */
export type Relation = "own" | "foreign" | "service" | "unsure";

/** The accounts in which a landscape's provider configurations make things. */
export interface Accounts {
  /** The account of a provider configuration (`ResourceInstance.provider`), where the plan tells. */
  of(provider: string): string | undefined;
  partitionOf(provider: string): string;
  /** Is the account ours (of any provider configuration here), AWS's own, or foreign? */
  relation(account: string, provider: string): Relation;
  /** May two provider configurations be in one account? `undefined` where it cannot be told. */
  same(a: string, b: string): boolean | undefined;
}

/**
 * Finds each provider configuration's own account: `aws_caller_identity`, a single `allowed_account_ids`, the role
 * that it assumes, the ARNs of what it already made. Where these disagree nothing is known.
 */
export function accountsOf(landscape: Landscape): Accounts {
  const found = new Map<string, string>();
  const partitions = new Map<string, string>();
  const providers = new Map(landscape.providers.map((provider) => [provider.key, provider]));
  const byProvider = new Map<string, ResourceInstance[]>();
  for (const instance of landscape.instances) {
    const list = byProvider.get(instance.provider);
    if (list === undefined) byProvider.set(instance.provider, [instance]);
    else list.push(instance);
  }
  for (const key of new Set([...providers.keys(), ...byProvider.keys()])) {
    const instances = byProvider.get(key) ?? [];
    const account = ownAccount(providers.get(key), instances);
    if (account !== undefined) found.set(key, account);
    const partition = ownPartition(providers.get(key), instances);
    if (partition !== undefined) partitions.set(key, partition);
  }
  const awsOwn = new Set<string>();
  for (const instance of landscape.instances) {
    if (instance.mode !== "data" || !/^aws_.*_service_account$/.test(instance.type)) continue;
    for (const name of ["arn", "id"]) {
      const account = accountOfText(text(instance, name) ?? "");
      if (account !== undefined) awsOwn.add(account);
    }
  }
  const ours = new Set(found.values());
  const [only] = ours;
  // A configuration that is in the plan nowhere is taken for the only one that there is.
  const accountOf = (provider: string) =>
    found.get(provider) ?? (ours.size === 1 && providers.size > 0 && !providers.has(provider) ? only : undefined);
  return {
    of: accountOf,
    partitionOf: (provider) => partitions.get(provider) ?? "aws",
    relation(account, provider) {
      if (ours.has(account)) return "own";
      if (awsOwn.has(account) || isServiceAccount(account)) return "service";
      return accountOf(provider) === undefined ? "unsure" : "foreign";
    },
    same(a, b) {
      if (a === b) return true;
      const [one, other] = [accountOf(a), accountOf(b)];
      return one === undefined || other === undefined ? undefined : one === other;
    },
  };
}

function ownAccount(
  provider: ProviderConfiguration | undefined,
  instances: readonly ResourceInstance[],
): string | undefined {
  const said = instances.filter(isCallerIdentity).map((instance) => text(instance, "account_id"));
  // Where it is no account's id, no account at all is the one that is allowed.
  const listed = expressionOf(provider?.configured, "allowed_account_ids")?.constant;
  const allowed = Array.isArray(listed) ? listed.map(String) : texts(listed);
  // The last of several is the one in which the provider ends up.
  const assumed = blocksOf(provider?.configured, "assume_role").at(-1);
  const role = expressionOf(assumed, "role_arn")?.constant;
  const made = instances.filter((instance) => instance.mode === "managed").map((instance) => text(instance, "arn"));
  const ofIam = made.filter((arn) => arn !== undefined && parseArn(arn)?.service === "iam");
  const [only] = allowed;
  const told = said.some((account) => account !== undefined);
  if (!told && allowed.length === 1 && only !== undefined && !only.includes("${")) return only;
  for (const candidates of [said, [role], ofIam, made]) {
    const accounts = new Set<string>();
    for (const candidate of candidates) {
      const account = typeof candidate === "string" ? accountOfText(candidate) : undefined;
      if (account !== undefined) accounts.add(account);
    }
    const [found] = accounts;
    if (accounts.size === 1) return found;
    if (accounts.size > 1) return undefined;
  }
  return undefined;
}

function isCallerIdentity(instance: ResourceInstance): boolean {
  return instance.mode === "data" && instance.type === "aws_caller_identity";
}

function ownPartition(
  provider: ProviderConfiguration | undefined,
  instances: readonly ResourceInstance[],
): string | undefined {
  for (const instance of instances) {
    if (instance.mode === "data" && instance.type === "aws_partition") return text(instance, "partition");
    const partition = parseArn(text(instance, "arn") ?? "")?.partition;
    if (partition !== undefined) return partition;
  }
  const region = expressionOf(provider?.configured, "region")?.constant;
  if (typeof region !== "string") return undefined;
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return region.startsWith("cn-") ? "aws-cn" : "aws";
}
