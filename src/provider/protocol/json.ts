import { numberOf } from "./decimal";
import { Malformed } from "./fault";
import { recordOf } from "./record";
import { deepest, parseType } from "./types";
import { Dynamic, Precise, type Value, type Values, type ValueType } from "./value";

/**
 * A value from JSON, as in a state file: nothing in it is unknown.
 *
 * Source: https://github.com/hashicorp/terraform/blob/main/docs/plugin-protocol/object-wire-format.md
 *
 * @throws {@link Malformed} for what is no JSON, or no value of the type
 */
export function valueFromJson(type: ValueType, bytes: Uint8Array): Value {
  return valueFromParsed(type, parseJson(bytes), 0);
}

/**
 * JSON, in which a number that JavaScript cannot hold exactly is a {@link Precise}.
 *
 * @throws {@link Malformed} for what is no JSON
 */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return parseExactly(text);
  } catch {
    throw new Malformed("what should be JSON is none");
  }
}

const textOrNumber = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** JavaScript's own reader cuts numbers to what it can hold, so that those which it would cut are shown to it as something else. */
function parseExactly(text: string): unknown {
  let mark = "digits";
  while (text.includes(mark)) mark += "'";
  let marked = false;
  const shown = text.replaceAll(textOrNumber, (token) => {
    if (token.startsWith('"') || !(numberOf(token) instanceof Precise)) return token;
    marked = true;
    return `{"${mark}":"${token}"}`;
  });
  if (!marked) return JSON.parse(text);
  return JSON.parse(shown, (_, value: unknown) => {
    const digits = isObject(value) && Object.hasOwn(value, mark) ? value[mark] : undefined;
    return typeof digits === "string" ? new Precise(digits) : value;
  });
}

/**
 * A value from what JSON holds, read by {@link parseJson}.
 *
 * @throws {@link Malformed} for what is no value of the type
 */
export function valueFromParsed(type: ValueType, json: unknown, depth = 0): Value {
  if (depth > deepest) throw new Malformed(`a value lies more than ${deepest} levels deep`);
  if (json === null) return null;
  if (type === "string") return typeof json === "string" ? json : wrong("a text", json);
  if (type === "bool") return typeof json === "boolean" ? json : wrong("a bool", json);
  if (type === "number") return typeof json === "number" || json instanceof Precise ? json : wrong("a number", json);
  if (type === "dynamic") return dynamicOf(json, depth);
  switch (type[0]) {
    case "list":
    case "set":
      return listOf(json).map((element) => valueFromParsed(type[1], element, depth + 1));
    case "tuple": {
      const elements = listOf(json);
      if (elements.length !== type[1].length) throw new Malformed("a tuple is of another length than its type");
      return type[1].map((inner, index) => valueFromParsed(inner, elements[index], depth + 1));
    }
    case "map":
      return recordOf(
        Object.entries(membersOf(json)).map(([key, inner]) => [key, valueFromParsed(type[1], inner, depth + 1)]),
      );
    case "object":
      return objectOf(type[1], membersOf(json), depth);
  }
}

function objectOf(types: Readonly<Record<string, ValueType>>, found: Members, depth: number): Values {
  for (const name of Object.keys(found)) {
    if (!Object.hasOwn(types, name)) throw new Malformed(`an object has an attribute that its type has not: ${name}`);
  }
  return recordOf(
    Object.entries(types).map(([name, type]) => {
      if (!Object.hasOwn(found, name)) throw new Malformed(`an object lacks its attribute ${name}`);
      return [name, valueFromParsed(type, found[name], depth + 1)];
    }),
  );
}

function dynamicOf(json: unknown, depth: number): Value {
  const { type, value, ...more } = membersOf(json);
  if (type === undefined || value === undefined || Object.keys(more).length > 0) {
    throw new Malformed("a dynamic value is not its type and its value");
  }
  const known = parseType(type);
  return new Dynamic(known, valueFromParsed(known, value, depth + 1));
}

type Members = Readonly<Record<string, unknown>>;

function isObject(json: unknown): json is Members {
  return typeof json === "object" && json !== null && !Array.isArray(json) && !(json instanceof Precise);
}

function membersOf(json: unknown): Members {
  return isObject(json) ? json : wrong("an object", json);
}

function listOf(json: unknown): readonly unknown[] {
  return Array.isArray(json) ? json : wrong("a list", json);
}

function wrong(wanted: string, json: unknown): never {
  const found = Array.isArray(json) ? "a list" : isObject(json) ? "an object" : `a ${typeof json}`;
  throw new Malformed(`a value is not ${wanted} but ${found}`);
}
