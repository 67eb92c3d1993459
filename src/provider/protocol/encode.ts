import { Encoder, ExtData } from "@msgpack/msgpack";
import { digitsOf } from "./decimal";
import { Unfit } from "./fault";
import { recordOf } from "./record";
import { deepest, typeText } from "./types";
import { Dynamic, Precise, Unknown, type Value, type ValueType } from "./value";

type Path = readonly (string | number)[];

// A value with its type is a list more.
const encoder = new Encoder({ maxDepth: deepest * 2 + 2 });

const notKnown = new ExtData(0, new Uint8Array([0]));

/**
 * A value as MessagePack.
 *
 * Source: https://github.com/hashicorp/terraform/blob/main/docs/plugin-protocol/object-wire-format.md
 *
 * @throws {@link Unfit} for a value that is not of the type, with the place in it
 */
export function msgpackOf(type: ValueType, value: Value): Uint8Array {
  return encoder.encode(packed(type, value, []));
}

/** What the library writes as the value: undefined is in none of it. */
function packed(type: ValueType, value: Value | undefined, path: Path): unknown {
  if (path.length > deepest) throw new Unfit(`lies more than ${deepest} levels deep`, path.slice(0, 8));
  if (value === undefined) throw new Unfit("is missing", path);
  if (value === null) return null;
  if (value instanceof Unknown) return notKnown;
  if (type === "dynamic") return packedDynamic(value, path);
  if (type === "string") return typeof value === "string" ? whole(value, path) : wrong(type, value, path);
  if (type === "bool") return typeof value === "boolean" ? value : wrong(type, value, path);
  if (type === "number") return packedNumber(value, path);
  switch (type[0]) {
    case "list":
    case "set":
      return elements(type, value, path).map((element, index) => packed(type[1], element, [...path, index]));
    case "tuple": {
      const found = elements(type, value, path);
      if (found.length !== type[1].length) throw new Unfit(`has ${found.length} elements, not ${type[1].length}`, path);
      return type[1].map((inner, index) => packed(inner, found[index], [...path, index]));
    }
    case "map":
      return recordOf(
        members(type, value, path).map(([key, element]) => [key, packed(type[1], element, [...path, key])]),
      );
    case "object":
      return packedObject(type, type[1], value, path);
  }
}

function packedObject(
  type: ValueType,
  types: Readonly<Record<string, ValueType>>,
  value: Value,
  path: Path,
): Readonly<Record<string, unknown>> {
  const found = new Map(members(type, value, path));
  for (const name of found.keys()) {
    if (!Object.hasOwn(types, name)) throw new Unfit("is no attribute of its schema", [...path, name]);
  }
  return recordOf(
    Object.entries(types).map(([name, inner]) => [name, packed(inner, found.get(name), [...path, name])]),
  );
}

/** With its type before it. */
function packedDynamic(value: Value, path: Path): unknown {
  if (!(value instanceof Dynamic)) throw new Unfit("has no type, where the schema leaves the type open", path);
  const type = Buffer.from(JSON.stringify(value.type), "utf8");
  return [type, packed(value.type, value.value, path)];
}

/** A fraction goes in decimal: in binary it would be another number. */
function packedNumber(value: Value, path: Path): unknown {
  if (value instanceof Precise) return value.digits;
  if (typeof value !== "number" || Number.isNaN(value)) return wrong("number", value, path);
  return Number.isSafeInteger(value) || !Number.isFinite(value) ? value : digitsOf(value);
}

function whole(text: string, path: Path): string {
  if (!/\p{Surrogate}/u.test(text)) return text;
  throw new Unfit("holds half of a character", path);
}

function elements(type: ValueType, value: Value, path: Path): readonly Value[] {
  return Array.isArray(value) ? value : wrong(type, value, path);
}

function members(type: ValueType, value: Value, path: Path): readonly (readonly [string, Value])[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return wrong(type, value, path);
  if (value instanceof Precise || value instanceof Dynamic || value instanceof Unknown) return wrong(type, value, path);
  return Object.entries(value).map(([key, member]) => [whole(key, [...path, key]), member]);
}

/** The value itself is not said: it may be a secret. */
function wrong(type: ValueType, value: Value, path: Path): never {
  throw new Unfit(`is ${kindOf(value)}, where the type is ${typeText(type)}`, path);
}

function kindOf(value: Value): string {
  if (value instanceof Dynamic) return "a value with a type of its own";
  if (Array.isArray(value)) return "a list";
  if (value instanceof Precise) return "a number";
  if (typeof value === "number" && Number.isNaN(value)) return "no number";
  return typeof value === "object" ? "a map or an object" : `a ${typeof value}`;
}
