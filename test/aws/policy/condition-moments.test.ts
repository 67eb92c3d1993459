import { describe, expect, it } from "vitest";
import { momentsOf } from "../../../src/aws/policy/condition-moments";
import type { Condition } from "../../../src/aws/policy/document";
import { longestTail, Moments } from "../../../src/aws/policy/moments";
import { unknownPart } from "../../../src/aws/policy/unknown-part";
import { TimeSet } from "../../../src/time/time-set";

const text = "2026-11-23T10:00:00Z";
const at = Date.parse(text) / 1000;
const other = "2026-11-23T12:00:00Z";
const later = Date.parse(other) / 1000;

const before = TimeSet.before(at);
const from = TimeSet.from(at);
const second = TimeSet.of({ start: at, end: at + 1 });
const all = TimeSet.all;
const none = TimeSet.empty;

const now = (times: TimeSet) => Moments.at(times);
const sessions = (times: TimeSet) => Moments.issuedWithin(times);
const orKeys = (times: TimeSet) => sessions(times).union(Moments.longTermKeys);

/** Every pair around the two dates, so that equal answers are equal sets. */
function spelled(moments: Moments): string {
  const points = [at - longestTail, at - 1, at, at + 1, later - 1, later, later + 1, later + longestTail];
  return points
    .flatMap((time) => [
      moments.contains(time) ? `${time - at}/keys` : "",
      ...points.map((issued) => (moments.contains(time, issued) ? `${time - at}/${issued - at}` : "")),
    ])
    .filter(Boolean)
    .join(" ");
}

function expectMoments(condition: Condition, possible: Moments, certain: Moments) {
  const found = momentsOf(condition);
  expect(spelled(found.possible), "possible").toBe(spelled(possible));
  expect(spelled(found.certain), "certain").toBe(spelled(certain));
}

const sameSets: readonly [string, TimeSet][] = [
  ["LessThan", before],
  ["LessThanEquals", TimeSet.before(at + 1)],
  ["GreaterThan", TimeSet.from(at + 1)],
  ["GreaterThanEquals", from],
  ["Equals", second],
  ["NotEquals", second.complement()],
];

describe("momentsOf: the time of the request", () => {
  it.each(
    sameSets.flatMap(([comparison, times]) =>
      ["aws:CurrentTime", "AWS:CURRENTTIME", "aws:EpochTime"].flatMap((key) =>
        ["", "ForAllValues:", "ForAnyValue:"].flatMap((set) =>
          ["", "IfExists"].map((ifExists) => [`${set}Date${comparison}${ifExists}`, key, times] as const),
        ),
      ),
    ),
  )("%s on %s", (operator, key, times) => expectMoments({ [operator]: { [key]: text } }, now(times), now(times)));

  it.each(sameSets)("Numeric%s on aws:EpochTime, which AWS allows", (comparison, times) =>
    expectMoments({ [`Numeric${comparison}`]: { "aws:EpochTime": String(at) } }, now(times), now(times)),
  );

  it.each([
    ["the first of two", "DateLessThan", now(TimeSet.before(later))],
    ["the later of two", "DateGreaterThan", now(TimeSet.from(at + 1))],
    ["either of two", "DateEquals", now(second.union(TimeSet.of({ start: later, end: later + 1 })))],
    ["none of two", "DateNotEquals", now(second.union(TimeSet.of({ start: later, end: later + 1 })).complement())],
  ])("values of a list: %s", (_, operator, moments) =>
    expectMoments({ [operator]: { "aws:CurrentTime": [text, other] } }, moments, moments),
  );

  it("keys and operators of a block must hold together", () => {
    const between = now(TimeSet.of({ start: at, end: later }));
    expectMoments(
      { DateGreaterThanEquals: { "aws:CurrentTime": text }, DateLessThan: { "aws:EpochTime": other } },
      between,
      between,
    );
    const crossed = { DateLessThan: { "aws:CurrentTime": text }, DateGreaterThanEquals: { "aws:CurrentTime": other } };
    expectMoments(crossed, Moments.never, Moments.never);
    expect(momentsOf(crossed).possible.isNever()).toBe(true);
  });

  it("a fraction of a second is rounded to the side that claims less", () => {
    const half = text.replace("Z", ".5Z");
    const rounded = (operator: string) => momentsOf({ [operator]: { "aws:CurrentTime": half } });
    expect(rounded("DateLessThan").possible.end(0)).toBe(at + 1);
    expect(rounded("DateLessThan").certain.end(0)).toBe(at);
    expect(rounded("DateGreaterThanEquals").possible.contains(at)).toBe(true);
    expect(rounded("DateGreaterThanEquals").certain.contains(at)).toBe(false);
    expect(rounded("DateEquals").certain.isNever()).toBe(true);
    expect(rounded("DateNotEquals").possible.isAlways()).toBe(true);
  });
});

