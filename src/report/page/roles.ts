import { matchesPattern } from "../../aws/policy/actions";
import { awsResiduals } from "../../aws/residuals";
import { targetsOf } from "../../estate/targets";
import type { ApprovalStep, BreakGlass, Estate, Identity, Role, Team } from "../../estate/types";
import { gcpResiduals } from "../../gcp/residuals";
import { residualText } from "../../lease/residual";
import { humanDuration } from "../../time/duration";
import { formatClockTime, type RecurringHours } from "../../time/recurring";
import { plain } from "../plain";
import { counted } from "../summary";
import type { PageRole } from "./data";
import type { Names } from "./names";
import type { Privileges } from "./privilege";
import { plainLines } from "./text";

/** A declared role as the page shows it. */
export function pageRole(role: Role, estate: Estate, names: Names, privileges: Privileges): PageRole {
  const { aws, gcp } = role;
  const residuals = [...(aws ? awsResiduals(role) : []), ...(gcp ? gcpResiduals(role) : [])];
  return {
    name: plain(role.name),
    description: plainLines(role.description),
    sensitivity: role.sensitivity,
    owners: ownersOf(role, names),
    ...privileges.of({
      statements: aws?.statements ?? [],
      managedPolicies: aws?.managedPolicies ?? [],
      gcpRoles: gcp?.roles ?? [],
    }),
    maxTtl: role.maxTtl,
    limits: (["person", "workload", "agent", "group"] as const).flatMap((kind) => {
      const maxTtl = role.limits[kind];
      return maxTtl === undefined ? [] : [{ kind, maxTtl }];
    }),
    approval: approvalOf(role),
    eligible: names.identities.all(role.eligible),
    targets: names.targets.all(targetsOf(role)),
    conditions: conditionsOf(role),
    residuals: [...new Set(residuals.map((one) => plain(residualText(one))))],
    further: furtherOf(role, estate, names),
  };
}

/** An emergency role as the page shows it. */
export function pageBreakGlass(role: BreakGlass, names: Names, privileges: Privileges): PageRole {
  return {
    name: plain(role.name),
    breakGlass: true,
    description: plainLines(role.description),
    sensitivity: "critical",
    owners: ownersOf(role, names),
    ...privileges.of({
      statements: role.statements,
      managedPolicies: role.managedPolicies,
      gcpRoles: role.roles,
    }),
    limits: [],
    approval: ["Outside normal approval: for emergencies only, and alerted on"],
    eligible: names.identities.all(role.people),
    targets: names.targets.all([role.target]),
    conditions: [`A review within ${humanDuration(role.reviewWithin)} of each use`],
    residuals: [],
    further: [],
  };
}

function ownersOf(
  { owners }: { readonly owners: { readonly [as in "entitlement" | "platform" | "business"]?: Team } },
  names: Names,
): PageRole["owners"] {
  return (["entitlement", "platform", "business"] as const).flatMap((as) => {
    const team = names.teams.find(owners[as]);
    return team === undefined ? [] : [{ as, team }];
  });
}

function approvalOf({ approval }: Role): string[] {
  if (approval === undefined) return ["No approval is declared"];
  const said = approval.steps.map(stepText);
  if (approval.none !== undefined) said.push(`None: ${plainLines(approval.none)}`);
  if (approval.auto !== undefined) {
    const { for: whom, when } = approval.auto;
    said.push(`Of itself for ${whom.map(({ name }) => plain(name)).join(", ")}, when ${plain(when)}`);
  }
  return said.length > 0 ? said : ["No approval is declared"];
}

function stepText({ group, count }: ApprovalStep): string {
  return `${count} of ${plain(group.name)}`;
}

function conditionsOf({ require, extensions, review, isolation, persistence, aws, gcp }: Role): string[] {
  return [
    ...(require.ticket === undefined ? [] : [`A ticket like ${plain(require.ticket)}`]),
    ...(require.justification === undefined
      ? []
      : [`A justification of at least ${counted(require.justification, "character")}`]),
    ...(require.mfa ? ["A second factor (MFA)"] : []),
    ...(require.within.length === 0 ? [] : [`Only ${require.within.map(hoursText).join(", or ")}`]),
    ...(extensions === undefined
      ? []
      : [`May be extended ${counted(extensions.count, "time")}, by up to ${humanDuration(extensions.upTo)} each`]),
    ...(review === undefined ? [] : [`Reviewed every ${humanDuration(review.every)}`]),
    ...(isolation === "shared" ? ["All its leases share one cloud role"] : []),
    ...(aws?.ownedResourcesOnly || gcp?.ownedResourcesOnly !== undefined
      ? ["Only resources that carry the owner's tag"]
      : []),
    ...(persistence.kind === "allow"
      ? [`Opens ${persistence.actions.map(plain).join(", ")}, because: ${plainLines(persistence.because)}`]
      : persistence.kind === "bounded"
        ? ["May make users and roles within the permissions boundary"]
        : []),
  ];
}

function hoursText({ days, from, to, zone }: RecurringHours): string {
  return `${days.join(" ")} ${formatClockTime(from)}–${formatClockTime(to)} ${zone}`;
}

/** Where a lease leads on: the guard denies every way but those that the role opens (law 9), and GCP lets some roles be granted. */
function furtherOf(role: Role, estate: Estate, names: Names): PageRole["further"] {
  const found: { text: string; identity?: number }[] = [];
  const opened = role.persistence.kind === "allow" ? role.persistence.actions : [];
  if (opened.some((action) => matchesPattern(action, "sts:AssumeRole"))) {
    for (const arn of assumable(role)) {
      const identity = names.identities.find(identityOf(arn, estate));
      found.push({ text: `may become ${plain(arn)}`, ...(identity === undefined ? {} : { identity }) });
    }
  }
  for (const granted of role.gcp?.mayGrant ?? []) found.push({ text: `may grant ${plain(granted)}` });
  return found;
}

function assumable({ aws }: Role): ReadonlySet<string> {
  const statements = aws?.statements ?? [];
  return new Set(
    statements
      .filter(({ actions }) => actions.some((pattern) => matchesPattern(pattern, "sts:AssumeRole")))
      .flatMap(({ resources }) => resources),
  );
}

const byArn = new WeakMap<Estate, ReadonlyMap<string, Identity>>();

function identityOf(arn: string, estate: Estate): Identity | undefined {
  let known = byArn.get(estate);
  if (known === undefined) {
    known = new Map(
      [...estate.identities.values()].flatMap((one) => (one.aws?.kind === "role" ? [[one.aws.arn, one] as const] : [])),
    );
    byArn.set(estate, known);
  }
  return known.get(arn);
}
