import type { agents } from "../codes/governance/agents";
import type { grants } from "../codes/governance/grants";
import type { identities } from "../codes/governance/identities";
import { pagesOf } from "./page";

export const agentPages = pagesOf<keyof typeof agents>(
  "An AI agent does what it takes for its task, and can be talked into another one. It holds no more than one task at a time needs, and a person answers for it.",
  {
    "sponsor-missing": ["An agent has no sponsor.", "Write `sponsor: <person>`: who answers for what the agent does."],
    "sponsor-not-person": ["An agent's sponsor is no person.", "Name a person as `sponsor`."],
    "agent-without-task": [
      "An agent is eligible for a role in which none of its tasks lies.",
      "Declare a task with the agent in `agents` and statements within the role's, or remove the agent from `eligible`.",
    ],
    "task-beyond-roles": [
      "A task lies within no role for which all of its agents are eligible.",
      "Narrow the task's statements to what one such role holds, or make its agents eligible for a role that holds them.",
    ],
    "grant-task-missing": ["A grant to an agent names no task.", "Write `task: <task>`, one of the agent's."],
    "grant-task-of-another": [
      "A grant gives an agent a task that is not one of its own.",
      "Name a task of the agent, or add the agent to the task's `agents`.",
    ],
    "grant-task-beyond-role": [
      "A grant gives a task that is not within its role.",
      "Name a role that holds the task, or a task within the role.",
    ],
    "grant-task-not-to-agent": [
      "A grant names a task, and is not to an agent.",
      "Remove `task`; to give less than the role, list `actions`.",
    ],
    "grant-task-on-gcp": [
      "A grant to an agent lands on GCP, where a task cannot be enforced.",
      "Write `targets` with AWS targets only.",
    ],
    "grant-actions-beyond-role": [
      "A grant lists an action that its role does not hold.",
      "Remove it; `actions` only narrows.",
      "What was approved is the role. A grant that names more would be understood as giving more.",
    ],
    "grant-actions-with-managed-policies": [
      "A grant lists `actions`, and its role holds managed policies.",
      "Remove `actions`, or make a role of statements.",
      "A managed policy cannot be narrowed: the lease would give all of it, whatever the grant says.",
    ],
    "grant-actions-with-task": [
      "A grant lists `actions` beside a task.",
      "Remove `actions`, or make a smaller task.",
      "The task says already what the lease gives; two lists leave open which holds.",
    ],
    "grant-actions-on-gcp": [
      "A grant lists `actions` and lands on GCP, where they cannot be enforced.",
      "Remove `actions`, or write `targets` with AWS targets only.",
      "A GCP role is given whole: the lease would give more than the grant says.",
    ],
  },
);

export const identityPages = pagesOf<keyof typeof identities>(
  "A lease, its approval and its trail are worth something only if one principal is one identity. What several share, or what has two names, lets somebody act as another.",
  {
    "person-shares-role": [
      "A person is bound to a role that several people may share.",
      "Bind the person by `user`, `identityCenter` or `saml`, or assert that one person holds the role: `{ role: <arn>, exclusive: true }`.",
    ],
    "person-holds-role-alone": [
      "A person is said to be the only one who can use a role; leasehold cannot see whether that is so.",
      "Bind the person by `identityCenter` or `saml`, where the cloud itself names them.",
    ],
    "role-of-others": [
      "An identity is bound to a role that is not its own.",
      "Bind a person by `user`, `identityCenter` or `saml`, and a workload or agent by a role of its own.",
    ],
    "binding-not-for-kind": [
      "An identity is bound in a way that does not fit its kind.",
      "Bind it as the message says; a lease is never to a group.",
    ],
    "member-not-for-kind": [
      "An identity's GCP member does not fit its kind.",
      "Write `user:` for a person, and a service account or a federated principal for a workload or agent.",
    ],
    "identity-twice": [
      "Two identities have one ARN, member, e-mail address or user id.",
      "Correct it, or make them one identity.",
      "One principal under two names could approve itself.",
    ],
    "mfa-never-present": [
      "A role requires MFA, which AWS never sees of those who are eligible.",
      "Remove `mfa` and enforce it at the identity provider, or remove them from `eligible`.",
      "AWS knows of MFA only of an IAM user's own sessions. The lease could never be used, or the requirement would be dropped in a hurry.",
    ],
    "mfa-on-gcp": [
      "A role requires MFA, which no IAM condition on GCP can see.",
      "Remove `mfa` and enforce it where people sign in, or split the GCP part off into a role without it.",
      "A requirement that the cloud cannot see protects nothing.",
    ],
  },
);

