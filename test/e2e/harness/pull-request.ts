import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Repository, Writer } from "./repository";
import { scratch } from "./terraform";

/** Somebody with an account on GitHub. */
export interface Account extends Writer {
  readonly login: string;
  readonly id: number;
  readonly type: "User" | "Bot";
}

/** A review as it was given: by whom, of which commit, and when. */
export interface GivenReview {
  readonly by: Account;
  readonly state: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED";
  readonly commit: string;
  readonly at: string;
}

/** A pull request of a repository's branch. */
export interface PullRequest {
  readonly number: number;
  readonly author: Account;
  readonly branch: string;
  /** The commit of `main` that it is compared with. */
  readonly base: string;
  readonly reviews: readonly GivenReview[];
  /** Whose addresses the service knows. */
  readonly accounts: readonly Account[];
}

/** A person of the estate whose address the service knows. */
export function person(name: string, id: number): Account {
  return { name, email: `${name}@acme.example`, login: `${name}-acme`, id, type: "User" };
}

/** An app's account; its address is the service's own. */
export function bot(login: string, id: number): Account {
  return { name: login, email: `${id}+${login}@users.noreply.github.com`, login, id, type: "Bot" };
}

/** The account under which GitHub commits what people do on its pages. */
export const webFlow: Account = {
  name: "GitHub",
  email: "noreply@github.com",
  login: "web-flow",
  id: 19_864_447,
  type: "User",
};

const name = "acme/infrastructure";
const api = `https://api.github.com/repos/${name}`;
const page = `https://github.com/${name}`;

/** Writes `{ pull, reviews, commits }` as GitHub's REST API answers for a pull request, and gives the file. */
export function pullFile(repository: Repository, pull: PullRequest): string {
  const { number, author, branch, base, reviews } = pull;
  const commits = repository.commits(base, branch);
  const head = commits.at(-1)?.sha ?? base;
  const repo = { id: 1_296_269, name: "infrastructure", full_name: name, private: true, fork: false };
  const ofMail = (email: string) => pull.accounts.find((account) => account.email === email);
  const file = join(scratch("pull"), "pull.json");
  const answers = {
    pull: {
      url: `${api}/pulls/${number}`,
      id: 1,
      html_url: `${page}/pull/${number}`,
      number,
      state: "open",
      locked: false,
      draft: false,
      title: "Ask for a lease",
      user: userOf(author),
      created_at: commits[0]?.committer.date,
      merged_at: null,
      head: { label: `acme:${branch}`, ref: branch, sha: head, user: userOf(author), repo },
      base: { label: "acme:main", ref: "main", sha: base, user: userOf(author), repo },
      merged: false,
      mergeable: true,
      commits: commits.length,
    },
    reviews: reviews.map(({ by, state, commit, at }, index) => ({
      id: 80 + index,
      user: userOf(by),
      body: "",
      state,
      html_url: `${page}/pull/${number}#pullrequestreview-${80 + index}`,
      pull_request_url: `${api}/pulls/${number}`,
      author_association: "MEMBER",
      submitted_at: at,
      commit_id: commit,
    })),
    commits: commits.map(({ sha, tree, parents, message, author: wrote, committer }) => ({
      sha,
      url: `${api}/commits/${sha}`,
      html_url: `${page}/commit/${sha}`,
      commit: {
        author: wrote,
        committer,
        message,
        tree: { sha: tree, url: `${api}/git/trees/${tree}` },
        verification: { verified: false, reason: "unsigned", signature: null, payload: null },
      },
      author: userOf(ofMail(wrote.email)),
      committer: userOf(ofMail(committer.email)),
      parents: parents.map((parent) => ({ sha: parent, url: `${api}/commits/${parent}` })),
    })),
  };
  writeFileSync(file, JSON.stringify(answers, null, 2));
  return file;
}

function userOf(account: Account | undefined) {
  if (account === undefined) return null;
  const { login, id, type } = account;
  return { login, id, type, html_url: `https://github.com/${login}`, site_admin: false };
}
