import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Malformed } from "../../../../src/provider/protocol/fault";
import {
  bytes,
  flag,
  many,
  maybe,
  named,
  one,
  readMessage,
  text,
  whole,
  writeMessage,
} from "../../../../src/provider/protocol/wire/message";

const inner = { number: whole(1) };
const message = {
  whole: whole(1),
  text: text(2),
  inner: one(3, inner),
  bytes: bytes(4),
  flag: flag(5),
  many: many(6, inner),
  named: named(7, inner),
  maybe: maybe(whole(16)),
};
const hex = (words: string) => Buffer.from(words.replaceAll(" ", ""), "hex");

describe("a message in protobuf's wire format", () => {
  // The first three are the examples of protobuf's own documentation.
  it.each([
    { what: "a whole number", values: { whole: 150 }, wire: "08 96 01" },
    { what: "a text", values: { text: "testing" }, wire: "12 07 74 65 73 74 69 6e 67" },
    { what: "a message", values: { inner: { number: 150 } }, wire: "1a 03 08 96 01" },
    { what: "zero, where it is said", values: { whole: 0 }, wire: "08 00" },
    { what: "a negative number", values: { whole: -2 }, wire: "08 fe ff ff ff ff ff ff ff ff 01" },
    { what: "a large number", values: { whole: 2 ** 53 - 1 }, wire: "08 ff ff ff ff ff ff ff 0f" },
    { what: "a text of other scripts", values: { text: "東" }, wire: "12 03 e6 9d b1" },
    { what: "bytes", values: { bytes: Buffer.of(0, 255) }, wire: "22 02 00 ff" },
    { what: "a truth", values: { flag: true }, wire: "28 01" },
    { what: "messages", values: { many: [{ number: 1 }, {}] }, wire: "32 02 08 01 32 00" },
    {
      what: "messages by name",
      values: { named: new Map([["a", { number: 1 }]]) },
      wire: "3a 07 0a 01 61 12 02 08 01",
    },
    { what: "a field with a number of two bytes", values: { maybe: 0 }, wire: "80 01 00" },
  ])("is written as protobuf has it: $what", ({ values, wire }) => {
    expect(Buffer.from(writeMessage(message, values))).toEqual(hex(wire));
    expect(readMessage(message, hex(wire))).toMatchObject(values);
  });

  it("has its defaults where nothing was sent", () => {
    expect(readMessage(message, new Uint8Array())).toEqual({
      whole: 0,
      text: "",
      inner: undefined,
      bytes: new Uint8Array(),
      flag: false,
      many: [],
      named: new Map(),
      maybe: undefined,
    });
  });

  it.each([
    { what: "a number", wire: "f8 07 96 01" },
    { what: "eight bytes", wire: "f9 07 01 02 03 04 05 06 07 08" },
    { what: "a text", wire: "fa 07 03 61 62 63" },
    { what: "four bytes", wire: "fd 07 01 02 03 04" },
  ])("passes over a field that it does not know: $what", ({ wire }) => {
    expect(readMessage(message, hex(`${wire} 08 05`))).toMatchObject({ whole: 5 });
  });

  it("takes the last of a field that is there twice, and of messages by name too", () => {
    expect(readMessage(message, hex("08 01 08 02"))).toMatchObject({ whole: 2 });
    const twice = hex("3a 07 0a 01 61 12 02 08 01 3a 07 0a 01 61 12 02 08 02");
    expect(readMessage(message, twice).named).toEqual(new Map([["a", { number: 2 }]]));
  });

  it.each([
    { what: "a number that is cut off", wire: "08 96", told: /a number is cut off/ },
    { what: "a number of more than 64 bits", wire: `08 ${"ff ".repeat(10)}01`, told: /more than 64 bits/ },
    { what: "a text that is cut off", wire: "12 07 74", told: /longer than its message/ },
    { what: "a text that is not UTF-8", wire: "12 01 ff", told: /not UTF-8/ },
    { what: "a field of the number nought", wire: "00 00", told: /impossible number/ },
    { what: "a field of another wire type", wire: "0a 00", told: /the field whole is of another wire type/ },
    { what: "a group", wire: "fb 07", told: /out of use/ },
    { what: "a wire type that there is not", wire: "ff 07", told: /out of use/ },
    { what: "an unknown field that is cut off", wire: "fd 07 00", told: /longer than its message/ },
    { what: "a length beyond all measure", wire: "12 ff ff ff ff ff ff ff ff 7f", told: /longer than its message/ },
  ])("is refused where it is none: $what", ({ wire, told }) => {
    expect(() => readMessage(message, hex(wire))).toThrow(Malformed);
    expect(() => readMessage(message, hex(wire))).toThrow(told);
  });

  it("is read or refused, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (anything) => {
        try {
          readMessage(message, anything);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(Malformed);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("is the same after it has been there and back", () => {
    const values = fc.record({
      whole: fc.maxSafeInteger(),
      text: fc.string({ unit: "grapheme" }),
      bytes: fc.uint8Array(),
      flag: fc.boolean(),
      many: fc.array(fc.record({ number: fc.maxSafeInteger() })),
    });
    fc.assert(
      fc.property(values, (sent) => {
        const read = readMessage(message, writeMessage(message, sent));
        expect({ ...read, bytes: [...read.bytes] }).toMatchObject({ ...sent, bytes: [...sent.bytes] });
      }),
    );
  });
});
