import type { Diagnostic, SourceLocation } from "../../diagnostics/diagnostic";
import { nearest } from "../../diagnostics/nearest";
import { diagnose } from "../../diagnostics/report";
import type { Estate } from "../../estate/types";
import { HostingShapeError } from "./answer";
import { judgeGitHubBranch, type Say } from "./github";
import { type GitHubAnswers, gitHubAnswers, gitHubKeys } from "./github-answers";
import { judgeGitHubEnvironments } from "./github-environments";
import { judgeGitLab } from "./gitlab";
import { type GitLabAnswers, gitLabAnswers, gitLabKeys } from "./gitlab-answers";

/** What a hosting service answered about the protections that an approval relies on. */
export type HostingAnswers = GitHubAnswers | GitLabAnswers;

const keys = { github: gitHubKeys, gitlab: gitLabKeys } as const;

/**
 * Reads a file of answers: an object with `branch` (default: the repository's own) and, for GitHub, `repository`,
 * `protection`, `rules`, `rulesets`, `environments`, `deployment_branch_policies` (by environment); for GitLab `project`,
 * `protected_branches`, `approvals`, `approval_rules`, `protected_environments`. Each is the service's answer as it came.
 *
 * @throws HostingShapeError for anything else
 */
export function readHosting(value: unknown): HostingAnswers {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new HostingShapeError("It is no object.", "Keep the answers in one object, each under its own key.");
  }
  const file = value as Readonly<Record<string, unknown>>;
  const service = serviceOf(file);
  for (const key of Object.keys(file)) {
    const all: readonly string[] = ["service", "branch", ...keys[service]];
    if (all.includes(key)) continue;
    const near = nearest(key, all);
    throw new HostingShapeError(
      `It holds \`${key}\`, which is no answer that is judged.`,
      near === undefined ? `There are ${all.join(", ")}.` : `Did you mean \`${near}\`?`,
    );
  }
  return service === "github" ? gitHubAnswers(file) : gitLabAnswers(file);
}

function serviceOf(file: Readonly<Record<string, unknown>>): "github" | "gitlab" {
  const { service } = file;
  if (service === "github" || service === "gitlab") return service;
  const both = (["github", "gitlab"] as const).filter((name) => keys[name].some((key) => key in file));
  const [one] = both;
  if (service === undefined && one !== undefined && both.length === 1) return one;
  throw new HostingShapeError(
    service === undefined ? "It does not say whose answers it holds." : "Its `service` is neither github nor gitlab.",
    'Write `"service": "github"` or `"service": "gitlab"`.',
  );
}

/**
 * Judges whether an approval can be bypassed on the hosting service: an error where it can, and where the answers do not
 * tell. The estate says in which environments its identities are trusted.
 */
export function judgeHosting(answers: HostingAnswers, file: string, estate?: Estate): readonly Diagnostic[] {
  const location: SourceLocation = { file, line: 1, column: 1 };
  const found: Diagnostic[] = [];
  const say: Say = (code, parameters) => void found.push(diagnose(code, parameters, [], location));
  if (answers.service === "gitlab") judgeGitLab(answers, say);
  else {
    judgeGitHubBranch(answers, say);
    judgeGitHubEnvironments(answers, estate, say);
  }
  return found;
}
