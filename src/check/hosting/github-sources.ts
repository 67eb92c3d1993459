import type { GitHubAnswers, GitHubProtection, GitHubRule } from "./github-answers";

/** What one source of protection asks for; absent where it says nothing of it, `unknown` where its answer leaves it open. */
export interface Source {
  /** As people find it: `the protection of the branch`, `ruleset "main"`. */
  readonly name: string;
  readonly reviews?: {
    readonly count: number;
    readonly dismissStale: boolean;
    readonly codeOwners: boolean;
    readonly lastPush: boolean;
  };
  readonly checks?: {
    readonly strict: boolean;
    readonly required: readonly { readonly context: string; readonly app?: number }[];
  };
  /** Paths of workflows that have to pass, and that a change cannot bring along. */
  readonly workflows?: readonly string[];
  /** What is merged is checked once more, on the branch as it is then. */
  readonly queued?: true;
  readonly noForcePush?: true | "unknown";
  readonly noDeletion?: true | "unknown";
  /** Who gets past all of it, in words; `unknown` where that is not told. */
  readonly bypass: readonly string[] | "unknown";
  /** Who besides gets past the reviews. */
  readonly reviewBypass: readonly string[];
}

/** The protection of the branch and each ruleset that applies to it; GitHub holds a change to all of them. */
export function sourcesOf({ protection, rules, rulesets }: GitHubAnswers): readonly Source[] {
  const classic = "known" in protection && protection.known !== "none" ? [ofProtection(protection.known)] : [];
  const byRuleset = new Map<number, GitHubRule[]>();
  for (const rule of "known" in rules ? rules.known : []) {
    const known = byRuleset.get(rule.ruleset_id);
    if (known) known.push(rule);
    else byRuleset.set(rule.ruleset_id, [rule]);
  }
  const rest = [...byRuleset].map(([id, applied]): Source => {
    const ruleset = rulesets.get(id);
    return {
      name: ruleset ? `ruleset "${ruleset.name}"` : `ruleset ${id}`,
      ...Object.assign({}, ...applied.map(ofRule)),
      bypass: ruleset?.bypass_actors?.map(actorOf) ?? "unknown",
      reviewBypass: [],
    };
  });
  return [...classic, ...rest];
}

function ofProtection(answer: GitHubProtection): Source {
  const { required_pull_request_reviews: reviews, required_status_checks: checks, enforce_admins: admins } = answer;
  const allowances = reviews?.bypass_pull_request_allowances;
  const { allow_force_pushes: force, allow_deletions: deletions } = answer;
  const required = checks?.checks?.map(({ context, app_id }) => ({ context, ...appOf(app_id) }));
  return {
    name: "the protection of the branch",
    ...(reviews
      ? {
          reviews: {
            count: reviews.required_approving_review_count ?? 0,
            dismissStale: reviews.dismiss_stale_reviews,
            codeOwners: reviews.require_code_owner_reviews,
            lastPush: reviews.require_last_push_approval ?? false,
          },
        }
      : {}),
    ...(checks
      ? {
          checks: {
            strict: checks.strict ?? false,
            required: required ?? (checks.contexts ?? []).map((context) => ({ context })),
          },
        }
      : {}),
    ...(force === undefined ? { noForcePush: "unknown" } : force.enabled ? {} : { noForcePush: true }),
    ...(deletions === undefined ? { noDeletion: "unknown" } : deletions.enabled ? {} : { noDeletion: true }),
    bypass: admins === undefined ? "unknown" : admins.enabled ? [] : ["Administrators"],
    reviewBypass: [
      ...counted(allowances?.users, "user"),
      ...counted(allowances?.teams, "team"),
      ...counted(allowances?.apps, "app"),
    ],
  };
}

function ofRule(rule: GitHubRule): Partial<Source> {
  // Of any other type nothing is read but its name.
  if (!("parameters" in rule)) {
    if (rule.type === "non_fast_forward") return { noForcePush: true };
    if (rule.type === "deletion") return { noDeletion: true };
    return rule.type === "merge_queue" ? { queued: true } : {};
  }
  switch (rule.type) {
    case "pull_request":
      return {
        reviews: {
          count: rule.parameters.required_approving_review_count,
          dismissStale: rule.parameters.dismiss_stale_reviews_on_push,
          codeOwners: rule.parameters.require_code_owner_review,
          lastPush: rule.parameters.require_last_push_approval,
        },
      };
    case "required_status_checks":
      return {
        checks: {
          strict: rule.parameters.strict_required_status_checks_policy,
          required: rule.parameters.required_status_checks.map(({ context, integration_id }) => ({
            context,
            ...appOf(integration_id),
          })),
        },
      };
    case "workflows":
      return { workflows: rule.parameters.workflows.map(({ path }) => path) };
  }
}

/** GitHub writes no app, null or -1 where any app, or anybody with a token, may report a check. */
function appOf(id: number | null | undefined): { readonly app?: number } {
  return id === undefined || id === null || id < 0 ? {} : { app: id };
}

function counted(list: readonly unknown[] | undefined, what: string): readonly string[] {
  const count = list?.length ?? 0;
  return count === 0 ? [] : [`${count} ${what}${count === 1 ? "" : "s"}`];
}

// The numbers of GitHub's own repository roles.
const roles: Readonly<Record<number, string>> = { 2: "maintain", 4: "write", 5: "admin" };

function actorOf({ actor_type: type, actor_id: id }: { actor_type: string; actor_id?: number | null }): string {
  switch (type) {
    case "RepositoryRole":
      return `Everybody with the role ${roles[id ?? 0] ?? String(id)}`;
    case "OrganizationAdmin":
      return "Owners of the organization";
    case "DeployKey":
      return "Deploy keys";
    case "Integration":
      return `App ${id}`;
    case "Team":
      return `Team ${id}`;
    default:
      return `${type}${id === null || id === undefined ? "" : ` ${id}`}`;
  }
}
