import { readFileSync } from "node:fs";
import Ajv from "ajv";
import Ajv2020 from "ajv/dist/2020";
import { describe, expect, it } from "vitest";
import { reportedFacts } from "../../src/report/facts";
import { conclude, type JudgementOptions, unjudged } from "../../src/report/judgement";
import { formats, render } from "../../src/report/render";
import type { Finding } from "../../src/rules/finding";
import { finding } from "../gate/finding";
import { access, credential, entitlement, from, guardrail, leased, ownership, principal, trust } from "../rules/facts";
import { context } from "./sample";
import { parseXml } from "./xml";

const leaseTooLong = finding({
  rule: "lease-exceeds-maximum",
  severity: "warning",
  principal: "user:dana@acme.example",
  privilege: "data",
  scope: "projects/acme-prod",
  address: "google_project_iam_member.dana",
  bound: { kind: "leased", until: "2026-12-23T12:00:00Z", because: "its condition ends" },
  message: "It is too long.",
  fix: "Ask for less.",
});
const key = finding({
  rule: "static-credential",
  privilege: undefined,
  scope: undefined,
  bound: undefined,
  address: "aws_iam_access_key.ci",
  location: { file: "/srv/acme/infra/keys.tf", line: 7, column: 1 },
  message: "aws_iam_role.deploy gets an access key.",
  fix: "Remove it.",
});
const inputs = { leasehold: "0.1.0", now: "2026-11-23T09:00:00Z", plan: { sha256: "ab".repeat(32) } };
const report = (format: (typeof formats)[number], findings: readonly Finding[], options: JudgementOptions = {}) =>
  render(format, conclude([], findings, { inputs, ...options }), context);
const many = (count: number, parts: Partial<Finding> = {}) =>
  Array.from({ length: count }, (_, index) =>
    finding({ address: `aws_iam_role_policy.p${String(index).padStart(4, "0")}`, ...parts }),
  );

describe("findings of the gate as text", () => {
  it("read like this: by principal, aligned, each mend once", async () => {
    const text = await report(
      "text",
      [finding(), leaseTooLong, key, finding({ address: "aws_iam_role_policy.other" })],
      {
        estate: "acme",
      },
    );
    expect(text).toBe(`aws_iam_role.deploy
  error standing-privileged-access  administrative, on account 111122223333, standing
      aws_iam_role.deploy (a pipeline) holds administrative access on account 111122223333, and nothing ends it.
      aws_iam_role_policy.deploy
    → Declare it as a role of the estate.
  error standing-privileged-access  administrative, on account 111122223333, standing
      aws_iam_role.deploy (a pipeline) holds administrative access on account 111122223333, and nothing ends it.
      aws_iam_role_policy.other
  error static-credential
      aws_iam_role.deploy gets an access key.
      aws_iam_access_key.ci  infra/keys.tf:7:1
    → Remove it.

user:dana@acme.example
  warning lease-exceeds-maximum     data, on projects/acme-prod, leased until 2026-12-23T12:00:00Z
      It is too long.
      google_project_iam_member.dana
    → Ask for less.

leasehold: the plan, held to acme, fails: 3 errors, 1 warning, 0 notes
`);
  });

  it("are a screen at most, gravest first, and say how many more there are", async () => {
    const text = await report("text", [...many(40, { severity: "warning" }), ...many(1000)]);
    expect(text.split("\n").length).toBeLessThan(60);
    expect(text).toMatch(/… and \d+ more findings \(--format json shows all\)/);
    expect(text).not.toContain("warning standing");
    expect(text).toContain("1000 errors, 40 warnings, 0 notes");
  });

  it("say which waiver lets one stand, and how many are known", async () => {
    const text = await report("text", [finding({ severity: "note", waivedBy: "legacy" }), key], { known: 3 });
    expect(text).toContain("standing, waived by legacy");
    expect(text).toContain("1 note (1 waived, 3 known from the baseline)");
  });

  it("say that nothing was found", async () => {
    expect(await report("text", [])).toBe("leasehold: the plan passes: 0 errors, 0 warnings, 0 notes\n");
  });

  it("show every fact that was asked for, aligned", async () => {
    const facts = reportedFacts([access(), credential()]);
    expect(await report("text", [], { facts })).toBe(
      `KIND        ADDRESS                     PRINCIPAL            PRIVILEGE       SCOPE                 BOUND
credential  aws_iam_access_key.ci       aws_iam_user.ci                      an access key
access      aws_iam_role_policy.deploy  aws_iam_role.person  administrative  account 111122223333  standing

leasehold: the plan passes: 0 errors, 0 warnings, 0 notes
`,
    );
  });

  it("say why a plan could not be judged", async () => {
    const error = { code: "plan-empty", message: "The plan is empty.", fix: "Make it." };
    const text = await render("text", unjudged(error), context);
    expect(text).toMatch(
      /^error plan-empty\n {2}The plan is empty\.\n {2}→ Make it\.\n\nleasehold: the plan cannot be judged/,
    );
  });
});

