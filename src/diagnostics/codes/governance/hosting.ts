import { code } from "../../define";

const concern = "governance";
const controls = ["CM-3", "AC-5"];

/** One protection of a branch that is not there. */
export interface OfBranch {
  readonly branch: string;
  /** How the hosting service calls what should be set. */
  readonly setting: string;
}

export interface OfEnvironment {
  readonly environment: string;
  readonly setting: string;
}

const set = ({ setting }: { readonly setting: string }): string => `Set ${setting}, and fetch the answers anew.`;

/** What an approval on a hosting service relies on: branches and environments that nobody gets past. */
export const hosting = {
  "hosting-unknown": code<{ what: string; why?: string; call: string; key: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) =>
      `It cannot be told ${p.what}${p.why === undefined ? "" : `: ${p.why}`}. What is unknown is no protection.`,
    fix: (p) => `Ask with a token that may read it, and put the answer of \`${p.call}\` into the file as \`${p.key}\`.`,
  }),
  "hosting-branch-unprotected": code<OfBranch>({
    severity: "error",
    concern,
    controls,
    message: (p) => `Nothing protects branch "${p.branch}": whoever can push there needs nobody's approval.`,
    fix: set,
  }),
  "hosting-push-without-review": code<OfBranch & { by: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) => `${p.by} can push to branch "${p.branch}" without a review.`,
    fix: set,
  }),
  "hosting-approval-not-required": code<OfBranch>({
    severity: "error",
    concern,
    controls,
    message: (p) => `A change can be merged into branch "${p.branch}" without anybody's approval.`,
    fix: set,
  }),
  "hosting-stale-approval": code<OfBranch>({
    severity: "error",
    concern,
    controls,
    message: (p) => `An approval for branch "${p.branch}" still counts after something else was pushed.`,
    fix: set,
  }),
  "hosting-pusher-approves": code<OfBranch>({
    severity: "error",
    concern,
    controls,
    message: (p) => `Whoever pushed last may approve what goes into branch "${p.branch}".`,
    fix: set,
  }),
  "hosting-author-approves": code<OfBranch>({
    severity: "error",
    concern,
    controls,
    message: (p) => `Whoever wrote a change may approve it for branch "${p.branch}".`,
    fix: set,
  }),
  "hosting-approval-rules-changeable": code<OfBranch>({
    severity: "error",
    concern,
    controls,
    message: (p) => `Whoever opens a merge request into branch "${p.branch}" may change who has to approve it.`,
    fix: set,
  }),
  "hosting-code-owners-not-required": code<OfBranch>({
    severity: "warning",
    concern,
    controls,
    message: (p) => `Owners of changed files need not approve what goes into branch "${p.branch}".`,
    fix: (p) => `Set ${p.setting}; \`leasehold codeowners\` writes the file that it goes by.`,
  }),
  "hosting-check-not-required": code<OfBranch>({
    severity: "error",
    concern,
    controls,
    message: (p) => `A change can be merged into branch "${p.branch}" although leasehold's check failed or never ran.`,
    fix: set,
  }),
  "hosting-check-from-anybody": code<OfBranch & { check: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) =>
      `Whoever may write a commit status can report the check "${p.check}" of branch "${p.branch}" as passed.`,
    fix: set,
  }),
  "hosting-check-changeable": code<OfBranch>({
    severity: "warning",
    concern,
    controls,
    message: (p) =>
      `A change into branch "${p.branch}" may bring CI configuration of its own, and with it what reports the check as passed.`,
    fix: (p) => `Set ${p.setting}; until then, let only what \`leasehold gate --require-approval\` passes be applied.`,
  }),
  "hosting-check-outdated": code<OfBranch>({
    severity: "warning",
    concern,
    controls,
    message: (p) =>
      `A check counts although branch "${p.branch}" has moved on: it was judged by rules and approvers that may be gone.`,
    fix: set,
  }),
  "hosting-force-push": code<OfBranch>({
    severity: "error",
    concern,
    controls,
    message: (p) => `The history of branch "${p.branch}" can be overwritten, and what was approved with it.`,
    fix: set,
  }),
  "hosting-deletion": code<OfBranch>({
    severity: "error",
    concern,
    controls,
    message: (p) => `Branch "${p.branch}" can be deleted and made anew, without what was approved.`,
    fix: set,
  }),
  "hosting-bypass": code<OfBranch & { what: string; by: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) => `${p.by} may bypass ${p.what} of branch "${p.branch}".`,
    fix: set,
  }),
  "hosting-environment-missing": code<{ environment: string; identity: string }>({
    severity: "error",
    concern,
    controls: ["CM-3", "AC-3"],
    message: (p) =>
      `Identity "${p.identity}" is trusted in environment "${p.environment}", which is not among the answers: the service makes it, unprotected, as soon as a workflow names it.`,
    fix: (p) =>
      `Make environment "${p.environment}" with reviewers and a branch policy, and fetch all pages of the answers.`,
  }),
  "hosting-no-environment": code<{ branch: string }>({
    severity: "warning",
    concern,
    controls: ["CM-3", "AC-3"],
    message: (p) =>
      `No environment is protected: what holds the credentials for applying is not bound to branch "${p.branch}".`,
    fix: () => "Apply from an environment with reviewers and a branch policy, and bind the deployer's trust to it.",
  }),
  "hosting-environment-unreviewed": code<OfEnvironment>({
    severity: "error",
    concern,
    controls: ["CM-3", "AC-5"],
    message: (p) => `Environment "${p.environment}" is entered without anybody's approval.`,
    fix: (p) => `${set(p)} Leave the environment out of the file if nothing is applied from it.`,
  }),
  "hosting-environment-self-review": code<OfEnvironment>({
    severity: "error",
    concern,
    controls: ["CM-3", "AC-5"],
    message: (p) => `Whoever starts a deployment to environment "${p.environment}" may approve it.`,
    fix: set,
  }),
  "hosting-environment-any-branch": code<OfEnvironment & { branches: string }>({
    severity: "error",
    concern,
    controls: ["CM-3", "AC-3"],
    message: (p) => `Environment "${p.environment}" may be entered from ${p.branches}.`,
    fix: (p) => `${set(p)} Leave the environment out of the file if nothing is applied from it.`,
  }),
  "hosting-environment-bypass": code<OfEnvironment>({
    severity: "error",
    concern,
    controls: ["CM-3", "AC-5"],
    message: (p) => `Administrators may bypass the protection of environment "${p.environment}".`,
    fix: set,
  }),
};
