import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CommandLine, now } from "./command-line";

const leasehold = new CommandLine();
afterAll(() => leasehold.close());

const validate = new Ajv2020({ allErrors: true, validateFormats: false }).compile(
  JSON.parse(readFileSync("schemas/judgement.schema.json", "utf8")),
);

const ownerless = `version: 1
roles:
  spare:
    description: Nobody answers for this one
    sensitivity: low
    eligible: [dana]
    maxTtl: 1h
    approval: { none: "Only names are read" }
    aws: { targets: [orders-prod], statements: [{ actions: [ec2:DescribeRegions], resources: ["*"] }] }
`;
const dangling = `version: 1
roles:
  dangling:
    description: Of a team that is not there
    owners: { entitlement: paymnets }
    sensitivity: low
    eligible: [dana]
    maxTtl: 1h
    approval: { none: "Only names are read" }
    aws: { targets: [orders-prod], statements: [{ actions: [ec2:DescribeRegions], resources: ["*"] }] }
`;

/** The starter estate with some more files. */
function estateWith(files: Readonly<Record<string, string>>): string {
  const directory = leasehold.initialised();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, "access", name), text);
  return directory;
}

const check = (cwd: string, ...words: string[]) => leasehold.run(["check", "--now", now, ...words], { cwd });

describe("the exit status of check", () => {
  let good: string;
  let ungoverned: string;
  let broken: string;
  let both: string;
  beforeAll(() => {
    good = estateWith({});
    ungoverned = estateWith({ "spare.yaml": ownerless });
    broken = estateWith({ "dangling.yaml": dangling });
    both = estateWith({ "spare.yaml": ownerless, "dangling.yaml": dangling });
  });

  it("is 0 where nothing is wrong", () => {
    const { status, stdout, stderr } = check(good);
    expect(stdout).toMatch(/leasehold: example passes: 0 errors, 0 warnings, \d+ notes?\n$/);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  it("is 1 for what governance refuses", () => {
    const { status, stdout } = check(ungoverned);
    expect(stdout).toMatch(/error owner-missing\n {2}access\/spare\.yaml:\d+:\d+ /);
    expect(status).toBe(1);
  });

  it("is 2 for what does not link", () => {
    const { status, stdout } = check(broken);
    expect(stdout).toMatch(/access\/dangling\.yaml:5:\d+[\s\S]*"payments"/);
    expect(stdout).toContain("cannot be judged");
    expect(status).toBe(2);
  });

  it("is 2 for both, and all are printed", () => {
    const { status, stdout } = check(both);
    expect(stdout).toContain("owner-missing");
    expect(stdout).toContain("paymnets");
    expect(status).toBe(2);
  });

  it("follows --fail-on", () => {
    expect(check(ungoverned, "--fail-on", "never").status).toBe(0);
    expect(check(broken, "--fail-on", "never").status).toBe(2);
    expect(check(good, "--fail-on", "warning").status).toBe(0);
    const late = leasehold.run(["check", "--now", "2027-06-01T00:00:00Z", "--fail-on", "warning"], { cwd: good });
    expect(late.stdout).toContain("warning");
    expect(late.status).toBe(1);
  });

  it("comes soon, whatever the pattern of a ticket", () => {
    const ticket = `"${"a".repeat(50)}!"`;
    const role = ownerless.replace("maxTtl: 1h", 'maxTtl: 1h\n    require: { ticket: "^(a+)+$" }');
    const grant = `grants:\n  slow: { role: spare, identity: dana, start: ${now}, ttl: 1h, ticket: ${ticket} }\n`;
    const { status, stdout, took } = check(estateWith({ "spare.yaml": role + grant }));
    expect(stdout).toContain("ticket-not-as-required");
    expect(status).toBe(1);
    expect(took).toBeLessThan(20_000);
  });

  it("is 70 for a fault in leasehold, in one line that says how to report it", () => {
    const hook = join(leasehold.directory(), "hook.cjs");
    writeFileSync(
      hook,
      `const encode = JSON.stringify;
      JSON.stringify = (...given) => {
        if (/at residuals/.test(new Error().stack)) throw new TypeError("b\\u001b[31mroken\\nin two");
        return encode(...given);
      };`,
    );
    const env = { NODE_OPTIONS: `--require ${hook}` };
    const { status, stderr } = leasehold.run(["check"], { cwd: good, env });
    expect(status).toBe(70);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stderr).toMatch(/a fault in leasehold[\s\S]*report it/);
    expect(stderr).not.toContain("\u001b");
    const debug = leasehold.run(["check"], { cwd: good, env: { ...env, LEASEHOLD_DEBUG: "1" } });
    expect(debug.stderr).toMatch(/^ +at /m);
    expect(debug.status).toBe(70);
  });
});

describe("the formats of check", () => {
  let directory: string;
  beforeAll(() => {
    directory = estateWith({ "spare.yaml": ownerless });
  });

  it("json follows the published schema", () => {
    const { status, stdout } = check(directory, "--format", "json");
    const judgement = JSON.parse(stdout);
    validate(judgement);
    expect(validate.errors ?? []).toEqual([]);
    expect(judgement).toMatchObject({ version: 1, verdict: "fail", errors: [], summary: { estate: "example" } });
    expect(judgement.findings[0]).toMatchObject({
      rule: "owner-missing",
      severity: "error",
      location: { file: "access/spare.yaml" },
    });
    expect(status).toBe(1);
  });

  it("json is written on 2 as well", () => {
    const { status, stdout } = leasehold.run(["check", "nowhere", "--format", "json"], { cwd: directory });
    const judgement = JSON.parse(stdout);
    validate(judgement);
    expect(validate.errors ?? []).toEqual([]);
    expect(judgement.verdict).toBe("unjudged");
    expect(status).toBe(2);
  });

  it("sarif and github show the same place", () => {
    const sarif = JSON.parse(check(directory, "--format", "sarif").stdout);
    const { artifactLocation, region } = sarif.runs[0].results[0].locations[0].physicalLocation;
    expect(artifactLocation.uri).toBe("access/spare.yaml");
    expect(check(directory, "--format", "github").stdout).toContain(
      `::error file=access/spare.yaml,line=${region.startLine},col=${region.startColumn},title=owner-missing::`,
    );
  });

  it("go to a file with --out, whole and alone", () => {
    const { status, stdout, stderr } = check(directory, "--format", "json", "--out", "report.json");
    expect(JSON.parse(readFileSync(join(directory, "report.json"), "utf8")).verdict).toBe("fail");
    expect(stderr).toMatch(/^leasehold: example fails: .*; the report is in report\.json\n$/);
    expect(readdirSync(directory).filter((name) => name.includes("report"))).toEqual(["report.json"]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  });

  it("say why a report cannot be written, and end in 2", () => {
    mkdirSync(join(directory, "taken"));
    for (const [file, why] of [
      ["taken", "it is a directory"],
      ["nowhere/report.json", "there is no such file or directory"],
    ]) {
      const { status, stderr } = check(directory, "--out", file ?? "");
      expect(stderr).toContain(why);
      expect(stderr.trimEnd().split("\n")).toHaveLength(1);
      expect(status).toBe(2);
    }
  });

  it("know no colour off a terminal", () => {
    expect(leasehold.run(["check"], { cwd: directory, env: { CI: "true" } }).stdout).not.toContain("\u001b");
  });
});

describe("a full disk", () => {
  it.each([
    ["the version", "--version"],
    ["help", "--help"],
    ["the schema", "schema"],
    ["a report", "check"],
    ["a report in a file", "check --out /dev/full"],
  ])("under %s ends in 2", (_, words) => {
    const directory = leasehold.initialised();
    const into = words.includes("--out") ? "" : "> /dev/full";
    const { status, stderr } = spawnSync("sh", ["-c", `"${process.execPath}" "${leasehold.entry}" ${words} ${into}`], {
      cwd: directory,
      encoding: "utf8",
    });
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(status).toBe(2);
  });
});

describe("a reader that went away", () => {
  it("changes neither the status nor standard error", async () => {
    const directory = leasehold.initialised();
    expect(await leasehold.runUnread(["check", "--now", now], { cwd: directory })).toEqual({ status: 0, stderr: "" });
    rmSync(join(directory, "access", "targets.yaml"));
    const ran = await leasehold.runUnread(["check", "--now", now], { cwd: directory });
    expect(ran).toEqual({ status: 2, stderr: "" });
  });
});

describe("input that is no estate ends in 2 within 2 seconds, with a place and no stack", () => {
  it.each<[string, (directory: string) => void]>([
    ["no directory", (directory) => rmSync(join(directory, "access"), { recursive: true, force: true })],
    ["an empty directory", (directory) => mkdirSync(join(directory, "access"))],
    ["a file", (directory) => writeFileSync(join(directory, "access"), "version: 1\n")],
    ["only other files", (directory) => put(directory, "notes.txt", "hello")],
    ["an empty file", (directory) => put(directory, "a.yaml", "")],
    ["a binary file", (directory) => put(directory, "a.yaml", Buffer.from([0, 1, 2, 255, 254, 0]))],
    ["invalid UTF-8", (directory) => put(directory, "a.yaml", Buffer.from([0x61, 0x3a, 0x20, 0xff]))],
    ["no YAML", (directory) => put(directory, "a.yaml", "a: [1, {b: ")],
    ["a list", (directory) => put(directory, "a.yaml", "- 1\n")],
    ["another version", (directory) => put(directory, "a.yaml", "version: 2\nname: x\n")],
    ["10,000 brackets", (directory) => put(directory, "a.yaml", `a: ${"[".repeat(10_000)}`)],
    [
      "10,000 brackets, twice",
      (directory) => {
        put(directory, "a.yaml", `a: ${"[".repeat(10_000)}`);
        put(directory, "b.yaml", `a: ${"{a: ".repeat(10_000)}`);
      },
    ],
    [
      "an alias bomb",
      (directory) => {
        const rows = Array.from({ length: 30 }, (_, row) => `a${row + 1}: &a${row + 1} [*a${row}, *a${row}, *a${row}]`);
        put(directory, "a.yaml", `version: 1\na0: &a0 [x]\n${rows.join("\n")}\n`);
      },
    ],
    [
      "a link out of the directory",
      (directory) => {
        put(directory, "a.yaml", "version: 1\nname: x\n");
        symlinkSync("/etc", join(directory, "access", "etc"));
      },
    ],
    [
      "one name 40,000 times",
      (directory) => put(directory, "a.yaml", `version: 1\nteams:\n${"  a: {}\n".repeat(40_000)}`),
    ],
    ["100 MB", (directory) => put(directory, "a.yaml", Buffer.alloc(100 * 1048576, "#"))],
  ])("%s", (_, prepare) => {
    const directory = leasehold.directory();
    prepare(directory);
    const { status, stdout, stderr, took } = leasehold.run(["check"], { cwd: directory });
    expect(status).toBe(2);
    expect(stdout + stderr).toMatch(/access/);
    expect(stdout + stderr).not.toMatch(/^\s+at /m);
    expect(stderr).not.toMatch(/fault in leasehold/);
    expect(took).toBeLessThan(20_000);
  });

  function put(directory: string, name: string, content: string | Uint8Array): void {
    mkdirSync(join(directory, "access"), { recursive: true });
    writeFileSync(join(directory, "access", name), "");
    appendFileSync(join(directory, "access", name), content);
  }
});
