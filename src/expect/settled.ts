import type { Target } from "../estate/types";
import type { JsonMap, Landscape, ProviderConfiguration, ResourceInstance } from "../terraform/instance";
import type { Json } from "../terraform/json";
import { addressOf, isExpression, JoinedText, type TerraformResource, type Value } from "../terraform/resource";

/**
 * What a target's resources are once they are applied, as a state or the cloud would tell of them: every reference among them
 * followed, ARNs known, nothing left open.
 */
export function settledLandscape({ cloud }: Target, resources: readonly TerraformResource[]): Landscape {
  const name = cloud.kind === "aws" ? "aws" : "google";
  const known = new Map<string, JsonMap>();
  for (const resource of resources) known.set(addressOf(resource), computedOf(resource));
  const arnOf = (kind: string, { path, name: called }: JsonMap): JsonMap =>
    cloud.kind === "aws" && typeof called === "string"
      ? { arn: `arn:${cloud.partition}:iam::${cloud.account}:${kind}${typeof path === "string" ? path : "/"}${called}` }
      : {};
  for (const { type, name: called } of resources) {
    const address = `${type}.${called}`;
    const kind = type === "aws_iam_role" ? "role" : type === "aws_iam_policy" ? "policy" : undefined;
    const values = known.get(address);
    if (kind !== undefined && values !== undefined) known.set(address, { ...values, ...arnOf(kind, values) });
  }
  const instances = resources.map((resource): ResourceInstance => {
    const address = addressOf(resource);
    return {
      address,
      module: "",
      mode: "managed",
      type: resource.type,
      name: resource.name,
      provider: name,
      change: "no-op",
      values: { ...followed(resource.attributes, known), ...(known.get(address) ?? {}) },
      unknown: false,
      sensitive: false,
    };
  });
  return {
    moment: "after",
    settled: true,
    instances,
    providers: [providerOf(cloud)],
    resolve: () => ({ kind: "unknown" }),
  };
}

function providerOf(cloud: Target["cloud"]): ProviderConfiguration {
  if (cloud.kind === "aws") {
    const { account, region } = cloud;
    return {
      key: "aws",
      source: "hashicorp/aws",
      configured: {
        allowed_account_ids: { constant: [account], references: [] },
        region: { constant: region, references: [] },
      },
    };
  }
  return {
    key: "google",
    source: "hashicorp/google",
    configured: cloud.scope === "project" ? { project: { constant: cloud.id, references: [] } } : {},
  };
}

/** What others may refer to: a resource's own literal arguments. */
function computedOf({ attributes }: TerraformResource): JsonMap {
  const values: Record<string, Json> = {};
  for (const name of ["name", "path"]) {
    const value = attributes[name];
    if (typeof value === "string") values[name] = value;
  }
  return values;
}

function followed(attributes: Readonly<Record<string, Value>>, known: ReadonlyMap<string, JsonMap>): JsonMap {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, follow(value, known)]));
}

function follow(value: Value, known: ReadonlyMap<string, JsonMap>): Json {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof JoinedText) return value.toString();
  if (Array.isArray(value)) return value.map((each: Value) => follow(each, known));
  if (isExpression(value)) {
    const [, address = "", attribute = ""] = /^(\w+\.[\w-]+)\.(\w+)$/.exec(value.expression) ?? [];
    return known.get(address)?.[attribute] ?? null;
  }
  return followed(value as Readonly<Record<string, Value>>, known);
}
