import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

export interface Comment {
  readonly id: number;
  readonly user: { readonly login: string; readonly type: string };
  readonly body: string;
}

/** What the fake of GitHub knows. */
export interface World {
  pull: { head: { sha: string }; commits: number };
  reviews: readonly object[];
  commits: readonly object[];
  /** The pull requests that the service names for a commit. */
  merges?: readonly object[];
  comments: Comment[];
  /** What was pushed to the head branch, and by whom. */
  activity: readonly object[];
  self: { login: string; type: string };
  /** Requests that are refused, as patterns of `METHOD path`. */
  refused: string[];
  page: number;
  readonly sarifs: { ref: string; commit_sha: string; sarif: string }[];
  readonly statuses: { state: string; context: string; path: string }[];
  readonly log: string[];
}

export interface Called {
  readonly words: readonly string[];
  readonly token: string | null;
  readonly head?: string;
  readonly base?: string;
  readonly pull?: string;
  /** The paths of the commit that is checked out where it runs. */
  readonly tree: readonly string[];
}

export interface Report {
  readonly status?: number;
  readonly text?: string;
}

export interface Ended {
  readonly status: number | null;
  readonly output: string;
}

type Files = Readonly<Record<string, string | { readonly link: string }>>;

/** A runner of GitHub with a repository, a pull request (number 7) and fakes of `gh` and of leasehold. */
export class Runner {
  readonly root = mkdtempSync(join(tmpdir(), "leasehold-action-"));
  readonly #server = join(this.root, "server", "acme", "infrastructure");
  #head = "";

  constructor() {
    for (const folder of ["bin", "temp", "workspace"]) mkdirSync(join(this.root, folder));
    mkdirSync(this.#server, { recursive: true });
    const gh = join(this.root, "bin", "gh");
    writeFileSync(gh, `#!/bin/sh\nexec "${process.execPath}" "${resolve("test/action/fake-gh.mjs")}" "$@"\n`);
    chmodSync(gh, 0o755);
    this.#git("init", "--quiet", "--initial-branch=main");
    this.#git("config", "uploadpack.allowFilter", "true");
    this.commit("main", { "access/roles.yaml": "base\n" });
    this.push({ "access/roles.yaml": "head\n" });
    this.reports({ check: { text: "checked" }, review: { text: "reviewed" } });
  }

  get head(): string {
    return this.#head;
  }

  /** Commits files to a branch; a link is a symbolic one. */
  commit(branch: string, files: Files): string {
    const index = { GIT_INDEX_FILE: join(this.root, "index") };
    rmSync(index.GIT_INDEX_FILE, { force: true });
    const parent = this.#try("rev-parse", "--verify", "--quiet", branch);
    if (parent !== "") this.#git({ env: index }, "read-tree", parent);
    for (const [path, content] of Object.entries(files)) {
      const link = typeof content !== "string";
      const text = link ? content.link : content;
      const blob = this.#git({ input: text }, "hash-object", "-w", "--stdin");
      this.#git(
        { env: index },
        "update-index",
        "--add",
        "--replace",
        "--cacheinfo",
        `${link ? 120000 : 100644},${blob},${path}`,
      );
    }
    const tree = this.#git({ env: index }, "write-tree");
    const commit = this.#git("commit-tree", tree, "-m", "change", ...(parent === "" ? [] : ["-p", parent]));
    this.#git("update-ref", branch.startsWith("refs/") ? branch : `refs/heads/${branch}`, commit);
    return commit;
  }

