import { code } from "../../define";
import { suggestion } from "./words";

const concern = "governance";
const controls = ["GV.RR-02", "CM-3"];

/** Exceptions: time-boxed, owned, accepted and reasoned. */
export const waivers = {
  "waiver-rule-unknown": code<{ waiver: string; rule: string; nearest?: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) => `Waiver "${p.waiver}" is of "${p.rule}", which is no rule and no diagnostic that there is.`,
    fix: (p) => `Write the rule of the finding, or the code of the diagnostic, as \`rule\`.${suggestion(p.nearest)}`,
  }),
  "waiver-rule-not-waivable": code<{ waiver: string; rule: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) => `Waiver "${p.waiver}" is of "${p.rule}", which nothing may let stand.`,
    fix: () => "Remove the waiver and mend what it was for.",
  }),
  "waiver-resource-unknown": code<{ waiver: string; resource: string; nearest?: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) => `Waiver "${p.waiver}" is for "${p.resource}", which is not declared.`,
    fix: (p) => `Write \`roles.<name>\` or \`policy.ceilings.<level>\`.${suggestion(p.nearest)}`,
  }),
  "waiver-unexplained": code<{ waiver: string }>({
    severity: "error",
    concern,
    controls,
    message: (p) => `Waiver "${p.waiver}" gives no reason.`,
    fix: () => "Write `reason: …`.",
  }),
  "waiver-not-by-governance": code<{ waiver: string; by: string; team: string; members: readonly string[] }>({
    severity: "error",
    concern,
    controls: [...controls, "AC-5"],
    message: (p) => `Waiver "${p.waiver}" is accepted by "${p.by}", who is not of the governance team "${p.team}".`,
    fix: (p) =>
      p.members.length > 0
        ? `Have it accepted by one of ${p.members.slice(0, 5).join(", ")}, and write that name as \`acceptedBy\`.`
        : `Have it accepted by somebody of team "${p.team}".`,
  }),
  "waiver-by-owner": code<{ waiver: string; by: string; team: string }>({
    severity: "error",
    concern,
    controls: [...controls, "AC-5"],
    message: (p) => `Waiver "${p.waiver}" is accepted by "${p.by}", who is of its owner, team "${p.team}".`,
    fix: (p) => `Have it accepted by somebody of the governance team who is not of team "${p.team}".`,
  }),
  "waiver-too-long": code<{ waiver: string; expires: string; latest: string }>({
    severity: "error",
    concern,
    timed: true,
    controls,
    message: (p) => `Waiver "${p.waiver}" expires at ${p.expires}, more than 90 days from now.`,
    fix: (p) => `Write \`expires: ${p.latest}\` or before.`,
  }),
  "waiver-expired": code<{ waiver: string; expires: string }>({
    severity: "warning",
    concern,
    timed: true,
    controls,
    message: (p) => `Waiver "${p.waiver}" expired at ${p.expires} and waives nothing.`,
    fix: () => "Remove it and mend what it was for, or have it accepted anew.",
  }),
  "waiver-unused": code<{ waiver: string; rule: string; resource: string }>({
    severity: "warning",
    concern,
    controls,
    message: (p) => `Waiver "${p.waiver}" waives nothing: there is no ${p.rule} at ${p.resource}.`,
    fix: () => "Remove it.",
  }),
};
