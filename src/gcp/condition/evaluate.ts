import type { ASTNode } from "@marcbachmann/cel-js";
import { parseCelDuration, parseDay, parseTimestamp, second } from "./literals";
import { literalText } from "./parse";
import {
  add,
  ahead,
  between,
  comparable,
  compare,
  compareYear,
  eitherQuantity,
  epochSeconds,
  equals,
  equalsYear,
  exactly,
  inUnits,
  multiply,
  negate,
  type Order,
  type Quantity,
  requestTime,
  subtract,
  wholeNumber,
} from "./quantity";
import { and, choose, constant, either, error, not, oneOf, or, same, type Truth } from "./truth";

/** What an expression may come to. `year`: the calendar year of a timestamp. */
type Value =
  | { readonly kind: "truth"; readonly truth: Truth }
  | { readonly kind: "quantity"; readonly quantity: Quantity }
  | { readonly kind: "year"; readonly of: Quantity }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly Value[] }
  | { readonly kind: "unknown" };

const unknown: Value = { kind: "unknown" };
/** Deeper than Google's dozen of logical operators ever is, and not so deep that it could exhaust the stack. */
const deepest = 500;
const hour = 3600n * second;

/** The clock's hands, from the least to the greatest that each shows: they come round again and again. */
const hands: Readonly<Record<string, readonly [bigint, bigint]>> = {
  getMonth: [0n, 11n],
  getDate: [1n, 31n],
  getDayOfMonth: [0n, 30n],
  getDayOfWeek: [0n, 6n],
  getDayOfYear: [0n, 365n],
  getHours: [0n, 23n],
  getMinutes: [0n, 59n],
  getSeconds: [0n, 59n],
  getMilliseconds: [0n, 999n],
};
const unitsOfDurations: Readonly<Record<string, bigint>> = { getHours: 3600n, getMinutes: 60n, getSeconds: 1n };

function ofTruth(truth: Truth): Value {
  return { kind: "truth", truth };
}
function ofQuantity(quantity: Quantity | undefined): Value {
  return quantity ? { kind: "quantity", quantity } : unknown;
}
function isOrder(op: string): op is Order {
  return op === "<" || op === "<=" || op === ">" || op === ">=";
}

const mirrored = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" } as const;

/**
 * Abstract interpretation of one condition: for each part, when it can be true and when false. Names, functions and macros that
 * say nothing of `request.time` may be anything. The CEL language definition says what the operators mean.
 */
export class Evaluation {
  readonly doubts = new Set<string>();
  /** It asks for the hour, the day or the month of the request. */
  recurring = false;
  private readonly values = new Map<ASTNode, Value>();

  /** When the whole condition can be true, and when false. */
  truthOf(node: ASTNode): Truth {
    return this.asTruth(this.valueOf(node, 0));
  }

  private asTruth(value: Value): Truth {
    if (value.kind === "truth") return value.truth;
    if (value.kind !== "unknown") this.doubts.add("a part of the condition is not true or false where it has to be");
    return either;
  }

  /** Each part once: one that may be read in two ways would else be read 2, 4, 8 … times. */
  private valueOf(node: ASTNode, depth: number): Value {
    const before = this.values.get(node);
    if (before) return before;
    const value = this.read(node, depth);
    this.values.set(node, value);
    return value;
  }

