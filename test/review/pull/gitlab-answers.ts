/** Answers of GitLab's REST API, made by hand in its shapes. */

const page = "https://gitlab.example/acme/platform/infrastructure";
const numbers: Readonly<Record<string, number>> = { dana: 101, erin: 102, frank: 103, gail: 104, hana: 105 };
const name = (digit: string): string => digit.repeat(40);

export function gitLabUser(username: string): object {
  return {
    id: numbers[username] ?? 999,
    username,
    name: username,
    state: "active",
    locked: false,
    avatar_url: null,
    web_url: `https://gitlab.example/${username}`,
  };
}

export interface GitLabScene {
  readonly author?: string;
  /** `frank`, or `frank 2026-11-20T09:00:00.000Z` where the answer says when. */
  readonly approvals?: readonly string[];
  readonly mails?: readonly string[];
}

export function gitLabAnswers({ author = "dana", approvals = [], mails = ["dana@acme.example"] }: GitLabScene = {}) {
  const commits = mails.map((mail, position) => {
    const id = name("abcdef".charAt(position));
    return {
      id,
      short_id: id.slice(0, 8),
      created_at: "2026-11-20T08:00:00.000+00:00",
      parent_ids: [],
      title: "Ask for a lease",
      message: "Ask for a lease",
      author_name: "Somebody",
      author_email: mail,
      authored_date: "2026-11-20T08:00:00.000+00:00",
      committer_name: "Somebody",
      committer_email: mail,
      committed_date: "2026-11-20T08:00:00.000+00:00",
      trailers: {},
      web_url: `${page}/-/commit/${id}`,
    };
  });
  const head = commits.at(-1)?.id ?? "";
  return {
    pull: {
      id: 155_016_530,
      iid: 7,
      project_id: 42,
      title: "Restart of the order workers",
      state: "opened",
      created_at: "2026-11-20T08:01:00.000Z",
      target_branch: "main",
      source_branch: "lease",
      author: gitLabUser(author),
      source_project_id: 42,
      target_project_id: 42,
      draft: false,
      sha: head,
      references: { short: "!7", relative: "!7", full: "acme/platform/infrastructure!7" },
      web_url: `${page}/-/merge_requests/7`,
      diff_refs: { base_sha: name("0"), head_sha: head, start_sha: name("0") },
    },
    reviews: {
      id: 155_016_530,
      iid: 7,
      project_id: 42,
      state: "opened",
      approved: approvals.length > 0,
      approvals_required: 1,
      approvals_left: 0,
      approved_by: approvals.map((approval) => {
        const [who = "", at] = approval.split(" ");
        return { user: gitLabUser(who), ...(at === undefined ? {} : { approved_at: at }) };
      }),
    },
    // The newest comes first.
    commits: commits.reverse(),
  };
}

export function versions(...pushed: readonly (readonly [digit: string, at: string])[]): readonly object[] {
  return pushed
    .map(([digit, at], position) => ({
      id: 110 + position,
      head_commit_sha: name(digit),
      base_commit_sha: name("0"),
      start_commit_sha: name("0"),
      created_at: at,
      merge_request_id: 155_016_530,
      state: "collected",
      real_size: "1",
    }))
    .reverse();
}

export function note(id: number, who: string, body: string, at: string, system = true): object {
  return {
    id,
    type: null,
    body,
    author: gitLabUser(who),
    created_at: at,
    updated_at: at,
    system,
    noteable_id: 155_016_530,
    noteable_type: "MergeRequest",
    noteable_iid: 7,
  };
}
