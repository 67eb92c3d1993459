import type { Attribute } from "./protocol/schema";
import type { ValueType } from "./protocol/value";

/** A text that the configuration must give. */
export function required(description: string): Attribute {
  return { type: "string", description, given: "required" };
}

/** A text that the configuration may give. */
export function optional(description: string): Attribute {
  return { type: "string", description, given: "optional" };
}

/** What the provider gives. */
export function computed(type: ValueType, description: string): Attribute {
  return { type, description, given: "computed" };
}
