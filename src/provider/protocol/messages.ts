import { bytes, flag, many, maybe, one, text, whole } from "./wire/message";

// The parts that several calls have in common, by number. Fields that Terraform sends and nothing here looks at are left out:
// they are passed over.
// Source: https://github.com/hashicorp/terraform/blob/main/docs/plugin-protocol/tfplugin6.proto

export const severity = { error: 1, warning: 2 } as const;

/** What descriptions are written in. */
export const markdown = 1;

export const dynamicValue = { msgpack: bytes(1), json: bytes(2) };

/** One of the three. */
export const pathStep = {
  attribute_name: maybe(text(1)),
  element_key_string: maybe(text(2)),
  element_key_int: maybe(whole(3)),
};
export const attributePath = { steps: many(1, pathStep) };

export const diagnostic = { severity: whole(1), summary: text(2), detail: text(3), attribute: one(4, attributePath) };

const attribute = {
  name: text(1),
  type: bytes(2),
  description: text(3),
  required: flag(4),
  optional: flag(5),
  computed: flag(6),
  sensitive: flag(7),
  description_kind: whole(8),
};
const block = { version: whole(1), attributes: many(2, attribute), description: text(4), description_kind: whole(5) };
export const schema = { version: whole(1), block: one(2, block) };

const parameter = {
  name: text(1),
  type: bytes(2),
  allow_null_value: flag(3),
  allow_unknown_values: flag(4),
  description: text(5),
  description_kind: whole(6),
};
export const providerFunction = {
  parameters: many(1, parameter),
  return: one(3, { type: bytes(1) }),
  summary: text(4),
  description: text(5),
  description_kind: whole(6),
};

export const functionError = { text: text(1), function_argument: maybe(whole(2)) };

export const serverCapabilities = {
  plan_destroy: flag(1),
  get_provider_schema_optional: flag(2),
  move_resource_state: flag(3),
};

/** State as it stands in a state file: JSON, or (before Terraform 0.12) a flat map of texts. */
export const rawState = { json: bytes(1), flatmap: many(2, {}) };
