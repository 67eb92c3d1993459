import { describe, expect, it } from "vitest";
import { judgeApprovals } from "../../../src/review/approval/judge";
import { requirementsOf } from "../../../src/review/approval/requirements";
import { readPull } from "../../../src/review/pull/read-pull";
import { changesOf, estatesOf } from "../approval/scene";
import { type GitLabScene, gitLabAnswers, note, versions } from "./gitlab-answers";

const scene = {
  head: "grants: { g: { role: operator, identity: dana, ttl: 20m, ticket: CHG-1, justification: The workers are stuck } }",
  changes: ["grants/g"],
};

function judged(answers: object) {
  const { base, head } = estatesOf(scene);
  const pull = readPull(JSON.stringify(answers));
  const [outcome] = judgeApprovals(requirementsOf(changesOf(scene.changes), base, head, pull), { base, head, pull });
  return { met: outcome?.met, why: outcome?.steps.flatMap(({ refused }) => refused.map(({ why }) => why)).join("; ") };
}

const early = "2026-11-20T08:30:00.000Z";
const push = "2026-11-20T09:00:00.000Z";
const late = "2026-11-20T09:30:00.123Z";
const unshown = /nothing shows that it was the head commit/;
const of = (more: GitLabScene, further: object = {}) => ({ ...gitLabAnswers(more), ...further });

describe("a merge request of GitLab", () => {
  it("is read whatever the file's order", () => {
    const pull = readPull(JSON.stringify(gitLabAnswers({ approvals: ["frank"] })));
    expect(pull).toMatchObject({
      service: "gitlab",
      repository: "acme/platform/infrastructure",
      number: 7,
      author: { id: 101, login: "dana" },
      head: "a".repeat(40),
      open: true,
      reviews: [{ by: { id: 103, login: "frank", bot: false }, state: "approved" }],
    });
  });

  it.each<[string, object, boolean, RegExp?]>([
    ["nothing shows of which commit the approval is", of({ approvals: ["frank"] }), false, unshown],
    ["the commit's own time shows nothing", of({ approvals: [`frank ${late}`] }), false, unshown],
    [
      "approved after the head was pushed",
      of({ approvals: [`frank ${late}`] }, { versions: versions(["a", push]) }),
      true,
    ],
    [
      "approved before the head was pushed",
      of({ approvals: [`frank ${early}`] }, { versions: versions(["b", early], ["a", push]) }),
      false,
      unshown,
    ],
    [
      "approved within the second of the push",
      of({ approvals: [`frank ${push}`] }, { versions: versions(["a", push]) }),
      false,
      unshown,
    ],
    [
      "pushed, pushed otherwise, and back: the last push decides",
      of(
        { approvals: [`frank ${late}`] },
        { versions: versions(["a", early], ["b", push], ["a", "2026-11-20T10:00:00Z"]) },
      ),
      false,
      unshown,
    ],
    [
      "a note says when",
      of(
        { approvals: ["frank"] },
        { versions: versions(["a", push]), notes: [note(2, "frank", "approved this merge request", late)] },
      ),
      true,
    ],
    [
      "somebody's own words are no note of the service",
      of(
        { approvals: ["frank"] },
        { versions: versions(["a", push]), notes: [note(2, "frank", "approved this merge request", late, false)] },
      ),
      false,
      unshown,
    ],
    [
      "a note says that it was taken back",
      of(
        { approvals: [`frank ${late}`] },
        {
          versions: versions(["a", push]),
          notes: [note(3, "frank", "unapproved this merge request", "2026-11-20T10:00:00Z")],
        },
      ),
      false,
      /dismissed/,
    ],
    [
      "a note says that changes are requested later",
      of(
        { approvals: [`frank ${late}`] },
        { versions: versions(["a", push]), notes: [note(3, "frank", "requested changes", "2026-11-20T10:00:00Z")] },
      ),
      false,
      /asks for changes/,
    ],
    [
      "taken back, and given anew",
      of(
        { approvals: [`frank ${late}`] },
        { versions: versions(["a", push]), notes: [note(1, "frank", "unapproved this merge request", early)] },
      ),
      true,
    ],
    ["pushes take approvals away", of({ approvals: ["frank"] }, { settings: { reset_approvals_on_push: true } }), true],
    [
      "pushes leave approvals as they are",
      of({ approvals: ["frank"] }, { settings: { reset_approvals_on_push: false } }),
      false,
      unshown,
    ],
    [
      "who opened it approves",
      of({ author: "frank", approvals: ["frank"] }, { settings: { reset_approvals_on_push: true } }),
      false,
      /requester/,
    ],
    [
      "who wrote a commit approves",
      of(
        { mails: ["Frank@acme.example", "dana@acme.example"], approvals: ["frank"] },
        { settings: { reset_approvals_on_push: true } },
      ),
      false,
      /requester/,
    ],
    [
      "who wrote a commit under a private address approves",
      of(
        { mails: ["103-frank@users.noreply.gitlab.example"], approvals: ["frank"] },
        { settings: { reset_approvals_on_push: true } },
      ),
      false,
      /requester/,
    ],
    [
      "nobody knows who wrote a commit",
      of({ mails: ["me@home.example"], approvals: ["frank"] }, { settings: { reset_approvals_on_push: true } }),
      false,
      /could be me@home/,
    ],
    [
      "nobody knows who wrote a commit, and one more approves",
      of({ mails: ["me@home.example"], approvals: ["frank", "gail"] }, { settings: { reset_approvals_on_push: true } }),
      true,
    ],
    [
      "somebody else approves",
      of({ approvals: ["hana"] }, { settings: { reset_approvals_on_push: true } }),
      false,
      /not of the approval group/,
    ],
    [
      "a project's token approves",
      of({ approvals: ["project_42_bot_0a1b"] }, { settings: { reset_approvals_on_push: true } }),
      false,
      /is a bot/,
    ],
  ])("%s", (_, answers, met, why) => {
    const found = judged(answers);
    expect(found.met, found.why).toBe(met);
    if (why) expect(found.why).toMatch(why);
  });
});
