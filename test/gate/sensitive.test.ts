import { describe, expect, it } from "vitest";
import { Sensitive } from "../../src/gate/sensitive";
import type { JsonMap, Landscape, ResourceInstance } from "../../src/terraform/instance";
import type { Json } from "../../src/terraform/json";
import { access, principal } from "../rules/facts";
import { finding } from "./finding";

function holding(values: JsonMap, sensitive: Json): Landscape {
  const instance: ResourceInstance = {
    address: "aws_iam_role.a",
    module: "",
    mode: "managed",
    type: "aws_iam_role",
    name: "a",
    provider: "aws",
    change: "create",
    values,
    unknown: {},
    sensitive,
  };
  return { moment: "after", instances: [instance], providers: [], resolve: () => ({ kind: "unknown" }) };
}

const said = (values: JsonMap, sensitive: Json, message: string): string =>
  new Sensitive(holding(values, sensitive)).without([finding({ message })])[0]?.message ?? "";

describe("what a plan marks as sensitive is not shown", () => {
  const policy = JSON.stringify({
    Statement: [{ Effect: "Allow", Action: ["s3:*"], Resource: "arn:aws:s3:::payroll/*" }],
  });
  it.each<[string, JsonMap, Json, string, string]>([
    ["a value", { name: "payroll" }, { name: true }, "role payroll on x", "role (sensitive) on x"],
    [
      "every time that it stands there",
      { name: "payroll" },
      { name: true },
      "payroll, payroll",
      "(sensitive), (sensitive)",
    ],
    [
      "one in a list",
      { arns: ["one-one", "two-two"] },
      { arns: [false, true] },
      "one-one two-two",
      "one-one (sensitive)",
    ],
    ["all below a mark", { tags: { team: "payroll" } }, { tags: true }, "of payroll", "of (sensitive)"],
    ["the whole resource", { name: "payroll" }, true, "of payroll", "of (sensitive)"],
    ["a part of a policy", { policy }, { policy: true }, "on arn:aws:s3:::payroll/*", "on (sensitive)"],
    ["the longer of two", { a: "payroll", b: "payroll-x" }, { a: true, b: true }, "on payroll-x", "on (sensitive)"],
    ["but what is not", { name: "payroll" }, {}, "role payroll", "role payroll"],
    ["nor actions, which tell nothing", { policy }, { policy: true }, "s3:* by Allow", "s3:* by Allow"],
    ["nor single letters", { name: "a" }, { name: true }, "a role", "a role"],
    ["nor what a mark leads to that is not there", { name: "x" }, { other: true }, "x", "x"],
  ])("%s", (_, values, sensitive, message, shown) => {
    expect(said(values, sensitive, message)).toBe(shown);
  });

  it("in a finding's principal, scope and bound, and never in what it is", () => {
    const sensitive = new Sensitive(holding({ a: "error", b: "data", c: "standing-privileged-access" }, true));
    const [one] = sensitive.without([
      finding({ principal: "data", scope: "error", bound: { kind: "standing", because: "data" }, privilege: "data" }),
    ]);
    expect(one).toMatchObject({
      rule: "standing-privileged-access",
      severity: "error",
      principal: "(sensitive)",
      privilege: "data",
      scope: "(sensitive)",
      bound: { kind: "standing", because: "(sensitive)" },
    });
  });

  it("in facts", () => {
    const [fact] = new Sensitive(holding({ name: "payroll" }, true)).without([
      access({ principal: principal("person", "payroll"), scope: { cloud: "aws", text: "bucket payroll" } }),
    ]);
    expect(fact).toMatchObject({
      kind: "access",
      principal: { name: "(sensitive)" },
      scope: { text: "bucket (sensitive)" },
    });
  });
});
