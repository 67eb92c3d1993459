import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formats } from "../../src/report/render";
import { CommandLine, now } from "./command-line";
import { planOf, standingRole } from "./gate-plan";

const leasehold = new CommandLine();
afterAll(() => leasehold.close());

/** Plans that real Terraform made. */
const made = (name: string): string => resolve("test/scenarios/plan", name, "plan.json");
const failing = made("imported");
const passing = made("nothing-about-access");

const gate = (cwd: string, ...words: string[]) => leasehold.run(["gate", "--now", now, ...words], { cwd });
const validate = new Ajv2020({ allErrors: true, validateFormats: false }).compile(
  JSON.parse(readFileSync("schemas/judgement.schema.json", "utf8")),
);
const judgementOf = (text: string) => {
  const judgement = JSON.parse(text);
  validate(judgement);
  expect(validate.errors ?? []).toEqual([]);
  return judgement;
};

let here: string;
beforeAll(() => {
  here = leasehold.directory();
});

describe("the exit status of gate", () => {
  const data = planOf(standingRole("reader", { action: "s3:GetObject", resource: "arn:aws:s3:::orders/*" }));

  it.each<[string, string, string[], number]>([
    ["0 where nothing about access is planned", passing, [], 0],
    ["1 for standing administration", failing, [], 1],
    ["0 with --fail-on never", failing, ["--fail-on", "never"], 0],
    ["0 for warnings", "data.json", [], 0],
    ["1 for warnings with --fail-on warning", "data.json", ["--fail-on", "warning"], 1],
    ["2 for an estate that is not there", passing, ["--estate", "nowhere"], 2],
    ["2 for a base without an estate", passing, ["--base", "access"], 2],
    ["2 for a source that is not there", passing, ["--source", "nowhere"], 2],
    ["2 for a binary that is not there", passing, ["--binary", "nowhere"], 2],
    ["2 for a baseline that is not there", passing, ["--baseline", "nowhere"], 2],
    ["2 for a baseline that is none", passing, ["--baseline", "data.json"], 2],
  ])("is %s", (_, plan, words, expected) => {
    writeFileSync(join(here, "data.json"), data);
    const { status, stdout, stderr } = gate(here, plan, ...words);
    expect(status, stdout + stderr).toBe(expected);
    expect(stdout + stderr).not.toMatch(/^\s+at /m);
    if (expected === 2) expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });

  it("is that of what it says", () => {
    expect(gate(here, failing).stdout).toMatch(/the plan fails: 1 error, 0 warnings, 0 notes\n$/);
    expect(gate(here, passing).stdout).toBe("leasehold: the plan passes: 0 errors, 0 warnings, 0 notes\n");
  });

  it("is the same from standard input", () => {
    for (const [plan, status] of [
      [failing, 1],
      [passing, 0],
    ] as const) {
      const ran = spawnSync(process.execPath, [leasehold.entry, "gate", "-", "--now", now], {
        cwd: here,
        input: readFileSync(plan),
        encoding: "utf8",
      });
      expect(ran.status).toBe(status);
      expect(ran.stdout).toBe(gate(here, plan).stdout);
    }
  });

  it("takes time for what it is: a lease that has ended is no access", () => {
    const lease = planOf(
      standingRole("lease", { condition: { DateLessThan: { "aws:CurrentTime": "2026-11-23T12:00:00Z" } } }),
    );
    writeFileSync(join(here, "lease.json"), lease);
    const facts = (time: string) =>
      JSON.parse(
        leasehold.run(["gate", "lease.json", "--now", time, "--facts", "--format", "json"], { cwd: here }).stdout,
      ).facts.filter(({ kind }: { kind: string }) => kind === "access");
    expect(facts("2026-11-23T11:59:59Z")).toMatchObject([
      { privilege: "administrative", bound: { kind: "leased", until: "2026-11-23T12:00:00Z" } },
    ]);
    expect(facts("2026-11-23T12:00:00Z")).toEqual([]);
  });
});

