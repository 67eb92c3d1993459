import { emitAws } from "../aws/emit/emit";
import { targetsOfGrant } from "../estate/targets";
import type { Estate, Grant } from "../estate/types";
import { emitGcp } from "../gcp/emit/emit";
import { lower } from "../lease/lower";
import { JoinedText, type TerraformResource } from "../terraform/resource";

/** What a `leasehold_grant` exports that ends an access: a text, by the way to it (`trust_policy`, `gcp_condition.expression`). */
export type GrantOutputs = ReadonlyMap<string, string>;

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
  const outputs = new Map<string, string>();
  for (const leases of lower(around)) {
    if (leases.leases.length === 0) continue;
    const onAws = leases.target.cloud.kind === "aws";
    const { resources } = onAws ? emitAws(leases, around) : emitGcp(leases, around);
    const texts = onAws ? awsTexts(resources) : gcpTexts(resources, called !== undefined);
    for (const [name, text] of texts) if (text !== undefined) outputs.set(name, text);
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

function textIn(value: TerraformResource["attributes"][string] | undefined): string | undefined {
  if (value instanceof JoinedText) return value.toString();
  return typeof value === "string" ? value : undefined;
}
