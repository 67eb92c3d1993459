import { z } from "zod";
import type { Pull } from "../pull";
import { PullFault } from "./fault";
import { readGitHub } from "./github";
import { readGitLab } from "./gitlab";
import { howToMake, shaped } from "./shape";

/** What `--pull F` holds, before it is known whose answers these are. */
export interface PullFile {
  readonly pull: unknown;
  readonly reviews?: unknown;
  readonly commits?: unknown;
  readonly [further: string]: unknown;
}

const file = z.looseObject({
  pull: z.record(z.string(), z.unknown()),
  reviews: z.unknown().optional(),
  commits: z.unknown().optional(),
});

/**
 * Reads `--pull F`: one JSON file `{ pull, reviews, commits }` with a hosting service's REST answers unchanged; lists may also be
 * lists of pages.
 *
 * GitHub: GET /repos/{o}/{r}/pulls/{n}, …/reviews, …/commits. A key `pusher` beside them, or in a commit, is believed.
 *
 * GitLab: GET /projects/{id}/merge_requests/{iid}, …/approvals, …/commits, and to show which commit was approved, which the
 * approvals do not say, one of: `versions` (…/merge_requests/{iid}/versions) with approvals that have an `approved_at` or with
 * `notes` (…/notes); or `settings` (GET /projects/{id}/approvals) with `reset_approvals_on_push`. The time that a commit itself bears
 * shows nothing: whoever made it chose it. Without such proof an approval is read without a commit, and does not count.
 *
 * @throws PullFault where the file is no JSON, of another shape, of several pull requests, cut off, or gives something twice
 */
export function readPull(contents: string | Uint8Array): Pull {
  const read = shaped(file, parsed(contents), "file");
  if ("iid" in read.pull) return readGitLab(read);
  if ("number" in read.pull) return readGitHub(read);
  throw new PullFault(
    "pull-shape",
    "The pull file's `pull` is neither a pull request of GitHub (it has no `number`) nor a merge request of GitLab (no `iid`).",
    howToMake,
  );
}

function parsed(contents: string | Uint8Array): unknown {
  try {
    const text = typeof contents === "string" ? contents : new TextDecoder("utf-8", { fatal: true }).decode(contents);
    return JSON.parse(text.startsWith("\uFEFF") ? text.slice(1) : text);
  } catch {
    throw new PullFault("pull-unreadable", "The pull file is no JSON in UTF-8.", howToMake);
  }
}