describe("the formats of gate", () => {
  it.each(formats)("%s names the resource and ends in the same status", (format) => {
    const { status, stdout, stderr } = gate(here, failing, "--format", format);
    expect(stdout).toContain(
      format === "github" ? "standing-privileged-access" : "aws_iam_role_policy_attachment.admin",
    );
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  });

  it.each(formats)("%s is written for what cannot be judged, too", (format) => {
    writeFileSync(join(here, "cut.json"), "{");
    const { status, stdout } = gate(here, "cut.json", "--format", format);
    expect(stdout).toContain("plan-truncated");
    expect(status).toBe(2);
  });

  it("json carries the digests, the time and the version, and follows its schema", () => {
    const { findings, facts, inputs, verdict } = judgementOf(gate(here, failing, "--format", "json").stdout);
    expect(verdict).toBe("fail");
    expect(facts).toBeUndefined();
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      rule: "standing-privileged-access",
      severity: "error",
      principal: "arn:aws:iam::111122223333:role/admin",
      privilege: "administrative",
      bound: { kind: "standing" },
    });
    expect(inputs).toEqual({
      leasehold: JSON.parse(readFileSync("package.json", "utf8")).version,
      now,
      plan: { sha256: digest(failing) },
    });
  });

  it("--facts adds every fact", () => {
    const { facts } = judgementOf(gate(here, failing, "--facts", "--format", "json").stdout);
    expect(facts.map(({ kind }: { kind: string }) => kind)).toEqual(expect.arrayContaining(["access", "trust"]));
    expect(gate(here, failing, "--facts").stdout).toMatch(/^KIND +ADDRESS +PRINCIPAL +PRIVILEGE +SCOPE +BOUND$/m);
  });

  it("sarif gives what has no place that of the plan", () => {
    const { runs } = JSON.parse(gate(here, failing, "--format", "sarif").stdout);
    expect(runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toContain("imported/plan.json");
  });

  it("--source names the file, the line and the block", () => {
    const { findings } = judgementOf(
      gate(here, failing, "--format", "json", "--source", resolve("test/scenarios/plan/imported")).stdout,
    );
    const { file, line } = findings[0].location;
    expect(file).toMatch(/imported\/main\.tf$/);
    expect(readFileSync(file, "utf8").split("\n")[line - 1]).toContain('"aws_iam_role_policy_attachment" "admin"');
  });

  it("--out writes the whole report to a file", () => {
    const { status, stdout, stderr } = gate(here, failing, "--format", "junit", "--out", "gate.xml");
    expect(readFileSync(join(here, "gate.xml"), "utf8")).toMatch(/^<\?xml[\s\S]*<\/testsuites>\n$/);
    expect(stderr).toMatch(/the plan fails: .*; the report is in gate\.xml\n$/);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  });
});

const digest = (file: string): string => {
  const { stdout } = spawnSync("sha256sum", [file], { encoding: "utf8" });
  return stdout.slice(0, 64);
};

describe("gate --verify", () => {
  let directory: string;
  const verify = (verdict: string, binary: string) =>
    leasehold.run(["gate", "--verify", verdict, binary], { cwd: directory });
  beforeAll(() => {
    directory = leasehold.files({ tfplan: "PK\u0003\u0004 the plan", other: "PK\u0003\u0004 another" });
    const words = (out: string) => ["--binary", "tfplan", "--format", "json", "--out", out];
    gate(directory, passing, ...words("passed.json"));
    gate(directory, failing, ...words("failed.json"));
    gate(directory, passing, "--format", "json", "--out", "unbound.json");
    writeFileSync(join(directory, "cut.json"), "{");
    gate(directory, "cut.json", ...words("unjudged.json"));
    writeFileSync(join(directory, "no-verdict.json"), JSON.stringify({ version: 1, verdict: "pass" }));
    writeFileSync(join(directory, "no-json.json"), "password=hunter2");
  });

  it("says that the plan is the one that passed", () => {
    const { status, stdout, stderr } = verify("passed.json", "tfplan");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toBe("leasehold: tfplan is the plan that passed.json is about, and it passed\n");
  });

  it.each<[string, string, string, number, RegExp]>([
    ["another plan", "passed.json", "other", 1, /not the plan[\s\S]*do not apply it/],
    ["a plan that failed", "failed.json", "tfplan", 1, /it failed; do not apply it/],
    ["a verdict of no binary plan", "unbound.json", "tfplan", 2, /--binary/],
    ["a verdict that judges nothing", "unjudged.json", "tfplan", 2, /judges nothing/],
    ["what is no verdict", "no-verdict.json", "tfplan", 2, /no verdict/],
    ["what is no JSON", "no-json.json", "tfplan", 2, /no verdict: it is not JSON/],
    ["a verdict that is not there", "nowhere.json", "tfplan", 2, /no such file/],
    ["a plan that is not there", "passed.json", "nowhere", 2, /no such file/],
    ["a directory", "passed.json", ".", 2, /directory/],
  ])("refuses %s", (_, verdict, binary, expected, saying) => {
    const { status, stdout, stderr } = verify(verdict, binary);
    expect(stdout + stderr).toMatch(saying);
    expect((stdout + stderr).trimEnd().split("\n")).toHaveLength(1);
    expect(stdout + stderr).not.toContain("hunter2");
    expect(status).toBe(expected);
  });
});

