import type { Estate } from "../../estate/types";
import type { Say } from "./github";
import type { GitHubAnswers, GitHubEnvironment } from "./github-answers";

/** Judges whether the environments from which is applied are entered only with an approval, and from the branch. */
export function judgeGitHubEnvironments(answers: GitHubAnswers, estate: Estate | undefined, say: Say): void {
  const { environments, branch } = answers;
  if (!("known" in environments)) {
    say("hosting-unknown", {
      what: "what protects the environments from which is applied",
      call: "GET /repos/{owner}/{repo}/environments?per_page=100",
      key: "environments",
      ...(environments.why === undefined ? {} : { why: environments.why }),
    });
    return;
  }
  const { total_count: total, environments: found } = environments.known;
  if (total > found.length) {
    say("hosting-unknown", {
      what: "what protects all environments",
      why: `the answer holds ${found.length} of ${total}`,
      call: "GET /repos/{owner}/{repo}/environments?per_page=100",
      key: "environments",
    });
  }
  if (found.length === 0 && total === 0) say("hosting-no-environment", { branch });
  for (const environment of found) judge(environment, answers, say);
  // GitHub takes names of environments without regard to case.
  const names = new Set(found.map(({ name }) => name.toLowerCase()));
  for (const [name, identity] of trustedEnvironments(estate, answers.repository)) {
    if (!names.has(name.toLowerCase())) say("hosting-environment-missing", { environment: name, identity });
  }
}

function judge(found: GitHubEnvironment, answers: GitHubAnswers, say: Say): void {
  const environment = found.name;
  const reviewing = found.protection_rules?.find(({ type }) => type === "required_reviewers");
  if ((reviewing?.reviewers?.length ?? 0) === 0) {
    say("hosting-environment-unreviewed", { environment, setting: '"Required reviewers" of the environment' });
  } else if (reviewing?.prevent_self_review !== true) {
    say("hosting-environment-self-review", { environment, setting: '"Prevent self-review" of the environment' });
  }
  if (found.can_admins_bypass === undefined) {
    say("hosting-unknown", {
      what: `whether administrators may bypass the protection of environment "${environment}"`,
      call: "GET /repos/{owner}/{repo}/environments?per_page=100",
      key: "environments",
    });
  } else if (found.can_admins_bypass) {
    say("hosting-environment-bypass", {
      environment,
      setting: '"Allow administrators to bypass configured protection rules" of the environment off',
    });
  }
  judgeBranches(found, answers, say);
}

function judgeBranches(found: GitHubEnvironment, { branch, policies }: GitHubAnswers, say: Say): void {
  const environment = found.name;
  const setting = `"Deployment branches and tags" of the environment to branch "${branch}" alone`;
  const policy = found.deployment_branch_policy;
  if (!policy || (!policy.protected_branches && !policy.custom_branch_policies)) {
    say("hosting-environment-any-branch", { environment, branches: "any branch", setting });
    return;
  }
  if (policy.protected_branches) return;
  const answer = policies.get(environment) ?? { unknown: true };
  const whole = "known" in answer && answer.known.total_count <= answer.known.branch_policies.length;
  if (!whole) {
    say("hosting-unknown", {
      what: `from which branches environment "${environment}" may be entered`,
      call: `GET /repos/{owner}/{repo}/environments/${environment}/deployment-branch-policies?per_page=100`,
      key: `deployment_branch_policies["${environment}"]`,
      ...("why" in answer && answer.why !== undefined ? { why: answer.why } : {}),
    });
    return;
  }
  const others = answer.known.branch_policies.filter(
    ({ name, type }) => name !== branch || (type ?? "branch") !== "branch",
  );
  if (others.length === 0) return;
  const named = others.slice(0, 3).map(({ name, type }) => `${type === "tag" ? "tags" : "branches"} "${name}"`);
  say("hosting-environment-any-branch", {
    environment,
    branches: `${named.join(", ")}${others.length > 3 ? ` and ${others.length - 3} more` : ""}`,
    setting,
  });
}

/** The environments of this repository in which an identity of the estate is trusted, each with whose trust it is. */
function trustedEnvironments(estate: Estate | undefined, repository: string | undefined): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (repository === undefined) return found;
  for (const { name, aws } of estate?.identities.values() ?? []) {
    if (aws?.kind !== "oidc") continue;
    const [, repo, environment] = /^repo:([^:]+):environment:(.+)$/.exec(aws.subject) ?? [];
    if (environment !== undefined && repo?.toLowerCase() === repository.toLowerCase()) found.set(environment, name);
  }
  return found;
}
