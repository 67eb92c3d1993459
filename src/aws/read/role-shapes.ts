import type { Landscape, ResourceInstance } from "../../terraform/instance";
import { parseArn } from "./arn";
import { type PolicyGrant, policyGrants } from "./grants";
import type { Holder } from "./holders";
import { mirroredPolicies } from "./mirrors";
import { policyOf, type ReadPolicy } from "./policies";
import { policiesByArn } from "./policy-by-arn";
import { principalsOf } from "./principals";
import type { Surroundings } from "./stand-in";
import { isMap, text } from "./values";

/** An inline policy; its text where it is one of a resource of its own. */
export interface InlineShape {
  readonly name: string;
  readonly policy: ReadPolicy;
  readonly text?: string;
  readonly address: string;
}

/** A role as it stands in an account: all that makes it what it is, before anybody asks what that amounts to. */
export interface RoleShape {
  readonly arn: string;
  readonly name: string;
  readonly instance: ResourceInstance;
  readonly trust: ReadPolicy | undefined;
  readonly inline: readonly InlineShape[];
  readonly attached: readonly { readonly arn: string; readonly address: string }[];
  /** The ARN of its permissions boundary. */
  readonly boundary?: string;
  /** The longest session in seconds; absent where it is not told. */
  readonly session?: number;
  /** Absent where they are not told. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A customer managed policy as it stands in an account. */
export interface PolicyShape {
  readonly arn: string;
  readonly instance: ResourceInstance;
  readonly policy: ReadPolicy | undefined;
  readonly tags?: Readonly<Record<string, string>>;
}

/** The roles and customer managed policies of a landscape, by ARN. */
export interface Shapes {
  readonly roles: ReadonlyMap<string, RoleShape>;
  readonly policies: ReadonlyMap<string, PolicyShape>;
}

/**
 * Roles and policies as they stand, for comparison with others.
 *
 * @param wanted the ARNs to look at, since an account holds many that nobody compares; all if left out
 */
export function shapesOf(landscape: Landscape, wanted: (arn: string) => boolean = () => true): Shapes {
  const principals = principalsOf(landscape);
  const around: Surroundings = { landscape, principals };
  const holders = principals.holders.all.filter(
    ({ kind, instance, handle }) => kind === "role" && instance.mode === "managed" && wanted(handle),
  );
  return {
    roles: holders.length === 0 ? new Map() : rolesOf(holders, around),
    policies: policiesOf(around, wanted),
  };
}

function rolesOf(holders: readonly Holder[], around: Surroundings): ReadonlyMap<string, RoleShape> {
  const policies = policiesByArn(around);
  const given = policyGrants(around, policies);
  const byHandle = new Map<string, PolicyGrant[]>(holders.map(({ handle }) => [handle, []]));
  for (const grant of [...given, ...mirroredPolicies(given, around, policies)]) {
    for (const { handle } of grant.to.named.holders) byHandle.get(handle)?.push(grant);
  }
  return new Map(holders.map((holder) => [holder.handle, roleOf(holder, byHandle.get(holder.handle) ?? [], around)]));
}

function roleOf(holder: Holder, grants: readonly PolicyGrant[], around: Surroundings): RoleShape {
  const { instance, handle } = holder;
  const inline: RoleShape["inline"][number][] = [];
  const attached = new Map<string, { arn: string; address: string }>();
  for (const { policyKey, policy, instance: by } of grants) {
    if (policyKey === "inline" || policyKey.startsWith("inline ")) {
      const document = by.type === "aws_iam_role_policy" ? text(by, "policy") : undefined;
      const name = policyKey.slice("inline ".length);
      inline.push({ name, policy, ...(document === undefined ? {} : { text: document }), address: by.address });
    } else attached.set(policyKey, { arn: policyKey, address: by.address });
  }
  const boundary = text(instance, "permissions_boundary");
  const session = Number(instance.values.max_session_duration ?? Number.NaN);
  const tags = tagsOf(instance);
  return {
    arn: handle,
    name: holder.name ?? handle,
    instance,
    trust: policyOf(instance, "assume_role_policy", around),
    inline,
    attached: [...attached.values()],
    ...(boundary === undefined ? {} : { boundary }),
    ...(Number.isFinite(session) ? { session } : {}),
    ...(tags === undefined ? {} : { tags }),
  };
}

function policiesOf(around: Surroundings, wanted: (arn: string) => boolean): ReadonlyMap<string, PolicyShape> {
  const found = new Map<string, PolicyShape>();
  for (const instance of around.landscape.instances) {
    if (instance.type !== "aws_iam_policy" || instance.mode !== "managed" || instance.deposed !== undefined) continue;
    const arn = text(instance, "arn") ?? policyArn(instance, around);
    if (arn === undefined || !wanted(arn)) continue;
    const tags = tagsOf(instance);
    found.set(arn, {
      arn,
      instance,
      policy: policyOf(instance, "policy", around),
      ...(tags === undefined ? {} : { tags }),
    });
  }
  return found;
}

function policyArn(instance: ResourceInstance, { principals }: Surroundings): string | undefined {
  const account = principals.accounts.of(instance.provider);
  const name = text(instance, "name");
  if (account === undefined || name === undefined) return undefined;
  const partition = principals.accounts.partitionOf(instance.provider);
  return `arn:${partition}:iam::${account}:policy${text(instance, "path") ?? "/"}${name}`;
}

/** Tags as they are; a source that leaves both arguments out does not know them. */
function tagsOf({ values }: ResourceInstance): Readonly<Record<string, string>> | undefined {
  if (!("tags" in values) && !("tags_all" in values)) return undefined;
  const found: Record<string, string> = Object.create(null);
  for (const tags of [values.tags, values.tags_all]) {
    if (!isMap(tags)) continue;
    for (const [key, value] of Object.entries(tags)) if (typeof value === "string") found[key] = value;
  }
  return found;
}

/** The account of an ARN; undefined where it names none. */
export function accountOfArn(arn: string): string | undefined {
  return parseArn(arn)?.account;
}
