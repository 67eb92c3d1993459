import { z } from "zod";
import type { Account, Commit, Pull, Review } from "../pull";
import { accountOfMail, isBotLogin } from "./account";
import { coAuthors } from "./co-authors";
import { PullFault } from "./fault";
import type { PullFile } from "./read-pull";
import { id, instant, listOf, sha, shaped, unique, whole } from "./shape";

const user = z.looseObject({ id, login: z.string().min(1), type: z.string().optional() });
/** Of an address that is nobody's, GitHub gives null, and in some answers an empty object. */
const maybeUser = z
  .union([user, z.strictObject({}).transform(() => undefined), z.null().transform(() => undefined)])
  .optional();
const repository = z.looseObject({ full_name: z.string().regex(/^[^/\s]+\/[^/\s]+$/, "this is no owner/name") });
const branch = z.looseObject({ sha, repo: repository.nullish() });

const pullSchema = z.looseObject({
  number: id,
  state: z.enum(["open", "closed"]),
  user: maybeUser,
  head: branch,
  base: z.looseObject({ sha, repo: repository }),
  commits: z.int().nonnegative().optional(),
});

const states = {
  APPROVED: "approved",
  CHANGES_REQUESTED: "changes-requested",
  COMMENTED: "commented",
  DISMISSED: "dismissed",
  PENDING: "commented",
} as const;

const reviewSchema = z.looseObject({
  id: id.optional(),
  user: maybeUser,
  state: z.string().transform((text, context): Review["state"] => {
    const known = Object.entries(states).find(([name]) => name === text.toUpperCase());
    if (known) return known[1];
    context.addIssue({ code: "custom", message: "this is no state of a review that is known" });
    return z.NEVER;
  }),
  commit_id: sha.nullish(),
  submitted_at: instant.nullish(),
  html_url: z.string().nullish(),
  pull_request_url: z.string().nullish(),
});

const signature = z.looseObject({ email: z.string().nullish() }).nullish();
const commitSchema = z.looseObject({
  sha,
  url: z.string().nullish(),
  commit: z.looseObject({ author: signature, committer: signature, message: z.string() }),
  author: maybeUser,
  committer: maybeUser,
  pusher: maybeUser,
});

type User = z.output<typeof maybeUser>;
type CommitAnswer = z.output<typeof commitSchema>;

/** Lists come in pages of 30 unless more are asked for, of 100 at the most; commits end with the 250th. */
const fullPages = [30, 100];
const mostCommits = 250;

/**
 * A pull request from GitHub's answers (https://docs.github.com/en/rest/pulls).
 * @throws PullFault
 */
export function readGitHub(file: PullFile): Pull {
  const pull = shaped(pullSchema, file.pull, "pull");
  const name = pull.base.repo.full_name;
  const reviews = listOf(file.reviews, "reviews");
  const found = reviews.items.map((review, index) => shaped(reviewSchema, review, `reviews.${index}`));
  for (const review of found) ofThisPull(review, name, pull.number);
  unique(
    "review",
    found.map((review) => review.id?.toString()),
  );
  whole("reviews", reviews.last, fullPages);
  const commits = commitsOf(file.commits, pull);
  const pusher = shaped(maybeUser, file.pusher, "pusher");
  const pushers = [pusher, ...commits.map((commit) => commit.pusher)].filter((each) => each !== undefined);
  return {
    service: "github",
    repository: name,
    number: pull.number,
    author: accountOf(pull.user, undefined),
    head: pull.head.sha,
    base: pull.base.sha,
    open: pull.state === "open",
    commits: commits.map(commitOf),
    reviews: found.map((review) => ({
      by: accountOf(review.user, undefined),
      state: review.state,
      ...(review.commit_id ? { commit: review.commit_id } : {}),
      ...(review.submitted_at === null || review.submitted_at === undefined ? {} : { at: review.submitted_at }),
      ...(review.html_url ? { url: review.html_url } : {}),
    })),
    ...(pushers.length === 0 ? {} : { pushers: pushers.map((each) => accountOf(each, undefined)) }),
  };
}