describe("gate with an estate", () => {
  let directory: string;
  beforeAll(() => {
    directory = leasehold.initialised();
    writeFileSync(join(directory, "plan.json"), readFileSync(failing));
  });

  it("says which estate, by name and digest, and holds the plan to it", () => {
    const { inputs, summary } = judgementOf(
      gate(directory, "plan.json", "--estate", "access", "--format", "json").stdout,
    );
    expect(inputs.estate).toEqual({ name: "example", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(inputs.base).toBeUndefined();
    expect(summary.estate).toBe("example");
  });

  it("names the base beside it", () => {
    const { inputs } = judgementOf(
      gate(directory, "plan.json", "--estate", "access", "--base", "access", "--format", "json").stdout,
    );
    expect(inputs.base).toEqual(inputs.estate);
  });

  it("passes what the estate synthesizes to, as far as the plan of nothing goes", () => {
    writeFileSync(join(directory, "none.json"), readFileSync(passing));
    expect(gate(directory, "none.json", "--estate", "access").status).toBe(0);
  });

  it("takes waivers from the base, never from the change", () => {
    const waiver = `version: 1
waivers:
  legacy:
    rule: standing-privileged-access
    resource: aws_iam_role_policy_attachment.admin
    owner: payments
    acceptedBy: hana
    reason: Until the migration
    expires: 2026-12-31T00:00:00Z
`;
    const head = leasehold.initialised();
    writeFileSync(join(head, "access", "waivers.yaml"), waiver);
    const standing = (...words: string[]) =>
      judgementOf(gate(directory, "plan.json", "--format", "json", ...words).stdout).findings.find(
        ({ rule }: { rule: string }) => rule === "standing-privileged-access",
      );
    const [base, change] = [join(directory, "access"), join(head, "access")];
    expect(standing("--estate", change)).toMatchObject({ severity: "note", waivedBy: "legacy" });
    expect(standing("--estate", change, "--base", base)).toMatchObject({ severity: "error" });
    expect(standing("--estate", base, "--base", change)).toMatchObject({ severity: "note", waivedBy: "legacy" });
    // Nor where the base is broken.
    writeFileSync(
      join(directory, "access", "broken.yaml"),
      `version: 1
roles:
  spare:
    description: Nobody answers for this one
    sensitivity: low
    eligible: [dana]
    maxTtl: 1h
    approval: { none: "Only names are read" }
    aws: { targets: [orders-prod], statements: [{ actions: [ec2:DescribeRegions], resources: ["*"] }] }
`,
    );
    expect(standing("--estate", change, "--base", base)).toMatchObject({ severity: "error" });
    const { status, stdout } = gate(directory, "none.json", "--estate", "access");
    expect(stdout).toContain("owner-missing");
    expect(status).toBe(1);
  });

  it("does not judge by an estate that does not load", () => {
    mkdirSync(join(directory, "torn"));
    writeFileSync(join(directory, "torn", "a.yaml"), "a: [1, {b: ");
    const { status, stdout } = gate(directory, "none.json", "--estate", "torn", "--format", "json");
    expect(judgementOf(stdout).verdict).toBe("unjudged");
    expect(status).toBe(2);
  });
});

describe("gate with a baseline", () => {
  it("makes notes of what stands in it, and says how many", () => {
    gate(here, failing, "--format", "json", "--out", "baseline.json");
    const { status, stdout } = gate(here, failing, "--baseline", "baseline.json");
    expect(stdout).toContain("0 errors, 0 warnings, 1 note (1 known from the baseline)");
    expect(status).toBe(0);
    const more = gate(here, made("for-each-keys-with-dots"), "--baseline", "baseline.json");
    expect(more.status).toBe(1);
  });

  it("may be the verdict of a run with a baseline", () => {
    gate(here, failing, "--format", "json", "--out", "first.json");
    gate(here, failing, "--baseline", "first.json", "--format", "json", "--out", "second.json");
    expect(gate(here, failing, "--baseline", "second.json").status).toBe(0);
  });
});
