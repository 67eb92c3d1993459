import type { codeOwners } from "../codes/governance/code-owners";
import type { owners } from "../codes/governance/owners";
import type { reviews } from "../codes/governance/reviews";
import type { waivers } from "../codes/governance/waivers";
import { pagesOf } from "./page";

export const ownerPages = pagesOf<keyof typeof owners>(
  "Somebody has to be able to say what access is for, and to take it away. Where nobody answers for a role, nobody notices that it is no longer needed.",
  {
    "owner-missing": [
      "A role, or break-glass role, names no team that is accountable for it.",
      "Write `owners: { entitlement: <team> }`: the one team that can change the role and explain its purpose.",
    ],
    "business-owner-missing": [
      "An AI agent may hold a role of which nobody says whose purpose it serves.",
      "Write `business: <team>` in the role's `owners`.",
      "An agent acts by itself, and its owner of record is mostly the platform that runs it. Whoever wants the work done answers for what it may do.",
    ],
    "team-without-members": [
      "A team answers for something and has no person in it.",
      "Write `members: [<person>, …]` in the team, or name another team as the owner.",
    ],
  },
);

export const codeOwnerPages = pagesOf<keyof typeof codeOwners>(
  "The hosting service asks those for a review whom its code-owners file names. A team without a handle is never asked, however well the estate says that it should be.",
  {
    "team-cannot-be-asked": [
      "A team that owns declarations has no handle by which the hosting service could ask it.",
      "Write `review` in the team: `@company/team` on GitHub, `@group/subgroup` on GitLab, or an e-mail address.",
    ],
    "governance-cannot-be-asked": [
      "The governance team has no handle by which the hosting service could ask it.",
      "Write `review` in the governance team, and run `leasehold codeowners` again.",
      "The governance team is asked about everything that nobody else owns. Without a handle those files would have no owner at all.",
    ],
  },
);

export const reviewPages = pagesOf<keyof typeof reviews>(
  "Who may ask for a role was right on the day on which it was written. People change their work; a review at fixed times finds who no longer needs it.",
  {
    "review-overdue": [
      "The review of a role is due.",
      "Have the role's owner look at who is eligible and for what, and write the day as `review.last`.",
    ],
    "review-ahead": [
      "The last review of a role is said to be on a day that is yet to come.",
      "Write the day on which the review was made.",
      "A date in the future puts the next review off, and nobody has looked.",
    ],
    residuals: [
      "What outlives a lease of a role although the cloud ends it.",
      "Nothing needs to be done; know it when you approve, and take a narrower role where it is too much.",
      "No cloud ends everything at once: a signed URL, a copy of data, a session on a machine may go on. Each is computed for the role and named, so that nobody takes the end for more than it is.",
    ],
  },
);

export const waiverPages = pagesOf<keyof typeof waivers>(
  "A waiver lets stand what a rule forbids. That is sound only while it is for one thing, has a reason and an end, and was accepted by somebody who answers for it and does not profit from it.",
  {
    "waiver-rule-unknown": [
      "A waiver is of a rule that does not exist.",
      "Write the rule of the finding, or the code of the diagnostic, as `rule`; `leasehold rules` lists them.",
    ],
    "waiver-rule-not-waivable": [
      "A waiver is of something that nothing may let stand.",
      "Remove the waiver and mend what it was for.",
      "Some diagnostics say that an estate cannot be kept safe at all: a lease that never ends, an approval that the requester gives. No exception makes those true.",
    ],
    "waiver-resource-unknown": [
      "A waiver is for something that is not declared.",
      "Write `roles.<name>` or `policy.ceilings.<level>` as `resource`.",
    ],
    "waiver-unexplained": ["A waiver gives no reason.", "Write `reason`."],
    "waiver-not-by-governance": [
      "A waiver was accepted by somebody who is not of the governance team.",
      "Have it accepted by a member of the governance team, and write that name as `acceptedBy`.",
    ],
    "waiver-by-owner": [
      "A waiver was accepted by a member of the team that it is for.",
      "Have it accepted by somebody of the governance team who is not of the owner's team.",
    ],
    "waiver-too-long": ["A waiver lasts longer than 90 days from now.", "Write an earlier `expires`."],
    "waiver-expired": [
      "A waiver has expired, and waives nothing any more.",
      "Remove it and mend what it was for, or have it accepted anew.",
    ],
    "waiver-unused": [
      "A waiver waives nothing.",
      "Remove it.",
      "What it was for is mended. Left behind, it would let the same fault through unseen when it comes back.",
    ],
  },
);
