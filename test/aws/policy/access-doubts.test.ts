import { describe, expect, it } from "vitest";
import { accessOf } from "../../../src/aws/policy/access";
import type { Condition, Statement } from "../../../src/aws/policy/document";
import { Moments } from "../../../src/aws/policy/moments";
import { unknownPart } from "../../../src/aws/policy/unknown-part";
import { allow, deny, end, ofRole, said, sinceEnd, until, untilEnd } from "./statements";

describe("accessOf: doubts", () => {
  const malformed: Condition = { DateLessThan: { "aws:CurrentTime": "2026-11-31" } };
  it.each<[string, Statement[], string]>([
    ["in an Allow", [allow("s3:GetObject", malformed)], "data indeterminate"],
    [
      "in an Allow that ends for certain",
      [allow("s3:GetObject", { ...malformed, "ForAnyValue:DateLessThan": { "aws:EpochTime": end } })],
      "data until end",
    ],
    ["in a Deny", [allow("s3:GetObject"), deny("*", malformed)], "data standing"],
    [
      "in a Deny that would end it, but for a variable",
      [allow("*"), deny("*", { DateGreaterThan: { "aws:CurrentTime": "${aws:PrincipalTag/end}" } })],
      "administrative standing",
    ],
    [
      "in an Allow beside one that stands anyway",
      [allow("s3:GetObject", malformed), allow("s3:Get*")],
      "data standing",
    ],
    [
      "in an Allow of more than one that stands",
      [allow(["s3:*Object", "s3:List*"], malformed), allow("s3:ListBucket")],
      "data indeterminate, read standing",
    ],
    ["in an Allow that a Deny ends", [allow("s3:GetObject", malformed), deny("*", sinceEnd)], "data until end"],
    ["of an action", [allow(unknownPart)], "? standing"],
    ["of an action, of a known service", [allow([`s3:${unknownPart}`, "s3:GetObject"], untilEnd)], "? until end"],
    [
      "of what an Allow leaves out",
      [{ Effect: "Allow", NotAction: [unknownPart], Resource: "*" }],
      "administrative standing",
    ],
    ["of a resource", [allow("s3:GetObject", undefined, `arn:aws:s3:::${unknownPart}/*`)], "data standing"],
    [
      "of the same resource of a Deny",
      [allow("s3:GetObject", undefined, unknownPart), deny("*", sinceEnd, unknownPart)],
      "data standing",
    ],
    ["of what a Deny names", [allow("s3:GetObject"), deny(unknownPart, sinceEnd)], "data standing"],
    [
      "of what a Deny leaves out",
      [allow("s3:GetObject"), { Effect: "Deny", NotAction: [unknownPart], Resource: "*", Condition: sinceEnd }],
      "data standing",
    ],
    [
      "of a resource that a Deny leaves out",
      [allow("s3:GetObject"), { Effect: "Deny", Action: "*", NotResource: [unknownPart], Condition: sinceEnd }],
      "data standing",
    ],
  ])("%s", (_, statements, expected) => expect(ofRole(...statements)).toBe(expected));

  it("of a document add what it may also allow", () => {
    const source = { id: 0, statements: [allow("s3:GetObject", untilEnd)], doubts: ["a key stands twice"] };
    expect(accessOf({ sources: [source], credential: "role" })).toMatchObject([
      { privilege: "data", bound: { kind: "leased", until } },
      { bound: { kind: "indeterminate", because: "a key stands twice" }, because: ["a key stands twice"] },
    ]);
  });
  it("of a document matter no more where it allows everything anyway", () => {
    const source = { id: 0, statements: [allow("*")], doubts: ["a key stands twice"] };
    expect(accessOf({ sources: [source], credential: "role" })).toHaveLength(1);
  });
  it("of a trust matter where nothing else ends it", () => {
    const trust = Moments.always;
    const trustDoubts = ["the trust is not known"];
    expect(said({ credential: "role", trust, trustDoubts }, [allow("*")])).toBe("administrative indeterminate");
    expect(said({ credential: "role", trust, trustDoubts }, [allow("*", untilEnd)])).toBe("administrative until end");
  });
});
