import type { Severity } from "../diagnostics/diagnostic";

/** What a review, or a gate that asks for an approval, finds: a finding's `rule`. */
export interface ReviewRule {
  /** Kebab-case: `approval-missing`. */
  readonly name: string;
  readonly severity: Severity;
  /** One sentence: what is wrong. */
  readonly title: string;
  /** Why that is a risk, in a short paragraph. */
  readonly why: string;
  /** What to run or write. */
  readonly fix: string;
  /** Ids of FACTS §10. */
  readonly controls: readonly string[];
  readonly by: "review" | "review --plan" | "gate --require-approval";
}

const table = {
  "approval-missing": {
    severity: "error",
    title: "A change is not approved by those whom the base asks.",
    why: "A change of access is judged by the rules, owners and approval groups that were there before it. A review counts if its author is a member of the group at the base, by the number of their account, is not the requester, and approved the head commit; two steps need two people.",
    fix: "Ask those whom the message names to approve the commit that is to be merged, and review again.",
    controls: ["PR.AA-05", "AC-5", "AC-6(7)", "CM-3"],
    by: "review",
  },
  "base-empty": {
    severity: "error",
    title: "The base declares nothing, so that nobody is there who could approve.",
    why: "Approvers, owners and the governance team that decide about a change are those of the base. Where there are none, a change could only be approved by people whom it names itself.",
    fix: "Have the first declaration merged by those who answer for the accounts, and review what comes after it.",
    controls: ["PR.AA-05", "AC-5", "AC-6(7)", "CM-3"],
    by: "review",
  },
  "lease-not-approved": {
    severity: "error",
    title: "A plan makes or changes a lease that the evidence of its approval does not cover.",
    why: "A check on a pull request can be skipped, and a declaration can change after it was approved. What is applied is held to the evidence itself: the same estate, the same declaration of the grant, and a decision that it is approved.",
    fix: "Review the change that it comes from (`leasehold review … --evidence EVIDENCE`), and apply with the evidence of that.",
    controls: ["PR.AA-05", "AC-5", "AC-6(7)", "CM-3"],
    by: "gate --require-approval",
  },
  "plan-beyond-declaration": {
    severity: "warning",
    title: "A plan gives somebody access that the head does not declare.",
    why: "Whoever approves the declaration approves what it says. What a plan gives besides is not in the lines that they read.",
    fix: "Declare it as a grant, or take it out of the plan.",
    controls: ["AC-2", "AC-6", "CM-3", "PR.AA-05"],
    by: "review --plan",
  },
  "window-mostly-past": {
    severity: "warning",
    title: "Most of a lease would be over by the time that it is merged.",
    why: "A lease with a fixed start runs while it waits for its approval. What is left may be too short for the work, and ends in a second request under pressure.",
    fix: "Leave `start` out and let `leasehold activate` set it at the merge, or move `start`.",
    controls: ["AC-2(2)", "AC-2(3)", "PR.AA-05"],
    by: "review",
  },
} as const satisfies Readonly<Record<string, Omit<ReviewRule, "name">>>;

/** The name of a rule of the review. */
export type ReviewRuleName = keyof typeof table;

/** Every rule of the review, by name. */
export const reviewRules: readonly ReviewRule[] = Object.entries(table).map(([name, rule]) => ({ name, ...rule }));

/** The rule of a name; undefined for what is none. */
export function reviewRuleNamed(name: string): ReviewRule | undefined {
  return reviewRules.find((rule) => rule.name === name);
}

/** What every finding of a rule says: its name, how grave it is, and its controls. */
export function ofRule(name: ReviewRuleName): Pick<ReviewRule, "severity" | "controls"> & { readonly rule: string } {
  const { severity, controls } = table[name];
  return { rule: name, severity, controls };
}
