/** Answers of GitHub's REST API, made by hand in its shapes. */

const host = "https://api.github.com/repos/acme/infrastructure";
const page = "https://github.com/acme/infrastructure";

/** `frank` is the account of that login and number; `frank!` is a bot, `frank#99` has another number, `-` is nobody. */
const numbers: Readonly<Record<string, number>> = {
  dana: 1,
  erin: 2,
  frank: 3,
  gail: 4,
  hana: 5,
  ivan: 6,
  jo: 7,
  kim: 8,
  stranger: 77,
  "web-flow": 19_864_447,
};

export function account(spelled: string): object | null {
  if (spelled === "-") return null;
  const [, name = "", other, bot] = /^([a-z-]+)(?:#(\d+))?(!)?$/.exec(spelled) ?? [];
  const login = name === "web-flow" ? name : `${name}-acme`;
  return {
    login,
    id: Number(other ?? numbers[name]),
    node_id: "MDQ6VXNlcjE=",
    avatar_url: `https://avatars.githubusercontent.com/u/${numbers[name]}?v=4`,
    html_url: `https://github.com/${login}`,
    type: bot ? "Bot" : "User",
    user_view_type: "public",
    site_admin: false,
  };
}

/** A commit's name: forty times one digit. */
export const commitName = (digit: string): string => digit.repeat(40);

export interface CommitScene {
  readonly author?: string;
  readonly mail?: string;
  readonly committer?: string;
  readonly committerMail?: string;
  readonly message?: string;
}

export interface GitHubScene {
  readonly author?: string;
  /** The last one is the head. */
  readonly commits?: readonly CommitScene[];
  /** `frank approves`, `frank approves a` (the commit `aaa…`), `frank rejects`, `comments`, `dismissed`, `pending`; in the order of time. */
  readonly reviews?: readonly string[];
  readonly pusher?: string;
}

const states: Readonly<Record<string, string>> = {
  approves: "APPROVED",
  rejects: "CHANGES_REQUESTED",
  comments: "COMMENTED",
  dismissed: "DISMISSED",
  pending: "PENDING",
};

/** The commits are `aaa…`, `bbb…` and so on. */
const letters = "abcdef";

export function gitHubAnswers({ author = "dana", commits = [{}], reviews = [], pusher }: GitHubScene = {}) {
  const names = commits.map((_, position) => commitName(letters.charAt(position)));
  const head = names.at(-1) ?? "";
  return {
    pull: {
      url: `${host}/pulls/7`,
      html_url: `${page}/pull/7`,
      id: 1_987_654_321,
      number: 7,
      state: "open",
      locked: false,
      title: "Restart of the order workers",
      user: account(author),
      body: null,
      draft: false,
      head: { label: "acme:lease", ref: "lease", sha: head, repo: { id: 1, full_name: "acme/infrastructure" } },
      base: {
        label: "acme:main",
        ref: "main",
        sha: commitName("0"),
        repo: { id: 1, full_name: "acme/infrastructure" },
      },
      merged: false,
      merged_by: null,
      commits: commits.length,
      changed_files: 1,
    },
    reviews: reviews.map((review, position) => {
      const [who = "", does = "", commit] = review.split(" ");
      return {
        id: 900 + position,
        node_id: "PRR_kwDO",
        user: account(who),
        body: "",
        state: states[does],
        html_url: `${page}/pull/7#pullrequestreview-${900 + position}`,
        pull_request_url: `${host}/pulls/7`,
        author_association: "MEMBER",
        submitted_at: `2026-11-20T09:${String(10 + position)}:00Z`,
        commit_id: commit === undefined ? head : commitName(commit),
      };
    }),
    commits: commits.map((commit, position) => {
      const by = commit.author ?? author;
      const committer = commit.committer ?? by;
      const mail = commit.mail ?? `${by}@acme.example`;
      return {
        sha: names[position],
        node_id: "C_kwDO",
        url: `${host}/commits/${names[position]}`,
        commit: {
          author: { name: by, email: mail, date: "2026-11-20T08:00:00Z" },
          committer: {
            name: committer,
            email: commit.committerMail ?? (committer === by ? mail : `${committer}@acme.example`),
            date: "2026-11-20T08:00:00Z",
          },
          message: commit.message ?? "Ask for a lease",
          tree: { sha: commitName("9") },
          verification: { verified: false, reason: "unsigned", signature: null, payload: null, verified_at: null },
        },
        author: account(by),
        committer: account(committer),
        parents: [{ sha: commitName("0") }],
      };
    }),
    ...(pusher === undefined ? {} : { pusher: account(pusher) }),
  };
}

/** The whole file. */
export function gitHubPull(scene: GitHubScene = {}): string {
  return JSON.stringify(gitHubAnswers(scene));
}