describe("momentsOf: the time of the session's issue", () => {
  const key = "aws:TokenIssueTime";
  it.each(sameSets)("Date%s holds for sessions, and without one only if negated", (comparison, times) => {
    const found = comparison === "NotEquals" ? orKeys(times) : sessions(times);
    expectMoments({ [`Date${comparison}`]: { [key]: text } }, found, found);
  });
  it.each(sameSets)("Date%sIfExists holds without a session too", (comparison, times) =>
    expectMoments({ [`Date${comparison}IfExists`]: { "aws:tokenissuetime": text } }, orKeys(times), orKeys(times)),
  );
  it.each(sameSets)("ForAllValues:Date%s holds without a session too", (comparison, times) =>
    expectMoments({ [`ForAllValues:Date${comparison}`]: { [key]: text } }, orKeys(times), orKeys(times)),
  );
  it.each([
    ["ForAnyValue:DateLessThan", sessions(before)],
    // The documentation says no more than that ForAnyValue needs a value.
    ["ForAnyValue:DateLessThanIfExists", orKeys(before)],
    ["ForAnyValue:DateNotEquals", orKeys(second.complement())],
  ])("%s does not hold for certain without a session", (operator, possible) =>
    expectMoments({ [operator]: { [key]: text } }, possible, possible.intersect(Moments.sessions)),
  );
});

describe("momentsOf: Null", () => {
  it.each([
    ["aws:CurrentTime", "true", Moments.never],
    ["aws:CurrentTime", "false", Moments.always],
    ["aws:epochtime", "True", Moments.never],
    ["aws:TokenIssueTime", "true", Moments.longTermKeys],
    ["aws:TokenIssueTime", "false", Moments.sessions],
    ["aws:TokenIssueTime", ["true", "false"], Moments.always],
  ] as const)("%s %j", (key, value, moments) => expectMoments({ Null: { [key]: value } }, moments, moments));
});

