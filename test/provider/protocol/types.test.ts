import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Malformed } from "../../../src/provider/protocol/fault";
import { parseType, sameType, typeText } from "../../../src/provider/protocol/types";
import { anyTyped } from "./helpers/arbitrary-value";

describe("a type", () => {
  it("is what its JSON says, whatever it is", () => {
    fc.assert(
      fc.property(anyTyped, ({ type }) => {
        const read = parseType(JSON.parse(JSON.stringify(type)));
        expect(read).toEqual(type);
        expect(sameType(read, type)).toBe(true);
      }),
    );
  });

  it.each([
    { json: "string", text: "string" },
    { json: "dynamic", text: "any" },
    { json: ["list", "bool"], text: "list(bool)" },
    { json: ["set", ["map", "number"]], text: "set(map(number))" },
    { json: ["tuple", ["string", "number"]], text: "tuple([string, number])" },
    { json: ["object", {}], text: "object({})" },
    { json: ["object", { a: "string", b: ["list", "dynamic"] }], text: "object({ a = string, b = list(any) })" },
    { json: ["object", { a: "string" }, ["a"]], text: "object({ a = string })" },
  ])("is said as Terraform says it: $text", ({ json, text }) => {
    expect(typeText(parseType(json))).toBe(text);
  });

  it.each([
    null,
    1,
    "int",
    [],
    ["list"],
    ["list", "bool", "bool"],
    ["bag", "bool"],
    ["tuple", "bool"],
    ["tuple", ["int"]],
    ["object", []],
    ["object", null],
    ["object", { a: "int" }],
    ["object", {}, "a"],
    ["object", {}, [1]],
    ["object", {}, [], []],
  ])("is refused where it is none: %j", (json) => {
    expect(() => parseType(json)).toThrow(Malformed);
  });

  it.each([
    { a: ["object", { a: "bool" }], b: ["object", {}] },
    { a: ["object", { toString: "bool" }], b: ["object", { a: "bool" }] },
    { a: ["tuple", ["bool"]], b: ["tuple", ["bool", "bool"]] },
    { a: ["list", "bool"], b: ["set", "bool"] },
    { a: ["list", "bool"], b: ["list", "string"] },
    { a: ["tuple", []], b: ["object", {}] },
    { a: ["map", "bool"], b: "dynamic" },
  ])("is not another: $a and $b", ({ a, b }) => {
    expect(sameType(parseType(a), parseType(b))).toBe(false);
    expect(sameType(parseType(b), parseType(a))).toBe(false);
  });
});
