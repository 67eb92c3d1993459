import { code } from "../../define";
import { counted, names } from "./words";

const concern = "governance";
const controls = ["AC-5", "PR.AA-05"];

/** Who says yes, and that somebody other than the requester always can. */
export const approval = {
  "approval-missing": code<{ role: string; sensitivity: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) => `Role "${p.role}" does not say who approves.`,
    fix: (p) =>
      p.sensitivity === "high" || p.sensitivity === "critical"
        ? "Write `approval: { steps: [ { group: <approval group>, count: 1 } ] }`."
        : 'Write `approval: { steps: [ { group: <approval group>, count: 1 } ] }`, or `approval: { none: "<why none is needed>" }`.',
  }),
  "approval-none-refused": code<{ role: string; sensitivity: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) => `Role "${p.role}" is ${p.sensitivity} and asks for no approval.`,
    fix: (p) =>
      p.sensitivity === "critical"
        ? "Replace `none` by `steps` with two steps, their approvers of two teams."
        : "Replace `none` by `steps: [ { group: <approval group>, count: 1 } ]`.",
  }),
  "approval-none-with-others": code<{ role: string; beside: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) => `Role "${p.role}" says \`none\` beside \`${p.beside}\`: both cannot hold.`,
    fix: (p) => `Remove \`none\` or \`${p.beside}\`.`,
  }),
  "approval-steps-too-few": code<{ role: string; steps: number }>({
    severity: "error",
    concern,
    controls,
    message: (p) =>
      `Role "${p.role}" is critical and has ${counted(p.steps, "approval step", "approval steps")}; it takes two.`,
    fix: () => "Add a step whose approval group belongs to another team.",
  }),
  "approval-of-one-team": code<{ role: string; team: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) => `Role "${p.role}" is critical, but all of its approvers are of team "${p.team}".`,
    fix: () => "Let one step name an approval group of another team.",
  }),
  "approval-unsatisfiable": code<{
    role: string;
    /** Positions of the steps that cannot all be met, from 0. */
    steps: readonly number[];
    needed: number;
    available: number;
    /** Whose asking makes it impossible; empty when nobody's can be approved. */
    requesters: readonly string[];
  }>({
    severity: "error",
    concern,
    controls: ["AC-5", "PR.AA-05", "ASI03"],
    message: (p) => {
      const steps = p.steps.length === 1 ? `step ${steps1(p.steps)}` : `steps ${steps1(p.steps)} together`;
      const who = p.requesters.length === 0 ? "" : ` when ${names(p.requesters)} asks`;
      return `Role "${p.role}" cannot be approved${who}: ${steps} ${p.steps.length === 1 ? "needs" : "need"} ${counted(
        p.needed,
        "person",
        "different people",
      )} other than the requester, and there ${p.available === 1 ? "is" : "are"} ${p.available}.`;
    },
    fix: () => "Add approvers who are neither the requester nor the requesting agent's sponsor, or lower `count`.",
  }),
  "eligible-group-approves": code<{ role: string; group: string; approvalGroup: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) =>
      `Group "${p.group}" is eligible for role "${p.role}" and approves it too (through "${p.approvalGroup}"): its members approve each other.`,
    fix: () => "Name approvers outside the group, or make the people eligible who do not approve.",
  }),
  "approver-could-be-requester": code<{ role: string; group: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) =>
      `Who is in group "${p.group}" is kept elsewhere, so an approver of role "${p.role}" could be in it and approve their own request.`,
    fix: (p) => `List the members: \`members: […]\` in group "${p.group}", or make its people eligible by name.`,
  }),
  "approver-group-external": code<{ approvalGroup: string; group: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) =>
      `Approval group "${p.approvalGroup}" holds "${p.group}", whose members are kept elsewhere: nobody in it can be told from the requester.`,
    fix: () => "Name the approvers, or a group with `members`.",
  }),
  "approver-not-person": code<{ approvalGroup: string; identity: string; kind: string }>({
    severity: "error",
    concern,
    controls: ["AC-5", "PR.AA-05", "ASI03", "GOVERN 2.1"],
    message: (p) =>
      `"${p.identity}" is in approval group "${p.approvalGroup}" and is ${article(p.kind)}: only people approve.`,
    fix: () => "Remove it; a workload or agent may be named in a role's `approval.auto.for` instead.",
  }),
  "approver-without-account": code<{ identity: string }>({
    severity: "warning",
    concern,
    controls: ["PR.AA-03", "AC-5"],
    message: (p) =>
      `Approver "${p.identity}" has no user id of a hosting service, so an approval given there cannot be told to be theirs.`,
    fix: (p) =>
      `Write \`github: { login: <login>, id: <number> }\` or \`gitlab: { username: <name>, id: <number> }\` in identity "${p.identity}".`,
  }),
  "auto-not-machine": code<{ role: string; identity: string; kind: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) =>
      `Role "${p.role}" approves "${p.identity}" by itself, which is ${article(p.kind)}: only workloads and agents may be.`,
    fix: (p) => `Remove "${p.identity}" from \`auto.for\`; its requests go through the steps.`,
  }),
  "auto-not-eligible": code<{ role: string; identity: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) => `Role "${p.role}" approves "${p.identity}" by itself, but it is not eligible.`,
    fix: (p) => `Add "${p.identity}" to \`eligible\`, or remove it from \`auto.for\`.`,
  }),
  "auto-on-critical": code<{ role: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) => `Role "${p.role}" is critical: nobody's request for it is approved by itself.`,
    fix: () => "Remove `auto`.",
  }),
  "auto-condition-invalid": code<{ role: string; fault: string }>({
    severity: "error",
    concern,
    controls: ["AC-5", "CM-6"],
    message: (p) => `The condition \`auto.when\` of role "${p.role}" cannot be used: ${p.fault}`,
    fix: () =>
      "Write a CEL expression that is true or false over `request`: identity, kind, role, task, ticket, environment, sensitivity (text), ttl (duration), start (timestamp), claims (map).",
  }),
  "self-approved": code<{ grant: string; by: string; sponsored?: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) =>
      p.sponsored === undefined
        ? `Grant "${p.grant}" is approved by "${p.by}", who holds it.`
        : `Grant "${p.grant}" is approved by "${p.by}", the sponsor of "${p.sponsored}", which holds it.`,
    fix: () => "Remove this approval; the requester's own does not count.",
  }),
  "approver-not-entitled": code<{ grant: string; by: string; role: string }>({
    severity: "warning",
    concern,
    controls,
    message: (p) =>
      `Grant "${p.grant}" records an approval by "${p.by}", who is in no approval group of role "${p.role}".`,
    fix: () => "Remove this approval, or have somebody of the role's approval groups approve.",
  }),
};

function steps1(positions: readonly number[]): string {
  return positions.map((position) => position + 1).join(" and ");
}

function article(kind: string): string {
  return /^[aeiou]/.test(kind) ? `an ${kind}` : `a ${kind}`;
}
