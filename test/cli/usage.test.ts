import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { CommandLine } from "./command-line";

const leasehold = new CommandLine();
afterAll(() => leasehold.close());

const plan = resolve("examples/acme/plan.json");

describe("what the command line cannot follow ends in 2, says why, and prints no stack", () => {
  it.each<[string, string[], RegExp]>([
    ["no command", [], /Usage: leasehold/],
    ["an unknown command", ["chekc"], /unknown command 'chekc'[\s\S]*Did you mean check/],
    ["an unknown flag", ["synth", "--tagret", "x", "--out", "o"], /unknown option '--tagret'[\s\S]*--target/],
    ["a flag of another command", ["check", "--target", "x"], /unknown option '--target'/],
    [
      "now, which synthesis does not know",
      ["synth", "--out", "o", "--now", "2026-11-23T09:00:00Z"],
      /unknown option '--now'/,
    ],
    ["too many arguments", ["check", "a", "b"], /too many arguments/],
    ["synth without --out", ["synth"], /required option '--out <dir>'/],
    ["a flag where a path should be", ["synth", "--out", "--target"], /A path is missing here/],
    ["a flag without its value", ["check", "--format"], /argument missing/],
    ["an unknown format", ["check", "--format", "yaml"], /text, json, markdown, sarif, junit and github/],
    ["an unknown severity", ["check", "--fail-on", "fatal"], /error, warning, note and never/],
    ["a time without an offset", ["check", "--now", "2026-11-23T09:00:00"], /--now/],
    ["no time at all", ["check", "--now", "today"], /2026-11-23T09:00:00Z/],
    ["an empty directory name", ["check", ""], /names nothing/],
    ["a directory name with a NUL", ["check", "--out", "a\u0001b\u001b[31m", "--nope"], /unknown option/],
    ["a verb of a later version", ["migrate"], /unknown command 'migrate'/],
    ["gate without a plan", ["gate"], /missing required argument 'plan'/],
    ["gate with two plans", ["gate", "a.json", "b.json"], /too many arguments/],
    ["a flag where a directory should be", ["gate", "p", "--estate", "--facts"], /A path is missing here/],
    ["a base without an estate", ["gate", "p", "--base", "access"], /there is no --estate/],
    ["a rule that is none", ["rules", "nmae"], /There is no rule "nmae"/],
  ])("%s", (_, words, message) => {
    const { status, stdout, stderr } = leasehold.run(words, { cwd: leasehold.directory() });
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it("does not pass on what would move the terminal", () => {
    const { stderr } = leasehold.run(["check", "--\u001b[2J\u009b31m"]);
    expect(stderr).not.toMatch(/(?!\n)\p{Cc}/u);
  });

  it.each([
    ["--format json", ["check", "--nope", "--format", "json"]],
    ["--format=json", ["check", "--format=json", "--now", "never"]],
  ])("answers in JSON who asked for it: %s", (_, words) => {
    const { status, stdout } = leasehold.run(words);
    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: "unjudged", errors: [{ code: "usage" }] });
  });

  it.each<[string, string[]]>([
    ["an option that there is not", ["check", "--nope"]],
    ["a plan that is not there", ["gate", "none.json"]],
    ["evidence that is not there", ["gate", plan, "--estate", "access", "--require-approval", "none.json"]],
    ["a snapshot that is not there", ["drift", "--snapshot", "none"]],
    ["a zone that is none", ["review", "--base", "access", "--head", "access", "--zone", "Mars"]],
  ])("leaves no verdict of an earlier run in the file that it was asked to write: %s", (_, words) => {
    const directory = leasehold.initialised();
    writeFileSync(join(directory, "verdict.json"), '{"version":1,"verdict":"pass","findings":[]}');
    const run = leasehold.run([...words, "--format", "json", "--out", "verdict.json"], { cwd: directory });
    expect(run.status, run.stderr).toBe(2);
    expect(JSON.parse(readFileSync(join(directory, "verdict.json"), "utf8")).verdict).toBe("unjudged");
    expect(run.stdout).toBe("");
  });

  it("answers in JSON also where the file that was asked for cannot be written", () => {
    const { status, stdout } = leasehold.run([
      "gate",
      "none.json",
      "--format",
      "json",
      "--out",
      "no/such/verdict.json",
    ]);
    expect(status).toBe(2);
    expect(JSON.parse(stdout).verdict).toBe("unjudged");
  });

  it("takes no directory of other commands for a file", () => {
    const directory = leasehold.initialised();
    const { status, stdout } = leasehold.run(["synth", "--nope", "--format", "json", "--out", "out"], {
      cwd: directory,
    });
    expect(status).toBe(2);
    expect(JSON.parse(stdout).verdict).toBe("unjudged");
    expect(readdirSync(directory)).not.toContain("out");
  });
});

describe("help", () => {
  const commands = readdirSync(join("src", "cli", "commands")).map((file) => file.replace(/\.ts$/, ""));

  it("names every command and the exit statuses", () => {
    const { status, stdout, stderr } = leasehold.run(["--help"]);
    for (const command of commands) expect(stdout).toContain(`  ${command} `);
    expect(stdout).toMatch(/Examples:[\s\S]*Exit status:[\s\S]*70 +a fault in leasehold/);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  it.each(commands)("of %s has examples", (command) => {
    const { status, stdout } = leasehold.run([command, "--help"]);
    expect(stdout).toMatch(new RegExp(`Examples:\n  leasehold ${command}`));
    expect(status).toBe(0);
  });
});
