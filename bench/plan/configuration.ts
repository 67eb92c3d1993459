import { providerName } from "./entries";
import { deferredDocument } from "./shapes";
import { type Call, deferred, isNested, shapeOf } from "./stack";
import { encode } from "./template";

/** The providers, as a plan's configuration names them. */
export const providerConfig = Object.fromEntries(
  ["aws", "google", "helm", "kubernetes"].map((name) => [
    name,
    {
      name,
      full_name: providerName(name),
      ...(name === "aws" ? { expressions: { region: { references: ["var.region"] } } } : {}),
    },
  ]),
);

/** A module call, with the configuration of the module that it calls. */
export function callEntry({ name, types }: Call): string {
  const own = types.filter((type) => !isNested(type));
  const within = types.filter(isNested);
  const role = own.includes("aws_iam_role");
  const storage = {
    source: "./storage",
    expressions: { name: { references: ["local.slug"] } },
    module: { resources: within.map((type) => resource(type, name)), variables: { name: {}, token: {} } },
  };
  return encode({
    source: "./modules/service",
    expressions: {
      name: { references: ["each.key", "each.value.name", "each.value"] },
      token: { references: ["var.token"] },
    },
    for_each_expression: { references: [`local.${name}`] },
    module: {
      outputs: { name: { expression: { references: ["local.slug"] } } },
      resources: [...own.map((type) => resource(type, name)), ...(role ? [trust()] : [])],
      module_calls: { storage },
      variables: { name: {}, token: { sensitive: true }, project: { default: "acme-orders" } },
    },
  });
}

function resource(type: string, call: string): unknown {
  if (type === deferred()) return document("late", deferredDocument.expressions);
  const { name, provider, expressions, schema_version } = shapeOf(type);
  return {
    address: `${type}.${name}`,
    mode: "managed",
    type,
    name,
    provider_config_key: provider,
    expressions: withNames(expressions, call),
    schema_version,
    ...repetition(type),
  };
}

function repetition(type: string): object {
  if (type === "aws_subnet") return { count_expression: { references: ["local.zones"] } };
  const single = [
    "aws_iam_role",
    "aws_iam_role_policy",
    "aws_iam_role_policy_attachment",
    "aws_iam_policy",
    "helm_release",
  ];
  return single.includes(type) ? {} : { for_each_expression: { references: ["local.parts"] } };
}

function trust(): unknown {
  const principals = [
    { identifiers: { constant_value: ["lambda.amazonaws.com"] }, type: { constant_value: "Service" } },
  ];
  return document("trust", { statement: [{ actions: { constant_value: ["sts:AssumeRole"] }, principals }] });
}

function document(name: string, expressions: unknown): unknown {
  return {
    address: `${deferred()}.${name}`,
    mode: "data",
    type: "aws_iam_policy_document",
    name,
    provider_config_key: "aws",
    expressions,
    schema_version: 0,
  };
}

function withNames(expressions: unknown, call: string): unknown {
  return JSON.parse(JSON.stringify(expressions).replaceAll("{{call}}", `module.${call}`).replaceAll("{{slug}}", call));
}
