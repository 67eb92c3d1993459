import { isUtf8 } from "node:buffer";
import { Decoder } from "@msgpack/msgpack";
import { mustHoldWhatItAnnounces } from "./announced";
import { numberOf, numberOfDouble } from "./decimal";
import { Malformed } from "./fault";
import { recordOf } from "./record";
import { deepest, parseType } from "./types";
import { Dynamic, unknown, type Value, type Values, type ValueType } from "./value";

/** Before every key, so that a key which the library refuses (`__proto__`) is one like any other. */
const mark = "=";

const decoder = new Decoder({
  useBigInt64: true,
  // Texts stay bytes, to be told from what is no text.
  rawStrings: true,
  keyDecoder: {
    canBeCached: () => true,
    decode: (bytes: Uint8Array, start: number, length: number) => mark + utf8(bytes.subarray(start, start + length)),
  },
  // Whatever the kind of extension, and whatever it says besides: the value is unknown.
  extensionCodec: { tryToEncode: () => null, decode: () => unknown },
});

/**
 * A value from MessagePack.
 *
 * Source: https://github.com/hashicorp/terraform/blob/main/docs/plugin-protocol/object-wire-format.md
 *
 * @throws {@link Malformed} for bytes that are no value of the type
 */
export function valueFromMsgpack(type: ValueType, bytes: Uint8Array): Value {
  return typed(type, rawOf(bytes), 0);
}

function rawOf(bytes: Uint8Array): unknown {
  mustHoldWhatItAnnounces(bytes);
  try {
    return decoder.decode(bytes);
  } catch (thrown) {
    if (thrown instanceof Malformed) throw thrown;
    throw new Malformed("a value is no MessagePack");
  }
}

function typed(type: ValueType, raw: unknown, depth: number): Value {
  if (depth > deepest) throw new Malformed(`a value lies more than ${deepest} levels deep`);
  if (raw === null) return null;
  if (raw === unknown) return unknown;
  if (type === "string") return textOf(raw);
  if (type === "bool") return typeof raw === "boolean" ? raw : wrong("a bool", raw);
  if (type === "number") return numberFrom(raw);
  if (type === "dynamic") return dynamicOf(raw, depth);
  switch (type[0]) {
    case "list":
    case "set":
      return listOf(raw).map((element) => typed(type[1], element, depth + 1));
    case "tuple": {
      const elements = listOf(raw);
      if (elements.length !== type[1].length) throw new Malformed("a tuple is of another length than its type");
      return type[1].map((inner, index) => typed(inner, elements[index], depth + 1));
    }
    case "map":
      return recordOf(entriesOf(raw).map(([key, element]) => [key, typed(type[1], element, depth + 1)]));
    case "object":
      return objectOf(type[1], new Map(entriesOf(raw)), depth);
  }
}

function objectOf(
  types: Readonly<Record<string, ValueType>>,
  found: ReadonlyMap<string, unknown>,
  depth: number,
): Values {
  for (const name of found.keys()) {
    if (!Object.hasOwn(types, name)) throw new Malformed(`an object has an attribute that its type has not: ${name}`);
  }
  return recordOf(
    Object.entries(types).map(([name, type]) => {
      if (!found.has(name)) throw new Malformed(`an object lacks its attribute ${name}`);
      return [name, typed(type, found.get(name), depth + 1)];
    }),
  );
}

function dynamicOf(raw: unknown, depth: number): Value {
  const [type, value, ...more] = listOf(raw);
  if (type === undefined || value === undefined || more.length > 0) throw new Malformed("a dynamic value is no pair");
  const known = parseType(parsedJson(textOf(type)));
  return new Dynamic(known, typed(known, value, depth + 1));
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Malformed("a type is no JSON");
  }
}

function numberFrom(raw: unknown): Value {
  if (typeof raw === "bigint") return numberOf(raw.toString()) ?? wrong("a number", raw);
  if (typeof raw === "number" && !Number.isNaN(raw)) return numberOfDouble(raw);
  if (raw instanceof Uint8Array) {
    const digits = utf8(raw);
    return infinities.get(digits) ?? numberOf(digits) ?? wrong("a number", raw);
  }
  return wrong("a number", raw);
}

const infinities: ReadonlyMap<string, number> = new Map([
  ["Inf", Number.POSITIVE_INFINITY],
  ["+Inf", Number.POSITIVE_INFINITY],
  ["-Inf", Number.NEGATIVE_INFINITY],
]);

function textOf(raw: unknown): string {
  return raw instanceof Uint8Array ? utf8(raw) : wrong("a text", raw);
}

function listOf(raw: unknown): readonly unknown[] {
  return Array.isArray(raw) ? raw : wrong("a list", raw);
}

function entriesOf(raw: unknown): readonly (readonly [string, unknown])[] {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw) || raw instanceof Uint8Array) {
    return wrong("a map", raw);
  }
  return Object.entries(raw).map(([key, value]) => {
    if (!key.startsWith(mark)) throw new Malformed("a map has a key that is no text");
    return [key.slice(mark.length), value];
  });
}

function utf8(bytes: Uint8Array): string {
  if (!isUtf8(bytes)) throw new Malformed("a text is not UTF-8");
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
}

function wrong(wanted: string, raw: unknown): never {
  throw new Malformed(`a value is not ${wanted} but ${kindOf(raw)}`);
}

function kindOf(raw: unknown): string {
  if (raw instanceof Uint8Array) return "a text";
  if (Array.isArray(raw)) return "a list";
  if (typeof raw === "object") return "a map";
  return typeof raw === "bigint" ? "a number" : `a ${typeof raw}`;
}
