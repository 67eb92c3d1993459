import { describe, expect, it } from "vitest";
import { PullFault } from "../../../src/review/pull/fault";
import { readPull } from "../../../src/review/pull/read-pull";
import { type GitHubScene, gitHubAnswers, gitHubPull } from "./github-answers";
import { gitLabAnswers, note, versions } from "./gitlab-answers";

type Answers = Record<string, never> & ReturnType<typeof gitHubAnswers>;

/** A pull file in which something is otherwise. */
function changed(
  change: (answers: Answers) => unknown,
  scene: GitHubScene = { commits: [{}, {}], reviews: ["frank approves"] },
): string {
  const answers = structuredClone(gitHubAnswers(scene)) as Answers;
  return JSON.stringify(change(answers) ?? answers);
}

function faultOf(contents: string | Uint8Array): PullFault {
  try {
    readPull(contents);
  } catch (error) {
    if (error instanceof PullFault) return error;
    throw error;
  }
  throw new Error("it was read");
}

const many = (length: number): readonly string[] => Array.from({ length }, () => "frank comments");

describe("a pull request of GitHub", () => {
  it("is read with its authors and reviews", () => {
    const pull = readPull(
      gitHubPull({
        commits: [{ author: "erin", message: "Ask\n\nCo-authored-by: G <4+gail-acme@users.noreply.github.com>" }],
        reviews: ["frank approves"],
      }),
    );
    expect(pull).toEqual({
      service: "github",
      repository: "acme/infrastructure",
      number: 7,
      author: { service: "github", id: 1, login: "dana-acme", bot: false },
      head: "a".repeat(40),
      base: "0".repeat(40),
      open: true,
      commits: [
        {
          sha: "a".repeat(40),
          by: [
            { service: "github", id: 2, login: "erin-acme", email: "erin@acme.example", bot: false },
            { service: "github", id: 2, login: "erin-acme", email: "erin@acme.example", bot: false },
            { service: "github", id: 4, login: "gail-acme", email: "4+gail-acme@users.noreply.github.com", bot: false },
          ],
        },
      ],
      reviews: [
        {
          by: { service: "github", id: 3, login: "frank-acme", bot: false },
          state: "approved",
          commit: "a".repeat(40),
          at: Date.UTC(2026, 10, 20, 9, 10) / 1000,
          url: "https://github.com/acme/infrastructure/pull/7#pullrequestreview-900",
        },
      ],
    });
  });

  it("is read from bytes, with a mark of their order", () => {
    expect(readPull(new TextEncoder().encode(`\uFEFF${gitHubPull()}`)).number).toBe(7);
  });

  it("may give its lists page by page", () => {
    const paged = changed(({ reviews, commits, ...rest }) => ({
      ...rest,
      reviews: [reviews, []],
      commits: [[commits[0]], [commits[1]]],
    }));
    expect(readPull(paged)).toMatchObject({ reviews: [{ state: "approved" }], commits: [{}, {}] });
  });

  it("may come from a fork, whose account is gone", () => {
    expect(
      readPull(
        changed((answers) => ({
          ...answers,
          pull: { ...answers.pull, user: null, head: { ...answers.pull.head, repo: null } },
        })),
      ).author,
    ).toEqual({ service: "github", bot: false });
  });

  it.each<[string, string | Uint8Array, PullFault["code"], RegExp]>([
    ["no JSON", "{", "pull-unreadable", /no JSON/],
    ["no UTF-8", new Uint8Array([0x7b, 0xff]), "pull-unreadable", /UTF-8/],
    ["a list", "[]", "pull-shape", /at file/],
    ["nothing in it", "{}", "pull-shape", /at file\.pull/],
    ["of no service", '{"pull":{},"reviews":[],"commits":[]}', "pull-shape", /neither .*GitHub.* nor .*GitLab/],
    ["no reviews", changed(({ pull, commits }) => ({ pull, commits })), "pull-shape", /at reviews/],
    [
      "an error for reviews",
      changed((answers) => ({ ...answers, reviews: { message: "Not Found", status: "404" } })),
      "pull-shape",
      /at reviews: it is no list/,
    ],
    ["no commits", changed(({ pull, reviews }) => ({ pull, reviews })), "pull-shape", /at commits/],
    [
      "a number that is a text",
      changed((answers) => ({ ...answers, pull: { ...answers.pull, number: "7" } })),
      "pull-shape",
      /at pull\.number/,
    ],
    [
      "a short commit id",
      changed((answers) => ({ ...answers, pull: { ...answers.pull, head: { sha: "abc1234" } } })),
      "pull-shape",
      /at pull\.head\.sha: this is no full commit id/,
    ],
    [
      "a state that nobody knows",
      changed((answers) => ({ ...answers, reviews: [{ ...answers.reviews[0], state: "MAYBE" }] })),
      "pull-shape",
      /at reviews\.0\.state/,
    ],
    [
      "a time that is none",
      changed((answers) => ({ ...answers, reviews: [{ ...answers.reviews[0], submitted_at: "yesterday" }] })),
      "pull-shape",
      /at reviews\.0\.submitted_at/,
    ],
    [
      "another pull request's review",
      changed((answers) => ({
        ...answers,
        reviews: [
          { ...answers.reviews[0], pull_request_url: "https://api.github.com/repos/acme/infrastructure/pulls/8" },
        ],
      })),
      "pull-other",
      /a review is of acme\/infrastructure#8, the pull request is acme\/infrastructure#7/,
    ],
    [
      "another repository's review",
      changed((answers) => ({
        ...answers,
        reviews: [
          {
            ...answers.reviews[0],
            pull_request_url: null,
            html_url: "https://github.com/evil/infrastructure/pull/7#pullrequestreview-1",
          },
        ],
      })),
      "pull-other",
      /evil\/infrastructure#7/,
    ],
    [
      "another repository's commit",
      changed((answers) => ({
        ...answers,
        commits: [
          answers.commits[0],
          { ...answers.commits[1], url: `https://api.github.com/repos/evil/x/commits/${"b".repeat(40)}` },
        ],
      })),
      "pull-other",
      /its commit bbbbbbb is of evil\/x/,
    ],
    [
      "a head that is none of the commits",
      changed((answers) => ({
        ...answers,
        pull: { ...answers.pull, head: { ...answers.pull.head, sha: "f".repeat(40) } },
      })),
      "pull-other",
      /head commit fffffff is not among its commits/,
    ],
    [
      "fewer commits than there are",
      changed((answers) => ({ ...answers, commits: answers.commits.slice(1) })),
      "pull-incomplete",
      /has 2 commits, and the pull file gives 1/,
    ],
    [
      "more commits than GitHub lists",
      changed((answers) => ({ ...answers, pull: { ...answers.pull, commits: 300 } })),
      "pull-incomplete",
      /has 300 commits/,
    ],
    [
      "a full page of commits, of which nobody says how many",
      changed((answers) => ({
        ...answers,
        pull: { ...answers.pull, commits: undefined },
        commits: Array.from({ length: 30 }, (_, n) => ({
          ...answers.commits[1],
          sha: n === 0 ? "b".repeat(40) : String(n).padStart(40, "c"),
        })),
      })),
      "pull-incomplete",
      /commits of the pull file end with a full page of 30/,
    ],
    ["a full first page of reviews", gitHubPull({ reviews: many(30) }), "pull-incomplete", /full page of 30/],
    [
      "a full page of a hundred reviews",
      gitHubPull({ reviews: many(100) }).replaceAll(/T09:\d+:00Z/g, "T09:00:00Z"),
      "pull-incomplete",
      /full page of 100/,
    ],
    [
      "a review twice",
      changed((answers) => ({ ...answers, reviews: [answers.reviews[0], answers.reviews[0]] })),
      "pull-duplicate",
      /review 900 twice/,
    ],
    [
      "a commit twice",
      changed((answers) => ({ ...answers, commits: [answers.commits[1], answers.commits[1]] })),
      "pull-duplicate",
      /commit b+ twice/,
    ],
  ])("is refused with %s", (_, contents, code, message) => {
    const fault = faultOf(contents);
    expect(fault.message).toMatch(message);
    expect(fault.code).toBe(code);
    expect(fault.fix).toMatch(/\.$/);
  });
});

