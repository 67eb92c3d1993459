import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Runner } from "./runner";

let runner: Runner;
beforeEach(() => {
  runner = new Runner();
});
afterEach(() => runner.close());

const world = () => runner.world({});
const mark = `<!-- leasehold:review:${createHash("sha256").update("access").digest("hex").slice(0, 16)} -->`;

describe("what is judged", () => {
  it("is the base as it is now, and what a merge would make of it", () => {
    runner.commit("main", { "access/later.yaml": "later\n" });
    expect(runner.action()).toMatchObject({ status: 0 });
    const [check, , review] = runner.calls;
    expect(check?.words.slice(0, 2)).toEqual(["check", "access"]);
    expect(review?.words[0]).toBe("review");
    expect([review?.base, review?.head]).toEqual(["base\n", "head\n"]);
    expect(review?.tree).toEqual(["access/later.yaml", "access/roles.yaml"]);
  });

  it("is told of the whole pull request, of all pages", () => {
    runner.action();
    const pull = JSON.parse(runner.calls.find(({ pull }) => pull !== undefined)?.pull ?? "{}");
    expect(pull.pull.head.sha).toBe(runner.head);
    expect(pull.reviews.map(({ id }: { id: number }) => id)).toEqual([1, 2, 3]);
    expect(pull.commits).toHaveLength(3);
  });

  const erin = { login: "erin", id: 2, type: "User" };
  it.each<readonly [string, (of: Runner) => void, object | undefined]>([
    ["as the service recorded it", (of) => void of.world({ activity: [{ after: of.head, actor: erin }] }), erin],
    ["as the event says", (of) => of.event({ sender: erin }), erin],
    ["as the event of a fork says", (of) => of.event({ sender: erin, fork: true }), erin],
    ["where nothing tells", () => undefined, undefined],
    ["where the service does not answer", (of) => void of.world({ refused: ["activity"] }), undefined],
  ])("is told who pushed last, %s", (_, happen, pusher) => {
    happen(runner);
    expect(runner.run("judge.sh").status).toBe(0);
    const pull = JSON.parse(runner.calls.find((call) => call.pull !== undefined)?.pull ?? "{}");
    expect(pull.pusher).toEqual(pusher);
  });

  it("is judged without the token", () => {
    runner.action();
    expect(runner.calls.map(({ token }) => token)).toEqual(runner.calls.map(() => null));
  });

  it("comes with a plan and a zone where they are given", () => {
    writeFileSync(join(runner.root, "workspace", "plan.json"), "{}");
    runner.reports({ check: {}, gate: { status: 1, text: "gated" }, review: { text: "reviewed" } });
    const { status } = runner.action({ LEASEHOLD_PLAN: "plan.json", LEASEHOLD_ZONE: "Europe/Berlin" });
    const words = runner.calls.map(({ words: all }) => all.join(" "));
    expect(words.find((line) => line.startsWith("gate"))).toMatch(
      /workspace\/plan\.json --estate access --base \S+ --source \./,
    );
    expect(words.find((line) => line.startsWith("review"))).toMatch(
      /--plan \S+workspace\/plan\.json --zone=Europe\/Berlin/,
    );
    expect(status).toBe(1);
  });

  it.each<readonly [string, (of: Runner) => void, RegExp]>([
    ["a conflict", (of) => void of.commit("main", { "access/roles.yaml": "other\n" }), /conflicts with the base/],
    ["a push meanwhile", (of) => void of.commit("refs/pull/7/head", { x: "1" }), /pushed since/],
    [
      "a push between two requests",
      (of) => void of.world({ pull: { head: { sha: "0".repeat(40) }, commits: 3 } }),
      /pushed since/,
    ],
    ["commits that are not listed", (of) => void of.world({ pull: { head: { sha: of.head }, commits: 251 } }), /250/],
    ["reviews that are not answered", (of) => void of.world({ refused: ["reviews"] }), /reviews cannot be read/],
    ["a base that is not there", (of) => of.event({ base: "gone" }), /cannot be fetched/],
    [
      "a base that is an option",
      (of) => of.event({ base: "--upload-pack=touch pwned" }),
      /no base branch|cannot be fetched/,
    ],
    ["a head that is no commit", (of) => of.event({ head: "$(touch pwned)" }), /no head commit/],
  ])("is nothing after %s: not judged, and said so in the comment", (_, happen, said) => {
    happen(runner);
    const { status, output } = runner.action();
    expect(output).toMatch(said);
    expect(status).toBe(2);
    expect(runner.calls).toEqual([]);
    if (!/no head commit/.test(said.source)) {
      expect(world().comments[0]?.body).toMatch(/\*\*Not judged\.\*\*/);
      expect(world().comments[0]?.body).toMatch(said);
    }
    expect(existsSync(join(runner.root, "workspace", "pwned"))).toBe(false);
  });

  it.each(["", "/etc", "../x", "a/../../b", "-x", "a//b", "."])(
    "is no estate outside of the repository: %s",
    (estate) => {
      expect(runner.run("judge.sh", { LEASEHOLD_ESTATE: estate === "" ? "/" : estate }).status).toBe(2);
      expect(runner.calls).toEqual([]);
    },
  );
});

