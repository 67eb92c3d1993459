import { TimeSet } from "../../time/time-set";
import { type Nanoseconds, second, startOfYear } from "./literals";
import { and, not, type Truth } from "./truth";

/**
 * A number that may follow the time of the request: some value between `(factor × t + low) / per` and `(factor × t + high) / per`,
 * where t is the time in nanoseconds. Numbers are kept in billionths, so that seconds and nanoseconds have one scale.
 */
export interface Quantity {
  readonly type: "timestamp" | "duration" | "int" | "double";
  readonly factor: bigint;
  readonly low: bigint;
  readonly high: bigint;
  /** Positive. */
  readonly per: bigint;
}

export type Order = "<" | "<=" | ">" | ">=";

/** `request.time` */
export const requestTime: Quantity = { type: "timestamp", factor: 1n, low: 0n, high: 0n, per: 1n };

/** Somewhere between two numbers in billionths, whatever the time. */
export function between(type: Quantity["type"], low: bigint, high: bigint): Quantity {
  return { type, factor: 0n, low, high, per: 1n };
}

export function exactly(type: Quantity["type"], billionths: bigint): Quantity {
  return between(type, billionths, billionths);
}

/** A whole number that does not depend on the time; undefined for every other. */
export function wholeNumber({ type, factor, low, high, per }: Quantity): bigint | undefined {
  return type === "int" && factor === 0n && low === high && per === 1n && low % second === 0n
    ? low / second
    : undefined;
}

export function negate({ type, factor, low, high, per }: Quantity): Quantity {
  return { type, factor: -factor, low: -high, high: -low, per };
}

function sum(type: Quantity["type"], a: Quantity, b: Quantity): Quantity {
  return {
    type,
    factor: a.factor * b.per + b.factor * a.per,
    low: a.low * b.per + b.low * a.per,
    high: a.high * b.per + b.high * a.per,
    per: a.per * b.per,
  };
}

/** `a + b`; undefined where CEL has no such sum, or not an exact one. */
export function add(a: Quantity, b: Quantity): Quantity | undefined {
  const types = `${a.type}+${b.type}`;
  if (types === "timestamp+duration" || types === "duration+timestamp") return sum("timestamp", a, b);
  if (types === "duration+duration" || types === "int+int") return sum(a.type, a, b);
  return undefined;
}

/** `a - b`; undefined where CEL has no such difference, or not an exact one. */
export function subtract(a: Quantity, b: Quantity): Quantity | undefined {
  const types = `${a.type}-${b.type}`;
  if (types === "timestamp-timestamp") return sum("duration", a, negate(b));
  if (types === "timestamp-duration") return sum("timestamp", a, negate(b));
  if (types === "duration-duration" || types === "int-int") return sum(a.type, a, negate(b));
  return undefined;
}

/** `a * b` of whole numbers, of which one does not depend on the time. */
export function multiply(a: Quantity, b: Quantity): Quantity | undefined {
  const times = wholeNumber(b);
  if (times === undefined) return wholeNumber(a) === undefined ? undefined : multiply(b, a);
  if (a.type !== "int") return undefined;
  const [low, high] = times < 0n ? [a.high * times, a.low * times] : [a.low * times, a.high * times];
  return { ...a, factor: a.factor * times, low, high };
}

/** A duration in whole units (hours, minutes, seconds), cut towards zero. */
export function inUnits(duration: Quantity, unit: bigint): Quantity {
  const cut = duration.per * unit * second - 1n;
  return {
    type: "int",
    factor: duration.factor,
    low: duration.low - cut,
    high: duration.high + cut,
    per: duration.per * unit,
  };
}

/** `int(timestamp)`: the whole seconds since 1970. */
export function epochSeconds(timestamp: Quantity): Quantity {
  return { ...timestamp, type: "int", low: timestamp.low - (timestamp.per * second - 1n) };
}

/** One of two, nobody can tell which; undefined where they follow the time differently. */
export function eitherQuantity(a: Quantity, b: Quantity): Quantity | undefined {
  if (a.type !== b.type || a.factor !== b.factor || a.per !== b.per) return undefined;
  return { ...a, low: a.low < b.low ? a.low : b.low, high: a.high > b.high ? a.high : b.high };
}

function floorOf(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor !== 0n && dividend < 0n !== divisor < 0n ? quotient - 1n : quotient;
}

/** The seconds in which `factor × t + offset < 0` at some moment; `<= 0` where `orEqual`. */
function negative(factor: bigint, offset: bigint, orEqual: boolean): TimeSet {
  if (factor === 0n) return offset < 0n || (orEqual && offset === 0n) ? TimeSet.all : TimeSet.empty;
  const divisor = factor * second;
  const floor = floorOf(-offset, divisor);
  if (factor < 0n) return TimeSet.from(Number(floor));
  const exact = -offset === floor * divisor;
  return TimeSet.before(Number(exact && !orEqual ? floor : floor + 1n));
}

/** Whether CEL compares them. Whole and broken numbers compare with each other. */
export function comparable(a: Quantity, b: Quantity): boolean {
  const isNumber = ({ type }: Quantity): boolean => type === "int" || type === "double";
  return a.type === b.type || (isNumber(a) && isNumber(b));
}

/** `a < b` and its kin, of two that are comparable. */
export function compare(order: Order, a: Quantity, b: Quantity): Truth {
  if (order === ">" || order === ">=") return compare(order === ">" ? "<" : "<=", b, a);
  if (order === "<=") return not(compare("<", b, a));
  const { factor, low, high, per } = sum("double", a, negate(b));
  // Of whole numbers, one less is the same as at most one smaller, and closer where digits were cut off.
  const whole = a.type === "int" && b.type === "int";
  return {
    holds: whole ? negative(factor, low + per * second, true) : negative(factor, low, false),
    fails: negative(-factor, -high, true),
  };
}

/** `a == b` of two that are comparable. */
export function equals(a: Quantity, b: Quantity): Truth {
  const { factor, low, high } = sum("double", a, negate(b));
  const certain = factor === 0n && low === 0n && high === 0n;
  return {
    holds: negative(factor, low, true).intersect(negative(-factor, -high, true)),
    fails: certain ? TimeSet.empty : TimeSet.all,
  };
}

/** The year that a timestamp lies in, compared with a number: years pass once, so these are real bounds. */
export function compareYear(order: Order, timestamp: Quantity, year: bigint): Truth {
  const start = (of: bigint): Quantity => exactly("timestamp", startOfYear(of));
  switch (order) {
    case "<":
      return compare("<", timestamp, start(year));
    case "<=":
      return compare("<", timestamp, start(year + 1n));
    case ">":
      return compare(">=", timestamp, start(year + 1n));
    case ">=":
      return compare(">=", timestamp, start(year));
  }
}

export function equalsYear(timestamp: Quantity, year: bigint): Truth {
  return and(compareYear(">=", timestamp, year), compareYear("<=", timestamp, year));
}

/** A timestamp as clocks show it that are ahead by something between the two. */
export function ahead(timestamp: Quantity, least: Nanoseconds, most: Nanoseconds): Quantity {
  return { ...timestamp, low: timestamp.low + least * timestamp.per, high: timestamp.high + most * timestamp.per };
}
