import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import Ajv from "ajv";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { CommandLine, now } from "./command-line";

const leasehold = new CommandLine();
afterAll(() => leasehold.close());

const init = (cwd: string, ...words: string[]) => leasehold.run(["init", "--now", now, ...words], { cwd });

/** The files of an estate, and the schema that each names. */
function schemasOf(estate: string): string[] {
  return readdirSync(estate, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => {
      const file = join(estate, name);
      const named = /^# yaml-language-server: \$schema=(\S+)\n/.exec(readFileSync(file, "utf8"))?.[1];
      return resolve(dirname(file), named ?? "none");
    });
}

describe("leasehold init", () => {
  it("writes an estate that checks clean, without a warning", () => {
    const directory = leasehold.initialised();
    const { status, stdout } = leasehold.run(["check", "--now", now, "--fail-on", "warning"], { cwd: directory });
    expect(stdout).toMatch(/passes: 0 errors, 0 warnings/);
    expect(status).toBe(0);
  });

  it("names in every file the schema of the installed package", () => {
    const directory = leasehold.files({ "package.json": "{}" });
    init(directory);
    const installed = join(directory, "node_modules/leasehold/dist/schema.json");
    expect(new Set(schemasOf(join(directory, "access")))).toEqual(new Set([installed]));
    expect(init(directory, "infra/deep/access").status).toBe(0);
    expect(new Set(schemasOf(join(directory, "infra/deep/access")))).toEqual(new Set([installed]));
  });

  it("writes the schema beside the estate where there is no npm project, and the estate follows it", () => {
    const directory = leasehold.initialised();
    const estate = join(directory, "access");
    expect(new Set(schemasOf(estate))).toEqual(new Set([join(estate, "schema.json")]));
    const ajv = new Ajv({ allErrors: true, validateFormats: false, strict: false });
    const validate = ajv.compile(JSON.parse(readFileSync(join(estate, "schema.json"), "utf8")));
    for (const name of readdirSync(estate, { recursive: true, encoding: "utf8" })) {
      if (!name.endsWith(".yaml")) continue;
      validate(parse(readFileSync(join(estate, name), "utf8")));
      expect({ name, errors: validate.errors ?? [] }).toEqual({ name, errors: [] });
    }
  });

  it("writes a workflow of the repository whose commands pass", () => {
    const directory = leasehold.initialised();
    const workflow = parse(readFileSync(join(directory, ".github/workflows/leasehold.yml"), "utf8"));
    const commands: string[] = workflow.jobs.estate.steps.flatMap((step: { run?: string }) => step.run ?? []);
    const words = commands.map((command) => command.replace(/^npx --yes leasehold@[\d.]+ /, "").split(" "));
    expect(words.map(([verb]) => verb)).toEqual(["check", "synth"]);
    for (const each of words) expect(leasehold.run(each, { cwd: directory }).status).not.toBe(2);
  });

  it("puts the workflow at the top of the repository, and runs it where the npm project is", () => {
    const directory = leasehold.files({ ".git/HEAD": "", "infra/package.json": "{}" });
    expect(init(join(directory, "infra")).status).toBe(0);
    const workflow = parse(readFileSync(join(directory, ".github/workflows/leasehold.yml"), "utf8"));
    expect(workflow.jobs.estate.defaults.run["working-directory"]).toBe("infra");
    expect(workflow.jobs.estate.steps.at(-2).run).toBe("npx --no-install leasehold synth access --out out");
    expect(workflow.jobs.estate.steps.at(-1).with.path).toBe("infra/out");
  });

  it("says what it wrote and what to do next", () => {
    const { status, stdout, stderr } = init(leasehold.directory());
    expect(stdout).toMatch(/^Wrote \d+ files:\n {2}access\/estate\.yaml\n[\s\S]*\nNext:\n[\s\S]*leasehold check\n/);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  it.each([
    ["a file that it would write", { "access/schema.json": "mine" }],
    ["an estate", { "access/other.yaml": "version: 1\n" }],
    ["a file where the directory would be", { access: "mine" }],
  ])("overwrites nothing: %s", (_, files) => {
    const directory = leasehold.files(files);
    const before = readdirSync(directory, { recursive: true }).sort();
    const { status, stderr } = init(directory);
    expect(readdirSync(directory, { recursive: true }).sort()).toEqual(before);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(status).toBe(2);
  });

  it("leaves the workflow of another estate alone, and says so", () => {
    const directory = leasehold.initialised();
    const { status, stderr } = init(directory, "elsewhere");
    expect(stderr).toBe("leasehold: .github/workflows/leasehold.yml exists and was left alone.\n");
    expect(readFileSync(join(directory, ".github/workflows/leasehold.yml"), "utf8")).toContain("check access");
    expect(status).toBe(0);
  });

  it("leaves nothing behind when it cannot finish", () => {
    const directory = leasehold.files({ ".github": "in the way" });
    expect(init(directory).status).toBe(2);
    expect(existsSync(join(directory, "access/estate.yaml"))).toBe(false);
  });
});
