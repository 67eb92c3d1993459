import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { scratch } from "./terraform";

/** Who writes a commit. */
export interface Writer {
  readonly name: string;
  readonly email: string;
}

/** A commit, with what git says of it. */
export interface FoundCommit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: Writer & { readonly date: string };
  readonly committer: Writer & { readonly date: string };
}

/** A git repository of the tests' own, with `main` checked out; nobody's own settings of git reach it. */
export class Repository {
  readonly directory = join(scratch("repository"), "infrastructure");
  #trees = 0;

  constructor() {
    mkdirSync(this.directory);
    this.git(["init", "--quiet", "--initial-branch", "main"]);
  }

  git(words: readonly string[], environment: NodeJS.ProcessEnv = {}): string {
    const run = spawnSync("git", words, {
      cwd: this.directory,
      encoding: "utf8",
      env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1", ...environment },
    });
    if (run.status !== 0) throw new Error(`git ${words[0]} ended with ${run.status}:\n${run.stdout}${run.stderr}`);
    return run.stdout.trim();
  }

  /** Works here as one person does, whose address git knows. */
  as({ name, email }: Writer): this {
    this.git(["config", "user.name", name]);
    this.git(["config", "user.email", email]);
    return this;
  }

  /** Commits all that is there, and gives the commit. */
  commit(message: string, at: string, by: { readonly author?: Writer; readonly committer?: Writer } = {}): string {
    this.git(["add", "--all"]);
    this.git(["commit", "--quiet", "--message", message], written(at, by));
    return this.git(["rev-parse", "HEAD"]);
  }

  /** Merges a branch as a hosting service does: a commit by whoever asks for it, committed by the service. */
  merge(branch: string, at: string, by: { readonly author: Writer; readonly committer: Writer }): string {
    this.git(["switch", "--quiet", "main"]);
    this.git(["merge", "--quiet", "--no-ff", "--message", `Merge ${branch}`, branch], written(at, by));
    return this.git(["rev-parse", "HEAD"]);
  }

  /** What merging a branch into `main` would make, as a commit of no branch: what CI checks out of a pull request. */
  merged(branch: string): string {
    const tree = this.git(["merge-tree", "--write-tree", "main", branch]);
    return this.git(["commit-tree", tree, "-p", "main", "-p", branch, "-m", `Merge ${branch}`]);
  }

  /** A directory with the files of a commit, checked out as a CI job has them. */
  at(revision: string): string {
    this.#trees += 1;
    const directory = `${this.directory}-${this.#trees}`;
    this.git(["worktree", "add", "--quiet", "--detach", directory, revision]);
    return directory;
  }

  /** What a branch adds to another commit, oldest first. */
  commits(base: string, branch: string): readonly FoundCommit[] {
    const format = "%H%x00%T%x00%P%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI%x00%B%x01";
    const log = this.git(["log", "--reverse", `--format=${format}`, `${base}..${branch}`]);
    return log
      .split("\x01")
      .map((entry) => entry.trim())
      .filter((entry) => entry !== "")
      .map((entry) => {
        const [sha, tree, parents, an, ae, ad, cn, ce, cd, message] = entry.split("\0").map(String);
        return {
          sha: sha ?? "",
          tree: tree ?? "",
          parents: (parents ?? "").split(" "),
          message: message ?? "",
          author: { name: an ?? "", email: ae ?? "", date: ad ?? "" },
          committer: { name: cn ?? "", email: ce ?? "", date: cd ?? "" },
        };
      });
  }
}

function written(
  at: string,
  { author, committer }: { readonly author?: Writer; readonly committer?: Writer },
): NodeJS.ProcessEnv {
  return {
    GIT_AUTHOR_DATE: at,
    GIT_COMMITTER_DATE: at,
    ...(author ? { GIT_AUTHOR_NAME: author.name, GIT_AUTHOR_EMAIL: author.email } : {}),
    ...(committer ? { GIT_COMMITTER_NAME: committer.name, GIT_COMMITTER_EMAIL: committer.email } : {}),
  };
}
