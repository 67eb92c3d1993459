/** The answers of GitHub for a branch that a ruleset of its organization protects, and one environment: nothing is wrong. */
export const gitHub = {
  repository: { id: 1, full_name: "acme/infrastructure", default_branch: "main", private: true },
  protection: {
    message: "Branch not protected",
    documentation_url: "https://docs.github.com/rest/branches/branch-protection#get-branch-protection",
    status: "404",
  },
  rules: [
    rule("pull_request", {
      required_approving_review_count: 1,
      dismiss_stale_reviews_on_push: true,
      require_code_owner_review: true,
      require_last_push_approval: true,
      required_review_thread_resolution: false,
    }),
    rule("required_status_checks", {
      strict_required_status_checks_policy: true,
      required_status_checks: [
        { context: "test", integration_id: 15368 },
        { context: "leasehold", integration_id: 4711 },
      ],
    }),
    rule("non_fast_forward"),
    rule("deletion"),
  ],
  rulesets: [{ id: 7, name: "main", enforcement: "active", bypass_actors: [], rules: [] }],
  environments: {
    total_count: 1,
    environments: [
      {
        id: 1,
        name: "production",
        can_admins_bypass: false,
        protection_rules: [
          {
            id: 1,
            type: "required_reviewers",
            prevent_self_review: true,
            reviewers: [{ type: "Team", reviewer: { id: 5, slug: "platform" } }],
          },
          { id: 2, type: "branch_policy" },
        ],
        deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
      },
    ],
  },
  deployment_branch_policies: {
    production: { total_count: 1, branch_policies: [{ id: 1, name: "main", type: "branch" }] },
  },
};

export function rule(type: string, parameters?: object, ruleset = 7): object {
  return {
    type,
    ruleset_source_type: "Repository",
    ruleset_source: "acme/infrastructure",
    ruleset_id: ruleset,
    ...(parameters ? { parameters } : {}),
  };
}

const address = "https://api.github.com/repos/acme/infrastructure/branches/main/protection";

/** The same by the older protection of branches, without rulesets. */
export const gitHubClassic = {
  ...gitHub,
  rules: [],
  rulesets: [],
  protection: {
    url: address,
    required_status_checks: {
      url: `${address}/required_status_checks`,
      strict: true,
      contexts: ["leasehold"],
      contexts_url: `${address}/required_status_checks/contexts`,
      checks: [{ context: "leasehold", app_id: 4711 }],
    },
    enforce_admins: { url: `${address}/enforce_admins`, enabled: true },
    required_pull_request_reviews: {
      url: `${address}/required_pull_request_reviews`,
      dismiss_stale_reviews: true,
      require_code_owner_reviews: true,
      required_approving_review_count: 2,
      require_last_push_approval: true,
    },
    required_signatures: { url: `${address}/required_signatures`, enabled: false },
    required_linear_history: { enabled: false },
    allow_force_pushes: { enabled: false },
    allow_deletions: { enabled: false },
    lock_branch: { enabled: false },
  },
};

const nobody = [{ id: 1, access_level: 0, access_level_description: "No one", user_id: null, group_id: null }];

/** The answers of GitLab for a project in which nothing is wrong. */
export const gitLab = {
  project: {
    id: 5,
    path_with_namespace: "acme/infrastructure",
    default_branch: "main",
    only_allow_merge_if_pipeline_succeeds: true,
    allow_merge_on_skipped_pipeline: null,
    allow_pipeline_trigger_approve_deployment: false,
    ci_config_path: ".gitlab-ci.yml@acme/pipelines",
  },
  protected_branches: [
    {
      id: 1,
      name: "main",
      push_access_levels: nobody,
      merge_access_levels: [{ access_level: 40, access_level_description: "Maintainers" }],
      allow_force_push: false,
      code_owner_approval_required: true,
    },
    {
      id: 2,
      name: "feature/*",
      push_access_levels: [{ access_level: 30, access_level_description: "Developers + Maintainers" }],
      allow_force_push: true,
      code_owner_approval_required: false,
    },
  ],
  approvals: {
    approvals_before_merge: 0,
    reset_approvals_on_push: true,
    selective_code_owner_removals: false,
    disable_overriding_approvers_per_merge_request: true,
    merge_requests_author_approval: false,
    merge_requests_disable_committers_approval: true,
  },
  approval_rules: [
    { id: 1, name: "All Members", rule_type: "any_approver", approvals_required: 1, protected_branches: [] },
  ],
  protected_environments: [
    {
      name: "production",
      deploy_access_levels: [{ access_level: 40, access_level_description: "Maintainers" }],
      required_approval_count: 0,
      approval_rules: [{ id: 1, group_id: 9, access_level: null, required_approvals: 1 }],
    },
  ],
};

/** A copy with one value put at a path (`rules.0.parameters.x`), or taken away where it is undefined. */
export function changed(answers: object, changes: Readonly<Record<string, unknown>>): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(answers));
  for (const [path, value] of Object.entries(changes)) {
    const steps = path.split(".");
    const last = steps.pop() ?? "";
    const holder = steps.reduce((at, step) => (at as Record<string, unknown>)[step], copy) as Record<string, unknown>;
    if (value === undefined) delete holder[last];
    else holder[last] = value;
  }
  return copy;
}
