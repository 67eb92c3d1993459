import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { actionsMatching, expandActions, matchesPattern, wildcardMatch } from "../../../src/aws/policy/actions";

describe("a pattern matches an action", () => {
  const cases: readonly (readonly [pattern: string, action: string, matches: boolean])[] = [
    ["s3:GetObject", "s3:GetObject", true],
    ["S3:getobject", "s3:GetObject", true],
    ["s3:Get*", "s3:GetObject", true],
    ["s3:Get*", "s3:PutObject", false],
    ["iam:P*sRole", "iam:PassRole", true],
    ["iam:PassRol?", "iam:PassRole", true],
    ["iam:PassRole?", "iam:PassRole", false],
    ["*", "iam:PassRole", true],
    ["*:*", "iam:PassRole", true],
    ["i*", "iam:PassRole", true],
    ["", "iam:PassRole", false],
    ["iam:.*", "iam:PassRole", false],
  ];
  it.each(cases)("%s and %s: %s", (pattern, action, matches) => {
    expect(matchesPattern(pattern, action)).toBe(matches);
  });

  it("agrees with a regular expression on every small case", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 7 });
    const pattern = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 6 });
    fc.assert(
      fc.property(pattern, text, (p, t) => {
        const expression = new RegExp(`^${p.replaceAll("*", ".*").replaceAll("?", ".")}$`);
        expect(wildcardMatch(p, t)).toBe(expression.test(t));
      }),
      { numRuns: 2000 },
    );
  });

  it("is not slowed by a pattern full of stars", () => {
    expect(wildcardMatch("*a".repeat(200), "b".repeat(5000))).toBe(false);
  });
});

describe("expansion", () => {
  it("spells actions as AWS does, whatever the pattern's case", () => {
    expect(expandActions(["SQS:sendmessage", "sqs:Purge*"])).toEqual({
      actions: ["sqs:PurgeQueue", "sqs:SendMessage"],
      unknown: [],
    });
  });

  it("calls a pattern that matches nothing unknown, never harmless", () => {
    expect(expandActions(["s3:GetObjekt", "nosuch:*", "s3", "kms:Decrypt"])).toEqual({
      actions: ["kms:Decrypt"],
      unknown: ["s3:GetObjekt", "nosuch:*", "s3"],
    });
  });

  it("finds with a pattern exactly what the pattern matches", () => {
    const all = actionsMatching("*");
    for (const pattern of ["iam:*Role*", "*:PutResourcePolicy", "ec2:?reate*", "s3:Get*Acl", "s*:Get*"]) {
      expect(actionsMatching(pattern), pattern).toEqual(all.filter((action) => matchesPattern(pattern, action)));
    }
  });
});
