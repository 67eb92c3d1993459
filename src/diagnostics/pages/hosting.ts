import type { hosting } from "../codes/governance/hosting";
import { pagesOf } from "./page";

export const hostingPages = pagesOf<keyof typeof hosting>(
  "An approval that is given on a hosting service holds only as far as nothing gets into the branch, or out to the cloud, without it. `leasehold check --hosting FILE` looks for the ways round it in what the service answers.",
  {
    "hosting-unknown": [
      "A protection cannot be told, since the answer is not there.",
      "Ask with a token that may read it, and put the answer into the file under the key that the message names.",
      "What is unknown is no protection.",
    ],
    "hosting-branch-unprotected": [
      "Nothing protects the branch.",
      "Protect it by a ruleset or branch protection, and fetch the answers anew.",
    ],
    "hosting-push-without-review": [
      "Somebody can push to the branch without a review.",
      "Let nobody push to it, and only merge requests change it.",
    ],
    "hosting-approval-not-required": [
      "A change can be merged without anybody's approval.",
      "Require a pull request with at least one approval before merging.",
    ],
    "hosting-stale-approval": [
      "An approval still counts after something else was pushed.",
      "Have approvals dismissed, or removed, when commits are added.",
      "What is merged would not be what was read.",
    ],
    "hosting-pusher-approves": [
      "Whoever pushed last may approve.",
      "Require approval of the most recent push by somebody else.",
      "A reviewer who pushes a commit of their own and approves it has reviewed themselves.",
    ],
    "hosting-author-approves": [
      "Whoever wrote a change may approve it.",
      "Prevent approval by the author, and by users who add commits.",
    ],
    "hosting-approval-rules-changeable": [
      "Whoever opens a merge request may change who has to approve it.",
      "Prevent editing approval rules in merge requests.",
    ],
    "hosting-code-owners-not-required": [
      "Owners of changed files need not approve.",
      "Require review from code owners; `leasehold codeowners` writes the file that it goes by.",
      "Without it anybody with write access may be the one who approves on the service; then only leasehold's own check asks the right people.",
    ],
    "hosting-check-not-required": [
      "A change can be merged although leasehold's check failed or never ran.",
      "Require the check of leasehold to pass before merging.",
    ],
    "hosting-check-from-anybody": [
      "Whoever may write a commit status can report leasehold's check as passed.",
      "Name the app that reports the check as its only source.",
    ],
    "hosting-check-changeable": [
      "A change may bring CI configuration of its own, and with it what reports the check as passed.",
      "Require the workflow by a ruleset of the organization, or report the check by an app of your own; until then, let only what `leasehold gate --require-approval` passes be applied.",
    ],
    "hosting-check-outdated": [
      "A check counts although the branch has moved on.",
      "Require branches to be up to date before merging, or use a merge queue.",
      "It was judged by rules and approvers that may be gone.",
    ],
    "hosting-force-push": [
      "The history of the branch can be overwritten.",
      "Block force pushes.",
      "What was approved is overwritten with it.",
    ],
    "hosting-deletion": [
      "The branch can be deleted and made anew.",
      "Restrict deletions.",
      "A new branch of the same name holds whatever its maker put there.",
    ],
    "hosting-bypass": [
      "Somebody may bypass what protects the branch.",
      "Empty the bypass list, and let administrators be bound too.",
    ],
    "hosting-environment-missing": [
      "An identity is trusted in an environment that is not among the answers.",
      "Make the environment with reviewers and a branch policy, and fetch all pages of the answers.",
      "The service makes an environment, unprotected, as soon as a workflow names it.",
    ],
    "hosting-no-environment": [
      "No environment is protected.",
      "Apply from an environment with reviewers and a branch policy, and bind the deployer's trust to it.",
      "What holds the credentials for applying is not bound to the branch, so that a workflow on any branch may use them.",
    ],
    "hosting-environment-unreviewed": [
      "An environment is entered without anybody's approval.",
      "Set required reviewers; leave the environment out of the file if nothing is applied from it.",
    ],
    "hosting-environment-self-review": [
      "Whoever starts a deployment may approve it.",
      "Prevent self-review in the environment.",
    ],
    "hosting-environment-any-branch": [
      "An environment may be entered from other branches than the protected one.",
      "Limit the environment to the branch; leave it out of the file if nothing is applied from it.",
      "A workflow on such a branch runs with the environment's credentials, and nobody reviewed it.",
    ],
    "hosting-environment-bypass": [
      "Administrators may bypass the protection of an environment.",
      "Do not allow administrators to bypass it.",
    ],
  },
);
