import { nearest } from "../diagnostics/nearest";
import type { Reporter } from "../diagnostics/report";
import { targetsOf } from "../estate/targets";
import type { Estate, Grant, Target } from "../estate/types";
import { windowOf } from "../lease/window";
import { formatDuration } from "../time/duration";
import { formatInstant, type Instant } from "../time/instant";
import { externalIn, positionIn } from "./people";

/** Each grant is to one who may hold the role, where it lands, for the reasons that the role asks for. */
export function grants(estate: Estate, report: Reporter): void {
  const patterns = ticketPatterns(estate, report);
  for (const grant of estate.grants.values()) {
    if (grant.identity.kind === "group") {
      report.report("grant-to-group", { grant: grant.name, group: grant.identity.name }, [
        "grants",
        grant.name,
        "identity",
      ]);
    } else {
      eligibility(grant, report);
      landing(grant, report);
    }
    ticket(grant, patterns, report);
    justification(grant, report);
  }
}

function eligibility({ name, identity, role }: Grant, report: Reporter): void {
  if (positionIn(role.eligible, identity.name) !== undefined) return;
  const path = ["grants", name, "identity"];
  const [outside] = externalIn(role.eligible);
  const parameters = { grant: name, identity: identity.name, role: role.name };
  if (outside) report.report("eligibility-indeterminate", { ...parameters, group: outside.group.name }, path);
  else report.report("grant-not-eligible", parameters, path);
}

function landing(grant: Grant, report: Reporter): void {
  const { role, identity } = grant;
  const own = targetsOf(role);
  const landing: Target[] = [];
  for (const [position, target] of (grant.targets ?? own).entries()) {
    if (!grant.targets || own.some(({ name }) => name === target.name)) {
      landing.push(target);
      continue;
    }
    const near = nearest(
      target.name,
      own.map(({ name }) => name),
    );
    report.report(
      "target-outside-role",
      { grant: grant.name, target: target.name, role: role.name, ...(near === undefined ? {} : { nearest: near }) },
      ["grants", grant.name, "targets", position],
    );
  }
  for (const cloud of ["aws", "gcp"] as const) {
    const target = identity[cloud] ? undefined : landing.find((candidate) => candidate.cloud.kind === cloud);
    if (!target) continue;
    report.report(
      "principal-missing",
      { grant: grant.name, identity: identity.name, cloud: cloud === "aws" ? "AWS" : "GCP", target: target.name },
      ["grants", grant.name, "identity"],
    );
  }
}

/** The patterns that tickets must match, compiled once each; one that is none is reported and asks for nothing more. */
function ticketPatterns(estate: Estate, report: Reporter): ReadonlyMap<string, RegExp> {
  const patterns = new Map<string, RegExp>();
  for (const { name, require } of estate.roles.values()) {
    const { ticket } = require;
    if (ticket === undefined || patterns.has(ticket)) continue;
    try {
      patterns.set(ticket, new RegExp(ticket));
    } catch (error) {
      const fault = error instanceof Error ? error.message : String(error);
      report.report("ticket-pattern-invalid", { role: name, fault }, ["roles", name, "require", "ticket"]);
    }
  }
  return patterns;
}

function ticket(grant: Grant, patterns: ReadonlyMap<string, RegExp>, report: Reporter): void {
  const { role } = grant;
  const required = role.require.ticket;
  const pattern = required === undefined ? undefined : patterns.get(required);
  if (required === undefined || !pattern) return;
  const path = ["grants", grant.name, "ticket"];
  const parameters = { grant: grant.name, role: role.name, pattern: required };
  if (grant.ticket === undefined || grant.ticket === "") report.report("ticket-missing", parameters, path);
  else if (!pattern.test(grant.ticket)) report.report("ticket-not-as-required", parameters, path);
}

function justification(grant: Grant, report: Reporter): void {
  const required = grant.role.require.justification;
  if (required === undefined) return;
  // Characters as people count them: not halves of them, nor those that show nothing.
  const { length } = [...(grant.justification ?? "").replace(/\p{Cf}/gu, "").trim()];
  if (length >= required) return;
  report.report("justification-too-short", { grant: grant.name, role: grant.role.name, length, required }, [
    "grants",
    grant.name,
    "justification",
  ]);
}

/** The times that a grant tells of follow each other. */
export function grantTimes(estate: Estate, report: Reporter): void {
  for (const grant of estate.grants.values()) {
    if (grant.start === undefined) timesOfRequest(grant, report);
    else timesOfLease(grant, grant.start, report);
  }
}

function timesOfRequest(grant: Grant, report: Reporter): void {
  const path = ["grants", grant.name];
  const contradict = (what: string, mend: string, key: string): void =>
    report.report("grant-times-contradict", { grant: grant.name, what, mend }, [...path, key]);
  const mend = "Write `start`, or remove it.";
  if (grant.extensions.length > 0) contradict("it is extended and has no start", mend, "extensions");
  if (grant.completed !== undefined) contradict("it is completed and has no start", mend, "completed");
}

function timesOfLease(grant: Grant, start: Instant, report: Reporter): void {
  const path = ["grants", grant.name];
  const contradict = (what: string, mend: string, ...at: (string | number)[]): void =>
    report.report("grant-times-contradict", { grant: grant.name, what, mend }, [...path, ...at]);
  const stopped = Math.min(grant.revoked ?? Number.POSITIVE_INFINITY, grant.completed ?? Number.POSITIVE_INFINITY);
  let end = start + grant.ttl;
  let before = Number.NEGATIVE_INFINITY;
  for (const [position, { by, at }] of grant.extensions.entries()) {
    const made = `extension ${position + 1} was made at ${formatInstant(at)}`;
    const mend = "Remove the extension and ask for a new lease, or correct its time.";
    if (at >= stopped) contradict(`${made}, when the lease had been ended`, mend, "extensions", position, "at");
    else if (at >= end) {
      contradict(`${made}, when the lease had ended (${formatInstant(end)})`, mend, "extensions", position, "at");
    } else if (at < before) {
      contradict(
        `${made}, before the one above it`,
        "List extensions in the order of their times.",
        "extensions",
        position,
        "at",
      );
    }
    before = at;
    end += by;
  }
  if (grant.completed !== undefined && grant.completed < start) {
    contradict(
      "it is completed before it starts",
      "Correct `completed`; to withdraw a grant write `revoked`.",
      "completed",
    );
  }
  for (const what of ["revoked", "completed"] as const) {
    const at = grant[what];
    if (at === undefined || at < end) continue;
    report.report("grant-end-without-effect", { grant: grant.name, what, end: formatInstant(end) }, [...path, what]);
  }
}

/** No grant starts further ahead than the estate allows (timed). */
export function tooFarAhead(estate: Estate, report: Reporter, now: Instant): void {
  const { maxAdvance } = estate.policy;
  const latest = now + maxAdvance;
  for (const grant of estate.grants.values()) {
    if (grant.start === undefined || grant.start <= latest || !windowOf(grant)) continue;
    report.report(
      "grant-too-far-ahead",
      {
        grant: grant.name,
        start: formatInstant(grant.start),
        latest: formatInstant(latest),
        maxAdvance: formatDuration(maxAdvance),
      },
      ["grants", grant.name, "start"],
    );
  }
}
