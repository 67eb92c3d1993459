import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { same } from "../../../src/provider/protocol/compare";
import { digitsOf } from "../../../src/provider/protocol/decimal";
import { valueFrom } from "../../../src/provider/protocol/dynamic-value";
import { Malformed } from "../../../src/provider/protocol/fault";
import { parseJson, valueFromJson } from "../../../src/provider/protocol/json";
import { Dynamic, Precise, type Value } from "../../../src/provider/protocol/value";
import { anyKnown } from "./helpers/arbitrary-value";

/** JSON as Terraform writes it, which has numbers of any length. */
function write(value: Value): string {
  if (value instanceof Dynamic) return `{"type":${JSON.stringify(value.type)},"value":${write(value.value)}}`;
  if (value instanceof Precise || typeof value === "number") return digitsOf(value);
  if (Array.isArray(value)) return `[${value.map(write).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, inner]) => `${JSON.stringify(key)}:${write(inner)}`)
    .join(",")}}`;
}

describe("a value in JSON", () => {
  it("is read as what it is, whatever it is", () => {
    fc.assert(
      fc.property(anyKnown, ({ type, value }) => {
        expect(same(type, valueFromJson(type, Buffer.from(write(value))), value)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("is taken where there is no MessagePack", () => {
    const sent = { msgpack: new Uint8Array(), json: Buffer.from('["a"]') };
    expect(valueFrom(["list", "string"], sent)).toEqual(["a"]);
  });

  it.each([
    { text: "1", value: 1 },
    { text: "-0.5e1", value: -5 },
    { text: "9007199254740993", value: new Precise("9007199254740993") },
    { text: "1e400", value: new Precise("1e400") },
    { text: '"9007199254740993"', value: "9007199254740993" },
    { text: '"\\"9007199254740993\\\\"', value: '"9007199254740993\\' },
    { text: '{"digits":9007199254740993}', value: { digits: new Precise("9007199254740993") } },
    { text: '[{"digits":"1"},9007199254740993]', value: [{ digits: "1" }, new Precise("9007199254740993")] },
    { text: '{"9007199254740993":1e400}', value: { "9007199254740993": new Precise("1e400") } },
  ])("keeps every digit: $text", ({ text, value }) => {
    expect(parseJson(Buffer.from(text))).toEqual(value);
  });

  it.each([
    "",
    "{",
    "01",
    "1.",
    ".5",
    "+1",
    "NaN",
    "nul",
    '{"a":1,}',
    "'a'",
    '"\u0001"',
    "1 2",
    "\ufeff1",
    "9007199254740993.",
    "-",
  ])("is refused where it is no JSON: %j", (text) => {
    expect(() => parseJson(Buffer.from(text))).toThrow(Malformed);
  });

  it("is refused where it is not UTF-8, and where it lies too deep", () => {
    expect(() => parseJson(Uint8Array.of(0x22, 0xff, 0x22))).toThrow(Malformed);
    const deep = Buffer.from(`${'{"type":["list","dynamic"],"value":['.repeat(5000)}null${"]}".repeat(5000)}`);
    expect(() => valueFromJson("dynamic", deep)).toThrow(Malformed);
  });
});
