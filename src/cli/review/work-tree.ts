import { spawnSync } from "node:child_process";

/** The commit and the tree that are checked out where a directory is. */
export interface CheckedOut {
  readonly commit: string;
  /** The same for the same content, whatever commit holds it. */
  readonly tree: string;
  /** The commit that this one merges into its first parent, where it is a merge. */
  readonly merges?: string;
}

/** Git answers at once, or it hangs at something that is none of our business. */
const patience = 5_000;

/**
 * What is checked out where a directory is; undefined where it is in no work tree, or git is not there. Git is asked to look
 * names up only: no hook runs, and nothing of what is checked out.
 */
export function checkedOut(directory: string): CheckedOut | undefined {
  const words = ["-C", directory, "-c", "core.fsmonitor=false", "rev-parse", "--verify", "--end-of-options"];
  const asked = (name: string): string | undefined => {
    const { status, stdout } = spawnSync("git", [...words, name], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      timeout: patience,
    });
    // Git before 2.24 repeats `--end-of-options` as if it were a name.
    const [id] = /^[0-9a-f]{40,64}$/m.exec(stdout ?? "") ?? [];
    return status === 0 ? id : undefined;
  };
  const commit = asked("HEAD^{commit}");
  const tree = commit === undefined ? undefined : asked(`${commit}^{tree}`);
  if (commit === undefined || tree === undefined) return undefined;
  const merges = asked(`${commit}^2`);
  return { commit, tree, ...(merges === undefined ? {} : { merges }) };
}
