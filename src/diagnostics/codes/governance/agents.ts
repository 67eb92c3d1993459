import { code } from "../../define";
import { names } from "./words";

const concern = "governance";
const controls = ["ASI02", "ASI03", "AC-6", "GOVERN 2.1"];

/** Agents, who answers for them, and the tasks and narrowings of what a grant gives. */
export const agents = {
  "sponsor-missing": code<{ agent: string }>({
    severity: "error",
    concern,
    controls: ["ASI03", "GV.RR-02", "GOVERN 2.1"],
    message: (p) => `Agent "${p.agent}" has no sponsor.`,
    fix: () => "Write `sponsor: <person>`: who answers for what the agent does.",
  }),
  "sponsor-not-person": code<{ agent: string; sponsor: string; kind: string }>({
    severity: "error",
    concern,
    controls: ["ASI03", "GV.RR-02", "GOVERN 2.1"],
    message: (p) => `The sponsor of agent "${p.agent}", "${p.sponsor}", is not a person but of kind ${p.kind}.`,
    fix: () => "Name a person as `sponsor`.",
  }),
  "agent-without-task": code<{ role: string; agent: string; gcpOnly: boolean }>({
    severity: "error",
    concern,
    controls,
    message: (p) =>
      p.gcpOnly
        ? `Agent "${p.agent}" is eligible for role "${p.role}", which lands on GCP only; tasks are AWS only, so no lease of it to an agent can be made.`
        : `Agent "${p.agent}" is eligible for role "${p.role}", but no task of it lies within the role.`,
    fix: (p) =>
      p.gcpOnly
        ? `Remove "${p.agent}" from \`eligible\`.`
        : `Declare a task with \`agents: [${p.agent}]\` and statements within the role's, or remove "${p.agent}" from \`eligible\`.`,
  }),
  "task-beyond-roles": code<{ task: string; agents: readonly string[]; beyond: readonly string[] }>({
    severity: "error",
    concern,
    controls,
    message: (p) =>
      `Task "${p.task}" lies within no role for which ${names(p.agents)} ${p.agents.length === 1 ? "is" : "are all"} eligible${
        p.beyond.length > 0 ? `: ${p.beyond.join("; ")}` : ""
      }.`,
    fix: () =>
      "Narrow the task's statements to what one such role's statements hold, or make its agents eligible for a role that holds them.",
  }),
  "grant-task-missing": code<{ grant: string; agent: string; tasks: readonly string[] }>({
    severity: "error",
    concern,
    controls,
    message: (p) =>
      `Grant "${p.grant}" is to agent "${p.agent}" and names no task: a lease to an agent is a lease of one task.`,
    fix: (p) =>
      p.tasks.length > 0
        ? `Write \`task: ${p.tasks[0]}\`${p.tasks.length > 1 ? ` (or ${names(p.tasks.slice(1))})` : ""}.`
        : "Declare a task for the agent and write `task: <task>`.",
  }),
  "grant-task-of-another": code<{ grant: string; agent: string; task: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) => `Grant "${p.grant}" gives agent "${p.agent}" task "${p.task}", which is not one of its tasks.`,
    fix: (p) => `Name a task of "${p.agent}", or add it to the task's \`agents\`.`,
  }),
  "grant-task-beyond-role": code<{ grant: string; task: string; role: string; beyond: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) => `Grant "${p.grant}" gives task "${p.task}", which is not within role "${p.role}": ${p.beyond}.`,
    fix: () => "Name a role that holds the task, or a task within the role.",
  }),
  "grant-task-not-to-agent": code<{ grant: string; identity: string; kind: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) => `Grant "${p.grant}" names a task, but "${p.identity}" is of kind ${p.kind}: tasks are for agents.`,
    fix: () => "Remove `task`; to give less than the role, list `actions`.",
  }),
  "grant-task-on-gcp": code<{ grant: string; target: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) =>
      `Grant "${p.grant}" is to an agent and lands in "${p.target}" on GCP, where a task cannot be enforced.`,
    fix: () => "Write `targets: […]` with AWS targets only.",
  }),
  "grant-actions-beyond-role": code<{ grant: string; role: string; action: string }>({
    severity: "error",
    concern,
    controls: ["AC-6", "PR.AA-05"],
    message: (p) => `Grant "${p.grant}" lists the action "${p.action}", which role "${p.role}" does not hold.`,
    fix: () => "Remove it; `actions` only narrows.",
  }),
  "grant-actions-with-managed-policies": code<{ grant: string; role: string }>({
    severity: "error",
    concern,
    controls: ["AC-6", "PR.AA-05"],
    message: (p) =>
      `Grant "${p.grant}" lists \`actions\`, but role "${p.role}" holds managed policies, which cannot be narrowed.`,
    fix: () => "Remove `actions`, or make a role of statements.",
  }),
  "grant-actions-with-task": code<{ grant: string }>({
    severity: "error",
    concern,
    controls: ["AC-6", "PR.AA-05"],
    message: (p) => `Grant "${p.grant}" lists \`actions\` beside a task: the task already says what it gives.`,
    fix: () => "Remove `actions`, or make a smaller task.",
  }),
  "grant-actions-on-gcp": code<{ grant: string; target: string }>({
    severity: "error",
    concern,
    controls: ["AC-6", "PR.AA-05"],
    message: (p) =>
      `Grant "${p.grant}" lists \`actions\` and lands in "${p.target}" on GCP, where they cannot be enforced.`,
    fix: () => "Remove `actions`, or write `targets: […]` with AWS targets only.",
  }),
};
