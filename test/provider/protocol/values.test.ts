import { ExtData, decode as plainDecode, encode as plainEncode } from "@msgpack/msgpack";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { same } from "../../../src/provider/protocol/compare";
import { valueFromMsgpack } from "../../../src/provider/protocol/decode";
import { msgpackOf } from "../../../src/provider/protocol/encode";
import { Malformed, Unfit } from "../../../src/provider/protocol/fault";
import { Dynamic, Precise, unknown, type Value, type ValueType } from "../../../src/provider/protocol/value";
import { anyTyped } from "./helpers/arbitrary-value";

const json = (type: ValueType) => Buffer.from(JSON.stringify(type));

describe("a value in MessagePack", () => {
  it("is the same after it has been there and back, whatever it is", () => {
    fc.assert(
      fc.property(anyTyped, ({ type, value }) => {
        const back = valueFromMsgpack(type, msgpackOf(type, value));
        expect(same(type, back, value)).toBe(true);
        expect(msgpackOf(type, back)).toEqual(msgpackOf(type, value));
      }),
      { numRuns: 2000 },
    );
  });

  // Written out, so that what is read and what is written cannot err together.
  const forms: readonly { what: string; type: ValueType; value: Value; plain: unknown }[] = [
    { what: "null", type: "string", value: null, plain: null },
    { what: "unknown", type: "string", value: unknown, plain: new ExtData(0, Uint8Array.of(0)) },
    { what: "a text", type: "string", value: "a", plain: "a" },
    { what: "a truth", type: "bool", value: true, plain: true },
    { what: "a whole number", type: "number", value: -7, plain: -7 },
    { what: "a fraction, in decimal", type: "number", value: 0.1, plain: "0.1" },
    { what: "a large number, in decimal", type: "number", value: 1e21, plain: "1e+21" },
    { what: "a precise number, in decimal", type: "number", value: new Precise("1e400"), plain: "1e400" },
    { what: "a list", type: ["list", "bool"], value: [true, null], plain: [true, null] },
    { what: "a set", type: ["set", "bool"], value: [true, false], plain: [true, false] },
    { what: "a tuple", type: ["tuple", ["bool", "string"]], value: [true, "a"], plain: [true, "a"] },
    { what: "a map", type: ["map", "bool"], value: { a: true }, plain: { a: true } },
    {
      what: "an object",
      type: ["object", { a: "bool", b: "string" }],
      value: { b: "b", a: true },
      plain: { a: true, b: "b" },
    },
    {
      what: "an object with an optional attribute",
      type: ["object", { a: "bool" }, ["a"]],
      value: { a: null },
      plain: { a: null },
    },
    {
      what: "a value with its type",
      type: "dynamic",
      value: new Dynamic(["list", "bool"], [true]),
      plain: [json(["list", "bool"]), [true]],
    },
    { what: "null of an open type", type: "dynamic", value: null, plain: null },
    { what: "unknown of an open type", type: "dynamic", value: unknown, plain: new ExtData(0, Uint8Array.of(0)) },
    {
      what: "unknown of a type that is known",
      type: "dynamic",
      value: new Dynamic("bool", unknown),
      plain: [json("bool"), new ExtData(0, Uint8Array.of(0))],
    },
  ];
  it.each(forms)("is written as the protocol has it: $what", ({ type, value, plain }) => {
    expect(plainDecode(msgpackOf(type, value))).toEqual(plainDecode(plainEncode(plain)));
  });
  it.each(forms)("is read as the protocol has it: $what", ({ type, value, plain }) => {
    expect(valueFromMsgpack(type, plainEncode(plain))).toEqual(value);
  });

  it("is written in the oldest form of unknown, which every Terraform reads", () => {
    expect([...msgpackOf("string", unknown)]).toEqual([0xd4, 0, 0]);
  });

  it.each([
    { what: "plain", bytes: [0xd4, 0, 0] },
    { what: "refined", bytes: [0xc7, 3, 12, 0x81, 0x01, 0xc2] },
    { what: "refined in a way that is none", bytes: [0xc7, 1, 12, 0xc1] },
    { what: "of a kind that is yet to come", bytes: [0xd6, 99, 1, 2, 3, 4] },
    { what: "of the kind that elsewhere is a time", bytes: [0xd6, 0xff, 1, 2, 3, 4] },
  ])("is unknown in every form that says so: $what", ({ bytes }) => {
    for (const type of ["string", "number", ["list", "string"], "dynamic"] as const) {
      expect(valueFromMsgpack(type, Uint8Array.from(bytes))).toBe(unknown);
    }
  });

  it.each([
    { what: "in 64 bits", plain: 2n ** 63n, value: new Precise("9223372036854775808") },
    { what: "in 64 bits that would do with less", plain: 7n, value: 7 },
    { what: "in binary that is whole", plain: 2 ** 40, value: 2 ** 40 },
    { what: "in binary, beyond what JavaScript writes out", plain: 2 ** 60, value: new Precise("1152921504606846976") },
    { what: "in decimal", plain: "0.1", value: 0.1 },
    { what: "in decimal with an exponent", plain: "1E-7", value: 1e-7 },
    {
      what: "in decimal beyond what JavaScript holds",
      plain: "0.10000000000000000001",
      value: new Precise("0.10000000000000000001"),
    },
    { what: "in binary, half", plain: 0.5, value: 0.5 },
    {
      what: "in binary, a tenth, which it is not quite",
      plain: 0.1,
      value: new Precise("1000000000000000055511151231257827021181583404541015625e-55"),
    },
    { what: "without end", plain: Number.POSITIVE_INFINITY, value: Number.POSITIVE_INFINITY },
    { what: "without end, in words", plain: "-Inf", value: Number.NEGATIVE_INFINITY },
  ])("is the very number that was sent: $what", ({ plain, value }) => {
    expect(valueFromMsgpack("number", plainEncode(plain, { useBigInt64: true }))).toEqual(value);
  });

  it.each<{ what: string; type: ValueType; plain: unknown; told: RegExp }>([
    { what: "a number for a text", type: "string", plain: 1, told: /not a text but a number/ },
    { what: "a list for a text", type: "string", plain: [], told: /not a text but a list/ },
    { what: "a text for a bool", type: "bool", plain: "true", told: /not a bool but a text/ },
    { what: "a text for a number", type: "number", plain: "a", told: /not a number but a text/ },
    { what: "no text for a number", type: "number", plain: "", told: /not a number but a text/ },
    { what: "what is no number", type: "number", plain: Number.NaN, told: /not a number/ },
    { what: "a map for a list", type: ["list", "bool"], plain: {}, told: /not a list but a map/ },
    { what: "a list for a map", type: ["map", "bool"], plain: [], told: /not a map but a list/ },
    {
      what: "a map with a number as key",
      type: ["map", "bool"],
      plain: new Map([[1, true]]),
      told: /no MessagePack|no text/,
    },
    { what: "a tuple that is too short", type: ["tuple", ["bool"]], plain: [], told: /of another length/ },
    { what: "a tuple that is too long", type: ["tuple", []], plain: [1], told: /of another length/ },
    { what: "an object with too little", type: ["object", { a: "bool" }], plain: {}, told: /lacks its attribute a/ },
    { what: "an object with too much", type: ["object", {}], plain: { toString: 1 }, told: /has not: toString/ },
    { what: "a text for an open value", type: "dynamic", plain: "a", told: /not a list/ },
    { what: "half an open value", type: "dynamic", plain: [json("bool")], told: /no pair/ },
    { what: "an open value of no type", type: "dynamic", plain: [Buffer.from("bool"), true], told: /no JSON/ },
    {
      what: "an open value of a made-up type",
      type: "dynamic",
      plain: [Buffer.from('"int"'), 1],
      told: /none that Terraform has/,
    },
    {
      what: "an open value of an unfit type",
      type: "dynamic",
      plain: [Buffer.from('["list"]'), []],
      told: /none that/,
    },
    { what: "an open value that is not of its type", type: "dynamic", plain: [json("bool"), 1], told: /not a bool/ },
  ])("is refused where it is not of the type: $what", ({ type, plain, told }) => {
    const bytes = plain instanceof Map ? Uint8Array.of(0x81, 0x01, 0xc3) : plainEncode(plain);
    expect(() => valueFromMsgpack(type, bytes)).toThrow(Malformed);
    expect(() => valueFromMsgpack(type, bytes)).toThrow(told);
  });

  it.each([
    { what: "a text that is not UTF-8", type: "string" as const, bytes: [0xa1, 0xff] },
    { what: "a key that is not UTF-8", type: ["map", "bool"] as const, bytes: [0x81, 0xa1, 0xff, 0xc3] },
    { what: "nothing", type: "string" as const, bytes: [] },
    {
      what: "a list of more than there is room for",
      type: ["list", "bool"] as const,
      bytes: [0xdd, 0xff, 0xff, 0xff, 0xff],
    },
    {
      what: "a map of more than there is room for",
      type: ["map", "bool"] as const,
      bytes: [0xdf, 0x7f, 0xff, 0xff, 0xff],
    },
    { what: "a text of more than there is", type: "string" as const, bytes: [0xdb, 0x7f, 0xff, 0xff, 0xff, 0x61] },
  ])("is refused where the bytes cannot be: $what", ({ type, bytes }) => {
    expect(() => valueFromMsgpack(type, Uint8Array.from(bytes))).toThrow(Malformed);
  });

  it("is refused where a few bytes announce more than there is memory", () => {
    const lists = Buffer.concat(Array.from({ length: 200_000 }, () => Buffer.of(0xdc, 0xff, 0xff)));
    const maps = Buffer.concat(Array.from({ length: 100_000 }, () => Buffer.of(0xde, 0xff, 0xff, 0xa0)));
    for (const bytes of [lists, maps]) {
      expect(() => valueFromMsgpack("dynamic", bytes)).toThrow(/holds less than it announces/);
    }
  });

  it("is refused where it lies so deep that reading it would end the process", () => {
    const depth = 100_000;
    const type = Buffer.from(`${'["list",'.repeat(depth)}"bool"${"]".repeat(depth)}`);
    const header = Buffer.from([0x92, 0xc6, 0, 0, 0, 0]);
    header.writeUInt32BE(type.length, 2);
    const bytes = Buffer.concat([header, type, Buffer.alloc(depth, 0x91), Buffer.from([0xc0])]);
    expect(() => valueFromMsgpack("dynamic", bytes)).toThrow(Malformed);
    let deep: Value = null;
    let deepType: ValueType = "bool";
    for (let level = 0; level < 1000; level += 1) {
      deep = [deep];
      deepType = ["list", deepType];
    }
    expect(() => msgpackOf(deepType, deep)).toThrow(Unfit);
  });
});

