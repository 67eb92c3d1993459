import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CommandLine } from "./command-line";

const leasehold = new CommandLine();
afterAll(() => leasehold.close());

const base = resolve("examples/acme/access");
const words = ["review", "--now", "2026-11-23T18:00:00Z", "--base", base];
const grant = `version: 1
grants:
  dana-restart-2026-11-24:
    role: instance-operator
    identity: dana
    start: 2026-11-24T09:00:00Z
    ttl: 90m
    ticket: INC-4720
    justification: Restart of the order workers after the certificate change
`;
const earlier = '{"what": "an earlier run decided"}';

let here: string;
const out = () => join(here, "evidence.json");

beforeAll(() => {
  here = leasehold.directory();
  for (const name of ["head", "ungoverned", "broken"]) cpSync(base, join(here, name), { recursive: true });
  mkdirSync(join(here, "empty"));
  writeFileSync(join(here, "head/grants/dana.yaml"), grant);
  writeFileSync(join(here, "ungoverned/grants/dana.yaml"), grant.replace("90m", "9h"));
  writeFileSync(join(here, "broken/grants/dana.yaml"), grant.replace("instance-operator", "no-such-role"));
  writeFileSync(join(here, "shapeless.json"), '{"pull": 7}');
  writeFileSync(join(here, "text.json"), "no JSON");
});

beforeEach(() => writeFileSync(out(), earlier));

describe("the evidence of an earlier run", () => {
  it.each<[string, string[], number]>([
    ["the head does not load", ["--head", "broken"], 2],
    ["the head is not there", ["--head", "nowhere"], 2],
    ["the head is not governed", ["--head", "ungoverned"], 1],
    ["the base does not load", ["--head", "head", "--base", "broken"], 2],
    ["the base is empty", ["--head", "head", "--base", "empty"], 1],
    ["the pull file is not there", ["--head", "head", "--pull", "nowhere"], 2],
    ["the pull file is no JSON", ["--head", "head", "--pull", "text.json"], 2],
    ["the pull file is of another shape", ["--head", "head", "--pull", "shapeless.json"], 2],
    ["the plan is none", ["--head", "head", "--plan", "text.json"], 2],
    ["the zone is none", ["--head", "head", "--zone", "Mars"], 2],
    ["a token has no keys", ["--head", "head", "--token", "text.json"], 2],
    [
      "the keys are none",
      ["--head", "head", ..."--token text.json --jwks text.json --issuer i --audience a".split(" ")],
      2,
    ],
    ["the report cannot be written", ["--head", "broken", "--out", "nowhere/review.md"], 2],
  ])("is gone where %s", (_, more, expected) => {
    const { status, stdout, stderr } = leasehold.run([...words, ...more, "--evidence", "evidence.json"], { cwd: here });
    expect(status, stdout + stderr).toBe(expected);
    expect(existsSync(out())).toBe(false);
  });

  it("is gone where the head alone would not have said so: the gate then judges nothing", () => {
    leasehold.run([...words, "--head", "broken", "--evidence", "evidence.json"], { cwd: here });
    const gate = ["gate", resolve("examples/acme/plan.json"), "--estate", base, "--require-approval", "evidence.json"];
    expect(leasehold.run(gate, { cwd: here }).status).toBe(2);
  });

  it("is replaced by this run's", () => {
    leasehold.run([...words, "--head", "head", "--evidence", "evidence.json"], { cwd: here });
    expect(JSON.parse(readFileSync(out(), "utf8"))).toMatchObject({ decision: "not-approved" });
  });

  it("is gone behind a link, and what the link leads to stays", () => {
    writeFileSync(join(here, "kept.json"), earlier);
    symlinkSync("kept.json", join(here, "link.json"));
    leasehold.run([...words, "--head", "broken", "--evidence", "link.json"], { cwd: here });
    expect(existsSync(join(here, "link.json"))).toBe(false);
    expect(readFileSync(join(here, "kept.json"), "utf8")).toBe(earlier);
  });

  it.each([0, 20, 60, 120, 250])("is never left once the run was killed %d ms after it began", async (after) => {
    const child = spawn(
      process.execPath,
      [leasehold.entry, ...words, "--head", "head", "--evidence", "evidence.json"],
      {
        cwd: here,
        stdio: "ignore",
      },
    );
    const ended = new Promise((done) => child.on("close", done));
    const left = () => (existsSync(out()) ? readFileSync(out(), "utf8") : undefined);
    while (left() === earlier && child.exitCode === null) await sleep(1);
    await sleep(after);
    child.kill("SIGKILL");
    await ended;
    const text = left();
    // What is there is this run's, and whole.
    if (text !== undefined) expect(JSON.parse(text)).toMatchObject({ decision: "not-approved" });
  });
});