export const grantPages = pagesOf<keyof typeof grants>(
  "A grant is one activation of a role by one identity, within what the role's owner agreed to: for whom, where, when, how long and why.",
  {
    "grant-to-group": [
      "A grant is to a group.",
      "Name the member who needs it.",
      "A lease of a group is held by people whom nobody named, and the trail shows none of them.",
    ],
    "grant-not-eligible": [
      "A grant gives a role to somebody who may not ask for it.",
      "Have the role's owner add the identity to `eligible`, or remove the grant.",
    ],
    "eligibility-indeterminate": [
      "Whether an identity may ask for a role cannot be told.",
      "Add it to the role's `eligible` by name.",
      "It would be eligible through a group whose members are kept elsewhere. Unknown is never a pass.",
    ],
    "ticket-missing": [
      "A grant names no ticket, which its role requires.",
      "Write `ticket`.",
      "The ticket ties the access to the work that it is for, where an auditor looks for it.",
    ],
    "ticket-not-as-required": [
      "A grant's ticket is not of the form that its role requires.",
      "Name the ticket that asks for this access.",
      "The ticket ties the access to the work that it is for, where an auditor looks for it.",
    ],
    "ticket-pattern-invalid": [
      "A role's pattern for tickets is no regular expression.",
      'Write one such as "^(INC|CHG)-[0-9]+$".',
      "A pattern that cannot be read holds no ticket to anything.",
    ],
    "justification-too-short": [
      "A grant's justification is shorter than its role requires.",
      "Write what is to be done and why.",
      "Whoever approves decides by it, and whoever reviews later has nothing else.",
    ],
    "principal-missing": [
      "A grant lands where its identity has no principal.",
      "Write `aws` or `gcp` in the identity, or list other `targets` in the grant.",
      "There is nobody whom the lease could be given to.",
    ],
    "target-outside-role": ["A grant names a target that is none of its role's.", "Remove it; `targets` only narrows."],
    "outside-hours": [
      "A grant is not wholly within the hours of its role.",
      "Move `start` or shorten `ttl`, so that the whole window, extensions included, lies within `require.within`.",
      "The hours are when somebody watches. A lease that reaches beyond them is used unseen.",
    ],
    "grants-overlap": [
      "Two grants of one role to one identity overlap.",
      "Start the one after the other has ended, or extend the other instead.",
      "Together they would give more than the maximum, each for itself within it.",
    ],
    "grants-stacked": [
      "Grants of one role to one identity follow each other so closely that they are longer than the maximum.",
      "Start it later, or shorten it.",
      "Leases one after another are one long lease, that nobody agreed to.",
    ],
    "grant-times-contradict": [
      "The times of a grant contradict each other.",
      "Correct them as the message says; the grant commands write times that fit.",
      "Which of the times holds would depend on who reads them.",
    ],
    "grant-end-without-effect": [
      "A grant says that it was ended at a time when it had ended by itself.",
      "Remove `revoked` or `completed`, or correct its time.",
      "It reads as if somebody had taken the access away, and nobody did.",
    ],
    "grant-too-far-ahead": [
      "A grant starts later than the policy allows.",
      "Let it start sooner, or ask again nearer the time.",
      "An approval is of what is known today. What is asked for far ahead is approved for reasons that may be gone by then.",
    ],
  },
);
