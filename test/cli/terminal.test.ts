import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { CommandLine, now } from "./command-line";

const leasehold = new CommandLine();
afterAll(() => leasehold.close());

/** Runs `check` on a terminal of its own, as util-linux makes one; gives what the terminal was sent. */
function onTerminal(directory: string, env: Readonly<Record<string, string>> = {}): string {
  const command = `"${process.execPath}" "${leasehold.entry}" check --now ${now}`;
  const ran = spawnSync("script", ["-qec", command, "/dev/null"], {
    cwd: directory,
    encoding: "utf8",
    env: { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", TERM: "xterm", ...env },
  });
  return ran.stdout;
}

/** What sets a colour or a weight. */
const style = "\u001b[3";
const clearLine = "\u001b[2K";

describe.skipIf(!existsSync("/usr/bin/script"))("on a terminal", () => {
  it("the report is coloured", () => {
    expect(onTerminal(leasehold.initialised())).toContain(style);
  });

  it.each([
    ["NO_COLOR=1", { NO_COLOR: "1" }],
    ["NO_COLOR empty, but there", { NO_COLOR: "" }],
    ["NO_COLOR against FORCE_COLOR", { NO_COLOR: "1", FORCE_COLOR: "1" }],
    ["a dumb terminal", { TERM: "dumb" }],
  ])("it is not with %s", (_, env) => {
    expect(onTerminal(leasehold.initialised(), env)).not.toContain(style);
  });

  it("progress is said once the work has taken a second, and cleared before the report", () => {
    const directory = leasehold.initialised();
    const hook = join(directory, "slow.cjs");
    writeFileSync(
      hook,
      `const encode = JSON.stringify;
      JSON.stringify = (...given) => {
        if (/at residuals/.test(new Error().stack)) {
          JSON.stringify = encode;
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2500);
        }
        return encode(...given);
      };`,
    );
    const sent = onTerminal(directory, { NODE_OPTIONS: `--require ${hook}` });
    expect(sent).toContain("Checking 1 role and 1 grant …");
    expect(sent.slice(sent.lastIndexOf(clearLine))).toMatch(/leasehold: example passes/);
  });
});