describe("a file that is read", () => {
  it.each([
    ["the pull file", ["--pull", "evidence.json"]],
    ["a plan", ["--plan", "evidence.json"]],
    ["the keys", ["--jwks", "evidence.json"]],
    ["the pull file by another path", ["--pull", "./head/../evidence.json"]],
  ])("is not overwritten by the evidence: %s", (_, more) => {
    const run = leasehold.run([...words, "--head", "head", ...more, "--evidence", "evidence.json"], { cwd: here });
    expect(run.status).toBe(2);
    expect(run.stderr).toMatch(/would overwrite evidence.json, which is read/);
    expect(readFileSync(out(), "utf8")).toBe(earlier);
  });
});

describe("the tree that evidence is of", () => {
  const head = "1".repeat(40);
  let repository: string;
  const git = (...given: string[]): string => {
    const identity = ["-c", "user.name=Dana", "-c", "user.email=dana@acme.example"];
    const run = spawnSync("git", [...identity, ...given], { cwd: repository, encoding: "utf8" });
    expect(run.status, run.stderr).toBe(0);
    return run.stdout.trim();
  };
  /** A pull file of a pull request with this head, and what the evidence then says of it. */
  const headOf = (commit: string) => {
    const repo = { full_name: "acme/access", id: 1 };
    const user = { login: "dana-acme", id: 583231, type: "User" };
    const pull = { number: 1, state: "open", user, head: { sha: commit, repo }, base: { sha: head, repo }, commits: 1 };
    const mail = { name: "Dana", email: "dana@acme.example" };
    const commits = [
      { sha: commit, commit: { message: "Ask", author: mail, committer: mail }, author: user, committer: user },
    ];
    writeFileSync(join(here, "pull.json"), JSON.stringify({ pull, reviews: [], commits }));
    const more = ["--head", "tree/access", "--pull", "pull.json", "--evidence", "evidence.json"];
    const run = leasehold.run([...words, ...more], { cwd: here });
    expect(run.status, run.stderr).toBe(1);
    return JSON.parse(readFileSync(out(), "utf8")).head;
  };

  beforeAll(() => {
    repository = join(here, "tree");
    cpSync(join(here, "head"), join(repository, "access"), { recursive: true });
    git("init", "--quiet", "--initial-branch", "main");
    git("commit", "--quiet", "--allow-empty", "--message", "base");
    git("switch", "--quiet", "--create", "ask");
    git("add", "--all");
    git("commit", "--quiet", "--message", "ask");
    git("switch", "--quiet", "main");
    git("merge", "--quiet", "--no-ff", "--message", "merged", "ask");
  });

  it("is the head's own, where that is checked out", () => {
    git("switch", "--quiet", "ask");
    const commit = git("rev-parse", "ask");
    expect(headOf(commit)).toMatchObject({ commit, tree: git("rev-parse", "ask^{tree}") });
  });

  it("is what merging the head makes, where CI has checked that out", () => {
    git("switch", "--quiet", "main");
    const commit = git("rev-parse", "ask");
    expect(headOf(commit)).toMatchObject({ commit, tree: git("rev-parse", "main^{tree}") });
  });

  it("is not said where another commit is checked out", () => {
    git("switch", "--quiet", "main");
    expect(headOf(head)).not.toHaveProperty("tree");
    // Nor where the base was merged into something else.
    expect(headOf(git("rev-parse", "main^1"))).not.toHaveProperty("tree");
  });
});
