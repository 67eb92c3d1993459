import { describe, expect, it } from "vitest";
import { boundOfCondition } from "../../../src/gcp/condition/bound";
import { timesOf } from "../../../src/gcp/condition/times";
import { formatInstant } from "../../../src/time/instant";

function said(expression: string): string {
  const bound = boundOfCondition(expression);
  if (bound === "nothing") return bound;
  if (bound.kind !== "leased") return bound.kind;
  const from = bound.from === undefined ? "" : `${formatInstant(bound.from)} `;
  return `${from}to ${formatInstant(bound.until)}`;
}

const T = 'timestamp("2026-11-23T09:00:00Z")';
const U = 'timestamp("2026-11-24T09:00:00Z")';
const untilT = "to 2026-11-23T09:00:00Z";
const untilU = "to 2026-11-24T09:00:00Z";

describe("the bound of a CEL condition", () => {
  it.each([
    // One comparison, either way round.
    [`request.time < ${T}`, untilT],
    [`${T} > request.time`, untilT],
    [`request.time <= ${T}`, "to 2026-11-23T09:00:01Z"],
    [`${T} >= request.time`, "to 2026-11-23T09:00:01Z"],
    [`request.time > ${T}`, "standing"],
    [`request.time == ${T}`, "2026-11-23T09:00:00Z to 2026-11-23T09:00:01Z"],
    [`request.time != ${T}`, "standing"],
    [`request.time >= ${T} && request.time < ${U}`, `2026-11-23T09:00:00Z ${untilU}`],
    // Fractions are never rounded to an earlier end.
    ['request.time < timestamp("2026-11-23T09:00:00.000000001Z")', "to 2026-11-23T09:00:01Z"],
    ['request.time < timestamp("2026-11-23T09:00:00.000000000Z")', untilT],
    ['request.time < timestamp("2026-11-23t10:00:00+01:00")', untilT],
    // Trick cases.
    [`request.time < ${T} || true`, "standing"],
    [`request.time < ${T} || resource.type == "x"`, "standing"],
    [`request.time < ${T} || request.time >= ${T}`, "standing"],
    [`request.time < ${T} || request.time < ${U}`, untilU],
    [`request.time < ${T} || (resource.type == "x" && request.time < ${U})`, untilU],
    [`!(request.time >= ${T})`, untilT],
    [`!!(request.time < ${T})`, untilT],
    [`!(!(request.time < ${T}))`, untilT],
    [`!(request.time < ${T})`, "standing"],
    [`!(request.time >= ${T} || resource.type == "x")`, untilT],
    [`!(request.time >= ${T} && resource.type == "x")`, "standing"],
    [`resource.type == "x" ? request.time < ${T} : request.time < ${U}`, untilU],
    [`resource.type == "x" ? request.time < ${T} : true`, "standing"],
    [`true ? request.time < ${T} : true`, untilT],
    [`request.time < ${T} ? true : false`, untilT],
    [`request.time < ${T} ? resource.type == "x" : resource.type != "x"`, "standing"],
    [`request.time < (resource.type == "x" ? ${T} : ${U})`, untilU],
    [`(request.time < ${T}) == true`, untilT],
    [`true == (request.time < ${T})`, untilT],
    [`(request.time < ${T}) != false`, untilT],
    [`(request.time < ${T}) == false`, "standing"],
    [`(request.time < ${T}) == (resource.type == "x")`, "standing"],
    [`true in [request.time < ${T}]`, untilT],
    [`request.time in [${T}, ${U}]`, "2026-11-23T09:00:00Z to 2026-11-24T09:00:01Z"],
    // `==` and `<` bind alike, from the left: this says `(x == request.time) < true`.
    [`${T} == request.time < true`, "indeterminate"],
    // Nothing.
    ["false", "nothing"],
    ["1 > 2", "nothing"],
    ['"a" == "b"', "nothing"],
    [`request.time < ${T} && false`, "nothing"],
    [`request.time < ${T} && request.time >= ${U}`, "nothing"],
    ["true", "standing"],
    // Durations, on both sides.
    [`request.time < ${T} + duration("3600s")`, "to 2026-11-23T10:00:00Z"],
    [`request.time - duration("1h") < ${T}`, "to 2026-11-23T10:00:00Z"],
    [`request.time + duration("1h") < ${T}`, "to 2026-11-23T08:00:00Z"],
    [`request.time - ${T} < duration("1h30m")`, "to 2026-11-23T10:30:00Z"],
    [`request.time - ${T} + duration("3600s") < duration("1.5h")`, "to 2026-11-23T09:30:00Z"],
    [`duration("1h") > request.time - ${T}`, "to 2026-11-23T10:00:00Z"],
    [`${T} - request.time > duration("3600s")`, "to 2026-11-23T08:00:00Z"],
    [`-(request.time - ${T}) > duration("0s")`, untilT],
    [`(request.time - ${T}).getHours() < 8`, "to 2026-11-23T17:00:00Z"],
    // Seconds since 1970.
    ["int(request.time) < 1795424400", untilT],
    ["int(request.time) <= 1795424399", untilT],
    ["request.time < timestamp(1795424400)", untilT],
    ["request.time < timestamp(1795424400 + 60 * 60)", "to 2026-11-23T10:00:00Z"],
    ["request.time < timestamp(1795424400000)", "indeterminate"],
    ['request.time < timestamp("9999-12-31T23:59:59Z")', "to 9999-12-31T23:59:59Z"],
    ['request.time < timestamp("9999-12-31T23:59:59Z") + duration("1s")', "standing"],
    ['request.time < timestamp("1969-01-01T00:00:00Z")', "to 1970-01-01T00:00:00Z"],
    // Years pass once, hours and days come round again.
    ["request.time.getFullYear() < 2027", "to 2027-01-01T00:00:00Z"],
    ["2027 > request.time.getFullYear()", "to 2027-01-01T00:00:00Z"],
    ['request.time.getFullYear("-05:00") == 2026', "2026-01-01T05:00:00Z to 2027-01-01T05:00:00Z"],
    ["request.time.getFullYear() != 2026", "standing"],
    ["request.time.getHours() < 18", "standing"],
    ['request.time.getDayOfWeek("Europe/Berlin") < 6', "standing"],
    [`request.time.getHours() < 18 && request.time < ${T}`, untilT],
    [`request.time.getHours() < 18 || request.time < ${T}`, "standing"],
    ["request.time.getHours() > 23", "nothing"],
    // What nobody can rely on.
    ['request.time < timestamp("2026-02-30T00:00:00Z")', "indeterminate"],
    ['request.time < timestamp("2026-11-23T09:00:60Z")', "indeterminate"],
    ['request.time < timestamp("2026-11-23T09:00:00")', "indeterminate"],
    ['request.time < timestamp("2026-11-23 09:00:00Z")', "indeterminate"],
    [`request.time < ${T} + duration("1 day")`, "indeterminate"],
    ['request.time < "2026-11-23T09:00:00Z"', "indeterminate"],
    [`request.time < ${T} && request.time < timestamp("soon")`, untilT],
    ['request.time < timestamp("${time_offset.end.rfc3339}")', "indeterminate"],
    [`request.time < ${T} &&`, "indeterminate"],
    ["", "indeterminate"],
    [`request.time < ${T} && resource.name == r"\\" || true`, "indeterminate"],
    // Not the request's time.
    [`resource.time < ${T}`, "standing"],
    [`other.request.time < ${T}`, "standing"],
    [`[{"time": ${T}}].all(request, request.time < ${T})`, "standing"],
    [`nobody.knows(request.time < ${T})`, "standing"],
    [`resource.matchTag("1/stage", "test") && request.time < ${T}`, untilT],
  ])("%s: %s", (expression, expected) => expect(said(expression)).toBe(expected));

  it("stands without a condition", () => expect(boundOfCondition(undefined)).toMatchObject({ kind: "standing" }));

  it("says what it doubts", () => {
    expect(timesOf('request.time < timestamp("soon")').doubts).toEqual([
      '"soon" is no timestamp that can be relied on',
    ]);
    expect(timesOf(`request.time < ${T} &&`).doubts).toEqual(["the condition is not CEL that can be read"]);
  });

  it.each([
    ["a thousand negations", `${"!".repeat(1000)}true`],
    ["a thousand parentheses", `${"(".repeat(1000)}true${")".repeat(1000)}`],
    ["readings within readings", `${Array.from({ length: 200 }, () => "a == (b < (").join("")}c${"))".repeat(200)}`],
    ["a long chain", Array.from({ length: 900 }, () => "a == b < c").join(" == ")],
    ["a megabyte", `a == "${"x".repeat(1_000_000)}"`],
  ])("answers soon for %s", (_, expression) => {
    const start = performance.now();
    expect(said(expression)).toMatch(/standing|indeterminate/);
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});
