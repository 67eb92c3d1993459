import { z } from "zod";
import type { Commit, Pull } from "../pull";
import { accountOfMail } from "./account";
import { coAuthors } from "./co-authors";
import { approvalsOf } from "./gitlab-approvals";
import { accountOf, anotherMergeRequest, gitLabUser } from "./gitlab-user";
import type { PullFile } from "./read-pull";
import { id, listOf, sha, shaped, unique, whole } from "./shape";

const mergeRequest = z.looseObject({
  iid: id,
  project_id: id.optional(),
  source_project_id: id.nullish(),
  target_project_id: id.nullish(),
  state: z.enum(["opened", "closed", "merged", "locked"]),
  author: gitLabUser.nullish(),
  sha,
  diff_refs: z.looseObject({ base_sha: sha.nullish(), head_sha: sha.nullish() }).nullish(),
  web_url: z.string().regex(/^https?:\/\/[^/]+\/.+\/-\/merge_requests\/[0-9]+$/, "this is no merge request's address"),
});

const commitSchema = z.looseObject({
  id: sha,
  message: z.string(),
  author_email: z.string().nullish(),
  committer_email: z.string().nullish(),
  web_url: z.string().nullish(),
});

type MergeRequest = z.output<typeof mergeRequest>;

/** Lists come in pages of 20 unless more are asked for, of 100 at the most. */
const fullPages = [20, 100];

/**
 * A merge request from GitLab's answers (https://docs.gitlab.com/api/merge_requests/).
 * @throws PullFault
 */
export function readGitLab(file: PullFile): Pull {
  const pull = shaped(mergeRequest, file.pull, "pull");
  const [, repository = "", iid] = /^https?:\/\/[^/]+\/(.+)\/-\/merge_requests\/([0-9]+)$/.exec(pull.web_url) ?? [];
  if (Number(iid) !== pull.iid) throw anotherMergeRequest(`its number is ${pull.iid}, by its address ${iid}`);
  const head = pull.diff_refs?.head_sha;
  if (head && head !== pull.sha) {
    throw anotherMergeRequest(`its head is ${pull.sha.slice(0, 7)}, by its diff_refs ${head.slice(0, 7)}`);
  }
  const pusher = shaped(gitLabUser.nullish(), file.pusher, "pusher");
  return {
    service: "gitlab",
    repository,
    number: pull.iid,
    author: accountOf(pull.author),
    head: pull.sha,
    base: pull.diff_refs?.base_sha ?? "",
    open: pull.state === "opened" || pull.state === "locked",
    commits: commitsOf(file.commits, pull, repository),
    reviews: approvalsOf(file, { iid: pull.iid, project: pull.project_id, head: pull.sha, url: pull.web_url }),
    ...(pusher ? { pushers: [accountOf(pusher)] } : {}),
  };
}

function commitsOf(value: unknown, pull: MergeRequest, repository: string): readonly Commit[] {
  const { items, last } = listOf(value, "commits");
  const found = items.map((commit, index) => shaped(commitSchema, commit, `commits.${index}`));
  unique(
    "commit",
    found.map((commit) => commit.id),
  );
  const isFork = pull.source_project_id !== pull.target_project_id;
  for (const { id: name, web_url } of found) {
    const [, of] = /^https?:\/\/[^/]+\/(.+)\/-\/commit\//.exec(web_url ?? "") ?? [];
    if (isFork || of === undefined || of.toLowerCase() === repository.toLowerCase()) continue;
    throw anotherMergeRequest(`its commit ${name.slice(0, 7)} is of ${of}, the merge request of ${repository}`);
  }
  whole("commits", last, fullPages);
  if (!found.some((commit) => commit.id === pull.sha)) {
    throw anotherMergeRequest(`its head commit ${pull.sha.slice(0, 7)} is not among its commits`);
  }
  return found.map(({ id: name, message, author_email, committer_email }) => ({
    sha: name,
    by: [
      accountOfMail("gitlab", author_email ?? undefined),
      accountOfMail("gitlab", committer_email ?? undefined),
      ...coAuthors("gitlab", message),
    ],
  }));
}
