import { describe, expect, it } from "vitest";
import { Declared } from "../../src/expect/declared";
import { gate } from "../../src/gate/gate";
import { judgeFacts } from "../../src/gate/judge";
import type { Landscape } from "../../src/terraform/instance";
import { at, estateWith } from "../helpers/estate";
import { access, credential, doubtful, leased, principal, standing } from "../rules/facts";

const now = at("2026-11-23T09:00:00Z");
const rulesOf = (judging: Parameters<typeof judgeFacts>[0]) =>
  judgeFacts(judging).judged.map(({ finding }) => `${finding.severity} ${finding.rule}`);

describe("what has ended is no access", () => {
  it.each<[string, string, number]>([
    ["a second ago", "2026-11-23T08:59:59Z", 0],
    ["this second, for windows are half open", "2026-11-23T09:00:00Z", 0],
    ["in a second", "2026-11-23T09:00:01Z", 1],
  ])("%s", (_, until, count) => {
    const after = [access({ bound: leased(until), persistence: ["iam:CreateUser"] })];
    const { facts, judged } = judgeFacts({ before: [], after, now });
    expect(facts).toHaveLength(count);
    expect(judged).toHaveLength(count);
  });

  it("where time counts, and not in synthesis", () => {
    const after = [access({ bound: leased("2020-01-01T00:00:00Z"), persistence: ["iam:CreateUser"] })];
    expect(rulesOf({ before: [], after })).toContain("error self-prolonging");
  });
});

describe("the same said twice", () => {
  it("is said once for a rule, a resource and a principal, the gravest", () => {
    const after = [
      access({ privilege: "data" }),
      access({ privilege: "administrative" }),
      access({ privilege: "write" }),
    ];
    expect(rulesOf({ before: [], after, now })).toEqual(["error standing-privileged-access"]);
  });

  it("is two for two principals", () => {
    const after = [access(), access({ principal: principal("ci") })];
    expect(rulesOf({ before: [], after, now })).toHaveLength(2);
  });

  it("is two for two rules", () => {
    const after = [access({ bound: standing }), access({ bound: doubtful }), credential()];
    expect(rulesOf({ before: [], after, now })).toEqual([
      "error indeterminate-access",
      "error standing-privileged-access",
      "error static-credential",
    ]);
  });
});

describe("the gate, judged from the base", () => {
  const landscape = (moment: Landscape["moment"]): Landscape => ({
    moment,
    instances: [],
    providers: [],
    resolve: () => ({ kind: "unknown" }),
  });
  const plan = { before: landscape("before"), after: landscape("after"), now };
  const unused = `
waivers:
  w: { rule: trust-open, resource: a.b, owner: payments, acceptedBy: hana, reason: Because, expires: 2026-12-31T00:00:00Z }`;

  it("takes the waivers of the base", async () => {
    const [base, head] = [new Declared(estateWith(unused)), new Declared(estateWith())];
    const of = async (declared: Declared, from: Declared) =>
      (await gate({ ...plan, declared, base: from })).findings.map(({ rule }) => rule);
    expect(await of(head, base)).toEqual(["waiver-unused"]);
    expect(await of(base, head)).toEqual([]);
  });

  it("takes those of the estate where it is its own base", async () => {
    const { findings } = await gate({ ...plan, declared: new Declared(estateWith(unused)) });
    expect(findings.map(({ rule }) => rule)).toEqual(["waiver-unused"]);
  });

  it("finds nothing in nothing", async () => {
    expect(await gate(plan)).toEqual({ findings: [], facts: [], known: 0 });
  });
});
