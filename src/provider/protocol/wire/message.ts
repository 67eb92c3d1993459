import { Malformed } from "../fault";
import { Reader, wireType } from "./reader";
import { Writer } from "./writer";

/** One field of a message: its number on the wire, what it reads as (`R`) and what it is written from (`W`). */
export interface Field<R, W = R> {
  readonly number: number;
  readonly wire: number;
  /** What is there when the field was not sent. */
  absent(): R;
  /** What one occurrence makes of those before it. */
  read(reader: Reader, before: R): R;
  write(writer: Writer, value: W): void;
}

/** A message: its fields by name. */
export interface Fields {
  readonly [name: string]: Field<unknown, unknown>;
}

/** What a message reads as: all its fields. */
export type Read<F> = { readonly [K in keyof F]: F[K] extends Field<infer R, infer _> ? R : never };

/** What a message is written from: a field that is left out, or undefined, is not sent. */
export type Written<F> = { readonly [K in keyof F]?: (F[K] extends Field<infer _, infer W> ? W : never) | undefined };

/**
 * Reads a message; fields that are not in its table are passed over.
 *
 * @throws {@link Malformed} for bytes that are no such message
 */
export function readMessage<F extends Fields>(fields: F, bytes: Uint8Array): Read<F> {
  const found: Record<string, unknown> = {};
  const byNumber = new Map<number, string>();
  for (const [name, field] of Object.entries(fields)) {
    found[name] = field.absent();
    byNumber.set(field.number, name);
  }
  const reader = new Reader(bytes);
  while (!reader.done) {
    const { field: number, wire } = reader.tag();
    const name = byNumber.get(number);
    const field = name === undefined ? undefined : fields[name];
    if (name === undefined || field === undefined) reader.skip(wire);
    else if (field.wire !== wire) throw new Malformed(`the field ${name} is of another wire type`);
    else found[name] = field.read(reader, found[name]);
  }
  return found as Read<F>;
}

/** Writes a message. */
export function writeMessage<F extends Fields>(fields: F, values: Written<F>): Uint8Array {
  const writer = new Writer();
  for (const [name, field] of Object.entries(fields)) {
    const value: unknown = values[name];
    if (value !== undefined) field.write(writer, value);
  }
  return writer.bytes();
}

export function text(number: number): Field<string> {
  return {
    number,
    wire: wireType.delimited,
    absent: () => "",
    read: (reader) => reader.text(),
    write: (writer, value) => writer.delimited(number, Buffer.from(value, "utf8")),
  };
}

export function bytes(number: number): Field<Uint8Array> {
  return {
    number,
    wire: wireType.delimited,
    absent: () => new Uint8Array(),
    read: (reader) => reader.delimited(),
    write: (writer, value) => writer.delimited(number, value),
  };
}

/** A whole number; read as the nearest that JavaScript holds. */
export function whole(number: number): Field<number> {
  return {
    number,
    wire: wireType.varint,
    absent: () => 0,
    read: (reader) => Number(BigInt.asIntN(64, reader.varint())),
    write: (writer, value) => writer.tag(number, wireType.varint).varint(value),
  };
}

export function flag(number: number): Field<boolean> {
  return {
    number,
    wire: wireType.varint,
    absent: () => false,
    read: (reader) => reader.varint() !== 0n,
    write: (writer, value) => writer.tag(number, wireType.varint).varint(value ? 1 : 0),
  };
}

/** A field whose absence is told from its default. */
export function maybe<R, W>(field: Field<R, W>): Field<R | undefined, W> {
  return {
    number: field.number,
    wire: field.wire,
    absent: () => undefined,
    read: (reader, before) => field.read(reader, before ?? field.absent()),
    write: (writer, value) => field.write(writer, value),
  };
}

/** A message within a message. */
export function one<F extends Fields>(number: number, fields: F): Field<Read<F> | undefined, Written<F>> {
  return {
    number,
    wire: wireType.delimited,
    absent: () => undefined,
    read: (reader) => readMessage(fields, reader.delimited()),
    write: (writer, value) => writer.delimited(number, writeMessage(fields, value)),
  };
}

/** Any number of messages. */
export function many<F extends Fields>(number: number, fields: F): Field<readonly Read<F>[], readonly Written<F>[]> {
  return {
    number,
    wire: wireType.delimited,
    absent: () => [],
    read: (reader, before) => [...before, readMessage(fields, reader.delimited())],
    write: (writer, values) => {
      for (const value of values) writer.delimited(number, writeMessage(fields, value));
    },
  };
}

/** Messages by name. */
export function named<F extends Fields>(
  number: number,
  fields: F,
): Field<ReadonlyMap<string, Read<F>>, ReadonlyMap<string, Written<F>>> {
  const entry = { key: text(1), value: one(2, fields) };
  return {
    number,
    wire: wireType.delimited,
    absent: () => new Map(),
    read: (reader, before) => {
      const { key, value } = readMessage(entry, reader.delimited());
      return new Map(before).set(key, value ?? readMessage(fields, new Uint8Array()));
    },
    write: (writer, values) => {
      for (const [key, value] of values) writer.delimited(number, writeMessage(entry, { key, value }));
    },
  };
}
