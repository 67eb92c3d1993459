import { argument } from "../../terraform/argument";
import type { ResourceInstance } from "../../terraform/instance";
import { exactReferences } from "../../terraform/references";
import { instancesWith } from "./instance-index";
import { doubtful, policyOf, type ReadPolicy } from "./policies";
import type { NamedPolicy, PoliciesByArn } from "./policy-by-arn";
import type { Surroundings } from "./stand-in";
import type { HeldPolicy } from "./subjects";
import { blocks, expressionOf, text } from "./values";

/** A permission set, as far as the landscape tells. */
export interface PermissionSet {
  readonly key: string;
  readonly name: string;
  /** Absent for one that is only named or looked up. */
  readonly instance?: ResourceInstance;
}

/** What people who are assigned a permission set hold in an account. */
export interface SetContents {
  readonly policies: readonly HeldPolicy[];
  readonly boundary?: ReadPolicy;
}

/** The resource among instances of some types whose attribute an argument names, by value or by reference. */
export function referredInstance(
  from: ResourceInstance,
  name: string,
  types: readonly string[],
  attributes: readonly string[],
  { landscape }: Surroundings,
): ResourceInstance | undefined {
  const value = text(from, name);
  if (value !== undefined) {
    const fitting = types.flatMap((type) =>
      attributes.flatMap((attribute) => instancesWith(landscape, type, attribute, value)),
    );
    return fitting.find(({ mode }) => mode === "managed") ?? fitting[0];
  }
  const found = exactReferences(expressionOf(from.configured, name)?.references ?? []).flatMap((reference) => {
    const to = landscape.resolve(reference, from);
    return to.kind === "instances" ? to.instances.filter(({ type }) => types.includes(type)) : [];
  });
  const [only, ...others] = found;
  return others.length === 0 ? only : undefined;
}

/** The permission set that a resource's `permission_set_arn` names. */
export function setOf(from: ResourceInstance, around: Surroundings): PermissionSet {
  const instance = referredInstance(from, "permission_set_arn", ["aws_ssoadmin_permission_set"], ["arn"], around);
  const arn = text(from, "permission_set_arn");
  if (instance !== undefined) {
    const name = text(instance, "name") ?? instance.address;
    const key = text(instance, "arn") ?? instance.address;
    return instance.mode === "managed" ? { key, name, instance } : { key, name };
  }
  const [reference] = expressionOf(from.configured, "permission_set_arn")?.references ?? [];
  const name = arn ?? reference ?? "a permission set that is known only after apply";
  return { key: arn ?? `${from.module} ${name}`, name };
}

const unsaid: NamedPolicy = { name: "a policy", policy: doubtful("which policy it is, is not in the plan") };

const parts = [
  "aws_ssoadmin_permission_set_inline_policy",
  "aws_ssoadmin_managed_policy_attachment",
  "aws_ssoadmin_customer_managed_policy_attachment",
  "aws_ssoadmin_permissions_boundary_attachment",
];

/** The resources that fill permission sets, by the set's key. */
export function partsBySet(around: Surroundings): ReadonlyMap<string, readonly ResourceInstance[]> {
  const bySet = new Map<string, ResourceInstance[]>();
  for (const instance of around.landscape.instances) {
    if (instance.mode !== "managed" || !parts.includes(instance.type)) continue;
    const { key } = setOf(instance, around);
    const list = bySet.get(key);
    if (list === undefined) bySet.set(key, [instance]);
    else list.push(instance);
  }
  return bySet;
}

/** What the set's parts come to in an account: customer policies are those of that account. */
export function contentsOf(
  filling: readonly ResourceInstance[],
  account: string | undefined,
  around: Surroundings,
  byArn: PoliciesByArn,
): SetContents {
  const policies: HeldPolicy[] = [];
  let boundary: ReadPolicy | undefined;
  const add = (instance: ResourceInstance, policy: ReadPolicy) => policies.push({ instance, policy, through: [] });
  for (const instance of filling) {
    switch (instance.type) {
      case "aws_ssoadmin_permission_set_inline_policy":
        add(instance, policyOf(instance, "inline_policy", around) ?? doubtful("its inline policy is not in the plan"));
        break;
      case "aws_ssoadmin_managed_policy_attachment":
        for (const { policy } of byArn.named(instance, "managed_policy_arn") ?? [unsaid]) add(instance, policy);
        break;
      case "aws_ssoadmin_customer_managed_policy_attachment":
        add(instance, customerPolicy(instance, "customer_managed_policy_reference", account, byArn).policy);
        break;
      default:
        boundary = boundaryOf(instance, account, byArn);
    }
  }
  return { policies, ...(boundary === undefined ? {} : { boundary }) };
}

function boundaryOf(
  instance: ResourceInstance,
  account: string | undefined,
  byArn: PoliciesByArn,
): ReadPolicy | undefined {
  const [block] = blocks(instance.values.permissions_boundary);
  if (block === undefined) return undefined;
  const [reference] = blocks(block.customer_managed_policy_reference);
  if (reference !== undefined) return inAccount(reference, account, byArn).policy;
  const [only] = byArn.named(instance, ["permissions_boundary", 0, "managed_policy_arn"]) ?? [];
  return only?.policy;
}

function customerPolicy(
  instance: ResourceInstance,
  attribute: string,
  account: string | undefined,
  byArn: PoliciesByArn,
): NamedPolicy {
  const [reference] = blocks(instance.values[attribute]);
  if (reference === undefined || argument(instance, [attribute, 0, "name"]).kind !== "known") {
    return { name: "a policy", policy: doubtful("which policy of the account it is, is known only after apply") };
  }
  return inAccount(reference, account, byArn);
}

function inAccount(
  { name, path }: { readonly [key: string]: unknown },
  account: string | undefined,
  byArn: PoliciesByArn,
): NamedPolicy {
  return byArn.inAccount(account, typeof path === "string" && path !== "" ? path : "/", String(name));
}
