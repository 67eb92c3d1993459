/**
 * A value as Terraform has it: of a list, set or tuple an array, of a map or an object a record without a prototype, of the type
 * `dynamic` a {@link Dynamic}. A number that JavaScript's own cannot hold exactly is a {@link Precise}.
 *
 * Source: https://developer.hashicorp.com/terraform/plugin/framework/handling-data/types
 */
export type Value = null | boolean | number | string | Unknown | Precise | Dynamic | readonly Value[] | Values;

/** The attributes of a block, all of its schema's, or the elements of a map. */
export interface Values {
  readonly [name: string]: Value;
}

/** What is not known before apply. There is one: {@link unknown}. */
export class Unknown {
  /** Not written for people, but that no unknown value ever reads as something known. */
  toString(): string {
    return "(known after apply)";
  }
}

/** The unknown value. */
export const unknown = new Unknown();

/** A number of more digits than JavaScript's numbers hold, in decimal. */
export class Precise {
  constructor(readonly digits: string) {}
}

/** A value whose type is known only with it. */
export class Dynamic {
  constructor(
    readonly type: ValueType,
    readonly value: Value,
  ) {}
}

/**
 * A type, in the JSON form in which the protocol sends it.
 *
 * Source: https://github.com/zclconf/go-cty/blob/main/cty/json/type.go
 */
export type ValueType =
  | "string"
  | "number"
  | "bool"
  | "dynamic"
  | readonly ["list" | "set" | "map", ValueType]
  | readonly ["tuple", readonly ValueType[]]
  | readonly ["object", { readonly [name: string]: ValueType }]
  | readonly ["object", { readonly [name: string]: ValueType }, readonly string[]];

/** Whether a value is a map's or an object's. */
export function isValues(value: Value | undefined): value is Values {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Unknown || value instanceof Precise || value instanceof Dynamic)
  );
}
