import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compress } from "../../../src/aws/persistence/compress";

const word = fc.constantFrom("Put", "Create", "Update", "Bucket", "Role", "Policy", "ACL", "Key");
const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(""));

function matches(pattern: string, text: string): boolean {
  return new RegExp(`^${pattern.replaceAll("*", ".*")}$`, "i").test(text);
}

describe("compression of a service's actions", () => {
  it("matches every wanted name and no other", () => {
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: 14 }), fc.nat(), (names, cut) => {
        const at = 1 + (cut % (names.length - 1));
        const [wanted, others] = [names.slice(0, at), names.slice(at)];
        const patterns = compress("svc", wanted, others);
        for (const one of wanted)
          expect(
            patterns.some((pattern) => matches(pattern, one)),
            one,
          ).toBe(true);
        for (const one of others)
          expect(
            patterns.some((pattern) => matches(pattern, one)),
            one,
          ).toBe(false);
        expect(patterns.join().length).toBeLessThanOrEqual(wanted.join().length);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    { wanted: ["PutPolicy", "PutAcl"], others: ["GetPolicy"], patterns: ["Put*"] },
    { wanted: ["PutPolicy", "PutBucketPolicy"], others: ["PutItem"], patterns: ["Put*Policy"] },
    { wanted: ["PutPolicy"], others: ["PutPolicyNote", "PutItem"], patterns: ["PutPolicy"] },
  ])("$wanted but not $others", ({ wanted, others, patterns }) => {
    expect(compress("svc", wanted, others)).toEqual(patterns);
  });

  it("reaches nothing that is to stay free, known or not", () => {
    expect(compress("svc", ["PutPolicy", "PutAcl"], [], ["svc:PutFuture"])).toEqual(["PutAcl", "PutPolicy"]);
  });
});
