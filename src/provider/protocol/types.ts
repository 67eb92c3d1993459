import { Malformed } from "./fault";
import type { Schema } from "./schema";
import type { ValueType } from "./value";

/** No value of Terraform's lies deeper; whatever does is made to exhaust the stack. */
export const deepest = 128;

const blocks = new WeakMap<Schema, ValueType>();

/** The object that a block with this schema is. */
export function typeOf(schema: Schema): ValueType {
  const known = blocks.get(schema);
  if (known !== undefined) return known;
  const types = Object.entries(schema.attributes).map(([name, { type }]) => [name, type] as const);
  const made: ValueType = ["object", Object.fromEntries(types)];
  blocks.set(schema, made);
  return made;
}

/**
 * A type from its JSON form.
 *
 * @throws {@link Malformed} for anything that is no type
 */
export function parseType(json: unknown, depth = 0): ValueType {
  if (depth > deepest) throw new Malformed(`a type lies more than ${deepest} levels deep`);
  if (json === "string" || json === "number" || json === "bool" || json === "dynamic") return json;
  if (Array.isArray(json) && json.length >= 2) {
    const [kind, inner, optional]: readonly unknown[] = json;
    if ((kind === "list" || kind === "set" || kind === "map") && json.length === 2) {
      return [kind, parseType(inner, depth + 1)];
    }
    if (kind === "tuple" && json.length === 2 && Array.isArray(inner)) {
      return ["tuple", inner.map((type) => parseType(type, depth + 1))];
    }
    if (kind === "object" && json.length <= 3 && typeof inner === "object" && inner !== null && !Array.isArray(inner)) {
      const attributes = Object.entries(inner).map(([name, type]) => [name, parseType(type, depth + 1)] as const);
      return optional === undefined
        ? ["object", Object.fromEntries(attributes)]
        : ["object", Object.fromEntries(attributes), names(optional)];
    }
  }
  throw new Malformed("a type is none that Terraform has");
}

function names(json: unknown): readonly string[] {
  if (Array.isArray(json) && json.every((name) => typeof name === "string")) return json;
  throw new Malformed("the optional attributes of a type are no names");
}

/** A type as a person writes it in Terraform: `map(string)`. */
export function typeText(type: ValueType): string {
  if (typeof type === "string") return type === "dynamic" ? "any" : type;
  if (type[0] === "tuple") return `tuple([${type[1].map(typeText).join(", ")}])`;
  if (type[0] === "object") {
    const attributes = Object.entries(type[1]).map(([name, inner]) => `${name} = ${typeText(inner)}`);
    return attributes.length === 0 ? "object({})" : `object({ ${attributes.join(", ")} })`;
  }
  return `${type[0]}(${typeText(type[1])})`;
}

/** Whether two types are the same, in whatever order their attributes come. */
export function sameType(a: ValueType, b: ValueType): boolean {
  if (typeof a === "string" || typeof b === "string") return a === b;
  if (a[0] === "object") return b[0] === "object" && sameTypes(a[1], b[1]);
  if (a[0] === "tuple") return b[0] === "tuple" && sameTypes(byPlace(a[1]), byPlace(b[1]));
  return b[0] === a[0] && sameType(a[1], b[1]);
}

function sameTypes(a: Readonly<Record<string, ValueType>>, b: Readonly<Record<string, ValueType>>): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => {
      const [left, right] = [a[name], Object.hasOwn(b, name) ? b[name] : undefined];
      return left !== undefined && right !== undefined && sameType(left, right);
    })
  );
}

function byPlace(types: readonly ValueType[]): Readonly<Record<string, ValueType>> {
  return Object.fromEntries(types.entries());
}
