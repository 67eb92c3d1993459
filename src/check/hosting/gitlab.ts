import type { Answer } from "./answer";
import type { Say } from "./github";
import type { GitLabAnswers, GitLabProtectedBranch } from "./gitlab-answers";

/** Judges whether anybody gets a change into the branch of a GitLab project past its approvals. */
export function judgeGitLab(answers: GitLabAnswers, say: Say): void {
  judgePush(answers, say);
  judgeSettings(answers, say);
  judgeRules(answers, say);
  judgePipeline(answers, say);
  judgeEnvironments(answers, say);
}

const calls = {
  project: "GET /projects/:id",
  protected_branches: "GET /projects/:id/protected_branches?per_page=100",
  approvals: "GET /projects/:id/approvals",
  approval_rules: "GET /projects/:id/approval_rules?per_page=100",
  protected_environments: "GET /projects/:id/protected_environments?per_page=100",
} as const;

function known<T>(answer: Answer<T>, key: keyof typeof calls, what: string, say: Say): T | undefined {
  if ("known" in answer) return answer.known;
  const why = answer.why === undefined ? {} : { why: answer.why };
  say("hosting-unknown", { what, call: calls[key], key, ...why });
  return undefined;
}

/** Of several rules that match, the most permissive counts; for code owners the strictest. Source: "Protection rules". */
function judgePush({ branch, branches }: GitLabAnswers, say: Say): void {
  const all = known(branches, "protected_branches", `who may push to branch "${branch}"`, say);
  if (all === undefined) return;
  const matching = all.filter(({ name }) => matches(name, branch));
  if (matching.length === 0) {
    say("hosting-branch-unprotected", { branch, setting: `"Protected branches" with "${branch}"` });
    return;
  }
  const pushers = matching.flatMap(pushersOf);
  if (pushers.length > 0) {
    say("hosting-push-without-review", {
      branch,
      by: [...new Set(pushers)].join(", "),
      setting: '"Allowed to push and merge" to "No one"',
    });
  }
  const unknown = (what: string): void =>
    say("hosting-unknown", { what, call: calls.protected_branches, key: "protected_branches" });
  if (matching.some(({ push_access_levels: levels }) => levels === undefined)) {
    unknown(`who may push to branch "${branch}"`);
  }
  if (matching.some((each) => each.allow_force_push === true)) {
    say("hosting-force-push", { branch, setting: '"Allowed to force push" off' });
  } else if (matching.some((each) => each.allow_force_push === undefined)) {
    unknown(`whether the history of branch "${branch}" may be overwritten`);
  }
  if (!matching.some((each) => each.code_owner_approval_required === true)) {
    say("hosting-code-owners-not-required", { branch, setting: '"Code owner approval"' });
  }
}

/** Whether the name of a protected branch, in which `*` stands for anything, is that of a branch. */
function matches(name: string, branch: string): boolean {
  const parts = name.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s").test(branch);
}

function pushersOf({ push_access_levels: levels }: GitLabProtectedBranch): readonly string[] {
  return (levels ?? [])
    .filter(
      (level) =>
        level.access_level !== 0 || level.user_id != null || level.group_id != null || level.deploy_key_id != null,
    )
    .map(({ access_level_description: described, access_level: number }) => described ?? `Access level ${number}`);
}

