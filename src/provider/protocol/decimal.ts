import { Precise } from "./value";

/** A decimal number in one form: digits without zeros at either end, and the power of ten that they are multiplied by. */
interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly exponent: bigint;
}

const pattern = /^([+-]?)(?=\.?\d)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,18}))?$/;

function decimalOf(text: string): Decimal | undefined {
  const parts = pattern.exec(text);
  if (parts === null) return undefined;
  const [, sign, before = "", after = "", power = "0"] = parts;
  const all = (before + after).replace(/^0+/, "");
  const digits = all.replace(/0+$/, "");
  if (digits === "") return { negative: false, digits, exponent: 0n };
  const exponent = BigInt(power) - BigInt(after.length) + BigInt(all.length - digits.length);
  return { negative: sign === "-", digits, exponent };
}

function equal(a: Decimal, b: Decimal): boolean {
  return a.negative === b.negative && a.digits === b.digits && a.exponent === b.exponent;
}

/** A number from its decimal digits: JavaScript's own if its shortest form says the same, else all digits. `undefined` for other text. */
export function numberOf(text: string): number | Precise | undefined {
  const decimal = decimalOf(text);
  if (decimal === undefined) return undefined;
  // Terraform has one zero.
  const near = decimal.digits === "" ? 0 : Number(text);
  const shortest = Number.isFinite(near) ? decimalOf(String(near)) : undefined;
  return shortest !== undefined && equal(decimal, shortest) ? near : new Precise(text);
}

/**
 * A number that arrived in binary. Most decimals have no exact binary form: what is written back in decimal must be this number
 * to its last digit, or Terraform takes it for another.
 */
export function numberOfDouble(value: number): number | Precise {
  if (!Number.isFinite(value) || Number.isInteger(value)) return exactInteger(value);
  // A double is a whole number times a power of two, and 2^-n is 5^n times 10^-n.
  let halvings = 0;
  let scaled = value;
  while (!Number.isInteger(scaled)) {
    // Below the smallest normal number doubling is exact too.
    scaled *= 2;
    halvings += 1;
  }
  return numberOf(`${BigInt(scaled) * 5n ** BigInt(halvings)}e-${halvings}`) ?? value;
}

function exactInteger(value: number): number | Precise {
  return Number.isSafeInteger(value) || !Number.isFinite(value) ? value : (numberOf(BigInt(value).toString()) ?? value);
}

/** Whether two numbers are the same to the last digit. */
export function sameNumber(a: number | Precise, b: number | Precise): boolean {
  if (typeof a === "number" && typeof b === "number") return a === b;
  const [left, right] = [decimalOf(digitsOf(a)), decimalOf(digitsOf(b))];
  return left !== undefined && right !== undefined && equal(left, right);
}

/** A number in decimal. */
export function digitsOf(value: number | Precise): string {
  return typeof value === "number" ? String(value) : value.digits;
}
