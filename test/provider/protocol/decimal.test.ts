import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digitsOf, numberOf, numberOfDouble, sameNumber } from "../../../src/provider/protocol/decimal";
import { Precise } from "../../../src/provider/protocol/value";

/** The exact worth of a decimal, as a fraction. */
function worth(text: string): readonly [bigint, bigint] {
  const [mantissa = "", power = "0"] = text.toLowerCase().split("e");
  const [whole = "", after = ""] = mantissa.split(".");
  const exponent = Number(power) - after.length;
  const digits = BigInt(`${whole}${after}`);
  return exponent >= 0 ? [digits * 10n ** BigInt(exponent), 1n] : [digits, 10n ** BigInt(-exponent)];
}

describe("a number from its digits", () => {
  it.each(["0", "-0", "0.0", "1", "-1", "0.1", "1e21", "1E-7", "+5", ".5", "5.", "100", "1.50", "9007199254740992"])(
    "is JavaScript's own where that says the same: %s",
    (text) => {
      expect(numberOf(text)).toBeTypeOf("number");
      expect(numberOf(text)).toEqual(Number(text) + 0);
    },
  );

  it.each([
    "9007199254740993",
    "0.1000000000000000055",
    "1e400",
    "1e-400",
    "123456789012345678901234567890",
    "1e999999999999",
  ])("keeps its digits where JavaScript's own would be another: %s", (text) => {
    expect(numberOf(text)).toEqual(new Precise(text));
  });

  it.each([
    "",
    " ",
    "a",
    "1a",
    "0x10",
    "1_000",
    "1e",
    "e5",
    ".",
    "-",
    "Infinity",
    "NaN",
    "1,5",
    "1e9999999999999999999",
  ])("is none where they are none: %j", (text) => {
    expect(numberOf(text)).toBeUndefined();
  });
});

describe("a number that came in binary", () => {
  it("is exact to its last digit, whatever it is", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 }), (value) => {
        const [above, below] = worth(digitsOf(numberOfDouble(value)));
        // A double is exact where its fraction, taken back to binary, leaves nothing over.
        let [scaled, doublings] = [value, 0n];
        while (!Number.isInteger(scaled)) {
          scaled *= 2;
          doublings += 1n;
        }
        expect(above * 2n ** doublings).toBe(BigInt(scaled) * below);
      }),
    );
  });
});

describe("two numbers", () => {
  it.each([
    { a: 1, b: 1, is: true },
    { a: 0.1, b: new Precise("0.10"), is: true },
    { a: 100, b: new Precise("1e2"), is: true },
    { a: new Precise("1e400"), b: new Precise("10e399"), is: true },
    { a: 0.1, b: new Precise("0.1000000000000000055"), is: false },
    { a: 1, b: -1, is: false },
    { a: Number.POSITIVE_INFINITY, b: Number.POSITIVE_INFINITY, is: true },
    { a: Number.POSITIVE_INFINITY, b: new Precise("1e400"), is: false },
  ])("are the same or not: $a and $b", ({ a, b, is }) => {
    expect(sameNumber(a, b)).toBe(is);
    expect(sameNumber(b, a)).toBe(is);
  });
});
