import { describe, expect, it } from "vitest";
import { clauseOf, reachOf, unitsOf } from "../../../src/aws/policy/clause";
import type { Statement } from "../../../src/aws/policy/document";
import { managedPolicyDocument } from "../../../src/aws/policy/managed";
import { managedPolicyNames } from "../../../src/aws/policy/managed-texts";
import { weighHeld } from "../../../src/aws/policy/weight";
import { isOfEndedService } from "../../../src/aws/sensitivity/ended-services";
import { weigh } from "../../../src/aws/sensitivity/statements";

function weighed(statements: readonly Statement[]) {
  const reaches = statements.map(clauseOf).map((clause) => reachOf(clause, unitsOf(clause.statement)));
  return weighHeld(
    reaches.map(({ held }) => held),
    [...new Set(reaches.flatMap(({ unknown }) => unknown))],
  );
}

describe("weighHeld", () => {
  it("says of every policy of AWS's own what weigh says of its statements", () => {
    let compared = 0;
    for (const name of managedPolicyNames()) {
      const statements = managedPolicyDocument(`arn:aws:iam::aws:policy/${name}`)?.Statement ?? [];
      if (statements.some(({ Effect }) => Effect === "Deny")) continue;
      const other = weigh(statements);
      expect(weighed(statements), name).toEqual({
        ...other,
        unknown: other.unknown.filter((action) => !isOfEndedService(action)),
      });
      compared++;
    }
    expect(compared).toBeGreaterThan(1400);
  });

  it.each<[string, Statement[], string]>([
    ["everything", [{ Effect: "Allow", Action: "*", Resource: "*" }], "administrative"],
    [
      "everything, said twice",
      [{ Effect: "Allow", Action: ["*:*"], Resource: ["*", "arn:aws:s3:::x"] }],
      "administrative",
    ],
    ["everything on one bucket", [{ Effect: "Allow", Action: "*", Resource: "arn:aws:s3:::x/*" }], "escalation"],
    ["all of IAM", [{ Effect: "Allow", Action: "IAM:*", Resource: "*" }], "administrative"],
    [
      "all of IAM on one user",
      [{ Effect: "Allow", Action: "iam:*", Resource: "arn:aws:iam::111122223333:user/x" }],
      "escalation",
    ],
    ["all but other things than IAM", [{ Effect: "Allow", NotAction: "s3:*", Resource: "*" }], "administrative"],
    ["all but IAM", [{ Effect: "Allow", NotAction: ["iam:*", "organizations:*"], Resource: "*" }], "escalation"],
    [
      "all of IAM in two halves",
      [
        { Effect: "Allow", Action: ["iam:A*", "iam:C*", "iam:D*", "iam:E*"], Resource: "*" },
        { Effect: "Allow", NotAction: ["iam:A*", "iam:C*", "iam:D*", "iam:E*"], Resource: "*" },
      ],
      "administrative",
    ],
    ["nothing", [], "read"],
  ])("%s", (_, statements, privilege) => expect(weighed(statements).privilege).toBe(privilege));
});
