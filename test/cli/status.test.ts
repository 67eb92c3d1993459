import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { CommandLine, now } from "./command-line";

const leasehold = new CommandLine();
afterAll(() => leasehold.close());

const acme = (...words: readonly string[]) =>
  leasehold.run(["status", "examples/acme/access", "--now", now, ...words], { env: { NO_COLOR: "1" } });

describe("leasehold status", () => {
  it("tells what is leased, what is to begin, what is asked for and what is over", () => {
    const { status, stdout } = acme();
    expect(status).toBe(0);
    expect(stdout).toMatch(/^acme at 2026-11-23T09:30:00Z\n\nLeased now \(3\)\n/);
    expect(stdout).toMatch(
      /dana-restart-2026-11-23 +dana +instance-operator +orders-prod +until 2026-11-23T11:00:00Z, 1 h 30 min left/,
    );
    expect(stdout).toMatch(/repair-agent +instance-operator \(restart-orders\)/);
    expect(stdout).toMatch(/kim-iam-repair .*asks 1 of platform-approvers and 1 of security-approvers/);
    expect(stdout).toMatch(/erin-read-2026-11-22 .*ended 2026-11-22T20:00:00Z/);
  });

  it("tells it to programs", () => {
    const { leased, requested, ended } = JSON.parse(acme("--format", "json", "--as", "kim").stdout);
    expect(leased).toEqual([
      {
        grant: "kim-support-2026-11-23",
        identity: "kim",
        role: "ledger-support",
        targets: ["ledger-prod", "ledger-gcp"],
        ttl: "PT8H",
        start: "2026-11-23T07:00:00Z",
        end: "2026-11-23T15:00:00Z",
        ticket: "INC-4710",
      },
    ]);
    expect([requested.length, ended.length]).toEqual([1, 0]);
  });

  it("knows me by git's address, and says so where it does not", () => {
    const directory = leasehold.initialised();
    spawnSync("git", ["init", "-q"], { cwd: directory });
    const me = (email: string) => {
      spawnSync("git", ["config", "user.email", email], { cwd: directory });
      return leasehold.run(["status", "--me", "--now", now], { cwd: directory });
    };
    expect(me("dana@example.com").stdout).toMatch(/, dana at 2026-11-23T09:30:00Z/);
    const { status, stdout, stderr } = me("nobody@example.com");
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain("--as IDENTITY");
  });

  it.each<[words: readonly string[], says: string]>([
    [["--as", "dan"], "Did you mean dana?"],
    [["--me", "--as", "dana"], "Give one of them."],
    [["--format", "xml"], "Allowed choices are text, json"],
  ])("refuses %j", (words, says) => {
    const { status, stdout, stderr } = acme(...words);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(says);
  });

  it("shows what people wrote as text", () => {
    const directory = leasehold.directory();
    mkdirSync(join(directory, "access"));
    writeFileSync(join(directory, "access", "x.yaml"), 'version: 1\nname: "a\\e[31m"\n');
    const { status, stderr } = leasehold.run(["status"], { cwd: directory });
    expect(status).toBe(2);
    expect(stderr).not.toContain("\u001b");
  });
});