function commitsOf(value: unknown, pull: z.output<typeof pullSchema>): readonly CommitAnswer[] {
  const { items, last } = listOf(value, "commits");
  const found = items.map((commit, index) => shaped(commitSchema, commit, `commits.${index}`));
  unique(
    "commit",
    found.map((commit) => commit.sha),
  );
  const names = [pull.base.repo.full_name, pull.head.repo?.full_name];
  for (const commit of found) {
    const of = repositoryIn(commit.url, /\/repos\/([^/]+\/[^/]+)\/commits\//);
    if (of !== undefined && !names.some((name) => name?.toLowerCase() === of.toLowerCase())) {
      throw anotherPull(`its commit ${commit.sha.slice(0, 7)} is of ${of}, the pull request of ${names[0]}`);
    }
  }
  if (pull.commits !== undefined && pull.commits !== found.length) {
    throw new PullFault(
      "pull-incomplete",
      `The pull request has ${pull.commits} commits, and the pull file gives ${found.length}.`,
      pull.commits > mostCommits
        ? `GitHub lists ${mostCommits} commits of a pull request at the most, so that nobody can see who wrote the others: split it, or squash it.`
        : "Fetch all pages of the commits (per_page=100), and the pull request and its commits at one time.",
    );
  }
  if (pull.commits === undefined)
    whole("commits", found.length === mostCommits ? mostCommits : last, [...fullPages, mostCommits]);
  if (!found.some((commit) => commit.sha === pull.head.sha)) {
    throw anotherPull(`its head commit ${pull.head.sha.slice(0, 7)} is not among its commits`);
  }
  return found;
}

function ofThisPull(review: z.output<typeof reviewSchema>, name: string, number: number): void {
  for (const [text, pattern] of [
    [review.pull_request_url, /\/repos\/([^/]+\/[^/]+)\/pulls\/([0-9]+)$/],
    [review.html_url, /^https?:\/\/[^/]+\/([^/]+\/[^/]+)\/pull\/([0-9]+)(?:[#/?]|$)/],
  ] as const) {
    const [, of, its] = pattern.exec(text ?? "") ?? [];
    if (of === undefined) continue;
    if (of.toLowerCase() === name.toLowerCase() && Number(its) === number) continue;
    throw anotherPull(`a review is of ${of}#${its}, the pull request is ${name}#${number}`);
  }
}

function repositoryIn(url: string | null | undefined, pattern: RegExp): string | undefined {
  return pattern.exec(url ?? "")?.[1];
}

function anotherPull(what: string): PullFault {
  return new PullFault(
    "pull-other",
    `The pull file is not of one pull request: ${what}.`,
    "Fetch the pull request, its reviews and its commits again, all of the same one and at one time.",
  );
}

function accountOf(user: User, email: string | null | undefined): Account {
  if (user === undefined) return accountOfMail("github", email ?? undefined);
  return {
    service: "github",
    id: user.id,
    login: user.login,
    ...(email ? { email } : {}),
    bot: user.type === "Bot" || isBotLogin("github", user.login),
  };
}

/** The account under which GitHub itself commits what people do on its pages. */
const webFlow = 19_864_447;
const webMail = "noreply@github.com";

function commitOf({ sha, commit, author, committer }: CommitAnswer): Commit {
  const isGitHub = committer ? committer.id === webFlow : commit.committer?.email?.toLowerCase() === webMail;
  return {
    sha,
    by: [
      // GitHub writes nothing by itself: a commit that names it as its author hides who that is.
      author?.id === webFlow
        ? { service: "github", email: webMail, bot: false }
        : accountOf(author, commit.author?.email),
      ...(isGitHub ? [] : [accountOf(committer, commit.committer?.email)]),
      ...coAuthors("github", commit.message),
    ],
  };
}