  private read(node: ASTNode, depth: number): Value {
    if (depth > deepest) {
      this.doubts.add("the condition is nested too deeply");
      return unknown;
    }
    const of = (child: ASTNode): Value => this.valueOf(child, depth + 1);
    const truthOf = (child: ASTNode): Truth => this.asTruth(of(child));
    switch (node.op) {
      case "value":
        return literal(node.args);
      case ".":
        return isRequestTime(node) ? ofQuantity(requestTime) : unknown;
      case "&&":
        return ofTruth(and(truthOf(node.args[0]), truthOf(node.args[1])));
      case "||":
        return ofTruth(or(truthOf(node.args[0]), truthOf(node.args[1])));
      case "!_":
        return ofTruth(not(truthOf(node.args)));
      case "-_": {
        const value = of(node.args);
        return value.kind === "quantity" && value.quantity.type !== "timestamp"
          ? ofQuantity(negate(value.quantity))
          : unknown;
      }
      case "?:":
        return this.chosen(truthOf(node.args[0]), of(node.args[1]), of(node.args[2]));
      case "==":
      case "!=": {
        const truth = this.equalTo(of(node.args[0]), node.args[1], node.op, depth + 1);
        return ofTruth(truth);
      }
      case "<":
      case "<=":
      case ">":
      case ">=":
      case "in":
        return ofTruth(this.related(node.op, of(node.args[0]), of(node.args[1]), true));
      case "+":
      case "-":
      case "*":
        return this.calculated(node.op, of(node.args[0]), of(node.args[1]));
      case "list":
        return { kind: "list", items: node.args.map(of) };
      case "call":
        return this.called(node.args[0], node.args[1], of);
      case "rcall":
        return node.args[0] in hands || node.args[0] === "getFullYear"
          ? this.clock(node.args[0], of(node.args[1]), node.args[2])
          : unknown;
      default:
        return unknown;
    }
  }

  private chosen(condition: Truth, a: Value, b: Value): Value {
    if (a.kind === "truth" || b.kind === "truth") {
      return ofTruth(choose(condition, this.asTruth(a), this.asTruth(b)));
    }
    if (condition.holds.isEmpty()) return b;
    if (condition.fails.isEmpty()) return a;
    return a.kind === "quantity" && b.kind === "quantity"
      ? ofQuantity(eitherQuantity(a.quantity, b.quantity))
      : unknown;
  }

  /**
   * `left == right`. CEL's comparisons all bind alike, from the left; the parser lets `<` and `in` bind more strongly than `==`. So
   * where the right side is a comparison, with or without parentheses, it may be either reading.
   */
  private equalTo(left: Value, right: ASTNode, op: "==" | "!=", depth: number): Truth {
    const equal = areEqual(left, this.valueOf(right, depth));
    const asParsed = op === "==" ? equal : not(equal);
    if (!isOrder(right.op) && right.op !== "in") return asParsed;
    const [first, last] = right.args as readonly [ASTNode, ASTNode];
    const leftmost = ofTruth(this.equalTo(left, first, op, depth + 1));
    return oneOf(asParsed, this.related(right.op, leftmost, this.valueOf(last, depth), false));
  }

  /** @param written whether it stands there so, and is not only another reading of it */
  private related(op: Order | "in", a: Value, b: Value, written: boolean): Truth {
    if (op === "in") {
      if (b.kind !== "list") return either;
      return b.items.reduce((truth, item) => or(truth, areEqual(a, item)), constant(false));
    }
    if (a.kind === "unknown" || b.kind === "unknown") return either;
    if (a.kind === "quantity" && b.kind === "quantity" && comparable(a.quantity, b.quantity)) {
      return compare(op, a.quantity, b.quantity);
    }
    if (a.kind === "year" && b.kind === "quantity" && b.quantity.type === "int") {
      const year = wholeNumber(b.quantity);
      return year === undefined ? either : compareYear(op, a.of, year);
    }
    if (a.kind === "quantity" && b.kind === "year") return this.related(mirrored[op], b, a, written);
    if (a.kind === b.kind && a.kind !== "quantity") return either;
    if (!written) return error;
    this.doubts.add("the condition compares what cannot be compared");
    return either;
  }

  private calculated(op: "+" | "-" | "*", a: Value, b: Value): Value {
    if (a.kind === "text" && b.kind === "text" && op === "+") return { kind: "text", text: a.text + b.text };
    if (a.kind !== "quantity" || b.kind !== "quantity") return unknown;
    if (op === "*") return ofQuantity(multiply(a.quantity, b.quantity));
    return ofQuantity(op === "+" ? add(a.quantity, b.quantity) : subtract(a.quantity, b.quantity));
  }

  private called(name: string, args: readonly ASTNode[], of: (node: ASTNode) => Value): Value {
    const [argument] = args;
    if (!argument || args.length !== 1) return unknown;
    if (name === "dyn") return of(argument);
    if (name !== "timestamp" && name !== "date" && name !== "duration" && name !== "int") return unknown;
    const value = of(argument);
    if (value.kind === "text") return name === "int" ? unknown : this.moment(name, value.text);
    if (value.kind !== "quantity") return unknown;
    const { quantity } = value;
    if (name === "timestamp" && quantity.type === "int") return this.bounded({ ...quantity, type: "timestamp" });
    if (name === "int" && quantity.type === "timestamp") return ofQuantity(epochSeconds(quantity));
    return name === quantity.type ? value : unknown;
  }

