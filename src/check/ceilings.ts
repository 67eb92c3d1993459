import type { Reporter } from "../diagnostics/report";
import {
  defaultCeilings,
  type Estate,
  type Grant,
  type IdentityKind,
  type Role,
  type Sensitivity,
} from "../estate/types";
import { formatDuration, type Seconds } from "../time/duration";

const levels: readonly Sensitivity[] = ["critical", "high", "moderate", "low"];
const kinds: readonly Exclude<IdentityKind, "group">[] = ["person", "workload", "agent"];

/** The longest that a role of a sensitivity may allow. */
export function ceilingOf(estate: Estate, sensitivity: Sensitivity): Seconds {
  return estate.policy.ceilings[sensitivity] ?? defaultCeilings[sensitivity];
}

/** The longest that one kind of identity may hold a role. */
export function maximumOf(role: Role, kind: IdentityKind): Seconds {
  return Math.min(role.maxTtl, role.limits[kind] ?? role.maxTtl);
}

/** No role allows more than its sensitivity does, and no grant more than its role. */
export function ceilings(estate: Estate, report: Reporter): void {
  for (const level of levels) {
    const ceiling = estate.policy.ceilings[level];
    const standard = defaultCeilings[level];
    if (ceiling === undefined || ceiling <= standard) continue;
    report.report("ceiling-loosened", { level, ceiling: formatDuration(ceiling), standard: formatDuration(standard) }, [
      "policy",
      "ceilings",
      level,
    ]);
  }
  for (const role of estate.roles.values()) ceilingsOfRole(estate, role, report);
  for (const grant of estate.grants.values()) lengthOfGrant(grant, report);
}

function ceilingsOfRole(estate: Estate, role: Role, report: Reporter): void {
  const path = ["roles", role.name];
  const maxTtl = formatDuration(role.maxTtl);
  const ceiling = ceilingOf(estate, role.sensitivity);
  if (role.maxTtl > ceiling) {
    report.report(
      "ttl-over-ceiling",
      { role: role.name, sensitivity: role.sensitivity, maxTtl, ceiling: formatDuration(ceiling) },
      [...path, "maxTtl"],
    );
  }
  for (const kind of kinds) {
    const limit = role.limits[kind];
    if (limit === undefined || limit <= role.maxTtl) continue;
    report.report("limit-over-maximum", { role: role.name, kind, limit: formatDuration(limit), maxTtl }, [
      ...path,
      "limits",
      kind,
    ]);
  }
  if (role.extensions && role.extensions.upTo > role.maxTtl) {
    report.report("extension-over-maximum", { role: role.name, upTo: formatDuration(role.extensions.upTo), maxTtl }, [
      ...path,
      "extensions",
      "upTo",
    ]);
  }
}

function lengthOfGrant(grant: Grant, report: Reporter): void {
  const { role, identity, extensions } = grant;
  const path = ["grants", grant.name];
  const names = { grant: grant.name, role: role.name };
  const maximum = maximumOf(role, identity.kind);
  const tooLong = (total: Seconds, at: readonly (string | number)[], extended: boolean): void =>
    report.report(
      "grant-too-long",
      {
        ...names,
        total: formatDuration(total),
        maximum: formatDuration(maximum),
        extended,
        ...(maximum < role.maxTtl ? { kind: identity.kind } : {}),
      },
      at,
    );
  if (grant.ttl > maximum) tooLong(grant.ttl, [...path, "ttl"], false);
  if (extensions.length === 0) return;

  const allowed = role.extensions;
  if (!allowed) {
    report.report("extensions-not-allowed", names, [...path, "extensions"]);
    return;
  }
  if (extensions.length > allowed.count) {
    report.report("extensions-too-many", { ...names, made: extensions.length, allowed: allowed.count }, [
      ...path,
      "extensions",
      allowed.count,
    ]);
  }
  let total = grant.ttl;
  for (const [position, { by }] of extensions.entries()) {
    if (by > allowed.upTo) {
      report.report("extension-too-long", { ...names, by: formatDuration(by), upTo: formatDuration(allowed.upTo) }, [
        ...path,
        "extensions",
        position,
        "by",
      ]);
    }
    // Said once, where the sum first goes over.
    if (total <= maximum && total + by > maximum) tooLong(total + by, [...path, "extensions", position, "by"], true);
    total += by;
  }
}
