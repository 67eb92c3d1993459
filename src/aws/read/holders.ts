import type { Landscape, ResourceInstance } from "../../terraform/instance";
import type { Accounts } from "./accounts";
import { parseArn } from "./arn";
import { expressionOf, text } from "./values";

/** The kinds of IAM principals; a role and a group may have one name. */
export type HolderKind = "role" | "user" | "group";

/** A role, user or group that the landscape makes (or looks up). */
export interface Holder {
  readonly kind: HolderKind;
  readonly instance: ResourceInstance;
  readonly name?: string;
  readonly account?: string;
  /** Its ARN as known before apply. */
  readonly arn?: string;
  /** Stands for it in statements, whether its ARN is known or not: the ARN, or what the ARN will be, or a mark. */
  readonly handle: string;
}

/** The roles, users and groups that an argument of another resource names. */
export interface Named {
  readonly holders: readonly Holder[];
  /** What is written where no holder is found: a name, a reference. */
  readonly only?: string;
  /** More than one might be meant. */
  readonly ambiguous: boolean;
}

/** All holders of a landscape, and the joins to them. */
export interface Holders {
  readonly all: readonly Holder[];
  of(instance: ResourceInstance): Holder | undefined;
  /** By ARN, or by the handle that stands for one. Sessions of a role (`assumed-role/…`) are found by its name. */
  byArn(arn: string): Holder | undefined;
  /** By the name that an attribute of a resource holds, or the instance to which it refers. */
  named(kind: HolderKind, from: ResourceInstance, attribute: string, value?: string): Named;
}

const kinds: Readonly<Record<string, HolderKind>> = {
  aws_iam_role: "role",
  aws_iam_user: "user",
  aws_iam_group: "group",
};

/**
 * The roles, users and groups of a landscape. Joins are by instance, provider configuration and kind: a name counts
 * within one provider configuration, or another that is known to be in the same account.
 */
export function holdersOf(landscape: Landscape, accounts: Accounts): Holders {
  const all: Holder[] = [];
  const byInstance = new Map<string, Holder>();
  const byArn = new Map<string, Holder>();
  const byName = new Map<string, Holder[]>();
  for (const instance of landscape.instances) {
    const kind = kinds[instance.type];
    if (kind === undefined || instance.deposed !== undefined) continue;
    const holder = holderOf(kind, instance, accounts);
    // What the plan makes says more than what it looks up.
    const known = byArn.get(holder.handle);
    all.push(holder);
    byInstance.set(keyOf(instance), holder);
    if (known === undefined || known.instance.mode === "data") byArn.set(holder.handle, holder);
    if (holder.name === undefined) continue;
    const list = byName.get(`${kind} ${holder.name}`);
    if (list === undefined) byName.set(`${kind} ${holder.name}`, [holder]);
    else list.push(holder);
  }
  const withName = (kind: HolderKind, name: string, provider: string): readonly Holder[] => {
    const found = (byName.get(`${kind} ${name}`) ?? []).filter(
      (holder) => accounts.same(holder.instance.provider, provider) === true,
    );
    const made = found.filter((holder) => holder.instance.mode === "managed");
    return made.length > 0 ? made : found;
  };
  const referred = (kind: HolderKind, from: ResourceInstance, attribute: string): readonly Holder[] => {
    const found = new Set<Holder>();
    for (const reference of expressionOf(from.configured, attribute)?.references ?? []) {
      const to = landscape.resolve(reference, from);
      if (to.kind !== "instances") continue;
      for (const instance of to.instances) {
        const holder = byInstance.get(keyOf(instance));
        // A name means the principal of that name in the account of whoever uses it.
        if (holder?.kind === kind && accounts.same(instance.provider, from.provider) !== false) found.add(holder);
      }
    }
    return [...found];
  };
  return {
    all,
    of: (instance) => byInstance.get(keyOf(instance)),
    byArn(arn) {
      const found = byArn.get(arn);
      if (found !== undefined) return found;
      const session = parseArn(arn);
      if (session?.service !== "sts" || !session.resource.startsWith("assumed-role/")) return undefined;
      const [, name = ""] = session.resource.split("/");
      return (byName.get(`role ${name}`) ?? []).find((holder) => holder.account === session.account);
    },
    named(kind, from, attribute, value) {
      const name = value ?? text(from, attribute);
      const byReference = referred(kind, from, attribute);
      if (name !== undefined) {
        const byItsName = withName(kind, name, from.provider);
        const both = byItsName.filter((holder) => byReference.includes(holder));
        if (both.length > 0) return { holders: both, ambiguous: both.length > 1 };
        if (byItsName.length > 0) return { holders: byItsName, ambiguous: byItsName.length > 1 };
        const fitting = byReference.filter((holder) => holder.name === undefined || holder.name === name);
        if (fitting.length > 0) return { holders: fitting, ambiguous: fitting.length > 1 };
        return { holders: [], only: name, ambiguous: false };
      }
      if (byReference.length > 0) return { holders: byReference, ambiguous: byReference.length > 1 };
      const references = expressionOf(from.configured, attribute)?.references ?? [];
      return { holders: [], only: references[0] ?? "a name that is not known before apply", ambiguous: true };
    },
  };
}

/** What tells instances apart within a landscape: a deposed one has the address of its successor. */
export function keyOf(instance: ResourceInstance): string {
  return instance.deposed === undefined ? instance.address : `${instance.address} ${instance.deposed}`;
}

function holderOf(kind: HolderKind, instance: ResourceInstance, accounts: Accounts): Holder {
  const name = text(instance, "name") ?? (kind === "role" ? text(instance, "id") : undefined);
  const arn = text(instance, "arn");
  const account = (arn === undefined ? undefined : parseArn(arn)?.account) ?? accounts.of(instance.provider);
  const base = {
    kind,
    instance,
    ...(name === undefined ? {} : { name }),
    ...(account === undefined ? {} : { account }),
  };
  if (arn !== undefined) return { ...base, arn, handle: arn };
  const path = text(instance, "path") ?? "/";
  const whole = name !== undefined && account !== undefined && path.startsWith("/");
  const handle = whole
    ? `arn:${accounts.partitionOf(instance.provider)}:iam::${account}:${kind}${path}${name}`
    : `leasehold:${instance.provider}:${instance.address}`;
  return { ...base, handle };
}
