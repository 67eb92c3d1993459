import type { Approval, Grant, PermissionStatement, Role } from "../estate/types";
import { formatDuration, type Seconds } from "../time/duration";
import { formatInstant, type Instant } from "../time/instant";
import { formatClockTime } from "../time/recurring";
import { isAscending } from "./ascending";
import { type Canonical, sorted, sortedEach } from "./digest";

// Keys stand in their order, which spares every digest the sorting; those that people choose are put in it.
const mapped = <T>(map: Readonly<Record<string, T>>, to: (value: T) => Canonical): Canonical => {
  const keys = Object.keys(map);
  if (!isAscending(keys)) keys.sort();
  return Object.fromEntries(keys.map((key) => [key, map[key] === undefined ? undefined : to(map[key])]));
};

const names = (things: readonly { readonly name: string }[]): Canonical => sorted(things.map((thing) => thing.name));
const maybeNames = (things: readonly { readonly name: string }[] | undefined): Canonical => things && names(things);
const duration = (seconds: Seconds | undefined): Canonical =>
  seconds === undefined ? undefined : formatDuration(seconds);
const time = (instant: Instant | undefined): Canonical => (instant === undefined ? undefined : formatInstant(instant));
const listed = (texts: readonly string[] | undefined): Canonical => texts && sorted(texts);

/** Statements in one spelling: their order, and that of what they list, means nothing to a cloud. */
export function canonicalStatements(statements: readonly PermissionStatement[]): Canonical {
  return sorted(
    statements.map((statement) => ({
      actions: sorted(statement.actions),
      conditions: mapped(statement.conditions, (keys) => mapped(keys, sorted)),
      resources: sorted(statement.resources),
    })),
  );
}

function canonicalApproval(approval: Approval): Canonical {
  return {
    auto: approval.auto && { for: names(approval.auto.for), when: approval.auto.when },
    none: approval.none,
    // Steps are taken in their order.
    steps: approval.steps.map((step) => ({ count: step.count, group: step.group.name })),
  };
}

/** A role's own declaration in one spelling; what it refers to stands there by its name alone. */
export function canonicalRole(role: Role): Canonical {
  const { owners, require, persistence, aws, gcp } = role;
  return {
    approval: role.approval && canonicalApproval(role.approval),
    aws: aws && {
      managedPolicies: sorted(aws.managedPolicies),
      ownedResourcesOnly: aws.ownedResourcesOnly,
      statements: canonicalStatements(aws.statements),
      targets: names(aws.targets),
    },
    description: role.description,
    eligible: names(role.eligible),
    extensions: role.extensions && { count: role.extensions.count, upTo: duration(role.extensions.upTo) },
    gcp: gcp && {
      mayGrant: listed(gcp.mayGrant),
      ownedResourcesOnly: gcp.ownedResourcesOnly,
      pam: gcp.pam,
      roles: sorted(gcp.roles),
      targets: names(gcp.targets),
    },
    isolation: role.isolation,
    limits: mapped(role.limits, duration),
    maxTtl: duration(role.maxTtl),
    owners: {
      business: owners.business?.name,
      entitlement: owners.entitlement?.name,
      platform: owners.platform?.name,
    },
    persistence:
      persistence.kind === "allow"
        ? { actions: sorted(persistence.actions), because: persistence.because, kind: persistence.kind }
        : { kind: persistence.kind },
    require: {
      justification: require.justification,
      mfa: require.mfa,
      ticket: require.ticket,
      within: sorted(
        require.within.map((hours) => ({
          days: sorted(hours.days),
          from: formatClockTime(hours.from),
          to: formatClockTime(hours.to),
          zone: hours.zone,
        })),
      ),
    },
    review: role.review && { every: duration(role.review.every), last: time(role.review.last) },
    role: role.name,
    sensitivity: role.sensitivity,
  };
}

/** A grant's own declaration in one spelling; its role's is not part of it. */
export function canonicalGrant(grant: Grant): Canonical {
  return {
    actions: listed(grant.actions),
    approvals: sorted(grant.approvals.map(({ by, at, step, url }) => ({ at: time(at), by: by.name, step, url }))),
    completed: time(grant.completed),
    extensions: sortedEach(grant.extensions.map(({ by, at }) => ({ at: time(at), by: duration(by) }))),
    grant: grant.name,
    identity: grant.identity.name,
    justification: grant.justification,
    revoked: time(grant.revoked),
    role: grant.role.name,
    start: time(grant.start),
    targets: maybeNames(grant.targets),
    task: grant.task?.name,
    ticket: grant.ticket,
    ttl: duration(grant.ttl),
  };
}
