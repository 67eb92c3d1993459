import { spawnSync } from "node:child_process";
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import packageJson from "../../package.json";
import { CommandLine } from "./command-line";

const leasehold = new CommandLine();
afterAll(() => leasehold.close());

describe("leasehold --version", () => {
  it.each(["--version", "-V"])("%s says the version of the package", (flag) => {
    expect(leasehold.run([flag])).toMatchObject({ status: 0, stdout: `${packageJson.version}\n`, stderr: "" });
  });

  it("is answered before anything is loaded", () => {
    const hook = join(leasehold.directory(), "hook.cjs");
    writeFileSync(
      hook,
      `process.on("exit", () => process.stderr.write(Object.keys(require.cache).map((f) => require("path").basename(f)).join(" ")))`,
    );
    const { stderr } = leasehold.run(["--version"], { env: { NODE_OPTIONS: `--require ${hook}` } });
    expect(stderr).toBe("hook.cjs cli.js");
  });
});

describe("a package of which half is missing", () => {
  it("ends in 70, never in a finding's status", () => {
    const directory = leasehold.directory();
    copyFileSync(leasehold.entry, join(directory, "cli.js"));
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(directory, "cli.js"), "check"], {
      encoding: "utf8",
    });
    expect({ status, stdout }).toEqual({ status: 70, stdout: "" });
    expect(stderr).toMatch(/^leasehold: it cannot be loaded: Cannot find module .*npm install leasehold\n$/);
  });
});