describe("momentsOf: what is not about time may hold or not", () => {
  it.each<Condition>([
    { StringEquals: { "aws:username": "dana" } },
    { StringNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/x" } },
    { ArnLikeIfExists: { "aws:SourceArn": "arn:aws:s3:::x" } },
    { Bool: { "aws:SecureTransport": "false" } },
    { NumericLessThan: { "aws:MultiFactorAuthAge": "3600" } },
    { NumericLessThanEquals: { "s3:max-keys": "10" } },
    { NotIpAddress: { "aws:SourceIp": "198.51.100.0/24" } },
    { BinaryEquals: { key: "bGVhc2U=" } },
    { StringEqualsIgnoreCase: { "aws:PrincipalTag/until": text } },
    { DateLessThan: { "s3:object-lock-retain-until-date": text } },
    { DateLessThan: { "ec2:EndDate": "never" } },
    { Null: { "aws:MultiFactorAuthAge": "true" } },
    { "ForAnyValue:StringLike": { "aws:TagKeys": "*" } },
    { StringEquals: { "aws:username": [] } },
    { StringEquals: {} },
  ])("%j", (condition) => {
    expectMoments(condition, now(all), now(none));
    expect(momentsOf(condition).doubts).toEqual([]);
  });
  it("and an empty block, or none, always holds", () => {
    expectMoments({}, now(all), now(all));
    expect(momentsOf(undefined).certain.isAlways()).toBe(true);
  });
});

describe("momentsOf: what cannot be told is a doubt, never an end", () => {
  const now = "aws:CurrentTime";
  it.each<[Condition, string]>([
    [{ DateLessThan: { [now]: "2026-11-31" } }, "DateLessThan aws:CurrentTime 2026-11-31: no time in a form"],
    [{ DateLessThan: { [now]: [text, "2026/11/22"] } }, "2026/11/22: no time"],
    [{ DateNotEquals: { [now]: ["2026/11/22"] } }, "2026/11/22: no time"],
    [{ DateLessThan: { [now]: "${aws:PrincipalTag/until}" } }, "policy variables do not work in DateLessThan"],
    [{ Bool: { "aws:SecureTransport": "${aws:x}" } }, "policy variables do not work in Bool"],
    [{ Null: { "aws:x": "${aws:x}" } }, "policy variables do not work in Null"],
    [{ NumericLessThan: { "aws:MultiFactorAuthAge": "${aws:x}" } }, "policy variables do not work"],
    [{ DateLessThan: { [now]: unknownPart } }, "DateLessThan aws:CurrentTime (known after apply): the value is not"],
    [{ DateLessThan: { [now]: `2026-11-23T${unknownPart}:00:00Z` } }, "the value is not known"],
    [{ DateLessThan: { [unknownPart]: text } }, "a key of DateLessThan is not known"],
    [{ [unknownPart]: { [now]: text } }, "(known after apply) is no operator"],
    [{ DateLessThan: { [now]: [] } }, "has no value"],
    [{ "ForAllValues:DateLessThan": { [now]: [] } }, "has no value"],
    [{ DateBefore: { [now]: text } }, "DateBefore is no operator that AWS documents"],
    [{ datelessthan: { [now]: text } }, "datelessthan is no operator"],
    [{ "ForSomeValues:DateLessThan": { [now]: text } }, "is no operator"],
    [{ NullIfExists: { "aws:TokenIssueTime": "true" } }, "is no operator"],
    [{ "ForAllValues:Null": { "aws:TokenIssueTime": "true" } }, "is no operator"],
    [{ StringEquals: { [now]: text } }, "StringEquals does not compare times"],
    [{ StringLike: { [now]: "2026-11-*" } }, "StringLike does not compare times"],
    [{ NumericLessThan: { [now]: String(at) } }, "NumericLessThan does not compare times"],
    [{ NumericLessThan: { "aws:TokenIssueTime": String(at) } }, "NumericLessThan does not compare times"],
    [{ NumericLessThan: { "aws:EpochTime": text } }, "no time in a form"],
    [{ Bool: { [now]: "true" } }, "Bool does not compare times"],
    [{ Null: { [now]: "yes" } }, "neither true nor false"],
    [{ DateLessThan: { [now]: text, "aws:currenttime": other } }, "names aws:currenttime twice"],
    [{ DateLessThan: { [now]: text }, datelessthan: { [now]: text } }, "datelessthan stands twice"],
  ])("%j", (condition, said) => {
    const { possible, certain, doubts } = momentsOf(condition);
    expect(certain.isNever()).toBe(true);
    expect(doubts.join("; ")).toContain(said);
    expect(possible.contains(later + longestTail, later + longestTail) || possible.contains(at - 1)).toBe(true);
  });

  it("a date that is certain still ends what stands beside a doubt", () => {
    const { possible, certain, doubts } = momentsOf({
      DateLessThan: { [now]: text },
      DateGreaterThan: { [now]: "2026/11/22" },
    });
    expect(possible.end(longestTail)).toBe(at);
    expect(certain.isNever()).toBe(true);
    expect(doubts).toHaveLength(1);
  });

  it("more dates than a policy can hold are not looked at", () => {
    const many = Array.from({ length: 600 }, (_, i) => String(at + i));
    expect(momentsOf({ DateEquals: { [now]: many } }).doubts).toEqual(["its condition holds too many dates"]);
  });
});
