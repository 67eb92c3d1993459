import { z } from "zod";
import { type Answer, answerOf, HostingShapeError, parsed } from "./answer";

// Sources of the shapes: GitHub, "REST API endpoints for protected branches", "… for rules", "… for deployment
// environments", "… for deployment branch policies". Only what is judged is read; GitHub adds members at any time.

const enabled = z.object({ enabled: z.boolean() });
const actors = z.array(z.unknown());

const protection = z.object({
  url: z.string().optional(),
  required_status_checks: z
    .object({
      strict: z.boolean().optional(),
      contexts: z.array(z.string()).optional(),
      checks: z.array(z.object({ context: z.string(), app_id: z.number().nullish() })).optional(),
    })
    .nullish(),
  enforce_admins: enabled.optional(),
  required_pull_request_reviews: z
    .object({
      dismiss_stale_reviews: z.boolean(),
      require_code_owner_reviews: z.boolean(),
      required_approving_review_count: z.number().int().optional(),
      require_last_push_approval: z.boolean().optional(),
      bypass_pull_request_allowances: z
        .object({ users: actors.optional(), teams: actors.optional(), apps: actors.optional() })
        .nullish(),
    })
    .nullish(),
  allow_force_pushes: enabled.optional(),
  allow_deletions: enabled.optional(),
});

const pullRequest = z.object({
  dismiss_stale_reviews_on_push: z.boolean(),
  require_code_owner_review: z.boolean(),
  require_last_push_approval: z.boolean(),
  required_approving_review_count: z.number().int(),
});
const statusChecks = z.object({
  required_status_checks: z.array(z.object({ context: z.string(), integration_id: z.number().nullish() })),
  strict_required_status_checks_policy: z.boolean(),
});
const workflows = z.object({ workflows: z.array(z.object({ path: z.string() })) });

const base = { ruleset_id: z.number().int() };
const rule = z.union([
  z.object({ ...base, type: z.literal("pull_request"), parameters: pullRequest }),
  z.object({ ...base, type: z.literal("required_status_checks"), parameters: statusChecks }),
  z.object({ ...base, type: z.literal("workflows"), parameters: workflows }),
  z.object({
    ...base,
    type: z.string().refine((type) => !["pull_request", "required_status_checks", "workflows"].includes(type)),
  }),
]);

const ruleset = z.object({
  id: z.number().int(),
  name: z.string(),
  bypass_actors: z
    .array(z.object({ actor_type: z.string(), actor_id: z.number().nullish(), bypass_mode: z.string().optional() }))
    .optional(),
});

const environment = z.object({
  name: z.string(),
  can_admins_bypass: z.boolean().optional(),
  protection_rules: z
    .array(
      z.object({
        type: z.string(),
        prevent_self_review: z.boolean().optional(),
        reviewers: z.array(z.unknown()).optional(),
      }),
    )
    .optional(),
  deployment_branch_policy: z
    .object({ protected_branches: z.boolean(), custom_branch_policies: z.boolean() })
    .nullish(),
});
const environments = z.object({ total_count: z.number().int(), environments: z.array(environment) });
const policies = z.object({
  total_count: z.number().int(),
  branch_policies: z.array(z.object({ name: z.string(), type: z.string().optional() })),
});
const repository = z.object({ full_name: z.string(), default_branch: z.string() });

export type GitHubProtection = z.infer<typeof protection>;
export type GitHubRule = z.infer<typeof rule>;
export type GitHubRuleset = z.infer<typeof ruleset>;
export type GitHubEnvironment = z.infer<typeof environment>;
export type GitHubBranchPolicies = z.infer<typeof policies>;

/** What GitHub answered about one branch and the environments of its repository. */
export interface GitHubAnswers {
  readonly service: "github";
  readonly branch: string;
  /** `acme/infrastructure`, where it is told. */
  readonly repository?: string;
  /** `none` where GitHub says that there is none. */
  readonly protection: Answer<GitHubProtection | "none">;
  readonly rules: Answer<readonly GitHubRule[]>;
  readonly rulesets: ReadonlyMap<number, GitHubRuleset>;
  readonly environments: Answer<{ readonly total_count: number; readonly environments: readonly GitHubEnvironment[] }>;
  readonly policies: ReadonlyMap<string, Answer<GitHubBranchPolicies>>;
}

/** The keys of a file of GitHub's answers, besides `service` and `branch`. */
export const gitHubKeys = [
  "repository",
  "protection",
  "rules",
  "rulesets",
  "environments",
  "deployment_branch_policies",
] as const;

/** Reads what was kept of GitHub's answers. @throws HostingShapeError */
export function gitHubAnswers(file: Readonly<Record<string, unknown>>): GitHubAnswers {
  const told = answerOf(file, "repository", repository);
  const branch = file.branch ?? ("known" in told ? told.known.default_branch : undefined);
  if (typeof branch !== "string" || branch === "") {
    throw new HostingShapeError(
      "It does not say which branch is protected.",
      'Add `"branch": "main"`, or the answer of `GET /repos/{owner}/{repo}` as `repository`.',
    );
  }
  const found = isUnprotected(file.protection)
    ? ({ known: "none" } as const)
    : answerOf<GitHubProtection>(file, "protection", protection);
  if ("known" in found && found.known !== "none") sameBranch(found.known, branch, told);
  const known = answerOf(file, "rulesets", z.array(ruleset));
  const kept = file.deployment_branch_policies ?? {};
  const named = parsed(kept, "deployment_branch_policies", z.record(z.string(), z.unknown()));
  return {
    service: "github",
    branch,
    ...("known" in told ? { repository: told.known.full_name } : {}),
    protection: found,
    rules: answerOf(file, "rules", z.array(rule)),
    rulesets: new Map("known" in known ? known.known.map((each) => [each.id, each]) : []),
    environments: answerOf(file, "environments", environments),
    policies: new Map(Object.keys(named).map((name) => [name, answerOf(named, name, policies)])),
  };
}

/** GitHub's own word for a branch without protection; another 404 may be for lack of permission. */
function isUnprotected(value: unknown): boolean {
  return z.object({ message: z.literal("Branch not protected") }).safeParse(value).success;
}

/** An answer about another branch or repository would vouch for something that nobody looked at. */
function sameBranch({ url }: GitHubProtection, branch: string, told: Answer<{ readonly full_name: string }>): void {
  const [, repo, of] = /\/repos\/([^/]+\/[^/]+)\/branches\/(.+)\/protection$/.exec(url ?? "") ?? [];
  if (repo === undefined || of === undefined) return;
  const other = "known" in told && told.known.full_name.toLowerCase() !== repo.toLowerCase();
  if (!other && (of === branch || of === encodeURIComponent(branch))) return;
  throw new HostingShapeError(
    `\`protection\` is about branch "${of}" of ${repo}, and not about what the file says.`,
    "Fetch all answers for one branch of one repository.",
  );
}
