import { describe, expect, it } from "vitest";
import type { Provenance } from "../../src/facts/provenance";
import { applyWaivers } from "../../src/gate/waivers";
import type { Finding } from "../../src/rules/finding";
import type { Judged } from "../../src/rules/rules";
import { at, estateWith } from "../helpers/estate";
import { judgedAt } from "./finding";

const now = at("2026-11-23T09:00:00Z");
const waiver = (resource: string, rest: Readonly<Record<string, string>> = {}): string => {
  const keys = {
    rule: "standing-privileged-access",
    resource,
    owner: "payments",
    acceptedBy: "hana",
    reason: "Until the migration",
    expires: "2026-12-31T00:00:00Z",
    ...rest,
  };
  return `waivers: { w: ${JSON.stringify(keys)} }`;
};
const line = ({ severity, rule, waivedBy }: Finding): string =>
  `${severity} ${rule}${waivedBy === undefined ? "" : ` (${waivedBy})`}`;
const judged = (estate: string, ...those: Judged[]) => applyWaivers(those, estateWith(estate), now).map(line);

const waived = ["note standing-privileged-access (w)"];
const unused = ["error standing-privileged-access", "note waiver-unused"];

describe("a waiver's resource", () => {
  const key = 'aws_iam_role.a["eu.west[\\"x\\"]*"]';
  it.each<[string, string, string, Partial<Provenance>, boolean]>([
    ["an address", "aws_iam_role.a", "aws_iam_role.a", {}, true],
    ["another address", "aws_iam_role.b", "aws_iam_role.a", {}, false],
    ["the beginning of an address", "aws_iam_role.a", "aws_iam_role.ab", {}, false],
    ["a type", "aws_iam_role", "aws_iam_role.a", {}, true],
    ["another type", "aws_iam_role_policy", "aws_iam_role.a", {}, false],
    ["an address with a number", "aws_iam_role.a[1]", "aws_iam_role.a[1]", { index: 1 }, true],
    ["another number", "aws_iam_role.a[0]", "aws_iam_role.a[1]", { index: 1 }, false],
    ["every instance by number", "aws_iam_role.a", "aws_iam_role.a[1]", { index: 1 }, true],
    ["a key with dots, brackets and quotes", key, key, { index: 'eu.west["x"]*' }, true],
    ["every instance by key", "aws_iam_role.a", key, { index: 'eu.west["x"]*' }, true],
    ["a key that Terraform escapes", "aws_iam_role.a", 'aws_iam_role.a["$${x}"]', { index: "${x}" }, true],
    ["another key", 'aws_iam_role.a["eu.west"]', key, { index: 'eu.west["x"]*' }, false],
    [
      "every instance in one module",
      'module.m["a.b"].aws_iam_role.a',
      'module.m["a.b"].aws_iam_role.a["c.d"]',
      { module: 'module.m["a.b"]', index: "c.d" },
      true,
    ],
    [
      "of the root, and not of a module",
      "aws_iam_role.a",
      'module.m["aws_iam_role.a"].aws_iam_role.a["c"]',
      { module: 'module.m["aws_iam_role.a"]', index: "c" },
      false,
    ],
    [
      "a key that looks like an address",
      "aws_iam_role.x",
      'aws_iam_role.a["aws_iam_role.x"]',
      { index: "aws_iam_role.x" },
      false,
    ],
    ["a construct's path", "stack/Deploy/Role", "aws_iam_role.a", { construct: "stack/Deploy/Role" }, true],
    ["constructs by a glob", "stack/Deploy/*", "aws_iam_role.a", { construct: "stack/Deploy/Role" }, true],
    ["a glob", "module.legacy.*", "module.legacy.aws_iam_role.a", { module: "module.legacy" }, true],
    ["a glob of something else", "module.legacy.*", "module.new.aws_iam_role.a", { module: "module.new" }, false],
    ["one character", "aws_iam_role.a?", "aws_iam_role.ab", {}, true],
  ])("%s", (_, resource, address, from, covers) => {
    expect(judged(waiver(resource), judgedAt(address, from))).toEqual(covers ? waived : unused);
  });

  it("may cover several findings", () => {
    expect(judged(waiver("aws_iam_role"), judgedAt("aws_iam_role.a"), judgedAt("aws_iam_role.b"))).toEqual([
      ...waived,
      ...waived,
    ]);
  });

  it("covers only findings of its rule", () => {
    const other = judgedAt("aws_iam_role.a", {}, { rule: "trust-open" });
    expect(judged(waiver("aws_iam_role.a"), other)).toEqual(["error trust-open", "note waiver-unused"]);
  });
});

describe("a waiver that lets nothing stand, and is itself a finding", () => {
  it.each<[string, Readonly<Record<string, string>>, string]>([
    ["expired", { expires: "2026-11-22T00:00:00Z" }, "warning waiver-expired"],
    ["expiring this second", { expires: "2026-11-23T09:00:00Z" }, "warning waiver-expired"],
    ["too long", { expires: "2027-11-23T09:00:00Z" }, "error waiver-too-long"],
    ["accepted by nobody of governance", { acceptedBy: "frank" }, "error waiver-not-by-governance"],
    ["accepted by its owner", { owner: "security" }, "error waiver-by-owner"],
    ["of a rule that is none", { rule: "standing-priviledged-access" }, "error waiver-rule-unknown"],
  ])("%s", (_, rest, fault) => {
    expect(judged(waiver("aws_iam_role.a", rest), judgedAt("aws_iam_role.a"))).toEqual([
      "error standing-privileged-access",
      fault,
    ]);
  });

  it("names the rule that was meant", () => {
    const estate = estateWith(waiver("aws_iam_role.a", { rule: "standing-priviledged-access" }));
    expect(applyWaivers([], estate, now)[0]?.fix).toContain('"standing-privileged-access"');
  });

  it("waives nothing in this plan", () => {
    expect(judged(waiver("aws_iam_role.a"))).toEqual(["note waiver-unused"]);
  });

  it("is not one of a declaration, which check judges", () => {
    expect(judged(waiver("roles.operator", { rule: "ttl-over-ceiling" }), judgedAt("aws_iam_role.a"))).toEqual([
      "error standing-privileged-access",
    ]);
  });
});