  /** Pushes files to the pull request, and begins its story anew. */
  push(files: Files, from = "main"): void {
    if (this.#try("rev-parse", "--verify", "--quiet", "refs/pull/7/head") === "") {
      this.#git("update-ref", "refs/pull/7/head", this.#git("rev-parse", from));
    }
    this.#head = this.commit("refs/pull/7/head", files);
    this.event();
    this.world({
      pull: { head: { sha: this.#head }, commits: 3 },
      reviews: [{ id: 1 }, { id: 2 }, { id: 3 }],
      commits: [{ sha: "a" }, { sha: "b" }, { sha: this.#head }],
      comments: [],
      activity: [{ after: "0".repeat(40), actor: { login: "dana", id: 1 } }],
      self: { login: "github-actions[bot]", type: "Bot" },
      refused: [],
      page: 2,
      sarifs: [],
      statuses: [],
      log: [],
    });
  }

  /** Gives the head another name too, under another address of the repository. */
  alsoAt(ref: string, address: string): void {
    this.#git("update-ref", ref, this.#head);
    if (!existsSync(address)) symlinkSync(this.#server, address);
  }

  event(
    change: { readonly fork?: boolean; readonly base?: string; readonly head?: string; readonly sender?: object } = {},
  ): void {
    const pull = {
      number: 7,
      title: "x`$(touch pwned)`",
      head: {
        sha: change.head ?? this.#head,
        ref: "f",
        repo: { full_name: change.fork ? "mallory/f" : "acme/infrastructure" },
      },
      base: { ref: change.base ?? "main", repo: { full_name: "acme/infrastructure" } },
    };
    writeFileSync(
      join(this.root, "event.json"),
      JSON.stringify({
        pull_request: pull,
        ...(change.sender ? { action: "synchronize", sender: change.sender } : {}),
      }),
    );
  }

  world(change: Partial<World>): World {
    const file = join(this.root, "world.json");
    const known = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
    writeFileSync(file, JSON.stringify({ ...known, ...change }));
    return JSON.parse(readFileSync(file, "utf8"));
  }

  reports(reports: Readonly<Record<string, Report>>): void {
    writeFileSync(join(this.root, "leasehold.json"), JSON.stringify({ reports }));
  }

  /** How leasehold was called, in order. */
  get calls(): readonly Called[] {
    const file = join(this.root, "calls.log");
    if (!existsSync(file)) return [];
    return readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  }

  run(script: string, env: Readonly<Record<string, string>> = {}): Ended {
    const { status, stdout, stderr } = spawnSync(
      "bash",
      ["--noprofile", "--norc", "-eo", "pipefail", resolve("action", script)],
      {
        cwd: join(this.root, "workspace"),
        encoding: "utf8",
        env: {
          PATH: `${join(this.root, "bin")}:${dirname(process.execPath)}:${process.env.PATH ?? ""}`,
          HOME: this.root,
          GH_TOKEN: "t0ken",
          RUNNER_TEMP: join(this.root, "temp"),
          GITHUB_WORKSPACE: join(this.root, "workspace"),
          GITHUB_EVENT_PATH: join(this.root, "event.json"),
          GITHUB_OUTPUT: join(this.root, "output"),
          GITHUB_STEP_SUMMARY: join(this.root, "summary"),
          GITHUB_REPOSITORY: "acme/infrastructure",
          GITHUB_SERVER_URL: `file://${join(this.root, "server")}`,
          GITHUB_RUN_ID: "99",
          FAKE_GH_WORLD: join(this.root, "world.json"),
          FAKE_LEASEHOLD: join(this.root, "leasehold.json"),
          FAKE_LEASEHOLD_LOG: join(this.root, "calls.log"),
          LEASEHOLD_CLI: resolve("test/action/fake-leasehold.mjs"),
          ...env,
        },
      },
    );
    return { status, output: `${stdout}${stderr}` };
  }

  /** All steps as the action runs them; what it ends with. */
  action(env: Readonly<Record<string, string>> = {}): Ended {
    const judged = this.run("judge.sh", env);
    const rest = ["comment.sh", "code-scanning.sh", "outcome.sh"].map((script) => this.run(script, env));
    const all = [judged, ...rest];
    return {
      status: all.find(({ status }) => status !== 0)?.status ?? 0,
      output: all.map(({ output }) => output).join(""),
    };
  }

  read(name: string): string {
    const file = join(this.root, name);
    return existsSync(file) ? readFileSync(file, "utf8") : "";
  }

  close(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  #try(...words: readonly string[]): string {
    return spawnSync("git", words, { cwd: this.#server, encoding: "utf8" }).stdout.trim();
  }

  #git(
    first: string | { readonly env?: Record<string, string>; readonly input?: string },
    ...words: readonly string[]
  ): string {
    const options = typeof first === "string" ? {} : first;
    const { status, stdout, stderr } = spawnSync("git", typeof first === "string" ? [first, ...words] : words, {
      cwd: this.#server,
      encoding: "utf8",
      ...(options.input === undefined ? {} : { input: options.input }),
      env: {
        PATH: process.env.PATH ?? "",
        HOME: this.root,
        GIT_AUTHOR_NAME: "dana",
        GIT_AUTHOR_EMAIL: "dana@acme.example",
        GIT_COMMITTER_NAME: "dana",
        GIT_COMMITTER_EMAIL: "dana@acme.example",
        ...options.env,
      },
    });
    if (status !== 0) throw new Error(`git ${words.join(" ")}: ${stderr}`);
    return stdout.trim();
  }
}
