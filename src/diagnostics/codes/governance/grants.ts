import { code } from "../../define";
import { suggestion } from "./words";

const concern = "governance";

/** Each grant against its role, and against the others of the same holder. */
export const grants = {
  "grant-to-group": code<{ grant: string; group: string }>({
    severity: "error",
    concern,
    controls: ["PR.AA-01", "AC-2"],
    message: (p) => `Grant "${p.grant}" is to group "${p.group}": a lease is to one identity.`,
    fix: () => "Name the member who needs it.",
  }),
  "grant-not-eligible": code<{ grant: string; identity: string; role: string }>({
    severity: "error",
    concern,
    controls: ["PR.AA-05", "AC-3"],
    message: (p) => `"${p.identity}" is not eligible for role "${p.role}", which grant "${p.grant}" gives.`,
    fix: (p) => `Have the role's owner add "${p.identity}" to \`eligible\`, or remove the grant.`,
  }),
  "eligibility-indeterminate": code<{ grant: string; identity: string; role: string; group: string }>({
    severity: "error",
    concern,
    controls: ["PR.AA-05", "AC-3"],
    message: (p) =>
      `Whether "${p.identity}" is eligible for role "${p.role}", which grant "${p.grant}" gives, cannot be told: who is in group "${p.group}" is kept elsewhere.`,
    fix: (p) => `Add "${p.identity}" to the role's \`eligible\` by name.`,
  }),
  "ticket-missing": code<{ grant: string; role: string; pattern: string }>({
    severity: "error",
    concern,
    controls: ["CM-3", "AU-12"],
    message: (p) => `Grant "${p.grant}" names no ticket, which role "${p.role}" requires.`,
    fix: (p) => `Write \`ticket: …\`, matching ${p.pattern}.`,
  }),
  "ticket-not-as-required": code<{ grant: string; role: string; pattern: string }>({
    severity: "error",
    concern,
    controls: ["CM-3", "AU-12"],
    message: (p) => `The ticket of grant "${p.grant}" does not match what role "${p.role}" requires: ${p.pattern}.`,
    fix: () => "Name the ticket that asks for this access.",
  }),
  "ticket-pattern-invalid": code<{ role: string; fault: string }>({
    severity: "error",
    concern,
    controls: ["CM-6"],
    message: (p) => `The pattern \`require.ticket\` of role "${p.role}" is no regular expression: ${p.fault}`,
    fix: () => 'Write a regular expression such as "^(INC|CHG)-[0-9]+$".',
  }),
  "justification-too-short": code<{ grant: string; role: string; length: number; required: number }>({
    severity: "error",
    concern,
    controls: ["AU-12", "AC-6(7)"],
    message: (p) =>
      p.length === 0
        ? `Grant "${p.grant}" gives no justification; role "${p.role}" requires ${p.required} characters.`
        : `The justification of grant "${p.grant}" has ${p.length} characters; role "${p.role}" requires ${p.required}.`,
    fix: () => "Write what is to be done and why.",
  }),
  "principal-missing": code<{ grant: string; identity: string; cloud: "AWS" | "GCP"; target: string }>({
    severity: "error",
    concern,
    controls: ["PR.AA-01", "PR.AA-03"],
    message: (p) => `Grant "${p.grant}" lands in "${p.target}" on ${p.cloud}, where "${p.identity}" has no principal.`,
    fix: (p) =>
      `Write \`${p.cloud === "AWS" ? "aws: { … }" : "gcp: { member: … }"}\` in identity "${p.identity}", or list other \`targets\` in the grant.`,
  }),
  "target-outside-role": code<{ grant: string; target: string; role: string; nearest?: string }>({
    severity: "error",
    concern,
    controls: ["PR.AA-05", "AC-3"],
    message: (p) => `Grant "${p.grant}" names target "${p.target}", which is not a target of role "${p.role}".`,
    fix: (p) => `Remove it; \`targets\` only narrows.${suggestion(p.nearest)}`,
  }),
  "outside-hours": code<{ grant: string; role: string; window: string }>({
    severity: "error",
    concern,
    controls: ["AC-2(6)", "AC-3"],
    message: (p) => `Grant "${p.grant}" (${p.window}) is not wholly within the hours of role "${p.role}".`,
    fix: () =>
      "Move `start` or shorten `ttl` so that the whole window, extensions included, lies within `require.within`.",
  }),
  "grants-overlap": code<{ grant: string; other: string; role: string; identity: string }>({
    severity: "error",
    concern,
    controls: ["AC-2(2)", "AC-6", "NHI7"],
    message: (p) => `Grants "${p.other}" and "${p.grant}" of role "${p.role}" to "${p.identity}" overlap.`,
    fix: (p) => `Start "${p.grant}" after "${p.other}" has ended, or extend "${p.other}" instead.`,
  }),
  "grants-stacked": code<{
    grant: string;
    others: readonly string[];
    role: string;
    identity: string;
    total: string;
    maximum: string;
    cooldown: string;
    earliest: string;
  }>({
    severity: "error",
    concern,
    controls: ["AC-2(2)", "AC-6", "NHI7"],
    message: (p) =>
      `Grant "${p.grant}" follows ${p.others.map((name) => `"${name}"`).join(", ")} by less than ${p.cooldown}: together they give "${p.identity}" role "${p.role}" for ${p.total}, above the maximum of ${p.maximum}.`,
    fix: (p) => `Start it at ${p.earliest} or later, or shorten it.`,
  }),
  "grant-times-contradict": code<{ grant: string; what: string; mend: string }>({
    severity: "error",
    concern,
    controls: ["AU-12", "AC-2(3)"],
    message: (p) => `The times of grant "${p.grant}" contradict each other: ${p.what}.`,
    fix: (p) => p.mend,
  }),
  "grant-end-without-effect": code<{ grant: string; what: "revoked" | "completed"; end: string }>({
    severity: "warning",
    concern,
    controls: ["AU-12", "AC-2(3)"],
    message: (p) => `Grant "${p.grant}" says \`${p.what}\` at a time when it had ended by itself (${p.end}).`,
    fix: (p) => `Remove \`${p.what}\`, or correct its time.`,
  }),
  "grant-too-far-ahead": code<{ grant: string; start: string; latest: string; maxAdvance: string }>({
    severity: "error",
    concern,
    timed: true,
    controls: ["AC-2(2)", "AC-6"],
    message: (p) => `Grant "${p.grant}" starts at ${p.start}, more than ${p.maxAdvance} from now.`,
    fix: (p) => `Let it start at ${p.latest} or before, or ask again nearer the time.`,
  }),
};
