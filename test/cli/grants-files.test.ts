import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { applyEdits } from "../../src/cli/grants/files";
import { CommandLine, now } from "./command-line";

const leasehold = new CommandLine();
afterAll(() => leasehold.close());

const running = `version: 1
grants:
  g: # of the payments team
    role: instance-operator
    identity: "dana"
    start: 2026-11-23T09:00:00Z
    ttl: 1h
    ticket: INC-1
    justification: Restart of the stuck order workers
`;
const request = ["request", "instance-operator", "--as", "dana", "--ttl", "1h", "--ticket", "INC-7"];
const asked = [...request, "--reason", "Restart of the stuck order workers", "--now", now];

function estate(file: string, content: string | Uint8Array): string {
  const directory = leasehold.initialised();
  rmSync(join(directory, "access", "grants"), { recursive: true });
  mkdirSync(join(directory, "access", file, ".."), { recursive: true });
  writeFileSync(join(directory, "access", file), content);
  return directory;
}

const revoke = (cwd: string) => leasehold.run(["revoke", "g", "--now", now], { cwd });

describe("files are edited as they are", () => {
  it("with their byte order mark, their line breaks and their mode", () => {
    const windows = `\ufeff${running.replaceAll("\n", "\r\n")}`;
    const cwd = estate("g.yaml", windows);
    const file = join(cwd, "access", "g.yaml");
    chmodSync(file, 0o640);
    expect(revoke(cwd).status).toBe(0);
    expect(readFileSync(file, "utf8")).toBe(`${windows}    revoked: 2026-11-23T09:30:00Z\r\n`);
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(readdirSync(join(cwd, "access")).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("behind a link that stays within the directory, which stays a link", () => {
    const cwd = estate("kept/grants.txt", running);
    symlinkSync("kept/grants.txt", join(cwd, "access", "g.yaml"));
    expect(revoke(cwd).status).toBe(0);
    expect(lstatSync(join(cwd, "access", "g.yaml")).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(cwd, "access", "kept", "grants.txt"), "utf8")).toContain("revoked:");
  });

  it("and a file that a link leads to is not taken away", () => {
    const cwd = estate("kept/grants.txt", running);
    symlinkSync("kept/grants.txt", join(cwd, "access", "g.yaml"));
    expect(leasehold.run(["prune", "--now", "2026-11-24T09:30:00Z"], { cwd }).status).toBe(0);
    expect(readFileSync(join(cwd, "access", "g.yaml"), "utf8")).toBe("version: 1\n");
    expect(leasehold.run(["check", "--now", "2026-11-24T09:30:00Z"], { cwd }).status).toBe(0);
  });

  it.each<[what: string, make: (cwd: string) => void, words: string[], says: RegExp]>([
    [
      "a file behind a link that leads out",
      (cwd) => symlinkSync("../g.yaml", join(cwd, "access", "g.yaml")),
      ["revoke", "g", "--now", now],
      /leads out of the directory/,
    ],
    [
      "a folder of grants behind a link that leads out",
      (cwd) => {
        mkdirSync(join(cwd, "outside"));
        symlinkSync("../outside", join(cwd, "access", "grants"));
      },
      asked,
      /leads out of the directory/,
    ],
    [
      "a folder of grants that is a file",
      (cwd) => writeFileSync(join(cwd, "access", "grants"), "x"),
      asked,
      /Cannot write access\/grants\//,
    ],
    [
      "a file of that name that is none of the estate's",
      (cwd) => {
        mkdirSync(join(cwd, "access", "grants", "dana-instance-operator-2026-11-23.yaml"), { recursive: true });
      },
      asked,
      /is there already|is a directory/,
    ],
  ])("but not %s", (_, make, words, says) => {
    const cwd = estate("more.yaml", "version: 1\n");
    writeFileSync(join(cwd, "g.yaml"), running);
    make(cwd);
    const { status, stdout, stderr } = leasehold.run(words, { cwd });
    expect(stderr).toMatch(says);
    expect(stderr.match(/\n/g)).toHaveLength(1);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(readFileSync(join(cwd, "g.yaml"), "utf8")).toBe(running);
    if (existsSync(join(cwd, "outside"))) expect(readdirSync(join(cwd, "outside"))).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)("and says where they cannot be written", () => {
    const cwd = estate("locked/g.yaml", running);
    chmodSync(join(cwd, "access", "locked"), 0o555);
    const { status, stderr } = revoke(cwd);
    chmodSync(join(cwd, "access", "locked"), 0o755);
    expect(stderr).toMatch(/Cannot write access\/locked\/g\.yaml: permission is denied/);
    expect(status).toBe(2);
  });
});

describe("who edits a file at the same time", () => {
  it("loses nothing: what was read is compared with what is there", () => {
    const cwd = estate("g.yaml", running);
    const file = join(cwd, "access", "g.yaml");
    const edit = { file, was: `${running}# mine\n`, text: running };
    expect(() => applyEdits(join(cwd, "access"), [edit])).toThrow(/g\.yaml was changed by somebody else meanwhile/);
    expect(readFileSync(file, "utf8")).toBe(running);
    const made = { file: join(cwd, "access", "new.yaml"), text: "version: 1\n" };
    applyEdits(join(cwd, "access"), [made]);
    expect(() => applyEdits(join(cwd, "access"), [{ ...made, text: "other" }])).toThrow(/new\.yaml is there already/);
    expect(readFileSync(made.file, "utf8")).toBe(made.text);
    expect(readdirSync(join(cwd, "access")).filter((name) => name.startsWith("."))).toEqual([]);
  });
});

describe("killed at any moment", () => {
  const killed = async (cwd: string, words: readonly string[], after: number): Promise<void> => {
    const child = spawn(process.execPath, [leasehold.entry, ...words], { cwd, stdio: "ignore" });
    const timer = setTimeout(() => child.kill("SIGKILL"), after);
    await new Promise((done) => child.on("close", done));
    clearTimeout(timer);
  };

  it("a file is the old one or the new one, and the next run tidies up", async () => {
    const words = ["revoke", "g", "--now", now];
    const cwd = estate("g.yaml", running);
    const file = join(cwd, "access", "g.yaml");
    const { took } = revoke(cwd);
    const wanted = readFileSync(file, "utf8");
    let old = 0;
    for (let round = 0; round < 16; round++) {
      writeFileSync(file, running);
      await killed(cwd, words, took * (0.1 + 0.06 * round));
      const text = readFileSync(file, "utf8");
      expect([running, wanted]).toContain(text);
      if (text === running) old++;
      const others = readdirSync(join(cwd, "access")).filter((name) => name.startsWith(".") && !name.endsWith(".tmp"));
      expect(others).toEqual([]);
    }
    expect(old).toBeGreaterThan(0);
    writeFileSync(join(cwd, "access", ".leasehold.999999999-0123456789ab.tmp"), "half");
    writeFileSync(file, running);
    expect(revoke(cwd).status).toBe(0);
    expect(readFileSync(file, "utf8")).toBe(wanted);
    expect(readdirSync(join(cwd, "access")).filter((name) => name.startsWith("."))).toEqual([]);
  }, 60_000);

  it("a new file is there whole, or not at all", async () => {
    const cwd = estate("more.yaml", "version: 1\n");
    const folder = join(cwd, "access", "grants");
    const file = join(folder, "dana-instance-operator-2026-11-23.yaml");
    const { took, status } = leasehold.run(asked, { cwd });
    expect(status).toBe(0);
    const wanted = readFileSync(file, "utf8");
    for (let round = 0; round < 12; round++) {
      rmSync(folder, { recursive: true, force: true });
      await killed(cwd, asked, took * (0.2 + 0.08 * round));
      if (existsSync(file)) expect(readFileSync(file, "utf8")).toBe(wanted);
      expect(leasehold.run(["check", "--now", now], { cwd }).status).toBe(0);
    }
  }, 60_000);
});
