import { sameNumber } from "./decimal";
import { sameType } from "./types";
import { Dynamic, isValues, Precise, Unknown, type Value, type ValueType } from "./value";

/** Whether two values of a type are the same; what is unknown is the same only as what is unknown. */
export function same(type: ValueType, a: Value, b: Value): boolean {
  return agrees(type, a, b, (left, right) => left instanceof Unknown && right instanceof Unknown);
}

/** Whether a value is what was planned, of which something may have been unknown. */
export function becomes(type: ValueType, planned: Value, made: Value): boolean {
  return agrees(type, planned, made, (before) => before instanceof Unknown);
}

type Unknowns = (a: Value, b: Value) => boolean;

function agrees(type: ValueType, a: Value, b: Value, unknowns: Unknowns): boolean {
  if (a instanceof Unknown || b instanceof Unknown) return unknowns(a, b);
  if (a === null || b === null) return a === b;
  // Terraform holds all its texts in this one form of Unicode.
  if (typeof a === "string" && typeof b === "string") return a.normalize() === b.normalize();
  if (isNumber(a) && isNumber(b)) return sameNumber(a, b);
  if (a instanceof Dynamic && b instanceof Dynamic) {
    return sameType(a.type, b.type) && agrees(a.type, a.value, b.value, unknowns);
  }
  if (typeof type === "string") return a === b;
  if (Array.isArray(a) && Array.isArray(b)) return listsAgree(type, a, b, unknowns);
  return isValues(a) && isValues(b) && recordsAgree(type, a, b, unknowns);
}

function isNumber(value: Value): value is number | Precise {
  return typeof value === "number" || value instanceof Precise;
}

function listsAgree(type: ValueType, a: readonly Value[], b: readonly Value[], unknowns: Unknowns): boolean {
  if (type[0] === "set") return setsAgree(typeAt(type, 0), a, b, unknowns);
  return (
    a.length === b.length && a.every((each, index) => agrees(typeAt(type, index), each, b[index] ?? null, unknowns))
  );
}

/** Each element of either has one in the other, whatever the order: two that were unknown may have become one. */
function setsAgree(type: ValueType, a: readonly Value[], b: readonly Value[], unknowns: Unknowns): boolean {
  return (
    a.every((each) => b.some((other) => agrees(type, each, other, unknowns))) &&
    b.every((other) => a.some((each) => agrees(type, each, other, unknowns)))
  );
}

function recordsAgree(
  type: ValueType,
  a: Readonly<Record<string, Value>>,
  b: Readonly<Record<string, Value>>,
  unknowns: Unknowns,
): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every(
      (name) => Object.hasOwn(b, name) && agrees(typeAt(type, name), a[name] ?? null, b[name] ?? null, unknowns),
    )
  );
}

/** The type of what lies at a key of a value of a type. */
function typeAt(type: ValueType, key: string | number): ValueType {
  if (typeof type === "string") return type;
  if (type[0] === "tuple") return type[1][Number(key)] ?? "dynamic";
  return type[0] === "object" ? (type[1][key] ?? "dynamic") : type[1];
}
