import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { CommandLine, now } from "./command-line";

const leasehold = new CommandLine();
afterAll(() => leasehold.close());

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

  it("gives the commands that CI runs as they stand", () => {
    const lines = readme.split("\n");
    expect(lines).toContain("npm ci && npm start");
    expect(lines).toContain("npm ci && npm test");
  });
});