describe("a merge request of GitLab", () => {
  const answers = gitLabAnswers({ approvals: ["frank"] });
  it.each<[string, object, PullFault["code"], RegExp]>([
    ["reviews as GitHub gives them", { ...answers, reviews: [] }, "pull-shape", /at reviews/],
    [
      "another one's approvals",
      { ...answers, reviews: { ...answers.reviews, iid: 8 } },
      "pull-other",
      /approvals are of !8/,
    ],
    [
      "another project's approvals",
      { ...answers, reviews: { ...answers.reviews, project_id: 43 } },
      "pull-other",
      /project 43/,
    ],
    [
      "another project's commit",
      {
        ...answers,
        commits: [{ ...answers.commits[0], web_url: `https://gitlab.example/evil/x/-/commit/${"a".repeat(40)}` }],
      },
      "pull-other",
      /is of evil\/x/,
    ],
    ["a head that is none of the commits", { ...answers, commits: [] }, "pull-other", /not among its commits/],
    [
      "another one's note",
      { ...answers, notes: [{ ...note(1, "frank", "x", "2026-11-20T09:00:00Z"), noteable_iid: 9 }] },
      "pull-other",
      /a note is of !9/,
    ],
    [
      "versions from before the last push",
      { ...answers, versions: versions(["b", "2026-11-20T09:00:00Z"]) },
      "pull-other",
      /by its versions bbbbbbb/,
    ],
    ["an approval twice", gitLabAnswers({ approvals: ["frank", "frank"] }), "pull-duplicate", /account 103 twice/],
    [
      "a full page of commits",
      {
        ...answers,
        commits: Array.from({ length: 20 }, (_, n) => ({
          ...answers.commits[0],
          id: n === 0 ? "a".repeat(40) : String(n).padStart(40, "c"),
          web_url: null,
        })),
      },
      "pull-incomplete",
      /full page of 20/,
    ],
    [
      "a number that is not its address's",
      { ...answers, pull: { ...answers.pull, iid: 8 } },
      "pull-other",
      /by its address 7/,
    ],
  ])("is refused with %s", (_, file, code, message) => {
    const fault = faultOf(JSON.stringify(file));
    expect(fault.message).toMatch(message);
    expect(fault.code).toBe(code);
  });
});
