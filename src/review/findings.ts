import type { Finding } from "../rules/finding";
import { humanDuration } from "../time/duration";
import { formatInstant, type Instant } from "../time/instant";
import type { Change } from "./change";
import type { PlannedAccess } from "./planned";
import type { RequirementOutcome, StepOutcome } from "./requirement";
import { ofRule } from "./rules";
import { subjectText } from "./words";

/** Nobody stands in an empty base, so nobody can decide (DESIGN §7). */
export const emptyBase: Finding = {
  ...ofRule("base-empty"),
  message: "The base declares nothing, so that nobody is there who could approve this.",
  fix: "Have the first declaration merged by those who answer for the accounts, and review what comes after it.",
};

/** What is missing, one finding for each requirement that is not met. */
export function approvalMissing(outcomes: readonly RequirementOutcome[]): readonly Finding[] {
  return outcomes
    .filter(({ met }) => !met)
    .map(({ requirement, steps, automatic }) => {
      const open = steps.filter(({ missing }) => missing > 0);
      const refused = open.flatMap((step) => step.refused.map(({ who, why }) => `${who} ${why}`));
      const said = [
        ...(automatic === undefined ? [] : [automatic.because]),
        ...(open.length === 0 ? ["its steps do not hold together"] : open.map(missingText)),
        ...refused,
      ];
      return {
        ...ofRule("approval-missing"),
        message: `${sentenceCase(subjectText(requirement.subject))} is not approved (${requirement.because}): ${said.join("; ")}.`,
        fix: fixOf(open),
      };
    });
}

/** `1 more approval of platform-approvers (frank, gail)`. */
function missingText({ step, missing }: StepOutcome): string {
  const who = step.approvers.length === 0 ? "which has nobody who may" : step.approvers.join(", ");
  return `${missing} more ${missing === 1 ? "approval" : "approvals"} of ${step.from.name} (${who})`;
}

function fixOf(open: readonly StepOutcome[]): string {
  const names = [...new Set(open.map(({ step }) => step.from.name))];
  if (names.length === 0) return "Ask for a review by somebody of another team, of the commit that is to be merged.";
  return `Ask ${names.join(" and ")} to approve the commit that is to be merged.`;
}

/** A lease of which most would be over by the time that it is merged. */
export function mostlyPast(changes: readonly Change[], now: Instant): readonly Finding[] {
  return changes.flatMap(({ subject, grant, location }): Finding[] => {
    const window = grant?.is?.window;
    if (window === undefined || sameWindow(grant?.was?.window, window) || grant?.is?.ended !== undefined) return [];
    const left = Math.max(0, window.end - Math.max(now, window.start));
    if (left * 2 >= window.end - window.start) return [];
    const rest = left === 0 ? "It has ended" : `Only ${humanDuration(left)} of it would be left`;
    return [
      {
        ...ofRule("window-mostly-past"),
        message: `${sentenceCase(subjectText(subject))}: ${lowerCase(rest)} if it were merged at ${formatInstant(now)}, of ${humanDuration(window.end - window.start)}.`,
        fix: "Leave `start` out and let `leasehold activate` set it at the merge, or move `start`.",
        ...(location ? { location } : {}),
      },
    ];
  });
}

function sameWindow(a: { start: number; end: number } | undefined, b: { start: number; end: number }): boolean {
  return a !== undefined && a.start === b.start && a.end === b.end;
}

/** An access that a plan makes, that the head does not declare, and of which the gate has nothing to say. */
export function beyondDeclaration({ who, privilege, scope, holds, address }: PlannedAccess): Finding {
  return {
    ...ofRule("plan-beyond-declaration"),
    message: `The plan gives ${who} ${privilege === undefined ? "access of unknown weight" : `${privilege} access`} to ${scope} ${holds}; the declaration does not.`,
    fix: "Declare it as a grant, or take it out of the plan.",
    address,
    principal: who,
    ...(privilege === undefined ? {} : { privilege }),
    scope,
  };
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lowerCase(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