function judgeSettings({ branch, approvals }: GitLabAnswers, say: Say): void {
  const settings = known(approvals, "approvals", `whose approval counts for branch "${branch}"`, say);
  if (settings === undefined) return;
  const open: string[] = [];
  const held = (value: boolean | null | undefined, wanted: boolean, what: string, lacking: () => void): void => {
    if (value === undefined || value === null) open.push(what);
    else if (value !== wanted) lacking();
  };
  held(settings.merge_requests_author_approval, false, "merge_requests_author_approval", () =>
    say("hosting-author-approves", { branch, setting: '"Prevent approval by merge request creator"' }),
  );
  held(settings.merge_requests_disable_committers_approval, true, "merge_requests_disable_committers_approval", () =>
    say("hosting-pusher-approves", { branch, setting: '"Prevent approvals by users who add commits"' }),
  );
  held(settings.reset_approvals_on_push, true, "reset_approvals_on_push", () =>
    say("hosting-stale-approval", { branch, setting: '"Remove all approvals" when a commit is added' }),
  );
  held(
    settings.disable_overriding_approvers_per_merge_request,
    true,
    "disable_overriding_approvers_per_merge_request",
    () =>
      say("hosting-approval-rules-changeable", {
        branch,
        setting: '"Prevent editing approval rules in merge requests"',
      }),
  );
  if (open.length > 0) {
    say("hosting-unknown", {
      what: `how approvals for branch "${branch}" are set (${open.join(", ")})`,
      call: calls.approvals,
      key: "approvals",
    });
  }
}

function judgeRules({ branch, rules }: GitLabAnswers, say: Say): void {
  const all = known(rules, "approval_rules", `who has to approve for branch "${branch}"`, say);
  if (all === undefined) return;
  // Reports of scanners and code owners have rules of their own, which ask nobody where nothing is reported or owned.
  const asks = all.some(
    (rule) =>
      ["regular", "any_approver"].includes(rule.rule_type) &&
      rule.approvals_required >= 1 &&
      (rule.applies_to_all_protected_branches === true ||
        (rule.protected_branches ?? []).length === 0 ||
        rule.protected_branches?.some(({ name }) => matches(name, branch)) === true),
  );
  if (!asks) {
    say("hosting-approval-not-required", { branch, setting: "an approval rule with at least one required approval" });
  }
}

function judgePipeline({ branch, project }: GitLabAnswers, say: Say): void {
  const told = known(project, "project", `whether the check has to pass before a merge into branch "${branch}"`, say);
  if (told === undefined) return;
  const { only_allow_merge_if_pipeline_succeeds: succeeds, allow_merge_on_skipped_pipeline: skipped } = told;
  if (succeeds === undefined) {
    say("hosting-unknown", {
      what: `whether the pipeline has to succeed before a merge into branch "${branch}"`,
      call: calls.project,
      key: "project",
    });
  } else if (succeeds !== true || skipped === true) {
    say("hosting-check-not-required", {
      branch,
      setting: '"Pipelines must succeed", and "Skipped pipelines are considered successful" off',
    });
  }
  // `file@group/project`, or an address: a configuration that no change of this project can touch.
  if (!/@|^https?:/.test(told.ci_config_path ?? "")) {
    say("hosting-check-changeable", {
      branch,
      setting: "the CI/CD configuration file to one in another project, or a pipeline execution policy",
    });
  }
}

function judgeEnvironments({ branch, environments, project }: GitLabAnswers, say: Say): void {
  const what = "what protects the environments from which is applied";
  const all = known(environments, "protected_environments", what, say);
  if (all === undefined) return;
  if (all.length === 0) say("hosting-no-environment", { branch });
  const trigger = "known" in project ? project.known.allow_pipeline_trigger_approve_deployment : undefined;
  let asked = false;
  for (const { name: environment, required_approval_count: count, approval_rules: rules } of all) {
    if ((count ?? 0) < 1 && !rules?.some((rule) => rule.required_approvals >= 1)) {
      say("hosting-environment-unreviewed", { environment, setting: '"Approval rules" of the protected environment' });
      continue;
    }
    asked = true;
    if (trigger === true) {
      say("hosting-environment-self-review", {
        environment,
        setting: '"Allow pipeline triggerer to approve deployment" off',
      });
    }
  }
  if (asked && typeof trigger !== "boolean" && "known" in project) {
    say("hosting-unknown", {
      what: "whether who starts a deployment may approve it (allow_pipeline_trigger_approve_deployment)",
      call: calls.project,
      key: "project",
    });
  }
}