  /** `timestamp("…")`, `date("…")`, `duration("…")` */
  private moment(name: "timestamp" | "date" | "duration", text: string): Value {
    const parse = { timestamp: parseTimestamp, date: parseDay, duration: parseCelDuration }[name];
    const nanoseconds = parse(text);
    if (nanoseconds === undefined) {
      this.doubts.add(`"${text.slice(0, 60)}" is no ${name} that can be relied on`);
      return unknown;
    }
    return ofQuantity(exactly(name === "duration" ? "duration" : "timestamp", nanoseconds));
  }

  /** Outside the years that a timestamp has, it is an error or whatever its reader makes of it. */
  private bounded(timestamp: Quantity): Value {
    const outside = timestamp.low < -62_135_596_800n * second || timestamp.high >= 253_402_300_800n * second;
    if (timestamp.factor !== 0n || !outside) return ofQuantity(timestamp);
    this.doubts.add("a timestamp lies outside the years 1 to 9999");
    return unknown;
  }

  /** `getHours()` and its kin, of a timestamp or of a duration. */
  private clock(name: string, value: Value, args: readonly ASTNode[]): Value {
    if (value.kind !== "quantity" || args.length > 1) return unknown;
    const { quantity } = value;
    const unit = unitsOfDurations[name];
    if (quantity.type === "duration") {
      return unit !== undefined && args.length === 0 ? ofQuantity(inUnits(quantity, unit)) : unknown;
    }
    if (quantity.type !== "timestamp") return unknown;
    if (name === "getFullYear") return { kind: "year", of: local(quantity, args[0]) };
    if (quantity.factor !== 0n) this.recurring = true;
    const [least, most] = hands[name] ?? [0n, 0n];
    return ofQuantity(between("int", least * second, most * second));
  }
}

function literal(value: unknown): Value {
  if (typeof value === "boolean") return ofTruth(constant(value));
  if (typeof value === "string") return { kind: "text", text: value };
  if (typeof value === "bigint") return ofQuantity(exactly("int", value * second));
  if (typeof value !== "number") return unknown;
  return ofQuantity(between("double", BigInt(Math.floor(value)) * second, BigInt(Math.ceil(value)) * second));
}

function isRequestTime(node: ASTNode): boolean {
  if (node.op !== "." || node.args[1] !== "time") return false;
  const [of] = node.args;
  return of.op === "id" && of.args === "request";
}

/** As the clocks of a zone show it. An offset is exact; a named zone is ahead or behind by less than sixteen hours. */
function local(timestamp: Quantity, zone: ASTNode | undefined): Quantity {
  if (!zone) return timestamp;
  const match = /^([+-])([0-9]{2}):([0-9]{2})$/.exec(literalText(zone) ?? "");
  if (!match) return ahead(timestamp, -16n * hour, 16n * hour);
  const offset = BigInt((Number(match[2]) * 60 + Number(match[3])) * 60) * second * (match[1] === "-" ? -1n : 1n);
  return ahead(timestamp, offset, offset);
}

/** `a == b`. Values of different types are never equal, or an error; neither lets `==` hold. */
function areEqual(a: Value, b: Value): Truth {
  if (a.kind === "truth" && b.kind === "truth") return same(a.truth, b.truth);
  if (a.kind === "quantity" && b.kind === "quantity") {
    return comparable(a.quantity, b.quantity) ? equals(a.quantity, b.quantity) : constant(false);
  }
  if (a.kind === "text" && b.kind === "text") return constant(a.text === b.text);
  if (b.kind === "year" && a.kind !== "year") return areEqual(b, a);
  if (a.kind === "year" && b.kind === "quantity" && b.quantity.type === "int") {
    const year = wholeNumber(b.quantity);
    return year === undefined ? either : equalsYear(a.of, year);
  }
  if (a.kind === "unknown" || b.kind === "unknown" || a.kind === b.kind) return either;
  return constant(false);
}
