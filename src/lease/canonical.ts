import type { Approval, Grant, PermissionStatement, Role } from "../estate/types";
import { formatDuration, type Seconds } from "../time/duration";
import { formatInstant, type Instant } from "../time/instant";
import { formatClockTime } from "../time/recurring";
import { type Canonical, sorted, sortedEach } from "./digest";

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
      resources: sorted(statement.resources),
      conditions: Object.fromEntries(
        Object.entries(statement.conditions).map(([operator, keys]) => [
          operator,
          Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, sorted(values)])),
        ]),
      ),
    })),
  );
}

function canonicalApproval(approval: Approval): Canonical {
  return {
    none: approval.none,
    // Steps are taken in their order.
    steps: approval.steps.map((step) => ({ group: step.group.name, count: step.count })),
    auto: approval.auto && { for: names(approval.auto.for), when: approval.auto.when },
  };
}

/** A role's own declaration in one spelling; what it refers to stands there by its name alone. */
export function canonicalRole(role: Role): Canonical {
  const { owners, require, persistence, aws, gcp } = role;
  return {
    role: role.name,
    description: role.description,
    owners: {
      entitlement: owners.entitlement?.name,
      platform: owners.platform?.name,
      business: owners.business?.name,
    },
    sensitivity: role.sensitivity,
    eligible: names(role.eligible),
    maxTtl: duration(role.maxTtl),
    limits: Object.fromEntries(Object.entries(role.limits).map(([kind, limit]) => [kind, duration(limit)])),
    approval: role.approval && canonicalApproval(role.approval),
    require: {
      ticket: require.ticket,
      justification: require.justification,
      within: sorted(
        require.within.map((hours) => ({
          days: sorted(hours.days),
          from: formatClockTime(hours.from),
          to: formatClockTime(hours.to),
          zone: hours.zone,
        })),
      ),
      mfa: require.mfa,
    },
    extensions: role.extensions && { count: role.extensions.count, upTo: duration(role.extensions.upTo) },
    review: role.review && { every: duration(role.review.every), last: time(role.review.last) },
    isolation: role.isolation,
    persistence:
      persistence.kind === "allow"
        ? { kind: persistence.kind, actions: sorted(persistence.actions), because: persistence.because }
        : { kind: persistence.kind },
    aws: aws && {
      targets: names(aws.targets),
      statements: canonicalStatements(aws.statements),
      managedPolicies: sorted(aws.managedPolicies),
      ownedResourcesOnly: aws.ownedResourcesOnly,
    },
    gcp: gcp && {
      targets: names(gcp.targets),
      roles: sorted(gcp.roles),
      mayGrant: listed(gcp.mayGrant),
      ownedResourcesOnly: gcp.ownedResourcesOnly,
      pam: gcp.pam,
    },
  };
}

/** A grant's own declaration in one spelling; its role's is not part of it. */
export function canonicalGrant(grant: Grant): Canonical {
  return {
    grant: grant.name,
    role: grant.role.name,
    identity: grant.identity.name,
    start: time(grant.start),
    ttl: duration(grant.ttl),
    ticket: grant.ticket,
    justification: grant.justification,
    task: grant.task?.name,
    targets: maybeNames(grant.targets),
    actions: listed(grant.actions),
    extensions: sortedEach(grant.extensions.map(({ by, at }) => ({ by: duration(by), at: time(at) }))),
    revoked: time(grant.revoked),
    completed: time(grant.completed),
    approvals: sorted(grant.approvals.map(({ by, at, step, url }) => ({ by: by.name, at: time(at), step, url }))),
  };
}
