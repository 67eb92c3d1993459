import { describe, expect, it } from "vitest";
import { parseDateValue, parseNumericValue } from "../../../src/aws/policy/date-value";

const at = (text: string) => Date.parse(text) / 1000;

describe("parseDateValue", () => {
  it.each([
    ["2026-11-23T09:00:00Z", at("2026-11-23T09:00:00Z")],
    ["2026-11-23T09:00Z", at("2026-11-23T09:00:00Z")],
    ["2026-11-23T10:30:00+01:30", at("2026-11-23T09:00:00Z")],
    ["2026-11-23T04:00:00-05:00", at("2026-11-23T09:00:00Z")],
    ["2026-11-23T09:00:00.000Z", at("2026-11-23T09:00:00Z")],
    ["2026-11-23T09:00:00.25Z", at("2026-11-23T09:00:00Z") + 0.25],
    ["2026-11-23", at("2026-11-23T00:00:00Z")],
    ["2028-02-29", at("2028-02-29T00:00:00Z")],
    ["9999-12-31T23:59:59Z", at("9999-12-31T23:59:59Z")],
    ["1795424400", 1_795_424_400],
    ["0", 0],
    // Milliseconds are taken for seconds: the year 58,866.
    ["1795424400000", 1_795_424_400_000],
  ])("takes %s", (text, instant) => expect(parseDateValue(text)).toBe(instant));

  it.each([
    "",
    "tomorrow",
    "2026-11-31",
    "2026-02-29T00:00:00Z",
    "2026-13-01",
    "2026-00-10",
    "2026/11/22",
    "2026-11-23T09:00:00",
    "2026-11-23 09:00:00Z",
    "2026-11-23t09:00:00z",
    "2026-11-23T09:00:00+0100",
    "2026-11-23T09:00:00+24:00",
    "2026-11-23T24:00:00Z",
    "2026-11-23T09:60:00Z",
    "2026-11-23T09:00:60Z",
    "2026-11-23T9:00:00Z",
    " 2026-11-23T09:00:00Z",
    "2026-11-23T09:00:00Z\n",
    "+2026-11-23T09:00:00Z",
    // A year, or a second of 1970?
    "2026",
    "2026-11",
    "20261123T090000Z",
    "-1",
    "1e9",
    "1795424400.5",
    "0x6b030e50",
    "01795424400",
    "1795424400000000000",
    "Mon, 23 Nov 2026 09:00:00 GMT",
    "0050-01-01",
  ])("does not say when %j is", (text) => expect(parseDateValue(text)).toBeUndefined());
});

describe("parseNumericValue", () => {
  it.each([
    ["1795424400", 1_795_424_400],
    ["1795424400.0", 1_795_424_400],
    ["2026", 2026],
    ["-5", -5],
  ])("takes %s", (text, number) => expect(parseNumericValue(text)).toBe(number));
  it.each(["", "1e9", "0x10", "2026-11-23", "Infinity", "NaN", " 1", "1,5"])("does not take %j", (text) =>
    expect(parseNumericValue(text)).toBeUndefined(),
  );
});
