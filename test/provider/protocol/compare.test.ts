import { describe, expect, it } from "vitest";
import { becomes, same } from "../../../src/provider/protocol/compare";
import { Dynamic, Precise, unknown, type Value, type ValueType } from "../../../src/provider/protocol/value";

interface Case {
  readonly what: string;
  readonly type: ValueType;
  readonly a: Value;
  readonly b: Value;
}

const equal: readonly Case[] = [
  { what: "null and null", type: "string", a: null, b: null },
  { what: "texts in two forms of Unicode", type: "string", a: "e\u0301", b: "\u00e9" },
  { what: "numbers in two forms", type: "number", a: 0.1, b: new Precise("0.10") },
  { what: "sets in another order", type: ["set", "string"], a: ["a", "b"], b: ["b", "a"] },
  { what: "sets with one of them twice", type: ["set", "string"], a: ["a", "a"], b: ["a"] },
  { what: "sets of sets", type: ["set", ["set", "string"]], a: [["a", "b"], []], b: [[], ["b", "a"]] },
  { what: "maps in another order", type: ["map", "bool"], a: { a: true, b: null }, b: { b: null, a: true } },
  {
    what: "typed values whose types are in another order",
    type: "dynamic",
    a: new Dynamic(["object", { a: "bool", b: "string" }], { a: true, b: "b" }),
    b: new Dynamic(["object", { b: "string", a: "bool" }], { b: "b", a: true }),
  },
  { what: "tuples", type: ["tuple", ["bool", ["set", "number"]]], a: [true, [1, 2]], b: [true, [2, 1]] },
  { what: "unknown and unknown", type: ["list", "string"], a: [unknown], b: [unknown] },
];

const different: readonly Case[] = [
  { what: "null and a text", type: "string", a: null, b: "" },
  { what: "two texts", type: "string", a: "a", b: "A" },
  { what: "two truths", type: "bool", a: true, b: false },
  { what: "two numbers", type: "number", a: 1, b: new Precise("1.00000000000000000001") },
  { what: "lists in another order", type: ["list", "string"], a: ["a", "b"], b: ["b", "a"] },
  { what: "lists of another length", type: ["list", "string"], a: ["a"], b: ["a", null] },
  { what: "sets of another size", type: ["set", "string"], a: ["a"], b: ["a", "b"] },
  { what: "maps of which one has more", type: ["map", "bool"], a: { a: true }, b: { a: true, b: null } },
  { what: "maps with another key", type: ["map", "bool"], a: { a: null }, b: { toString: null } },
  { what: "a map and a list", type: ["map", "bool"], a: {}, b: [] },
  { what: "values of another type", type: "dynamic", a: new Dynamic("string", null), b: new Dynamic("bool", null) },
  {
    what: "typed lists and sets",
    type: "dynamic",
    a: new Dynamic(["list", "bool"], []),
    b: new Dynamic(["set", "bool"], []),
  },
];

describe("two values", () => {
  it.each(equal)("are the same: $what", ({ type, a, b }) => {
    expect(same(type, a, b)).toBe(true);
    expect(same(type, b, a)).toBe(true);
  });

  it.each(different)("are not the same: $what", ({ type, a, b }) => {
    expect(same(type, a, b)).toBe(false);
    expect(same(type, b, a)).toBe(false);
  });

  it("are not the same when one of them is unknown", () => {
    expect(same("string", unknown, "a")).toBe(false);
    expect(same("string", null, unknown)).toBe(false);
    expect(same(["set", "string"], ["a", unknown], ["a", "b"])).toBe(false);
  });
});

describe("what is planned", () => {
  it.each(equal.filter(({ what }) => what !== "unknown and unknown"))(
    "becomes what is the same: $what",
    ({ type, a, b }) => {
      expect(becomes(type, a, b)).toBe(true);
    },
  );

  it.each(different)("does not become another: $what", ({ type, a, b }) => {
    expect(becomes(type, a, b)).toBe(false);
  });

  it.each<Case>([
    { what: "a text", type: "string", a: unknown, b: "a" },
    { what: "null", type: "string", a: unknown, b: null },
    { what: "an element", type: ["list", "string"], a: ["a", unknown], b: ["a", "b"] },
    { what: "an element of a set", type: ["set", "string"], a: [unknown, "a"], b: ["a", "b"] },
    { what: "the same element of a set as another", type: ["set", "string"], a: [unknown, "a"], b: ["a"] },
    {
      what: "an attribute",
      type: ["object", { a: "string", b: "bool" }],
      a: { a: unknown, b: true },
      b: { a: "a", b: true },
    },
  ])("may become anything where it is unknown: $what", ({ type, a, b }) => {
    expect(becomes(type, a, b)).toBe(true);
  });

  it.each<Case>([
    { what: "a text that was known", type: "string", a: "a", b: unknown },
    { what: "a list of which the length was known", type: ["list", "string"], a: [unknown], b: [] },
    { what: "a set that lacks what was known", type: ["set", "string"], a: ["a", unknown], b: ["b", "c"] },
    { what: "a map with more", type: ["map", "string"], a: { a: unknown }, b: { a: "a", b: "b" } },
  ])("does not become this: $what", ({ type, a, b }) => {
    expect(becomes(type, a, b)).toBe(false);
  });
});
