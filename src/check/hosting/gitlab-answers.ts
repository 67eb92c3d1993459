import { z } from "zod";
import { type Answer, answerOf, HostingShapeError } from "./answer";

// Sources of the shapes: GitLab, "Projects API", "Protected branches API", "Merge request approvals API", "Protected
// environments API". Only what is judged is read; GitLab adds members at any time.

const project = z.object({
  path_with_namespace: z.string().optional(),
  default_branch: z.string().optional(),
  only_allow_merge_if_pipeline_succeeds: z.boolean().nullish(),
  allow_merge_on_skipped_pipeline: z.boolean().nullish(),
  allow_pipeline_trigger_approve_deployment: z.boolean().nullish(),
  ci_config_path: z.string().nullish(),
});
const level = z.object({
  access_level: z.number().nullish(),
  access_level_description: z.string().nullish(),
  user_id: z.number().nullish(),
  group_id: z.number().nullish(),
  deploy_key_id: z.number().nullish(),
});
const protectedBranch = z.object({
  name: z.string(),
  push_access_levels: z.array(level).optional(),
  allow_force_push: z.boolean().optional(),
  code_owner_approval_required: z.boolean().optional(),
});
const approvals = z.object({
  reset_approvals_on_push: z.boolean().optional(),
  disable_overriding_approvers_per_merge_request: z.boolean().nullish(),
  merge_requests_author_approval: z.boolean().nullish(),
  merge_requests_disable_committers_approval: z.boolean().nullish(),
});
const approvalRule = z.object({
  name: z.string(),
  rule_type: z.string(),
  approvals_required: z.number().int(),
  applies_to_all_protected_branches: z.boolean().nullish(),
  protected_branches: z.array(z.object({ name: z.string() })).optional(),
});
const protectedEnvironment = z.object({
  name: z.string(),
  required_approval_count: z.number().int().nullish(),
  approval_rules: z.array(z.object({ required_approvals: z.number().int() })).nullish(),
});

export type GitLabProject = z.infer<typeof project>;
export type GitLabProtectedBranch = z.infer<typeof protectedBranch>;
export type GitLabApprovals = z.infer<typeof approvals>;
export type GitLabApprovalRule = z.infer<typeof approvalRule>;
export type GitLabProtectedEnvironment = z.infer<typeof protectedEnvironment>;

/** What GitLab answered about one branch and the environments of its project. */
export interface GitLabAnswers {
  readonly service: "gitlab";
  readonly branch: string;
  readonly project: Answer<GitLabProject>;
  readonly branches: Answer<readonly GitLabProtectedBranch[]>;
  readonly approvals: Answer<GitLabApprovals>;
  readonly rules: Answer<readonly GitLabApprovalRule[]>;
  readonly environments: Answer<readonly GitLabProtectedEnvironment[]>;
}

/** The keys of a file of GitLab's answers, besides `service` and `branch`. */
export const gitLabKeys = [
  "project",
  "protected_branches",
  "approvals",
  "approval_rules",
  "protected_environments",
] as const;

/** Reads what was kept of GitLab's answers. @throws HostingShapeError */
export function gitLabAnswers(file: Readonly<Record<string, unknown>>): GitLabAnswers {
  const told = answerOf(file, "project", project);
  const branch = file.branch ?? ("known" in told ? told.known.default_branch : undefined);
  if (typeof branch !== "string" || branch === "") {
    throw new HostingShapeError(
      "It does not say which branch is protected.",
      'Add `"branch": "main"`, or the answer of `GET /projects/:id` as `project`.',
    );
  }
  return {
    service: "gitlab",
    branch,
    project: told,
    branches: answerOf(file, "protected_branches", z.array(protectedBranch)),
    approvals: answerOf(file, "approvals", approvals),
    rules: answerOf(file, "approval_rules", z.array(approvalRule)),
    environments: answerOf(file, "protected_environments", z.array(protectedEnvironment)),
  };
}
