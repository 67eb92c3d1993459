import type { approval } from "../codes/governance/approval";
import { pagesOf } from "./page";

export const approvalPages = pagesOf<keyof typeof approval>(
  "An approval is worth what its giver's independence is worth. Somebody other than the requester must always be asked, must be able to say no, and must be there when a lease is needed.",
  {
    "approval-missing": [
      "A role does not say who approves.",
      'Write `approval: { steps: [ { group: <approval group>, count: 1 } ] }`, or, for a low or moderate role, `approval: { none: "<why none is needed>" }`.',
    ],
    "approval-none-refused": [
      "A high or critical role asks for no approval.",
      "Replace `none` by `steps`: one for a high role, two of different teams for a critical one.",
    ],
    "approval-none-with-others": [
      "A role says that nobody approves, and who does.",
      "Remove `none`, or what stands beside it.",
      "Both cannot hold, and whoever reads it sees the one that they look for.",
    ],
    "approval-steps-too-few": [
      "A critical role has fewer than two approval steps.",
      "Add a step whose approval group belongs to another team.",
    ],
    "approval-of-one-team": [
      "All approvers of a critical role are of one team.",
      "Let one step name an approval group of another team.",
      "Two people of one team share a manager, a deadline and a point of view. The second pair of eyes is to see what the first does not.",
    ],
    "approval-unsatisfiable": [
      "Somebody's request for a role could never be approved.",
      "Add approvers who are neither the requester nor the requesting agent's sponsor, or lower `count`.",
      "With too few people besides the requester, each request ends in an exception, and exceptions become the way.",
    ],
    "eligible-group-approves": [
      "A group is eligible for a role, and approves it too.",
      "Name approvers outside the group, or make those people eligible who do not approve.",
      "Its members would approve each other, each expecting the same in return.",
    ],
    "approver-could-be-requester": [
      "An approver could be in an eligible group whose members are kept elsewhere.",
      "List the group's members, or make its people eligible by name.",
    ],
    "approver-group-external": [
      "An approval group holds a group whose members are kept elsewhere.",
      "Name the approvers, or a group with `members`.",
      "Who is in it is not declared, so that an approval by one of them cannot be told from one by the requester.",
    ],
    "approver-not-person": [
      "A workload, agent or group account is to approve.",
      "Remove it; a workload or agent may be named in a role's `approval.auto.for` instead.",
      "A machine that approves does what whoever controls it wants. A condition that is written down and reviewed can decide in its place.",
    ],
    "approver-without-account": [
      "An approver has no user id of a hosting service.",
      "Write `github: { login, id }` or `gitlab: { username, id }` in the identity.",
      "Logins can be given up and taken by others; only the number names one account. Without it an approval that is given in a pull request counts for nobody.",
    ],
    "auto-not-machine": [
      "A role approves a person or a group by condition.",
      "Remove it from `auto.for`; its requests go through the steps.",
    ],
    "auto-not-eligible": [
      "A role approves somebody by condition who may not ask for it.",
      "Add it to `eligible`, or remove it from `auto.for`.",
    ],
    "auto-on-critical": [
      "A critical role approves requests by condition.",
      "Remove `auto`.",
      "What is critical asks two people of different teams, each time.",
    ],
    "auto-condition-invalid": [
      "The condition of an automatic approval cannot be used.",
      "Write a CEL expression that is true or false over `request`: identity, kind, role, task, ticket, environment, sensitivity (text), ttl (duration), start (timestamp), claims (map).",
      "A condition that cannot be evaluated never approves, so that every request asks a person although nobody expects it.",
    ],
    "self-approved": [
      "A grant records an approval by whoever holds it, or sponsors the agent that does.",
      "Remove this approval; the requester's own does not count.",
    ],
    "approver-not-entitled": [
      "A grant records an approval by somebody who is in no approval group of its role.",
      "Remove this approval, or have somebody of the role's approval groups approve.",
    ],
  },
);
