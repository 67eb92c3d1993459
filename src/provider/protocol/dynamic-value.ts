import { valueFromMsgpack } from "./decode";
import { msgpackOf } from "./encode";
import { Malformed } from "./fault";
import { valueFromJson, valueFromParsed } from "./json";
import type { dynamicValue } from "./messages";
import type { Schema } from "./schema";
import { typeOf } from "./types";
import { isValues, type Value, type Values, type ValueType } from "./value";
import type { Read, Written } from "./wire/message";

/** @throws {@link Malformed} for what is no value of the type */
export function valueFrom(type: ValueType, sent: Read<typeof dynamicValue> | undefined): Value {
  if (sent !== undefined && sent.msgpack.length > 0) return valueFromMsgpack(type, sent.msgpack);
  if (sent !== undefined && sent.json.length > 0) return valueFromJson(type, sent.json);
  throw new Malformed("a value was not sent");
}

/** A block's attributes; null where there is no such block. */
export function blockFrom(schema: Schema, sent: Read<typeof dynamicValue> | undefined): Values | null {
  const value = valueFrom(typeOf(schema), sent);
  if (value === null || isValues(value)) return value;
  throw new Malformed("a block is unknown as a whole");
}

/** The attributes of a block that must be there. */
export function presentBlockFrom(schema: Schema, sent: Read<typeof dynamicValue> | undefined): Values {
  const block = blockFrom(schema, sent);
  if (block === null) throw new Malformed("a block is null that has to be there");
  return block;
}

/**
 * The attributes that a state of the schema's own version holds, in its JSON form (as `Resource.upgrade` is given it). One that
 * it does not name is null: it was not there when the state was written.
 *
 * @throws {@link Malformed} for what is no such state
 */
export function blockFromState(schema: Schema, state: unknown): Values {
  const whole = typeof state === "object" && state !== null && !Array.isArray(state) ? state : undefined;
  if (whole === undefined) throw new Malformed("a state is no object");
  const none = Object.fromEntries(Object.keys(schema.attributes).map((name) => [name, null]));
  const block = valueFromParsed(typeOf(schema), { ...none, ...whole });
  if (isValues(block)) return block;
  throw new Malformed("a state is no object");
}

export function sentBlock(schema: Schema, block: Values | null): Written<typeof dynamicValue> {
  return sentValue(typeOf(schema), block);
}

export function sentValue(type: ValueType, value: Value): Written<typeof dynamicValue> {
  return { msgpack: msgpackOf(type, value) };
}
