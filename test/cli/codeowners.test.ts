import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { ownersOf } from "../review/codeowners/matching";
import { CommandLine } from "./command-line";

const leasehold = new CommandLine();
afterAll(() => leasehold.close());

let repository: string;
beforeEach(() => {
  repository = leasehold.directory();
  cpSync("examples/acme/access", join(repository, "access"), { recursive: true });
  mkdirSync(join(repository, ".git"));
});

const run = (...words: string[]) => leasehold.run(["codeowners", ...words], { cwd: repository });
const read = (file = ".github/CODEOWNERS") => readFileSync(join(repository, file), "utf8");
const put = (file: string, text: string) => writeFileSync(join(repository, file), text);

describe("codeowners", () => {
  it("writes the file that GitHub looks for, current from then on", () => {
    expect(run("--check").status).toBe(1);
    expect(run()).toMatchObject({ status: 0, stdout: "Wrote .github/CODEOWNERS.\n" });
    expect(ownersOf(read(), "access/new.yaml")).not.toEqual([]);
    expect(run("--check")).toMatchObject({ status: 0, stdout: ".github/CODEOWNERS is current.\n", stderr: "" });
    expect(run()).toMatchObject({ status: 0, stdout: ".github/CODEOWNERS is current.\n" });
  });

  it.each([["CODEOWNERS"], ["docs/CODEOWNERS"], [".gitlab/CODEOWNERS"]])("takes %s where it is there", (file) => {
    mkdirSync(join(repository, "docs"));
    mkdirSync(join(repository, ".gitlab"));
    put(file, "* @everybody\n");
    expect(run().status).toBe(0);
    expect(read(file)).toMatch(/^\* @everybody\n\n# leasehold: begin\n/);
    expect(ownersOf(read(file), file)).toEqual(ownersOf(read(file), "access/new.yaml"));
  });

  it("names paths from the repository's top, wherever it runs", () => {
    expect(run().status).toBe(0);
    const whole = read();
    const within = leasehold.run(["codeowners", ".", "--check"], { cwd: join(repository, "access") });
    expect(within.status).toBe(0);
    expect(whole).toContain("\n/access/");
  });

  it("says with --check what would change, and writes nothing", () => {
    run();
    const stale = read().replace("/access/policy.yaml", "/access/gone.yaml");
    put(".github/CODEOWNERS", stale);
    const { status, stdout, stderr } = run("--check");
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /^--- \.github\/CODEOWNERS\n\+\+\+ .*\n@@ .* @@\n-\/access\/gone\.yaml .*\n\+\/access\/policy\.yaml /,
    );
    expect(stderr).toBe('leasehold: .github/CODEOWNERS is not current. "leasehold codeowners" writes it.\n');
    expect(read()).toBe(stale);
  });

  it("takes a file by --out, and by --check", () => {
    expect(run("access", "--out", "owners.txt").status).toBe(0);
    expect(run("--check", "owners.txt").status).toBe(0);
    expect(run("--out", "owners.txt", "--check").status).toBe(0);
    expect(readdirSync(repository).filter((name) => name.includes("owners"))).toEqual(["owners.txt"]);
  });

  it("says which later line wins over the block", () => {
    run();
    const lines = read().split("\n").length;
    put(".github/CODEOWNERS", `${read()}* @everybody\n`);
    const { status, stderr } = run();
    expect(stderr).toContain(`line ${lines} of .github/CODEOWNERS follows the block`);
    expect(status).toBe(0);
  });

  it("warns of a team without a handle, and asks governance", () => {
    const teams = readFileSync(join(repository, "access/teams.yaml"), "utf8");
    put("access/teams.yaml", teams.replace(/\n? *review: "[^"]*platform",?/, ""));
    const { status, stderr } = run();
    expect(stderr).toContain("team-cannot-be-asked");
    expect(status).toBe(0);
  });

  it("writes nothing where governance has none", () => {
    const teams = readFileSync(join(repository, "access/teams.yaml"), "utf8");
    put("access/teams.yaml", teams.replace(/\n? *review: "[^"]*",?/g, ""));
    const { status, stderr } = run();
    expect(stderr).toContain("governance-cannot-be-asked");
    expect(status).toBe(1);
    expect(() => read()).toThrow();
  });

  it.each<[string, readonly string[], RegExp, (() => void)?]>([
    ["marks twice", [], /in line 1.*in line 2/, () => put("CODEOWNERS", "# leasehold: begin\n".repeat(2))],
    ["an estate that does not load", [], /yaml/, () => put("access/x.yaml", "roles: [")],
    ["no estate", ["nowhere"], /nowhere/],
    ["two files", ["--out", "a", "--check", "b"], /two files/],
    ["a directory to check", ["--check", "access"], /leasehold codeowners access --check/],
    ["a file outside of the repository", ["--out", "../CODEOWNERS"], /outside/],
    ["a link", ["--out", "CODEOWNERS"], /symbolic link/, () => symlinkSync("x", join(repository, "CODEOWNERS"))],
    ["no text", [], /UTF-8/, () => writeFileSync(join(repository, "CODEOWNERS"), Buffer.from([0xff, 0x0a]))],
  ])("ends in 2 for %s, in one way out", (_, words, expected, prepare) => {
    prepare?.();
    const { status, stderr } = run(...words);
    expect(stderr).toMatch(expected);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(status).toBe(2);
  });
});