describe("the files of a pull request", () => {
  it("are no links that lead elsewhere, and run nothing", () => {
    runner.push({
      "access/roles.yaml": { link: "../../base/access/roles.yaml" },
      ".gitattributes": "* filter=evil ident working-tree-encoding=UTF-16\n",
      ".gitmodules": '[submodule "x"]\n\tpath = x\n\turl = https://evil.example\n',
      ".npmrc": "registry=https://evil.example\n",
      "package.json": '{ "scripts": { "preinstall": "touch pwned" } }',
    });
    runner.action();
    expect(runner.calls.at(-1)?.head).toBe("../../base/access/roles.yaml");
    expect(existsSync(join(runner.root, "workspace", "pwned"))).toBe(false);
  });

  it("have no estate where its directory became a link", () => {
    runner.push({ access: { link: "../base/access" } });
    runner.action();
    expect(runner.calls.map(({ head }) => head)).toEqual([undefined, undefined, undefined]);
  });

  it("are compared with an empty base where the base has no estate", () => {
    runner.commit("bare", { "main.tf": "\n" });
    runner.event({ base: "main" });
    const { status } = runner.run("judge.sh", { LEASEHOLD_ESTATE: "other" });
    expect(status).toBe(0);
    expect(runner.calls.at(-1)?.base).toBeUndefined();
  });
});

describe("the comment", () => {
  it("is written once, and brought up to date in place", () => {
    runner.reports({ check: {}, review: { status: 1, text: "unmet" } });
    expect(runner.action().status).toBe(1);
    runner.reports({ check: {}, review: { text: "met" } });
    expect(runner.action().status).toBe(0);
    expect(world().comments.map(({ body }) => body)).toEqual([`${mark}\nmet`]);
    expect(world().log.filter((line) => /POST .*comments$|PATCH/.test(line))).toEqual([
      "POST repos/acme/infrastructure/issues/7/comments",
      "PATCH repos/acme/infrastructure/issues/comments/1000",
    ]);
  });

  const bot = { login: "github-actions[bot]", type: "Bot" };
  it.each([
    ["of another author", { login: "mallory", type: "User" }, `${mark}\nall approved`],
    ["of a person with a bot's name", { login: "github-actions[bot]", type: "User" }, `${mark}\nall approved`],
    ["within a comment of the bot", bot, `Thanks!\n${mark}\nall approved`],
    ["of another estate", bot, "<!-- leasehold:review:0000000000000000 -->\ntheirs"],
  ])("is not found by a mark %s", (_, user, body) => {
    runner.world({ comments: [{ id: 1, user, body }] });
    runner.action();
    expect(world().comments.map((comment) => comment.body)).toEqual([body, `${mark}\nreviewed`]);
  });

  it("is found behind many others", () => {
    const other = { user: { login: "dana", type: "User" }, body: "hm" };
    const comments = [1, 2, 3, 4, 5].map((id) => ({ id, ...other }));
    runner.world({ comments: [...comments, { id: 6, user: bot, body: `${mark}\nold` }] });
    runner.action();
    expect(world().comments).toHaveLength(6);
    expect(world().comments[5]?.body).toBe(`${mark}\nreviewed`);
  });

  it("no longer says that all is approved when the next run could not judge", () => {
    runner.action();
    runner.reports({ check: { status: 2 }, review: { status: 2 } });
    expect(runner.action().status).toBe(2);
    expect(world().comments).toHaveLength(1);
    expect(world().comments[0]?.body).toMatch(/\*\*Not judged\.\*\*/);
  });

  it("holds what check found, folded, and leaves out whole what does not fit", () => {
    runner.reports({ check: { status: 1, text: "# found\n" }, review: { text: "reviewed" } });
    runner.action();
    expect(world().comments[0]?.body).toContain("<details><summary>leasehold check</summary>\n\n# found\n");
    runner.reports({ check: { status: 1, text: "é".repeat(40_000) }, review: { text: "r".repeat(30_000) } });
    runner.action();
    const body = world().comments[0]?.body ?? "";
    expect(body).toMatch(/`leasehold check` is in \[the summary of the run\]/);
    expect(body).not.toContain("é");
    expect(runner.read("summary")).toContain("é".repeat(40_000));
  });

  it.each([
    ["letters", "x".repeat(70_000)],
    ["signs beyond the first plane", "😀".repeat(40_000)],
  ])("stays below GitHub's limit, in %s", (_, text) => {
    runner.reports({ check: {}, review: { text } });
    runner.action();
    expect(world().comments[0]?.body.length).toBeLessThan(1000);
    expect(world().comments[0]?.body).toContain("the summary of the run");
  });

  it("fails where it cannot be written, but for a fork, whose token may not", () => {
    runner.world({ refused: ["POST .*comments"] });
    expect(runner.action()).toMatchObject({ status: 2, output: expect.stringContaining("pull-requests: write") });
    runner.event({ fork: true });
    expect(runner.action()).toMatchObject({ status: 0, output: expect.stringContaining("comes from a fork") });
    expect(runner.read("summary")).toContain("reviewed");
  });
});

