import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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
