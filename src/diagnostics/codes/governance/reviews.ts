import { code } from "../../define";

const concern = "governance";

/** Reviews that are due, and what a review should know. */
export const reviews = {
  "review-overdue": code<{ role: string; owner: string; due?: string }>({
    severity: "warning",
    concern,
    timed: true,
    controls: ["AC-6(7)", "PR.AA-05", "ID.AM-08"],
    message: (p) =>
      p.due === undefined
        ? `Role "${p.role}" has never been reviewed.`
        : `The review of role "${p.role}" was due on ${p.due}.`,
    fix: (p) => `Have ${p.owner} review who is eligible and for what, then write the day as \`review.last\`.`,
  }),
  "review-ahead": code<{ role: string; last: string }>({
    severity: "warning",
    concern,
    timed: true,
    controls: ["AC-6(7)", "PR.AA-05"],
    message: (p) => `The last review of role "${p.role}" is said to be on ${p.last}, which is yet to come.`,
    fix: () => "Write the day on which the review was made.",
  }),
  residuals: code<{ role: string; residuals: readonly string[] }>({
    severity: "note",
    concern,
    controls: ["AC-12", "AC-2(3)"],
    message: (p) => `What outlives a lease of role "${p.role}" although the cloud ends it: ${p.residuals.join("; ")}.`,
    fix: () => "Nothing needs to be done; know it when you approve. The README says why for each.",
  }),
};
