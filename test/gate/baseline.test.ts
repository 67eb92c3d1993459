import { describe, expect, it } from "vitest";
import { applyBaseline, type BaselineFinding } from "../../src/gate/baseline";
import type { Finding } from "../../src/rules/finding";
import { finding } from "./finding";

const severities = (findings: readonly Finding[], baseline: readonly BaselineFinding[]) =>
  applyBaseline(findings, baseline).findings.map(({ severity }) => severity);

const tags = (parts: Partial<Finding> = {}) =>
  finding({
    rule: "missing-owner-tags",
    principal: undefined,
    privilege: undefined,
    scope: undefined,
    bound: undefined,
    ...parts,
  });
const key = (credential: string) =>
  finding({ rule: "static-credential", bound: undefined, message: `aws_iam_user.ci gets ${credential}.` });
const approval = (role: string) =>
  finding({
    rule: "approval-weakened",
    message: `The approval of role "${role}" would be weaker.`,
    address: undefined,
    principal: undefined,
    bound: undefined,
  });

describe("a baseline makes notes of what stands in it", () => {
  it.each<[string, Finding, BaselineFinding, Finding["severity"]]>([
    ["the same finding", finding(), finding(), "note"],
    ["the same at another address", finding({ address: "module.a.aws_iam_role_policy.x" }), finding(), "note"],
    ["worded otherwise", finding({ message: "As a later version says it." }), finding(), "note"],
    ["of another rule", finding({ rule: "indeterminate-access" }), finding(), "error"],
    ["of another principal", finding({ principal: "aws_iam_role.other" }), finding(), "error"],
    ["of a graver privilege", finding(), finding({ privilege: "escalation" }), "error"],
    ["of another scope", finding({ scope: "account 444455556666" }), finding(), "error"],
    [
      "that would stand now",
      finding(),
      finding({ bound: { kind: "leased", until: "2026-11-23T12:00:00Z", because: "" } }),
      "error",
    ],
    [
      "that ends at another time",
      finding({ bound: { kind: "leased", until: "2036-11-23T12:00:00Z", because: "" } }),
      finding({ bound: { kind: "leased", until: "2026-12-23T12:00:00Z", because: "" } }),
      "error",
    ],
    ["graver than it was", finding(), finding({ severity: "warning" }), "error"],
    ["less grave than it was", finding({ severity: "warning" }), finding(), "note"],
    ["a note of a baseline before", finding(), finding({ severity: "note" }), "note"],
    ["what stood there by a waiver", finding(), finding({ severity: "note", waivedBy: "legacy" }), "error"],
    ["without a principal, at the same address", tags(), tags(), "note"],
    ["without a principal, at another address", tags({ address: "aws_iam_role.b" }), tags(), "error"],
    ["a credential of another kind", key("a login password"), key("an access key"), "error"],
    ["a credential at another address", { ...key("an access key"), address: "a.b" }, key("an access key"), "note"],
    ["of a declaration, the same", approval("a"), approval("a"), "note"],
    ["of a declaration, another", approval("b"), approval("a"), "error"],
  ])("%s", (_, now, earlier, severity) => {
    expect(severities([now], [earlier])).toEqual([severity]);
  });

  it("one for one: a second of the same is new", () => {
    const twice = [finding({ address: "a.a" }), finding({ address: "a.b" })];
    expect(severities(twice, [finding({ address: "a.b" })])).toEqual(["error", "note"]);
    expect(severities(twice, [finding(), finding()])).toEqual(["note", "note"]);
  });

  it("that at its own address first, wherever it stands in the list", () => {
    const baseline = [finding({ address: "a.moved" }), finding({ address: "a.b" })];
    const { findings, known } = applyBaseline(
      ["a.new", "a.b", "a.newer"].map((address) => finding({ address })),
      baseline,
    );
    expect(findings.map(({ severity }) => severity)).toEqual(["note", "note", "error"]);
    expect(known).toBe(2);
  });

  it("counts them, changes nothing else of them, and keeps their order", () => {
    const all = [finding({ address: "a.b" }), finding({ principal: "somebody new" })];
    expect(applyBaseline(all, [finding()])).toEqual({ findings: [{ ...all[0], severity: "note" }, all[1]], known: 1 });
  });

  it("that is empty changes nothing", () => {
    expect(applyBaseline([finding()], [])).toEqual({ findings: [finding()], known: 0 });
  });
});
