import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ActionSet } from "../../../src/aws/policy/action-set";
import { actionsMatching } from "../../../src/aws/policy/actions";

const patterns = [
  "*",
  "*:*",
  "**",
  "s3:*",
  "S3:Get*",
  "s3:GetObject",
  "s3*",
  "s?:*",
  "*:List*",
  "iam:P*sRole",
  "iam:Create?ser",
  "iam:*",
  "ec2:Describe*",
  "s4:*",
  "s3:NoSuch",
  "GetObject",
  "",
  ":",
  "s3:",
];

describe("ActionSet", () => {
  it.each(patterns)("matches %j as actionsMatching does", (pattern) =>
    expect(ActionSet.matching([pattern]).names()).toEqual([...actionsMatching(pattern)].sort()),
  );

  it("joins, cuts and takes away as sets of names do", () => {
    const set = fc
      .tuple(fc.subarray(patterns, { maxLength: 3 }), fc.boolean())
      .map(([list, complement]) =>
        complement ? ActionSet.all.minus(ActionSet.matching(list)) : ActionSet.matching(list),
      );
    fc.assert(
      fc.property(set, set, (a, b) => {
        const [inA, inB] = [new Set(a.names()), new Set(b.names())];
        expect(a.intersect(b).names()).toEqual([...inA].filter((name) => inB.has(name)));
        expect(a.minus(b).names()).toEqual([...inA].filter((name) => !inB.has(name)));
        expect(a.union(b).names()).toEqual([...new Set([...inA, ...inB])].sort());
        expect(a.within(b)).toBe([...inA].every((name) => inB.has(name)));
        expect(a.isEmpty()).toBe(inA.size === 0);
      }),
      { numRuns: 40 },
    );
  });

  it("a service whose every action is named is held whole", () => {
    const all = ActionSet.matching(actionsMatching("sqs:*"));
    expect(all.minus(ActionSet.matching(["sqs:*"])).isEmpty()).toBe(true);
    expect(ActionSet.matching(["sqs:*"]).minus(all).isEmpty()).toBe(true);
    expect(
      ActionSet.all
        .minus(ActionSet.ofServices(["sqs"]))
        .intersect(all)
        .isEmpty(),
    ).toBe(true);
  });
});
