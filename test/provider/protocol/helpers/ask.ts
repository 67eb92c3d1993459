import { expect, it } from "vitest";
import type { Call } from "../../../../src/provider/protocol/call";
import { blockFrom, sentBlock } from "../../../../src/provider/protocol/dynamic-value";
import type { diagnostic, dynamicValue } from "../../../../src/provider/protocol/messages";
import type { Schema } from "../../../../src/provider/protocol/schema";
import { Session } from "../../../../src/provider/protocol/session";
import type { Values } from "../../../../src/provider/protocol/value";
import {
  type Fields,
  type Read,
  readMessage,
  type Written,
  writeMessage,
} from "../../../../src/provider/protocol/wire/message";
import { recorded, type recordedCalls } from "../recorded/recordings";
import { type Configured, tiny } from "./tiny";

/** The tiny provider in a process of its own, configured to say this. */
export function configured(greeting: Configured["greeting"] = "good morning"): Session {
  const session = new Session(tiny);
  session.configure({ greeting });
  return session;
}

/** Asks as Terraform does, and reads the answer as Terraform does. */
export async function ask<Q extends Fields, A extends Fields>(
  call: Call<Q, A>,
  request: Written<Q>,
  session = configured(),
): Promise<Read<A>> {
  return readMessage(call.response, await call.answer(session, writeMessage(call.request, request)));
}

/** A block in which all attributes but these are null, as it is sent. */
export function block(schema: Schema, some: Values): Written<typeof dynamicValue> {
  const none = Object.fromEntries(Object.keys(schema.attributes).map((name) => [name, null]));
  return sentBlock(schema, { ...none, ...some });
}

export const nothing = { msgpack: Uint8Array.of(0xc0) };

/** The block that was answered; null where there is none. */
export function answeredBlock(schema: Schema, sent: Read<typeof dynamicValue> | undefined): Values | null {
  return blockFrom(schema, sent);
}

/** What is told, a line for each: how severe, where, what. */
export function lines(diagnostics: readonly Read<typeof diagnostic>[]): readonly string[] {
  return diagnostics.map(({ severity, summary, detail, attribute }) => {
    const steps = attribute?.steps.map(
      (step) => step.attribute_name ?? step.element_key_string ?? step.element_key_int,
    );
    const place = steps === undefined ? "" : ` at ${steps.join(".")}`;
    return `${severity === 1 ? "error" : "warning"}${place}: ${summary}: ${detail}`;
  });
}

/** Says of a call that it answers all that a real Terraform has asked of it, and tells of no error; more may be said of each. */
export function answersTheRecorded<Q extends Fields, A extends Fields>(
  name: (typeof recordedCalls)[number],
  call: Call<Q, A>,
  more: (response: Read<A>, request: Read<Q>) => void = () => undefined,
): void {
  it.each(recorded(name).map((request, index) => ({ place: String(index + 1), request })))(
    "answers the recorded request $place",
    async ({ request }) => {
      const response = readMessage(call.response, await call.answer(configured(), request));
      const told = "diagnostics" in response ? response.diagnostics : undefined;
      expect(told ?? []).toEqual([]);
      more(response, readMessage(call.request, request));
    },
  );
}

/** What of a request is not a value, and what is told of it. */
export const noValues: readonly {
  readonly what: string;
  readonly value: Written<typeof dynamicValue> | undefined;
  readonly told: RegExp;
}[] = [
  { what: "no value at all", value: undefined, told: /a value was not sent/ },
  { what: "an empty value", value: {}, told: /a value was not sent/ },
  { what: "bytes that are no MessagePack", value: { msgpack: Uint8Array.of(0xc1) }, told: /no MessagePack/ },
  { what: "a value that is cut off", value: { msgpack: Uint8Array.of(0x81, 0xa4, 0x74) }, told: /no MessagePack/ },
  { what: "a value with more behind it", value: { msgpack: Uint8Array.of(0xc0, 0xc0) }, told: /no MessagePack/ },
  { what: "a list for a block", value: { msgpack: Uint8Array.of(0x90) }, told: /not a map but a list/ },
  { what: "a block without its attributes", value: { msgpack: Uint8Array.of(0x80) }, told: /lacks its attribute/ },
  { what: "a block of a stranger", value: { msgpack: Uint8Array.of(0x81, 0xa1, 0x78, 0xc0) }, told: /has not: x/ },
  { what: "a block that is unknown", value: { msgpack: Uint8Array.of(0xd4, 0, 0) }, told: /unknown as a whole/ },
  { what: "JSON that is none", value: { json: Buffer.from("{") }, told: /JSON/ },
];
