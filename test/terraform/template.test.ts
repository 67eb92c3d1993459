import { describe, expect, it } from "vitest";
import { exactReferences, moduleSteps, parseReference } from "../../src/terraform/references";
import { isTemplate, referencesIn, unescapeLiteral } from "../../src/terraform/template";

describe("a template", () => {
  it.each([
    ["plain", false],
    ["$5 {a}", false],
    ["$${aws:username}", false],
    ["%%{ if }", false],
    ["${a.b}", true],
    ["x%{ if a.b }y", true],
    ["$${a}${b.c}", true],
  ])("%s", (text, expected) => expect(isTemplate(text)).toBe(expected));

  it.each([
    ["${aws_iam_role.deploy.arn}", ["aws_iam_role.deploy.arn"]],
    ['{"Resource":"${aws_s3_bucket.a.arn}/${var.path}/$${aws:username}"}', ["aws_s3_bucket.a.arn", "var.path"]],
    ['${module.app["eu.west"].role}', ['module.app["eu.west"].role']],
    ["${aws_iam_policy.p[each.key].arn}", ["aws_iam_policy.p[each.key].arn"]],
    ["${aws_iam_policy.p[local.n].arn}", ["local.n", "aws_iam_policy.p[local.n].arn"]],
    ["${aws_iam_policy.p[*].arn} ${aws_iam_policy.q.*.arn}", ["aws_iam_policy.p[*].arn", "aws_iam_policy.q.*.arn"]],
    ['${jsonencode({ a = data.aws_iam_policy_document.b.json, c = "x.y" })}', ["data.aws_iam_policy_document.b.json"]],
    ['${join(",", ["${var.a}-x", "$${var.b}", "\\"var.c"])}', ["var.a"]],
    ["${provider::aws::arn_build(var.a)}", ["var.a"]],
    ["%{ if var.a }${b.c.d}%{ endif }", ["var.a", "b.c.d"]],
    ["${unclosed.a.b", ["unclosed.a.b"]],
    ["none", []],
  ])("%s refers to %j", (text, expected) => expect(referencesIn(text)).toEqual(expected));

  it("stands for its text where it is doubled", () => {
    expect(unescapeLiteral("$${aws:username} %%{x} $x")).toBe("${aws:username} %{x} $x");
  });
});

describe("a reference", () => {
  it.each([
    ["a.b", ["a", "b"]],
    ['a.b["x.y\\"]z"].c', ["a", "b", '"x.y\\"]z"', "c"]],
    ['a.b["$${x}"]', ["a", "b", '"${x}"']],
    ["a.b[0].c", ["a", "b", "0", "c"]],
    ["a.b.0.c", ["a", "b", "0", "c"]],
    ["a.b[*].c", ["a", "b", "any", "c"]],
    ["a.b[each.key]", ["a", "b", "own"]],
    ["a.b[count.index + 1]", ["a", "b", "any"]],
    ['a.b["${var.x}"]', ["a", "b", "any"]],
    ["a.b(", undefined],
    ["a..b", undefined],
    ['a["b', undefined],
    ["", undefined],
  ])("%s", (text, expected) => {
    const said = parseReference(text)?.map((step) => {
      if (step.kind === "name") return step.name;
      if (step.kind === "index") return JSON.stringify(step.index).replace(/^"(.*)"$/s, (quoted) => quoted);
      return step.kind === "own-index" ? "own" : "any";
    });
    expect(said).toEqual(expected);
  });

  it("is told apart from the shorter forms that Terraform lists with it", () => {
    expect(exactReferences(['a.b["c"].d', 'a.b["c"]', "a.b"])).toEqual(['a.b["c"].d']);
    expect(exactReferences(["a.b[0].d", "a.b[0]", "a.b", "a.b"])).toEqual(["a.b[0].d", "a.b"]);
    expect(exactReferences(["a.bc", "a.b"])).toEqual(["a.bc", "a.b"]);
  });
});

describe("a module's address", () => {
  it("is read by its quotation marks, never at its dots", () => {
    expect(moduleSteps('module.a["x.module.y[\\"z\\"]"].module.b[0].module.c')).toEqual([
      { name: "a", index: 'x.module.y["z"]', address: 'module.a["x.module.y[\\"z\\"]"]' },
      { name: "b", index: 0, address: 'module.a["x.module.y[\\"z\\"]"].module.b[0]' },
      { name: "c", address: 'module.a["x.module.y[\\"z\\"]"].module.b[0].module.c' },
    ]);
    expect(moduleSteps("")).toEqual([]);
    expect(moduleSteps("module.a[")).toBeUndefined();
    expect(moduleSteps("aws_iam_role.a")).toBeUndefined();
  });
});
