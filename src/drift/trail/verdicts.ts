import type { Severity, SourceLocation } from "../../diagnostics/diagnostic";
import type { Estate } from "../../estate/types";
import { containerOf } from "../../expect/leases";
import { humanDuration } from "../../time/duration";
import { formatFoundInstant } from "../../time/instant";
import { formatWindow } from "../../time/window";
import type { RoleUse } from "./dormant";
import type { LeaseUse } from "./lease-tally";
import type { Calls } from "./tally";

/** A finding of the trail, without what the table of kinds knows of its kind. */
export interface TrailVerdict {
  readonly kind: "used-outside-window" | "used-by-another" | "dormant-privilege";
  readonly severity: Severity;
  readonly message: string;
  readonly fix: string;
  /** The ARN of the lease's role, or where on GCP whose lease it is. */
  readonly address?: string;
  readonly principal?: string;
  readonly scope?: string;
  /** The grant or the role, where it is declared. */
  readonly location?: SourceLocation;
}

/** What a trail's uses come to. One finding for each lease and kind, however many calls there were. */
export function verdictsOf(
  uses: readonly LeaseUse[],
  roles: readonly RoleUse[],
  { locate }: Pick<Estate, "locate">,
): readonly TrailVerdict[] {
  const verdicts = uses.flatMap((use) => {
    const { lease, address } = use;
    const about = {
      address,
      scope: containerOf(lease.target),
      ...placeOf(locate(["grants", lease.grant.name])),
    };
    const found: TrailVerdict[] = [];
    if (use.outside) found.push({ ...about, ...outside(use, use.outside) });
    if (use.byAnother) found.push({ ...about, ...byAnother(use, use.byAnother) });
    return found;
  });
  const dormant = roles.filter(({ used }) => used === "dormant").map((use) => dormantRole(use, locate));
  return [...verdicts, ...dormant];
}

function outside({ lease }: LeaseUse, calls: Calls) {
  const { grant, target } = lease;
  const error = calls.succeeded > 0;
  const verb = error ? "was used" : calls.denied === calls.count ? "was tried, and denied," : "was tried";
  // CloudTrail writes when a call was completed, which may be a little after it was allowed.
  const close = error && calls.first >= lease.window.end && calls.last < lease.window.end + 60;
  const message = `Grant "${grant.name}" ${verb} outside its window ${formatWindow(lease.window)}: ${countsOf(calls)}.${
    close ? " All within a minute after the end: a call is logged when it is done, and may have begun before." : ""
  }`;
  return {
    kind: "used-outside-window" as const,
    severity: error ? ("error" as const) : ("warning" as const),
    message,
    fix: error
      ? `Find out how: apply ${target.name} again, so that the lease's guard or condition stands, end what is still open, and treat it as an incident.`
      : `Ask ${grant.identity.name} what was tried; if it is still needed, request a new lease of ${grant.role.name}.`,
    ...principalOf(calls, lease.identity.name),
  };
}

function byAnother({ lease }: LeaseUse, calls: Calls) {
  const { grant, identity, target } = lease;
  const error = calls.succeeded + calls.undeniable > 0;
  const verb = error ? "was used" : "was tried";
  const whether = calls.last >= lease.window.end || calls.first < lease.window.start ? ", outside its window too" : "";
  return {
    kind: "used-by-another" as const,
    severity: error ? ("error" as const) : ("warning" as const),
    message: `Grant "${grant.name}" of ${identity.name} ${verb} by somebody else${whether}: ${countsOf(calls)}.`,
    fix: error
      ? `Apply ${target.name} again, so that the role trusts ${identity.name} alone; if the caller is ${identity.name}, mend identities.${identity.name} instead.`
      : `Ask the caller what was tried; if the caller is ${identity.name}, mend identities.${identity.name}.`,
    ...principalOf(calls, "somebody"),
  };
}

function dormantRole({ role, every, because }: RoleUse, locate: Estate["locate"]): TrailVerdict {
  return {
    kind: "dormant-privilege",
    severity: "warning",
    message: `No lease of role "${role.name}" was used for ${humanDuration(every)}: ${because}.`,
    fix: `Take roles.${role.name} away, or say at its next review why it stays.`,
    ...placeOf(locate(["roles", role.name])),
  };
}

function placeOf(location: SourceLocation | undefined): { readonly location?: SourceLocation } {
  return location === undefined ? {} : { location };
}

function principalOf({ by }: Calls, otherwise: string): { readonly principal: string } {
  return { principal: by[0] ?? otherwise };
}

/** `3 calls succeeded, 2 were denied (ec2:StartInstances, sts:AssumeRole), by …, 2026-11-23T10:00:05Z to …` */
export function countsOf(calls: Calls): string {
  const { succeeded, denied, failed, undeniable, what, by, sourceIdentities, first, last } = calls;
  const counts = [
    succeeded > 0 ? `${number(succeeded)} succeeded` : "",
    denied > 0 ? `${number(denied)} denied` : "",
    failed > 0 ? `${number(failed)} ended with another error, so that it cannot be told whether they were allowed` : "",
    undeniable > 0 ? `${number(undeniable)} of a kind that no policy can deny` : "",
  ].filter((one) => one !== "");
  const times =
    first === last
      ? `at ${formatFoundInstant(first)}`
      : `from ${formatFoundInstant(first)} to ${formatFoundInstant(last)}`;
  const who = by.length === 0 ? "" : `, by ${by.join(", ")}`;
  const claimed = sourceIdentities.length === 0 ? "" : ` (source identity ${sourceIdentities.join(", ")})`;
  return `${counts.join(", ")} (${what.join(", ")})${who}${claimed}, ${times}`;
}

function number(count: number): string {
  return count === 1 ? "1 call" : `${count} calls`;
}
