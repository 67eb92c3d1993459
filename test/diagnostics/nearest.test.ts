import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearest } from "../../src/diagnostics/nearest";

const known = ["maxTtl", "owners", "eligible", "approval", "aws", "gcp"];

describe("the nearest name", () => {
  it.each([
    ["maxTTL", "maxTtl"],
    ["owner", "owners"],
    ["eligbile", "eligible"],
    ["aproval", "approval"],
    ["aws", "aws"],
    ["gpc", "gcp"],
    ["constructor", undefined],
    ["zzz", undefined],
    ["", undefined],
    ["x".repeat(100_000), undefined],
  ])("of %s is %s", (written, expected) => {
    expect(nearest(written, known)).toBe(expected);
  });

  it("is the name itself where there is one, and the first of those equally near", () => {
    expect(nearest("ab", ["ac", "ad", "ab"])).toBe("ab");
    expect(nearest("ab", ["ad", "ac"])).toBe("ad");
  });

  it("is found whenever one letter is wrong", () => {
    const word = fc.stringMatching(/^[a-z]{4,12}$/);
    fc.assert(
      fc.property(word, fc.nat(11), fc.stringMatching(/^[a-z]$/), (name, at, letter) => {
        const wrong = name.slice(0, at) + letter + name.slice(at + 1);
        expect(nearest(wrong, [name])).toBe(name);
      }),
    );
  });
});
