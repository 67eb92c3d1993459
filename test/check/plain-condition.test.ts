import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conditionFault, libraryFault } from "../../src/check/auto-condition";
import { isPlainCondition } from "../../src/check/plain-condition";

const field = fc.constantFrom(
  "identity",
  "kind",
  "role",
  "task",
  "ticket",
  "environment",
  "sensitivity",
  "ttl",
  "start",
);
const quoted = fc
  .tuple(fc.constantFrom('"', "'"), fc.string({ maxLength: 6, unit: fc.constantFrom(..."aZ0 _:./@+-\\\"'{}\n") }))
  .map(([mark, text]) => `${mark}${text}${mark}`);
const length = fc
  .tuple(fc.nat({ max: 20_000 }), fc.constantFrom("s", "m", "h", "d", ""), fc.constantFrom('"', "'"))
  .map(([count, unit, mark]) => `duration(${mark}${count}${unit}${mark})`);
const operator = fc.constantFrom("==", "!=", "<", "<=", ">", ">=", " == ", " <= ", " < ");
const term = fc.oneof(
  fc.tuple(field, operator, quoted).map(([name, is, value]) => `request.${name}${is}${value}`),
  fc
    .tuple(field, fc.constantFrom("startsWith", "endsWith", "contains", "matches", "size"), quoted)
    .map(([name, how, value]) => `request.${name}.${how}(${value})`),
  fc
    .tuple(fc.constantFrom("ttl", "ttl", "ticket"), operator, length)
    .map(([name, is, value]) => `request.${name}${is}${value}`),
);
const condition = fc
  .tuple(term, fc.array(fc.tuple(fc.constantFrom(" && ", " || ", "&&", "||", " & "), term), { maxLength: 3 }))
  .map(([first, rest]) => first + rest.flat().join(""));

describe("plain conditions of automatic approval", () => {
  it.each([
    ['request.ttl <= duration("30m") && request.ticket.startsWith("CHG-")', true],
    ['request.environment != "production" || request.ttl < duration("1h")', true],
    ["request.kind == 'agent'", true],
    ['request.ttl <= "30m"', false],
    ['request.ticket == duration("30m")', false],
    ['request.nobody == "x"', false],
    ['request.ticket.matches("^(a+)+$")', false],
    ["request.ttl <= duration('30m'", false],
    ["true", false],
    ["", false],
  ])("%s: %s", (text, plain) => {
    expect(isPlainCondition(text)).toBe(plain);
  });

  it("are sound to the library too", () => {
    let plain = 0;
    fc.assert(
      fc.property(condition, (text) => {
        if (isPlainCondition(text)) plain++;
        else return;
        expect(libraryFault(text), text).toBeUndefined();
      }),
      { numRuns: 6000 },
    );
    expect(plain).toBeGreaterThan(200);
  });

  it.each([58, 59, 1000])("are sound also in a row of %d, or left to the library", (count) => {
    const row = Array.from({ length: count }, () => 'request.kind==""').join("&&");
    if (isPlainCondition(row)) expect(libraryFault(row)).toBeUndefined();
    expect(isPlainCondition(row)).toBe(row.length <= 1000);
  });

  it("leave to the library whatever else is written", () => {
    fc.assert(
      fc.property(condition, (text) => {
        expect(conditionFault(text)).toBe(libraryFault(text));
      }),
      { numRuns: 1000 },
    );
  });
});