describe("a value that a method has made", () => {
  it.each<{ what: string; type: ValueType; value: Value; told: RegExp; path: readonly (string | number)[] }>([
    { what: "a number for a text", type: "string", value: 1, told: /a number, where the type is string/, path: [] },
    { what: "a text for a number", type: "number", value: "1", told: /a string, where the type is number/, path: [] },
    { what: "what is no number", type: "number", value: Number.NaN, told: /no number, where/, path: [] },
    { what: "a text for a bool", type: "bool", value: "true", told: /where the type is bool/, path: [] },
    {
      what: "a map for a list",
      type: ["list", "bool"],
      value: {},
      told: /a map or an object, where the type is list\(bool\)/,
      path: [],
    },
    {
      what: "a list for a map",
      type: ["map", "bool"],
      value: [],
      told: /a list, where the type is map\(bool\)/,
      path: [],
    },
    {
      what: "a precise number for a map",
      type: ["map", "bool"],
      value: new Precise("1"),
      told: /where the type/,
      path: [],
    },
    {
      what: "a typed value for a text",
      type: "string",
      value: new Dynamic("string", "a"),
      told: /a type of its own/,
      path: [],
    },
    { what: "no type where it is open", type: "dynamic", value: "a", told: /has no type/, path: [] },
    {
      what: "a tuple of another length",
      type: ["tuple", ["bool"]],
      value: [true, true],
      told: /has 2 elements, not 1/,
      path: [],
    },
    { what: "an attribute too few", type: ["object", { a: "bool" }], value: {}, told: /is missing/, path: ["a"] },
    {
      what: "an attribute too many",
      type: ["object", {}],
      value: { constructor: 1 },
      told: /no attribute of its schema/,
      path: ["constructor"],
    },
    {
      what: "something deep within",
      type: ["object", { a: ["list", ["map", "number"]] }],
      value: { a: [{}, { k: "x" }] },
      told: /a string, where the type is number/,
      path: ["a", 1, "k"],
    },
    { what: "half a character", type: "string", value: "\udc00", told: /half of a character/, path: [] },
    {
      what: "half a character in a key",
      type: ["map", "bool"],
      value: { "\ud800": true },
      told: /half/,
      path: ["\ud800"],
    },
  ])("is refused with its place where it is not of the type: $what", ({ type, value, told, path }) => {
    expect(() => msgpackOf(type, value)).toThrow(told);
    try {
      msgpackOf(type, value);
    } catch (thrown) {
      expect(thrown).toMatchObject({ path });
    }
  });
});
