import { describe, expect, it } from "vitest";
import { HostingShapeError } from "../../../src/check/hosting/answer";
import { judgeHosting, readHosting } from "../../../src/check/hosting/hosting";
import { estateWith } from "../../helpers/estate";
import { changed, gitHub, gitHubClassic, gitLab, rule } from "./answers";

type Changes = Readonly<Record<string, unknown>>;
/** What is said of it, what is changed, and every code that is then found. */
type Case = [name: string, changes: Changes, ...codes: string[]];

const found = (answers: unknown, estate = estateWith()) => judgeHosting(readHosting(answers), "hosting.json", estate);

function specify(name: string, good: object, cases: Case[]): void {
  describe(name, () => {
    it("finds nothing where nothing is wrong", () => {
      expect(found(good)).toEqual([]);
    });
    it.each(cases)("%s", (_, changes, ...codes) => {
      const diagnostics = found(changed(good, changes));
      expect(diagnostics.map(({ code }) => code).sort()).toEqual([...codes].sort());
      for (const { location, fix, message } of diagnostics) {
        expect(location).toEqual({ file: "hosting.json", line: 1, column: 1 });
        expect(`${message} ${fix}`).not.toMatch(/undefined|\[object|\.\./);
      }
    });
  });
}

const denied = { message: "Resource not accessible by integration", status: "403" };
const review = "rules.0.parameters";
const checks = "rules.1.parameters";
const environment = "environments.environments.0";

specify("GitHub's rulesets", gitHub, [
  ["no approval is required", { [`${review}.required_approving_review_count`]: 0 }, "hosting-approval-not-required"],
  ["stale approvals stay", { [`${review}.dismiss_stale_reviews_on_push`]: false }, "hosting-stale-approval"],
  ["the last pusher approves", { [`${review}.require_last_push_approval`]: false }, "hosting-pusher-approves"],
  ["code owners are not asked", { [`${review}.require_code_owner_review`]: false }, "hosting-code-owners-not-required"],
  [
    "no pull request is required",
    { "rules.0": rule("required_linear_history") },
    "hosting-approval-not-required",
    "hosting-stale-approval",
    "hosting-pusher-approves",
    "hosting-code-owners-not-required",
  ],
  ["history may be overwritten", { "rules.2": rule("creation") }, "hosting-force-push"],
  ["the branch may be deleted", { "rules.3": rule("creation") }, "hosting-deletion"],
  ["the check is another's", { [`${checks}.required_status_checks.1.context`]: "lint" }, "hosting-check-not-required"],
  [
    "a name that only holds the letters",
    { [`${checks}.required_status_checks.1.context`]: "freeleaseholders" },
    "hosting-check-not-required",
  ],
  ["a longer name", { [`${checks}.required_status_checks.1.context`]: "access / Leasehold (review)" }],
  [
    "the check may come from anybody",
    { [`${checks}.required_status_checks.1.integration_id`]: undefined },
    "hosting-check-from-anybody",
  ],
  [
    "the check is a workflow's in the repository",
    { [`${checks}.required_status_checks.1.integration_id`]: 15368 },
    "hosting-check-changeable",
  ],
  ["the check may be old", { [`${checks}.strict_required_status_checks_policy`]: false }, "hosting-check-outdated"],
  [
    "a queue checks again",
    { [`${checks}.strict_required_status_checks_policy`]: false, "rules.4": rule("merge_queue", {}) },
  ],
  [
    "a required workflow in place of the check",
    { "rules.1": rule("workflows", { workflows: [{ path: ".github/workflows/leasehold.yml", repository_id: 3 }] }) },
  ],
  [
    "somebody may bypass it",
    { "rulesets.0.bypass_actors": [{ actor_id: 5, actor_type: "RepositoryRole", bypass_mode: "always" }] },
    "hosting-bypass",
  ],
  [
    "somebody may bypass it in a pull request",
    { "rulesets.0.bypass_actors": [{ actor_id: 9, actor_type: "Team", bypass_mode: "pull_request" }] },
    "hosting-bypass",
  ],
  ["who may bypass is not told", { "rulesets.0.bypass_actors": undefined }, "hosting-unknown"],
  ["the ruleset is not there", { rulesets: undefined }, "hosting-unknown"],
  ["the ruleset was not answered", { rulesets: denied }, "hosting-unknown"],
  [
    "a ruleset that nobody bypasses stands beside one that somebody does",
    {
      "rulesets.1": { id: 8, name: "soft", bypass_actors: [{ actor_id: 1, actor_type: "OrganizationAdmin" }] },
      "rules.4": rule("deletion", undefined, 8),
    },
  ],
  ["nothing protects the branch", { rules: [] }, "hosting-branch-unprotected"],
  ["the protection is not told, and the rules suffice", { protection: denied }],
  [
    "the protection is not told, and the rules lack something",
    { protection: denied, "rules.3": rule("x") },
    "hosting-unknown",
  ],
  ["the rules are not told", { rules: undefined }, "hosting-unknown"],
  ["neither is told", { rules: undefined, protection: undefined }, "hosting-unknown", "hosting-unknown"],
  [
    "a 404 that may be for lack of permission",
    { rules: [], protection: { message: "Not Found", status: "404" } },
    "hosting-unknown",
  ],
]);

const reviews = "protection.required_pull_request_reviews";

specify("GitHub's protection of branches", gitHubClassic, [
  ["rules are not told, and it suffices", { rules: undefined, rulesets: undefined }],
  ["no approval is required", { [`${reviews}.required_approving_review_count`]: 0 }, "hosting-approval-not-required"],
  ["stale approvals stay", { [`${reviews}.dismiss_stale_reviews`]: false }, "hosting-stale-approval"],
  ["the last pusher approves", { [`${reviews}.require_last_push_approval`]: undefined }, "hosting-pusher-approves"],
  [
    "code owners are not asked",
    { [`${reviews}.require_code_owner_reviews`]: false },
    "hosting-code-owners-not-required",
  ],
  ["administrators are let past", { "protection.enforce_admins.enabled": false }, "hosting-bypass"],
  ["whether administrators are is not told", { "protection.enforce_admins": undefined }, "hosting-unknown"],
  [
    "an app may bypass pull requests",
    { [`${reviews}.bypass_pull_request_allowances`]: { users: [], teams: [], apps: [{ id: 3, slug: "bot" }] } },
    "hosting-bypass",
  ],
  ["nobody may", { [`${reviews}.bypass_pull_request_allowances`]: { users: [], teams: [], apps: [] } }],
  ["history may be overwritten", { "protection.allow_force_pushes.enabled": true }, "hosting-force-push"],
  ["whether it may is not told", { "protection.allow_force_pushes": undefined }, "hosting-unknown"],
  ["the branch may be deleted", { "protection.allow_deletions.enabled": true }, "hosting-deletion"],
  ["no check is required", { "protection.required_status_checks": null }, "hosting-check-not-required"],
  [
    "any app may report the check",
    { "protection.required_status_checks.checks.0.app_id": -1 },
    "hosting-check-from-anybody",
  ],
  [
    "null stands for any app too",
    { "protection.required_status_checks.checks.0.app_id": null },
    "hosting-check-from-anybody",
  ],
  ["only contexts are told", { "protection.required_status_checks.checks": undefined }, "hosting-check-from-anybody"],
  ["the check may be old", { "protection.required_status_checks.strict": false }, "hosting-check-outdated"],
  [
    "a ruleset holds what it lacks",
    {
      "protection.allow_deletions.enabled": true,
      rules: [rule("deletion")],
      rulesets: [{ id: 7, name: "main", bypass_actors: [] }],
    },
  ],
]);

specify("GitHub's environments", gitHub, [
  ["they are not told", { environments: undefined }, "hosting-unknown"],
  ["they were not answered", { environments: denied }, "hosting-unknown"],
  ["a page is missing", { "environments.total_count": 31 }, "hosting-unknown"],
  ["there is none", { environments: { total_count: 0, environments: [] } }, "hosting-no-environment"],
  ["nobody reviews", { [`${environment}.protection_rules.0.reviewers`]: [] }, "hosting-environment-unreviewed"],
  ["there is no rule", { [`${environment}.protection_rules`]: [] }, "hosting-environment-unreviewed"],
  [
    "one reviews oneself",
    { [`${environment}.protection_rules.0.prevent_self_review`]: false },
    "hosting-environment-self-review",
  ],
  ["administrators are let past", { [`${environment}.can_admins_bypass`]: true }, "hosting-environment-bypass"],
  ["whether they are is not told", { [`${environment}.can_admins_bypass`]: undefined }, "hosting-unknown"],
  ["any branch", { [`${environment}.deployment_branch_policy`]: null }, "hosting-environment-any-branch"],
  [
    "protected branches",
    {
      [`${environment}.deployment_branch_policy`]: { protected_branches: true, custom_branch_policies: false },
      deployment_branch_policies: undefined,
    },
  ],
  ["its branches are not told", { deployment_branch_policies: undefined }, "hosting-unknown"],
  ["its branches were not answered", { "deployment_branch_policies.production": denied }, "hosting-unknown"],
  ["a page of its branches is missing", { "deployment_branch_policies.production.total_count": 2 }, "hosting-unknown"],
  [
    "a pattern",
    { "deployment_branch_policies.production.branch_policies.0.name": "*" },
    "hosting-environment-any-branch",
  ],
  [
    "a tag of that name",
    { "deployment_branch_policies.production.branch_policies.0.type": "tag" },
    "hosting-environment-any-branch",
  ],
]);

specify("GitLab", gitLab, [
  ["the branch is not protected", { "protected_branches.0.name": "master" }, "hosting-branch-unprotected"],
  ["a pattern protects it", { "protected_branches.0.name": "ma*" }],
  [
    "a wider pattern lets more push",
    { "protected_branches.1.name": "*" },
    "hosting-push-without-review",
    "hosting-force-push",
  ],
  [
    "maintainers may push",
    { "protected_branches.0.push_access_levels.0": { access_level: 40, access_level_description: "Maintainers" } },
    "hosting-push-without-review",
  ],
  [
    "a deploy key may push",
    {
      "protected_branches.0.push_access_levels.1": {
        access_level: 40,
        deploy_key_id: 1,
        access_level_description: "Deploy key",
      },
    },
    "hosting-push-without-review",
  ],
  [
    "a group may push",
    {
      "protected_branches.0.push_access_levels.0": {
        access_level: null,
        group_id: 12,
        access_level_description: "Group",
      },
    },
    "hosting-push-without-review",
  ],
  ["who may push is not told", { "protected_branches.0.push_access_levels": undefined }, "hosting-unknown"],
  ["history may be overwritten", { "protected_branches.0.allow_force_push": true }, "hosting-force-push"],
  ["whether it may is not told", { "protected_branches.0.allow_force_push": undefined }, "hosting-unknown"],
  [
    "code owners are not asked",
    { "protected_branches.0.code_owner_approval_required": false },
    "hosting-code-owners-not-required",
  ],
  ["protected branches are not told", { protected_branches: undefined }, "hosting-unknown"],
  ["authors approve", { "approvals.merge_requests_author_approval": true }, "hosting-author-approves"],
  ["committers approve", { "approvals.merge_requests_disable_committers_approval": false }, "hosting-pusher-approves"],
  ["approvals stay", { "approvals.reset_approvals_on_push": false }, "hosting-stale-approval"],
  [
    "rules are changed",
    { "approvals.disable_overriding_approvers_per_merge_request": false },
    "hosting-approval-rules-changeable",
  ],
  ["a setting is not told", { "approvals.merge_requests_author_approval": null }, "hosting-unknown"],
  ["approvals are not told", { approvals: { message: "404 Not found" } }, "hosting-unknown"],
  ["nobody has to approve", { "approval_rules.0.approvals_required": 0 }, "hosting-approval-not-required"],
  ["there is no rule", { approval_rules: [] }, "hosting-approval-not-required"],
  [
    "a rule for another branch",
    { "approval_rules.0.protected_branches": [{ id: 2, name: "feature/*" }] },
    "hosting-approval-not-required",
  ],
  ["a rule for this branch", { "approval_rules.0.protected_branches": [{ id: 1, name: "main" }] }],
  ["a rule for reports", { "approval_rules.0.rule_type": "report_approver" }, "hosting-approval-not-required"],
  [
    "rules are not told",
    { approval_rules: { error: "insufficient_scope", error_description: "…" } },
    "hosting-unknown",
  ],
  ["the pipeline may fail", { "project.only_allow_merge_if_pipeline_succeeds": false }, "hosting-check-not-required"],
  ["the pipeline may be skipped", { "project.allow_merge_on_skipped_pipeline": true }, "hosting-check-not-required"],
  ["whether it may is not told", { "project.only_allow_merge_if_pipeline_succeeds": undefined }, "hosting-unknown"],
  ["the pipeline is the change's own", { "project.ci_config_path": null }, "hosting-check-changeable"],
  ["the project is not told", { project: denied, branch: "main" }, "hosting-unknown"],
  ["environments are not told", { protected_environments: undefined }, "hosting-unknown"],
  ["no environment is protected", { protected_environments: [] }, "hosting-no-environment"],
  ["nobody approves a deployment", { "protected_environments.0.approval_rules": [] }, "hosting-environment-unreviewed"],
  [
    "a count in place of rules",
    { "protected_environments.0.approval_rules": [], "protected_environments.0.required_approval_count": 2 },
  ],
  [
    "one approves oneself",
    { "project.allow_pipeline_trigger_approve_deployment": true },
    "hosting-environment-self-review",
  ],
  [
    "whether one does is not told",
    { "project.allow_pipeline_trigger_approve_deployment": undefined },
    "hosting-unknown",
  ],
]);

describe("environments in which the estate trusts somebody", () => {
  const trusted = (subject: string) =>
    estateWith(
      `identities: { deploy: { aws: { role: null, oidc: { issuer: token.actions.githubusercontent.com, audience: sts.amazonaws.com, subject: "${subject}", claims: { repository_id: "1" } } } } }`,
    );
  it.each([
    ["one that is there", "repo:acme/infrastructure:environment:Production", 0],
    ["one that is not", "repo:acme/infrastructure:environment:staging", 1],
    ["one of another repository", "repo:acme/orders:environment:staging", 0],
    ["a branch", "repo:acme/infrastructure:ref:refs/heads/main", 0],
  ])("%s", (_, subject, count) => {
    const codes = found(gitHub, trusted(subject)).map(({ code }) => code);
    expect(codes).toEqual(count === 0 ? [] : ["hosting-environment-missing"]);
  });
});

describe("a file of another shape", () => {
  it.each<readonly [string, unknown, RegExp]>([
    ["a list", [], /no object/],
    ["null", null, /no object/],
    ["nothing", {}, /whose answers/],
    ["answers of both", { protection: {}, approvals: {} }, /whose answers/],
    ["another service", { service: "gitea" }, /neither github nor gitlab/],
    ["no branch", { service: "github" }, /which branch/],
    ["a branch that is no text", { service: "gitlab", branch: 1 }, /which branch/],
    ["a key that nobody reads", { ...gitHub, ruleset: [] }, /`ruleset`/],
    [
      "a flag that is a text",
      changed(gitHubClassic, { "protection.enforce_admins.enabled": "true" }),
      /`protection\.enforce_admins\.enabled`/,
    ],
    ["rules that are an object", { ...gitHub, rules: { a: 1 } }, /`rules`/],
    ["a rule without its parameters", changed(gitHub, { "rules.0.parameters": undefined }), /`rules\.0/],
    ["a count that is a text", changed(gitHub, { [`${review}.required_approving_review_count`]: "1" }), /`rules\.0/],
    ["protection of another branch", changed(gitHubClassic, { branch: "release" }), /about branch "main"/],
    [
      "protection of another repository",
      changed(gitHubClassic, { "repository.full_name": "acme/other" }),
      /acme\/infrastructure/,
    ],
    [
      "protected branches of one page object",
      changed(gitLab, { protected_branches: { id: 1 } }),
      /`protected_branches`/,
    ],
    ["approvals that are a list", { ...gitLab, approvals: [] }, /`approvals`/],
  ])("%s is refused", (_, value, expected) => {
    expect(() => readHosting(value)).toThrow(HostingShapeError);
    expect(() => readHosting(value)).toThrow(expected);
  });

  it("names the nearest key", () => {
    try {
      readHosting({ ...gitHub, ruleset: [] });
      expect.unreachable();
    } catch (error) {
      expect((error as HostingShapeError).fix).toBe("Did you mean `rulesets`?");
    }
  });
});
