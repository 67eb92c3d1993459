import type { Code, ParametersOf } from "../../diagnostics/table";
import type { GitHubAnswers } from "./github-answers";
import { type Source, sourcesOf } from "./github-sources";

/** Says one finding; where it stands is known to who asks. */
export type Say = <C extends Code>(code: C, parameters: ParametersOf<C>) => void;

/** One protection that the approval relies on: whether a source has it, and what is said where none has. */
interface Protection {
  readonly has: (source: Source) => boolean | "unknown";
  /** Reviews have bypasses of their own. */
  readonly ofReviews?: true;
  readonly lacking: (say: Say, branch: string) => void;
}

const protections: readonly Protection[] = [
  {
    has: ({ reviews }) => (reviews?.count ?? 0) >= 1,
    ofReviews: true,
    lacking: (say, branch) =>
      say("hosting-approval-not-required", {
        branch,
        setting: '"Require a pull request before merging" with at least one approval',
      }),
  },
  {
    has: ({ reviews }) => reviews?.dismissStale ?? false,
    ofReviews: true,
    lacking: (say, branch) =>
      say("hosting-stale-approval", {
        branch,
        setting: '"Dismiss stale pull request approvals when new commits are pushed"',
      }),
  },
  {
    has: ({ reviews }) => reviews?.lastPush ?? false,
    ofReviews: true,
    lacking: (say, branch) =>
      say("hosting-pusher-approves", { branch, setting: '"Require approval of the most recent reviewable push"' }),
  },
  {
    has: ({ reviews }) => reviews?.codeOwners ?? false,
    ofReviews: true,
    lacking: (say, branch) =>
      say("hosting-code-owners-not-required", { branch, setting: '"Require review from Code Owners"' }),
  },
  {
    has: ({ noForcePush }) => noForcePush ?? false,
    lacking: (say, branch) =>
      say("hosting-force-push", {
        branch,
        setting: 'nobody for "Allow force pushes", or the rule "Block force pushes"',
      }),
  },
  {
    has: ({ noDeletion }) => noDeletion ?? false,
    lacking: (say, branch) =>
      say("hosting-deletion", { branch, setting: '"Allow deletions" off, or the rule "Restrict deletions"' }),
  },
  {
    has: (source) => ownChecks(source).length > 0 || ownWorkflows(source).length > 0,
    lacking: (say, branch) =>
      say("hosting-check-not-required", {
        branch,
        setting: '"Require status checks to pass" with the check of leasehold, which has that word in its name',
      }),
  },
];

/** Judges whether anybody gets a change into the branch past the review. Whatever one source holds, is held. */
export function judgeGitHubBranch(answers: GitHubAnswers, say: Say): void {
  const { branch, protection, rules } = answers;
  const sources = sourcesOf(answers);
  const missing = [
    ...("known" in protection
      ? []
      : [{ ...protection, what: "what protects", call: protectionCall, key: "protection" }]),
    ...("known" in rules ? [] : [{ ...rules, what: "which rules apply to", call: rulesCall, key: "rules" }]),
  ];
  const sayMissing = (): void => {
    for (const { what, why, call, key } of missing) {
      say("hosting-unknown", {
        what: `${what} branch "${branch}"`,
        call: call.replace("{branch}", branch),
        key,
        ...(why === undefined ? {} : { why }),
      });
    }
  };
  if (sources.length === 0) {
    if (missing.length > 0) sayMissing();
    else say("hosting-branch-unprotected", { branch, setting: "a ruleset for it, with all that the README lists" });
    return;
  }
  const passed = new Map<Source, Set<"all" | "reviews">>();
  let open = false;
  for (const { has, ofReviews, lacking } of protections) {
    const holding = sources.filter((source) => has(source) === true);
    const firm = holding.some(({ bypass, reviewBypass }) => {
      return bypass.length === 0 && (ofReviews === undefined || reviewBypass.length === 0);
    });
    if (firm) continue;
    for (const source of holding) {
      const kinds = passed.get(source) ?? new Set();
      passed.set(source, kinds.add(source.bypass.length > 0 ? "all" : "reviews"));
    }
    if (holding.length > 0) continue;
    // What an answer that is not there would hold is not known; that is said once.
    if (missing.length > 0 || sources.some((source) => has(source) === "unknown")) open = true;
    else lacking(say, branch);
  }
  if (open) {
    if (missing.length > 0) sayMissing();
    else {
      say("hosting-unknown", {
        what: `whether branch "${branch}" may be overwritten or deleted`,
        call: protectionCall.replace("{branch}", branch),
        key: "protection",
      });
    }
  }
  for (const [source, kinds] of passed) sayBypass(source, kinds, branch, say);
  judgeChecks(sources, branch, say);
}

const protectionCall = "GET /repos/{owner}/{repo}/branches/{branch}/protection";
const rulesCall = "GET /repos/{owner}/{repo}/rules/branches/{branch}";

function sayBypass(source: Source, kinds: ReadonlySet<"all" | "reviews">, branch: string, say: Say): void {
  const { name, bypass, reviewBypass } = source;
  if (bypass === "unknown") {
    const ofRuleset = name.startsWith("ruleset");
    say("hosting-unknown", {
      what: `who may bypass ${name} of branch "${branch}"`,
      call: ofRuleset ? "GET /repos/{owner}/{repo}/rulesets/{id}" : protectionCall.replace("{branch}", branch),
      key: ofRuleset ? "rulesets" : "protection",
    });
    return;
  }
  const setting = name.startsWith("ruleset")
    ? 'an empty "Bypass list"'
    : '"Do not allow bypassing the above settings", and nobody who may bypass required pull requests';
  if (kinds.has("all")) say("hosting-bypass", { branch, what: name, by: bypass.join(", "), setting });
  if (reviewBypass.length > 0) {
    say("hosting-bypass", { branch, what: "the required reviews", by: reviewBypass.join(", "), setting });
  }
}

// The check of leasehold, however the job or the workflow is called: `leasehold`, `access / leasehold`, `leasehold-review`.
const ours = /(?<![a-z0-9])leasehold(?![a-z0-9])/i;

function ownChecks({ checks }: Source): readonly { readonly context: string; readonly app?: number }[] {
  return checks?.required.filter(({ context }) => ours.test(context)) ?? [];
}

function ownWorkflows({ workflows }: Source): readonly string[] {
  return workflows?.filter((path) => ours.test(path)) ?? [];
}

/** GitHub Actions, whose workflows stand in the repository, and so in the change. */
const actionsApp = 15368;

function judgeChecks(sources: readonly Source[], branch: string, say: Say): void {
  // A required workflow is run by GitHub from where the ruleset names it, and on what is to be merged.
  if (sources.some((source) => ownWorkflows(source).length > 0)) return;
  const own = sources.flatMap(ownChecks);
  const [first] = own;
  if (first === undefined) return;
  if (own.every(({ app }) => app === undefined)) {
    say("hosting-check-from-anybody", {
      branch,
      check: first.context,
      setting: "the app that reports the check (GitHub Actions) as its only source",
    });
  } else if (own.every(({ app }) => app === undefined || app === actionsApp)) {
    say("hosting-check-changeable", {
      branch,
      setting: '"Require workflows to pass before merging" in a ruleset of the organization, or an app of your own',
    });
  }
  const strict = sources.some(
    (source) => source.queued === true || (source.checks?.strict === true && ownChecks(source).length > 0),
  );
  if (!strict) {
    say("hosting-check-outdated", { branch, setting: '"Require branches to be up to date before merging"' });
  }
}
