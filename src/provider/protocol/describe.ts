import { markdown, type providerFunction, type schema } from "./messages";
import type { Attribute, Schema, Signature } from "./schema";
import type { ValueType } from "./value";
import type { Written } from "./wire/message";

/** A schema as the protocol sends it. */
export function describeSchema({ version, description, attributes }: Schema): Written<typeof schema> {
  return {
    version,
    block: {
      version,
      attributes: Object.entries(attributes).map(([name, attribute]) => describeAttribute(name, attribute)),
      description,
      description_kind: markdown,
    },
  };
}

function describeAttribute(name: string, { type, description, given, sensitive }: Attribute) {
  return {
    name,
    type: typeJson(type),
    description,
    required: given === "required",
    optional: given === "optional" || given === "optional-computed",
    computed: given === "computed" || given === "optional-computed",
    sensitive: sensitive === true,
    description_kind: markdown,
  };
}

/** A function's signature as the protocol sends it. */
export function describeFunction({
  summary,
  description,
  parameters,
  returns,
}: Signature): Written<typeof providerFunction> {
  return {
    parameters: parameters.map((parameter) => ({
      name: parameter.name,
      type: typeJson(parameter.type),
      allow_null_value: parameter.allowNull === true,
      allow_unknown_values: parameter.allowUnknown === true,
      description: parameter.description,
      description_kind: markdown,
    })),
    return: { type: typeJson(returns) },
    summary,
    description,
    description_kind: markdown,
  };
}

function typeJson(type: ValueType): Uint8Array {
  return Buffer.from(JSON.stringify(type), "utf8");
}
