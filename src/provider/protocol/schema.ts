import type { ValueType } from "./value";

/** What a block may hold. Descriptions are Markdown. */
export interface Schema {
  /** Of the state's form: raised when state written by an older version has to be upgraded. */
  readonly version: number;
  readonly description: string;
  readonly attributes: { readonly [name: string]: Attribute };
}

/** One attribute of a block. */
export interface Attribute {
  readonly type: ValueType;
  readonly description: string;
  /** Whether the configuration gives it: always, perhaps, never, or perhaps and otherwise the provider. */
  readonly given: "required" | "optional" | "computed" | "optional-computed";
  readonly sensitive?: true;
}

/** What a function takes and gives. */
export interface Signature {
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
  readonly returns: ValueType;
}

/** One parameter of a function. */
export interface Parameter {
  readonly name: string;
  readonly type: ValueType;
  readonly description: string;
  /** Whether the function is called with null for it: otherwise Terraform refuses null. */
  readonly allowNull?: true;
  /** Whether the function is called with unknown for it: otherwise Terraform takes the result for unknown. */
  readonly allowUnknown?: true;
}
