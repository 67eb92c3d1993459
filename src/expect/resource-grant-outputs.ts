import { emitAws } from "../aws/emit/emit";
import { targetsOfGrant } from "../estate/targets";
import type { Estate, Grant } from "../estate/types";
import { emitGcp } from "../gcp/emit/emit";
import { lower } from "../lease/lower";
import type { Json } from "../terraform/json";
import { JoinedText, type TerraformResource } from "../terraform/resource";

/** Something that a `leasehold_grant` will export; of a map, without the parts that are marked as unknown. */
export interface GrantOutput {
  readonly value: Json;
  readonly unknown: Json;
}

/** What a `leasehold_grant` will export that others judge access by, by the way to it: `trust_policy`, `gcp_condition.expression`. */
export type GrantOutputs = ReadonlyMap<string, GrantOutput>;

/**
 * What leasehold's provider exports for a grant, as the compiler writes it; nothing for a cloud in which its identity has no
 * principal.
 *
 * @param called the grant's name in the cloud; what holds the name is left out where it is not known
 */
export function outputsOf(estate: Estate, grant: Grant, called: string | undefined): GrantOutputs {
  const named = { ...grant, name: called ?? grant.name };
  const around: Estate = {
    ...estate,
    targets: new Map(targetsOfGrant(grant).map((target) => [target.name, target])),
    roles: new Map([[grant.role.name, grant.role]]),
    grants: new Map([[named.name, named]]),
    breakGlass: new Map(),
  };
  const outputs = new Map<string, GrantOutput>();
  for (const leases of lower(around)) {
    if (leases.leases.length === 0) continue;
    const onAws = leases.target.cloud.kind === "aws";
    const { resources } = onAws ? emitAws(leases, around) : emitGcp(leases, around);
    const texts = onAws ? awsTexts(resources) : gcpTexts(resources, called !== undefined);
    for (const [name, text] of texts) if (text !== undefined) outputs.set(name, { value: text, unknown: false });
    if (onAws) outputs.set("tags", tagsOf(resources, estate.policy.prefix, called !== undefined));
  }
  return outputs;
}

type Texts = readonly (readonly [string, string | undefined])[];

function awsTexts(resources: readonly TerraformResource[]): Texts {
  const of = (wanted: string) => resources.find(({ type }) => type === wanted)?.attributes ?? {};
  return [
    ["trust_policy", textIn(of("aws_iam_role").assume_role_policy)],
    ["guard_policy", textIn(of("aws_iam_role_policy").policy)],
  ];
}

function gcpTexts([member]: readonly TerraformResource[], named: boolean): Texts {
  const condition = member?.attributes.condition;
  if (typeof condition !== "object" || condition === null || !("expression" in condition)) return [];
  const { title, expression } = condition as Readonly<Record<string, TerraformResource["attributes"][string]>>;
  return [
    ["gcp_condition.expression", textIn(expression)],
    ...(named ? [["gcp_condition.title", textIn(title)] as const] : []),
  ];
}

/** When it ends, and the digest that this is part of, are fixed when the lease is made. */
function tagsOf(resources: readonly TerraformResource[], prefix: string, named: boolean): GrantOutput {
  const tags = resources.find(({ type }) => type === "aws_iam_role")?.attributes.tags ?? {};
  const open = ["ends", "digest", ...(named ? [] : ["grant"])].map((key) => `${prefix}:${key}`);
  const known = Object.entries(tags).flatMap(([key, value]) => {
    const text = open.includes(key) ? undefined : textIn(value);
    return text === undefined ? [] : [[key, text] as const];
  });
  return { value: Object.fromEntries(known), unknown: Object.fromEntries(open.map((key) => [key, true])) };
}

function textIn(value: TerraformResource["attributes"][string] | undefined): string | undefined {
  if (value instanceof JoinedText) return value.toString();
  return typeof value === "string" ? value : undefined;
}