describe("findings of the gate as Markdown", () => {
  it("are a table for each severity, and the mends beneath", async () => {
    const text = await report("markdown", [finding(), leaseTooLong, key]);
    expect(text).toContain(
      "## leasehold: the plan fails: 2 errors, 1 warning, 0 notes\n\n### Errors\n\n| Rule | Who |",
    );
    expect(text).toContain(
      "| `standing-privileged-access` | `aws_iam_role.deploy` | administrative | `aws_iam_role_policy.deploy`",
    );
    expect(text).toContain("`infra/keys.tf:7:1`");
    expect(text.match(/→ Remove it\./g)).toHaveLength(1);
    expect(text).toMatch(/### Warnings[\s\S]*2026-12-23T12/);
    expect(text).toContain(`Plan \`${inputs.plan.sha256}\``);
  });

  it.each([
    ["findings", many(5_000)],
    ["long texts", many(50, { message: "x".repeat(10_000), scope: "y".repeat(10_000), address: "z".repeat(10_000) })],
    ["texts that grow by being escaped", many(300, { message: "@".repeat(1_000) })],
    ["warnings and notes", [...many(2_000, { severity: "warning" }), ...many(2_000, { severity: "note" })]],
  ])("fit into a comment, however many %s there are", async (_, findings) => {
    const text = await report("markdown", findings, { facts: reportedFacts([access(), credential()]) });
    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(/… and \d+ more findings \(--format json shows all\)/);
  });

  it("fit into a comment with any number of errors", async () => {
    const errors = Array.from({ length: 5_000 }, (_, index) => ({ code: "x", message: `No ${index}.`, fix: "Mend." }));
    const text = await render("markdown", conclude(errors, []), context);
    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain("… and 4980 more errors");
  });

  it("leave the facts out before any finding", async () => {
    const facts = reportedFacts(many(3_000).map(({ address }) => access({ from: from(address) })));
    const text = await report("markdown", many(20), { facts });
    expect(text).not.toContain("### Facts");
    expect(text).not.toContain("more findings");
    expect(await report("markdown", [], { facts: facts.slice(0, 3) })).toContain("### Facts\n\n| Kind |");
  });
});

describe("findings of the gate as JUnit", () => {
  it("fail by error and warning; notes are said", async () => {
    const waived = finding({ severity: "note", waivedBy: "legacy", address: "aws_iam_role_policy.old" });
    const { attributes, children } = parseXml(await report("junit", [finding(), leaseTooLong, key, waived]));
    expect(attributes).toEqual({ name: "leasehold", tests: "4", failures: "3", errors: "0" });
    const cases = children[0]?.children ?? [];
    expect(cases.map((one) => [one.attributes.classname, one.attributes.name, one.children[0]?.name])).toEqual([
      ["leasehold.standing-privileged-access", "aws_iam_role_policy.deploy", "failure"],
      ["leasehold.static-credential", "aws_iam_access_key.ci", "failure"],
      ["leasehold.lease-exceeds-maximum", "google_project_iam_member.dana", "failure"],
      ["leasehold.standing-privileged-access", "aws_iam_role_policy.old", "system-out"],
    ]);
    expect(cases[1]?.children[0]).toMatchObject({
      attributes: { type: "error", message: "aws_iam_role.deploy gets an access key." },
      text: "infra/keys.tf:7:1\naws_iam_access_key.ci\nRemove it.",
    });
    expect(cases[3]?.children[0]?.text).toContain("(waived by legacy)");
  });

  it("have one case that passes where nothing was found", async () => {
    const { attributes, children } = parseXml(await report("junit", []));
    expect(attributes).toEqual({ name: "leasehold", tests: "1", failures: "0", errors: "0" });
    expect(children[0]?.children[0]?.attributes.name).toBe("nothing found");
  });

  it("are an error where nothing could be judged", async () => {
    const error = { code: "plan-empty", message: "The plan is empty.", fix: "Make it." };
    const { attributes, children } = parseXml(await render("junit", unjudged(error), context));
    expect(attributes).toMatchObject({ failures: "0", errors: "1" });
    expect(children[0]?.children[0]?.children[0]).toMatchObject({ name: "error", text: "Make it." });
  });
});

describe("facts in the published form", () => {
  const all = [
    access({ bound: leased("2026-11-23T12:00:00Z", "2026-11-23T09:00:00Z") }),
    access({ privilege: undefined, bound: { kind: "indeterminate", because: "it is only named" } }),
    trust({ privilege: "data" }),
    credential(),
    guardrail(),
    ownership({ team: "payments" }),
    entitlement(),
  ];

  it("say kind, address, principal, privilege, scope and bound, and no key by which they are joined", () => {
    const shown = reportedFacts(all);
    expect(shown).toHaveLength(all.length);
    expect(JSON.stringify(shown)).not.toContain("key of");
    expect(shown).toContainEqual({
      kind: "access",
      address: "aws_iam_role_policy.deploy",
      principal: "aws_iam_role.person",
      privilege: "administrative",
      scope: "account 111122223333",
      bound: { kind: "leased", until: "2026-11-23T12:00:00Z", because: "its condition ends at 2026-11-23T12:00:00Z" },
    });
    expect(shown).toContainEqual({ kind: "ownership", address: "aws_iam_role.deploy" });
    expect(shown).toContainEqual({
      kind: "guardrail",
      address: "aws_organizations_policy_attachment.no_leaving",
      of: "ou-1234",
    });
  });

  it("are in one order, whatever the order they came in", () => {
    expect(reportedFacts([...all].reverse())).toEqual(reportedFacts(all));
  });

  it("follow the schema, with everything else that a gate says", async () => {
    const validate = new Ajv2020({ allErrors: true, validateFormats: false }).compile(
      JSON.parse(readFileSync("schemas/judgement.schema.json", "utf8")),
    );
    const whole = {
      ...inputs,
      plan: { ...inputs.plan, binarySha256: "cd".repeat(32) },
      estate: { name: "acme", sha256: "ef".repeat(32) },
      base: { name: "acme", sha256: "01".repeat(32) },
    };
    const findings = [finding(), leaseTooLong, key, finding({ severity: "note", waivedBy: "legacy" })];
    const text = await report("json", findings, { inputs: whole, facts: reportedFacts(all), estate: "acme", known: 2 });
    validate(JSON.parse(text));
    expect(validate.errors ?? []).toEqual([]);
  });
});

describe("findings of the gate as SARIF", () => {
  const {
    $schema: _draft4,
    id: _id,
    ...schema
  } = JSON.parse(readFileSync(require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8"));
  const validate = new Ajv({ allErrors: true, validateFormats: false, strict: false, unicodeRegExp: false }).compile(
    schema,
  );

  it("follow the schema, at the block where there is one", async () => {
    const waived = finding({ severity: "note", waivedBy: "legacy" });
    const log = JSON.parse(await report("sarif", [finding(), leaseTooLong, key, waived]));
    validate(log);
    expect(validate.errors ?? []).toEqual([]);
    const { results, tool } = log.runs[0];
    const [placeless, atBlock] = results;
    expect(placeless.locations).toEqual([
      { logicalLocations: [{ fullyQualifiedName: "aws_iam_role_policy.deploy", kind: "resource" }] },
    ]);
    expect(atBlock.locations[0].physicalLocation).toMatchObject({
      artifactLocation: { uri: "infra/keys.tf" },
      region: { startLine: 7 },
    });
    expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual([
      "lease-exceeds-maximum",
      "standing-privileged-access",
      "static-credential",
    ]);
    expect(results[3].suppressions[0].justification).toBe('The waiver "legacy"');
  });

  it("tell two of one wording apart, and know them again in another order", async () => {
    const prints = async (findings: readonly Finding[]) =>
      JSON.parse(await report("sarif", findings)).runs[0].results.map(
        ({ partialFingerprints }: { partialFingerprints: Record<string, string> }) =>
          partialFingerprints["leasehold/v1"],
      );
    const two = [finding({ address: "a.a" }), finding({ address: "a.b" })];
    const [first, second] = await prints(two);
    expect(first).not.toBe(second);
    expect(await prints(two.slice(1))).toEqual([second]);
  });
});

describe("every format", () => {
  it.each(formats)("%s is the same for the same judgement, in whatever order it was found", async (format) => {
    const findings = [finding(), leaseTooLong, key, ...many(5), finding({ principal: principal("ci").name })];
    expect(await report(format, [...findings].reverse())).toBe(await report(format, findings));
  });
});
