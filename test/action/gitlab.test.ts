import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { type Ended, Runner } from "./runner";

const { leasehold: job } = parse(readFileSync("examples/ci/leasehold.gitlab-ci.yml", "utf8"));
const mark = `<!-- leasehold:review:${createHash("sha256").update("access").digest("hex").slice(0, 16)} -->`;

interface Note {
  readonly id: number;
  readonly system: boolean;
  readonly author: { readonly id: number };
  readonly body: string;
}
interface World {
  pull: object;
  approvals?: object;
  notes: Note[];
  log: string[];
}

let runner: Runner;
let file: string;
beforeEach(() => {
  runner = new Runner();
  file = join(runner.root, "gitlab.json");
  const curl = join(runner.root, "bin", "curl");
  writeFileSync(curl, `#!/bin/sh\nexec "${process.execPath}" "${resolve("test/action/fake-curl.mjs")}" "$@"\n`);
  chmodSync(curl, 0o755);
  mkdirSync(join(runner.root, "project"));
  started();
});
afterEach(() => runner.close());

/** The merge request as it is now, without a note. */
function started(): void {
  runner.alsoAt("refs/merge-requests/7/head", join(runner.root, "server", "acme", "infrastructure.git"));
  const commits = [1, 2, 3].map((id) => ({ id }));
  change({
    pull: { iid: 7, sha: runner.head },
    approvals: { approved_by: [] },
    notes: [],
    log: [],
    ...{ commits, versions: [] },
  });
}

function change(changes: Partial<World>): World {
  const known = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  writeFileSync(file, JSON.stringify({ ...known, ...changes }));
  return JSON.parse(readFileSync(file, "utf8"));
}

function run(env: Readonly<Record<string, string>> = {}): Ended {
  const { status, stdout, stderr } = spawnSync("bash", ["-c", job.script.join("\n")], {
    cwd: join(runner.root, "project"),
    encoding: "utf8",
    env: {
      PATH: `${join(runner.root, "bin")}:${dirname(process.execPath)}:${process.env.PATH ?? ""}`,
      HOME: runner.root,
      TMPDIR: join(runner.root, "temp"),
      ...job.variables,
      LEASEHOLD_TOKEN: "gl-token",
      CI_JOB_TOKEN: "job-token",
      CI_PROJECT_DIR: join(runner.root, "project"),
      CI_PROJECT_ID: "5",
      CI_PROJECT_URL: `file://${join(runner.root, "server", "acme", "infrastructure")}`,
      CI_SERVER_URL: "https://gitlab.example",
      CI_API_V4_URL: "https://gitlab.example/api/v4",
      CI_JOB_URL: "https://gitlab.example/acme/infrastructure/-/jobs/9",
      CI_MERGE_REQUEST_IID: "7",
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main",
      FAKE_GITLAB: file,
      FAKE_LEASEHOLD: join(runner.root, "leasehold.json"),
      FAKE_LEASEHOLD_LOG: join(runner.root, "calls.log"),
      LEASEHOLD_CLI: resolve("test/action/fake-leasehold.mjs"),
      ...env,
    },
  });
  return { status, output: `${stdout}${stderr}` };
}

describe("the template for GitLab", () => {
  it("judges the merge request with all pages of its answers, without a token", () => {
    expect(run()).toMatchObject({ status: 0 });
    expect(runner.calls.map(({ words, token }) => [words[0], token])).toEqual([
      ["check", null],
      ["review", null],
    ]);
    const { base, head, pull, tree } = runner.calls[1] ?? {};
    expect([base, head, tree]).toEqual(["base\n", "head\n", ["access/roles.yaml"]]);
    const read = JSON.parse(pull ?? "{}");
    expect(Object.keys(read)).toEqual(["pull", "reviews", "commits", "versions", "notes"]);
    expect(read.commits.flat()).toHaveLength(3);
  });

  it("keeps one note up to date, its own", () => {
    const theirs = { id: 1, system: false, author: { id: 3 }, body: `${mark}\nall approved` };
    change({ notes: [theirs] });
    runner.reports({ check: {}, review: { status: 1, text: "unmet" } });
    expect(run().status).toBe(1);
    runner.reports({ check: {}, review: { text: "met" } });
    expect(run().status).toBe(0);
    expect(change({}).notes.map(({ body }) => body)).toEqual([theirs.body, `${mark}\nmet`]);
  });

  it.each<readonly [string, () => void, RegExp]>([
    ["a conflict", () => void runner.commit("main", { "access/roles.yaml": "other\n" }), /conflicts/],
    ["a push meanwhile", () => void change({ pull: { iid: 7, sha: "0".repeat(40) } }), /pushed since/],
    [
      "approvals that are not answered",
      () => writeFileSync(file, JSON.stringify({ ...change({}), approvals: undefined })),
      /404/,
    ],
  ])("judges nothing after %s, and says so in its note", (_, happen, said) => {
    runner.reports({ check: {}, review: { text: "met" } });
    run();
    const before = runner.calls.length;
    happen();
    const { status, output } = run();
    expect(output).toMatch(said);
    expect(status).not.toBe(0);
    expect(runner.calls).toHaveLength(before);
    expect(change({}).notes.map(({ body }) => body)).toEqual([expect.stringContaining("**Not judged.**")]);
  });

  it("writes no second note where it cannot tell whether there is one", () => {
    change({ notes: undefined as unknown as Note[] });
    expect(run().status).not.toBe(0);
    expect(change({}).log.filter((line) => line.startsWith("POST"))).toEqual([]);
  });

  it("hands on a plan, and the worst status", () => {
    writeFileSync(join(runner.root, "project", "plan.json"), "{}");
    runner.reports({ check: {}, gate: { status: 1 }, review: { text: "met" } });
    expect(run({ LEASEHOLD_PLAN: "plan.json" }).status).toBe(1);
    expect(runner.calls.map(({ words }) => words[0])).toEqual(["check", "gate", "review"]);
  });

  it.each([
    [{ LEASEHOLD_TOKEN: "" }, /LEASEHOLD_TOKEN/],
    [{ LEASEHOLD_VERSION: "latest" }, /exact/],
    [{ LEASEHOLD_ESTATE: "../x" }, /directory/],
  ])("refuses %j", (env, said) => {
    expect(run(env)).toMatchObject({ status: 2, output: expect.stringMatching(said) });
    expect(runner.calls).toEqual([]);
  });

  it("leaves nothing behind, and checks nothing out", () => {
    run();
    expect(spawnSync("ls", [join(runner.root, "temp")], { encoding: "utf8" }).stdout).toBe("");
    expect(job.variables.GIT_STRATEGY).toBe("none");
    expect(job.rules).toEqual([{ if: '$CI_PIPELINE_SOURCE == "merge_request_event"' }]);
  });
});