describe("findings", () => {
  it("are uploaded for the head, each of check and gate under its own name", () => {
    mkdirSync(join(runner.root, "workspace", "plans"));
    writeFileSync(join(runner.root, "workspace", "plans", "plan.json"), "{}");
    runner.action({ LEASEHOLD_PLAN: "plans/plan.json" });
    const uploads = world().sarifs;
    expect(uploads.map(({ ref, commit_sha: commit }) => [ref, commit])).toEqual([
      ["refs/pull/7/head", runner.head],
      ["refs/pull/7/head", runner.head],
    ]);
    const ids = uploads.map(({ sarif }) => {
      const { runs } = JSON.parse(gunzipSync(Buffer.from(sarif, "base64")).toString());
      return runs[0].automationDetails.id;
    });
    expect(ids).toEqual([expect.stringMatching(/^leasehold-check-/), expect.stringMatching(/^leasehold-gate-/)]);
  });

  it("that cannot be uploaded change no outcome", () => {
    runner.world({ refused: ["code-scanning"] });
    expect(runner.action()).toMatchObject({ status: 0, output: expect.stringContaining("not uploaded") });
  });
});

describe("the outcome", () => {
  it.each([
    [0, 0, "success"],
    [0, 1, "failure"],
    [1, 0, "failure"],
    [2, 0, "error"],
    [0, 70, "error"],
  ])("of check %s and review %s is their worst", (check, review, state) => {
    runner.reports({ check: { status: check, text: "c" }, review: { status: review, text: "r" } });
    const { status } = runner.action({ LEASEHOLD_STATUS_CONTEXT: "leasehold" });
    expect(status).toBe(Math.max(check, review));
    expect(world().statuses).toEqual([
      expect.objectContaining({
        state,
        context: "leasehold",
        path: `repos/acme/infrastructure/statuses/${runner.head}`,
      }),
    ]);
    expect(runner.read("output")).toContain(`status=${Math.max(check, review)}\n`);
  });

  it("is that nothing was judged where judging never ended", () => {
    expect(runner.run("outcome.sh").status).toBe(2);
  });

  it("needs no status where the token may set none, in a fork alone", () => {
    runner.world({ refused: ["statuses"] });
    const env = { LEASEHOLD_STATUS_CONTEXT: "leasehold" };
    expect(runner.action(env)).toMatchObject({ status: 2, output: expect.stringContaining("statuses: write") });
    runner.event({ fork: true });
    expect(runner.action(env).status).toBe(0);
  });

  it("names the evidence", () => {
    runner.action();
    expect(runner.read("output")).toMatch(/^evidence=.*\/evidence\.json$/m);
  });
});

describe("installing", () => {
  it("asks for one exact version, away from the workspace, and once", () => {
    const npm = join(runner.root, "bin", "npm");
    writeFileSync(npm, `#!/bin/sh\necho "$PWD $*" >> "${join(runner.root, "npm.log")}"\n`);
    chmodSync(npm, 0o755);
    writeFileSync(join(runner.root, "workspace", ".npmrc"), "registry=https://evil.example\n");
    for (const _ of [1, 2]) expect(runner.run("install.sh", { LEASEHOLD_VERSION: "1.2.3-rc.1" }).status).toBe(0);
    const tool = join(runner.root, "temp", "leasehold-tool-1.2.3-rc.1");
    expect(runner.read("npm.log")).toMatch(
      new RegExp(`^${tool} install --ignore-scripts .* leasehold@1\\.2\\.3-rc\\.1\\n$`),
    );
  });

  it.each(["", "latest", "^1.2.3", "1.x", "1.2.3 --registry=http://x", "1.2.3; touch pwned", "file:x"])(
    "refuses the version %j",
    (version) => {
      const { status, output } = runner.run("install.sh", { LEASEHOLD_VERSION: version });
      expect(output).toContain("exact");
      expect(status).toBe(2);
    },
  );
});
