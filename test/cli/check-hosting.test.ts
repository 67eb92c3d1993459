import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { changed, gitHub } from "../check/hosting/answers";
import { CommandLine, now } from "./command-line";

const leasehold = new CommandLine();
afterAll(() => leasehold.close());

function check(text: string, ...words: string[]) {
  const cwd = leasehold.directory();
  cpSync("examples/acme/access", join(cwd, "access"), { recursive: true });
  writeFileSync(join(cwd, "hosting.json"), text);
  return leasehold.run(["check", "--now", now, "--hosting", "hosting.json", ...words], { cwd });
}

describe("check --hosting", () => {
  it("passes where nobody gets past an approval", () => {
    expect(check(JSON.stringify(gitHub)).status).toBe(0);
  });

  it("says what lets somebody past, with its setting, and ends in 1", () => {
    const { status, stdout } = check(JSON.stringify(changed(gitHub, { "rules.3": undefined, rules: [] })));
    expect(stdout).toMatch(/error hosting-branch-unprotected\n {2}hosting\.json:1:1 /);
    expect(status).toBe(1);
  });

  it("fails what the answers do not tell", () => {
    const { status, stdout } = check('{"service":"github","branch":"main"}', "--format", "json");
    const rules = JSON.parse(stdout).findings.map((finding: { rule: string }) => finding.rule);
    expect(rules.filter((rule: string) => rule === "hosting-unknown")).toHaveLength(3);
    expect(status).toBe(1);
  });

  it.each([
    ["no JSON", "{", /hosting\.json is not JSON/],
    ["another shape", '{"service":"github"}', /which branch/],
    ["a list", "[]", /no object/],
  ])("ends in 2 for %s, in one line", (_, text, expected) => {
    const { status, stdout, stderr } = check(text);
    expect(stderr).toMatch(expected);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  });

  it("ends in 2 for a file that is not there", () => {
    expect(leasehold.run(["check", "--hosting", "nowhere.json"], { cwd: leasehold.initialised() }).status).toBe(2);
  });
});
