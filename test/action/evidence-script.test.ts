import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Runner, type World } from "./runner";

let runner: Runner;
let before: string;
let merged: string;

beforeEach(() => {
  runner = new Runner();
  before = runner.commit("refs/heads/before", { "access/roles.yaml": "base\n" });
  merged = runner.commit("refs/heads/before", { "access/roles.yaml": "head\n" });
  runner.world({ merges: [merge(merged)] });
  runner.reports({ review: {} });
});
afterEach(() => runner.close());

const merge = (sha: string): object => ({ number: 7, merged_at: "2026-11-23T09:00:00Z", merge_commit_sha: sha });
const evidence = () => join(runner.root, "evidence.json");

function run(from = before): { readonly status: number | null; readonly output: string } {
  const work = join(runner.root, "checked-out");
  const server = join(runner.root, "server", "acme", "infrastructure");
  spawnSync("git", ["clone", "--quiet", "--branch", "before", server, work]);
  const { status, stdout, stderr } = spawnSync(
    "bash",
    [resolve("examples/ci/evidence-github.sh"), from, "access", evidence()],
    {
      cwd: work,
      encoding: "utf8",
      env: {
        PATH: `${join(runner.root, "bin")}:${dirname(process.execPath)}:${process.env.PATH ?? ""}`,
        HOME: runner.root,
        TMPDIR: join(runner.root, "temp"),
        GH_TOKEN: "t0ken",
        GITHUB_REPOSITORY: "acme/infrastructure",
        GITHUB_SHA: merged,
        FAKE_GH_WORLD: join(runner.root, "world.json"),
        FAKE_LEASEHOLD: join(runner.root, "leasehold.json"),
        FAKE_LEASEHOLD_LOG: join(runner.root, "calls.log"),
        LEASEHOLD: `node ${resolve("test/action/fake-leasehold.mjs")}`,
      },
    },
  );
  return { status, output: `${stdout}${stderr}` };
}

describe("the evidence of what was merged", () => {
  it("is of the pull request that made the commit, by what the branch was before, and without a token", () => {
    expect(run()).toMatchObject({ status: 0 });
    const [{ words, token, base, head, pull } = {}] = runner.calls;
    expect(words).toEqual(expect.arrayContaining(["--repository", "acme/infrastructure", "--number", "7"]));
    expect([token, base, head]).toEqual([null, "base\n", "head\n"]);
    expect(JSON.parse(pull ?? "{}").commits).toHaveLength(3);
    expect(existsSync(evidence())).toBe(true);
    expect(spawnSync("ls", [join(runner.root, "temp")], { encoding: "utf8" }).stdout).toBe("");
  });

  it("ends as the review does", () => {
    runner.reports({ review: { status: 1 } });
    expect(run().status).toBe(1);
  });

  it.each<{ readonly what: string; readonly change?: () => Partial<World>; readonly from?: string }>([
    { what: "nobody opened a pull request for it", change: () => ({ merges: [] }) },
    { what: "it was merged as another commit", change: () => ({ merges: [merge("0".repeat(40))] }) },
    { what: "two pull requests made it", change: () => ({ merges: [merge(merged), merge(merged)] }) },
    { what: "its commits are not all listed", change: () => ({ commits: [{ sha: "a" }] }) },
    { what: "the service does not answer", change: () => ({ refused: ["reviews"] }) },
    { what: "the branch is new", from: "0".repeat(40) },
    { what: "what was before is no commit", from: "--help" },
  ])("is not made where $what, and none is left", ({ change, from }) => {
    writeFileSync(evidence(), "earlier");
    if (change) runner.world(change());
    expect(run(from).status).not.toBe(0);
    expect(runner.calls).toEqual([]);
    expect(existsSync(evidence()) ? readFileSync(evidence(), "utf8") : undefined).toBeUndefined();
  });
});
