import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plain, plainJson } from "../../src/report/plain";

describe("plain text", () => {
  it.each([
    ["an escape sequence", "\u001b[2J", "\\u001b[2J"],
    ["an eight-bit escape", "\u009b31m", "\\u009b31m"],
    ["a line break", "a\nb", "a\\nb"],
    ["a carriage return", "a\rb", "a\\rb"],
    ["a tab", "a\tb", "a\\tb"],
    ["a NUL", "\u0000", "\\u0000"],
    ["text turned round", "\u202egnp.exe", "\\u202egnp.exe"],
    ["half a surrogate pair", "\ud800x", "\\ud800x"],
    ["the other half", "x\udc00", "x\\udc00"],
    ["a four-byte character", "🔑", "🔑"],
    ["letters of other scripts", "Grüße, 東京", "Grüße, 東京"],
  ])("%s", (_, text, expected) => {
    expect(plain(text)).toBe(expected);
  });

  it("is one line without controls, whatever it was made of", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(plain(text)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
    );
  });
});

describe("plain JSON", () => {
  it("parses to the same value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(plainJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
