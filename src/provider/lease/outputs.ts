import { emitAws } from "../../aws/emit/emit";
import { guardName } from "../../aws/emit/names";
import type { Estate, Grant } from "../../estate/types";
import { emitGcp } from "../../gcp/emit/emit";
import { ownershipLabels } from "../../gcp/emit/labels";
import { lower } from "../../lease/lower";
import type { Lease, TargetLeases } from "../../lease/types";
import type { Value as Attribute, TerraformResource } from "../../terraform/resource";
import { JoinedText } from "../../terraform/resource";
import { recordOf } from "../protocol/record";
import type { Value, Values } from "../protocol/value";
import { estateAround } from "./estate-around";

/** The computed attributes that say what a lease is in the clouds. */
export function outputsOf(estate: Estate, grant: Grant): Values {
  const around = estateAround(estate, grant);
  const held = lower(around).filter(({ leases }) => leases.length > 0);
  const on = (cloud: "aws" | "gcp"): TargetLeases | undefined => held.find(({ target }) => target.cloud.kind === cloud);
  const [aws, gcp] = [on("aws"), on("gcp")];
  return { ...(aws ? awsOutputs(aws, around) : nothingOnAws), ...(gcp ? gcpOutputs(gcp, around) : nothingOnGcp) };
}

const nothingOnAws: Values = {
  role_name: null,
  role_path: null,
  trust_policy: null,
  guard_name: null,
  guard_policy: null,
  permissions_policies: null,
  managed_policies: null,
  tags: null,
};

function awsOutputs(leases: TargetLeases, estate: Estate): Values {
  const { resources } = emitAws(leases, estate);
  const role = resourceOf(resources, "aws_iam_role");
  const guard = resourceOf(resources, "aws_iam_role_policy");
  const attached = resources.filter(({ type }) => type === "aws_iam_role_policy_attachment");
  const made = new Map(
    resources
      .filter(({ type }) => type === "aws_iam_policy")
      .map((policy) => [`aws_iam_policy.${policy.name}.arn`, policy]),
  );
  const permissions: string[] = [];
  const managed: string[] = [];
  for (const { attributes } of attached) {
    const arn = attributes.policy_arn;
    if (typeof arn === "string") managed.push(arn);
    else if (isReference(arn)) permissions.push(textIn(made.get(arn.expression)?.attributes.policy));
  }
  return {
    role_name: textIn(role.attributes.name),
    role_path: textIn(role.attributes.path),
    trust_policy: textIn(role.attributes.assume_role_policy),
    guard_name: guardName,
    guard_policy: textIn(guard.attributes.policy),
    permissions_policies: permissions,
    managed_policies: managed,
    tags: textsIn(role.attributes.tags),
  };
}

const nothingOnGcp: Values = { member: null, gcp_roles: null, gcp_condition: null, labels: null };

function gcpOutputs(leases: TargetLeases, estate: Estate): Values {
  const { resources } = emitGcp(leases, estate);
  const [first] = resources;
  const lease = leases.leases.find(({ grant }) => estate.grants.has(grant.name));
  if (first === undefined || lease === undefined) return nothingOnGcp;
  return {
    member: textIn(first.attributes.member),
    gcp_roles: resources.map(({ attributes }) => textIn(attributes.role)).sort(),
    gcp_condition: textsIn(first.attributes.condition),
    labels: labelsOf(lease, estate),
  };
}

function labelsOf({ ownership }: Lease, { policy }: Estate): Values {
  return recordOf(Object.entries(ownershipLabels(ownership, policy.prefix, policy.ownerTag)));
}

function resourceOf(resources: readonly TerraformResource[], type: string): TerraformResource {
  const found = resources.find((resource) => resource.type === type);
  if (found === undefined) throw new Error(`fault in leasehold: a lease that was judged came to no ${type}`);
  return found;
}

function isReference(value: Attribute | undefined): value is { readonly expression: string } {
  return typeof value === "object" && value !== null && "expression" in value;
}

function textIn(value: Attribute | undefined): string {
  if (value instanceof JoinedText) return value.toString();
  if (typeof value !== "string") throw new Error("fault in leasehold: a lease has something else where a text is");
  return value;
}

function textsIn(value: Attribute | undefined): Value {
  if (typeof value !== "object" || value === null)
    throw new Error("fault in leasehold: a lease has no map where one is");
  return recordOf(Object.entries(value).map(([key, text]): [string, Value] => [key, textIn(text)]));
}
