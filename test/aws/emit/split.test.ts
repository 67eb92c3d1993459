import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pack } from "../../../src/aws/emit/split";
import { asList, type Statement, sizeOf } from "../../../src/aws/policy/document";
import { allowing, awsRole, codesOf, emittedOf } from "./sample";

const names = (count: number, stem: string) => Array.from({ length: count }, (_, i) => `${stem}${i}`);

describe("permissions over the quota of one policy", () => {
  it("become several policies, attached all, under names of their own", () => {
    const emission = emittedOf({
      role: (place) =>
        awsRole("wide", {
          targets: [place],
          statements: names(3, "service").map((s) => allowing(names(150, `${s}:DescribeSomething`))),
        }),
    });
    const at = (type: string) => emission.resources.filter((r) => r.type === type).map((r) => r.name);
    expect(at("aws_iam_policy")).toEqual(["wide", "wide_2", "wide_3"]);
    expect(at("aws_iam_role_policy_attachment")).toEqual(["g_wide", "g_wide_2", "g_wide_3"]);
    expect(emission.resources.filter((r) => r.type === "aws_iam_policy").map((r) => r.attributes.name)).toEqual([
      "leasehold-acme-wide",
      "leasehold-acme-wide_2",
      "leasehold-acme-wide_3",
    ]);
    expect(emission.diagnostics).toEqual([]);
  });

  it("allow exactly the same pairs of action and resource, in documents that fit", () => {
    const statement = fc.record({
      Effect: fc.constant<"Allow">("Allow"),
      Action: fc.uniqueArray(fc.stringMatching(/^s3:[A-Za-z]{1,12}$/), { minLength: 1, maxLength: 40 }),
      Resource: fc.uniqueArray(fc.stringMatching(/^arn:aws:s3:::[a-z]{1,20}$/), { minLength: 1, maxLength: 20 }),
    });
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 6 }), (statements) => {
        const { documents, tooLarge } = pack(statements, 400);
        expect(tooLarge).toEqual([]);
        for (const document of documents) expect(sizeOf(document)).toBeLessThanOrEqual(400);
        expect(pairs(documents.flatMap((d) => d.Statement))).toEqual(pairs(statements));
      }),
    );
  });

  it("are refused where a single action and resource does not fit", () => {
    const conditions = { StringEquals: { "aws:PrincipalTag/unit": names(800, "unit-") } };
    const emission = emittedOf({
      role: (place) =>
        awsRole("odd", { targets: [place], statements: [allowing(["s3:GetObject"], ["*"], conditions)] }),
    });
    expect(codesOf(emission.diagnostics)).toEqual(["aws-policy-too-large"]);
    expect(emission.diagnostics[0]?.message).toContain('"g"');
  });

  it("are refused where the policies are more than a role can have", () => {
    const managedPolicies = names(11, "arn:aws:iam::aws:policy/P");
    const emission = emittedOf({ role: (place) => awsRole("many", { targets: [place], managedPolicies }) });
    expect(codesOf(emission.diagnostics)).toEqual(["aws-too-many-policies"]);
    expect(emission.diagnostics[0]?.message).toBe(
      'Role "many" comes to 11 managed policies, and AWS attaches 10 to a role; it affects "g".',
    );
  });
});

function pairs(statements: readonly Statement[]): readonly string[] {
  const all = statements.flatMap((s) =>
    asList(s.Action).flatMap((action) => asList(s.Resource).map((resource) => `${action} ${resource}`)),
  );
  return [...new Set(all)].sort();
}
