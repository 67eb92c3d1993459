import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { rules } from "../../src/rules/rules";
import { CommandLine, now } from "./command-line";

const leasehold = new CommandLine();
afterAll(() => leasehold.close());

const byName = (a: { name?: string }, b: { name?: string }): number => ((a.name ?? "") < (b.name ?? "") ? -1 : 1);
const readme = readFileSync("README.md", "utf8");

describe("the README", () => {
  it("shows a role and a lease that check clean in the place of the starter's", () => {
    const yaml = /```yaml\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
    const directory = leasehold.initialised();
    for (const room of ["roles", "grants"]) {
      rmSync(join(directory, "access", room), { recursive: true });
      mkdirSync(join(directory, "access", room));
    }
    writeFileSync(join(directory, "access/roles/instance-operator.yaml"), yaml);
    const { status, stdout } = leasehold.run(["check", "--now", now, "--fail-on", "warning"], { cwd: directory });
    expect(stdout).toMatch(/passes: 0 errors, 0 warnings/);
    expect(status).toBe(0);
  });

  it("shows constructs that synthesize", () => {
    const [, code = ""] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
    // Below the repository, so that its dependencies are found.
    mkdirSync("node_modules/.cache", { recursive: true });
    const directory = mkdtempSync(resolve("node_modules/.cache/leasehold-readme-"));
    try {
      writeFileSync(join(directory, "main.ts"), code);
      const ran = spawnSync(process.execPath, ["--require", resolve("scripts/typescript.cjs"), "main.ts"], {
        cwd: directory,
        encoding: "utf8",
      });
      expect(ran.stderr).not.toMatch(/error/i);
      expect(ran.status).toBe(0);
      const made = readFileSync(join(directory, "cdktf.out/stacks/orders-prod/cdk.tf.json"), "utf8");
      expect(JSON.parse(made)).toHaveProperty("resource.aws_iam_role.dana-restart");
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });

  it.each([...readme.matchAll(/^\| `leasehold (\w+)/gm)].map((match) => match[1] ?? ""))(
    "names a command that there is: %s",
    (command) => {
      expect(leasehold.run([command, "--help"]).status).toBe(0);
    },
  );

  it("lists every rule, with a page that is there", () => {
    const listed = [
      ...readme.matchAll(
        /^\| \[`([\w-]+)`\]\((docs\/rules\/[\w-]+\.md)\) \| (\w+) \| (an estate|the plan) \| (.*) \|$/gm,
      ),
    ];
    for (const [, , page = ""] of listed) expect(existsSync(page)).toBe(true);
    expect(listed.map(([, name, , severity, needs, title]) => ({ name, severity, needs, title })).sort(byName)).toEqual(
      rules.map(({ name, severity, needs, title }) => ({
        name,
        severity,
        needs: needs === "estate" ? "an estate" : "the plan",
        title,
      })),
    );
  });

  it("shows gate commands that work as they stand, from a baseline to what is applied", () => {
    const directory = leasehold.initialised();
    cpSync(join(directory, "access"), join(directory, "main/access"), { recursive: true });
    cpSync(join(directory, "access"), join(directory, "base/access"), { recursive: true });
    cpSync("test/scenarios/plan/nothing-about-access/plan.json", join(directory, "plan.json"));
    writeFileSync(join(directory, "tfplan"), "PK");
    const commands = [...readme.matchAll(/npx leasehold (gate [^&|>\n]*)/g)].map(([, words = ""]) => words.trim());
    expect(commands.length).toBeGreaterThan(5);
    for (const words of commands) {
      const { status, stdout, stderr } = leasehold.run([...words.split(/ +/)], { cwd: directory });
      expect(status, `${words}\n${stdout}${stderr}`).toBe(0);
    }
  });

  it("shows a waiver that an estate takes", () => {
    const yaml = /```yaml\n(waivers:[\s\S]*?)```/.exec(readme)?.[1] ?? "";
    const directory = leasehold.initialised();
    writeFileSync(join(directory, "access/waivers.yaml"), `version: 1\n${yaml}`);
    const { status, stdout } = leasehold.run(["check", "--now", now], { cwd: directory });
    expect(stdout).not.toContain("waiver");
    expect(status).toBe(0);
  });

  it("gives the commands that CI runs as they stand", () => {
    const lines = readme.split("\n");
    expect(lines).toContain("npm ci && npm start");
    expect(lines).toContain("npm ci && npm test");
  });
});
