import type { Estate } from "../../estate/types";
import { containerOf, type DeclaredLease } from "../../expect/leases";
import { humanDuration } from "../../time/duration";
import { formatFoundInstant, type Instant } from "../../time/instant";
import type { Unreadable } from "../found";
import { AwsUses } from "./aws-uses";
import { Coverage, type Covered, covers, trailSlack } from "./coverage";
import { type RoleUse, roleUses } from "./dormant";
import type { TrailEvent } from "./event";
import { type Explains, GcpUses, type PermissionsOf } from "./gcp-uses";
import type { LeaseUse } from "./lease-tally";
import { countsOf, type TrailVerdict, verdictsOf } from "./verdicts";

export interface TrailQuestion {
  readonly estate: Estate;
  readonly now: Instant;
  /** What a role of GCP holds; default: predefined roles by the dated list, others not known. */
  readonly permissionsOf?: PermissionsOf;
  /** Default: nothing is known of what else an identity holds on GCP. */
  readonly explains?: Explains;
}

/** What a trail tells of the declared leases and roles. */
export interface TrailUses {
  readonly leases: readonly LeaseUse[];
  readonly roles: readonly RoleUse[];
  readonly verdicts: readonly TrailVerdict[];
  /** Of which accounts and projects it tells, and of which time. */
  readonly covered: readonly Covered[];
  /** What cannot be told from it, and what was left out, in sentences. */
  readonly notes: readonly string[];
  readonly unreadable: readonly Unreadable[];
}

/**
 * Follows declared leases through a trail, one event at a time: which were used, by whom, when, and which were tried outside
 * their windows.
 *
 * @param leases of all targets that are asked about (`Declared.leasesIn`)
 * @param events of `readTrail`, in any order
 */
export async function usesOf(
  leases: readonly DeclaredLease[],
  events: AsyncIterable<TrailEvent> | Iterable<TrailEvent>,
  { estate, now, permissionsOf, explains = () => undefined }: TrailQuestion,
): Promise<TrailUses> {
  const aws = new AwsUses(leases, estate);
  const gcp = new GcpUses(leases, explains, permissionsOf);
  const coverage = new Coverage();
  const unreadable: Unreadable[] = [];
  const skipped = new Map<string, number>();
  let future = 0;
  for await (const event of events) {
    switch (event.kind) {
      case "unreadable":
        unreadable.push({ what: event.what, message: event.message, fix: event.fix });
        break;
      case "skipped":
        skipped.set(event.why, (skipped.get(event.why) ?? 0) + 1);
        break;
      default:
        // A log cannot tell of what is still to come, and must not seem to cover it.
        if (event.at > now) future += 1;
        else coverage.add(event);
        if (event.kind === "aws-call") aws.add(event);
        else gcp.add(event);
    }
  }
  aws.end();
  const uses = [...aws.tallies, ...gcp.tallies].map((tally) => {
    const { start, end } = tally.window;
    const covered = coverage.of(containerOf(tally.lease.target));
    return tally.use(start >= now || covers(covered, start, Math.min(end, now - trailSlack)));
  });
  const roles = roleUses({ estate, uses, now, pruned: aws.pruned.size, covered: (one) => coverage.of(one) });
  return {
    leases: uses,
    roles,
    verdicts: verdictsOf(uses, roles, estate),
    covered: coverage.all(),
    notes: [
      ...coverage.all().map(coveredNote),
      ...[...skipped].map(
        ([why, files]) => `Left out of the trail: ${why} (${files === 1 ? "1 file" : `${files} files`}).`,
      ),
      ...(future > 0 ? [`${future} calls of the trail are later than ${formatFoundInstant(now)}.`] : []),
      ...(gcp.anonymous > 0
        ? [`Google left the caller out of ${gcp.anonymous} calls, which may be of any identity.`]
        : []),
      ...[...aws.pruned.keys()].map((role) => `${role} was used, and no lease declares it any more.`),
      ...uses.filter(({ lease }) => lease.window.start < now).flatMap(notesOf),
      ...roles
        .filter(({ used }) => used === "untold")
        .map(
          ({ role, every, because }) =>
            `Whether role "${role.name}" was used within ${humanDuration(every)} cannot be told: ${because}.`,
        ),
    ],
    unreadable,
  };
}

function coveredNote({ container, first, last, silence }: Covered): string {
  const quiet = silence > 0 ? `; no call at all for ${humanDuration(silence)} of it` : "";
  return `The trail tells of ${container} from ${formatFoundInstant(first)} to ${formatFoundInstant(last)}${quiet}.`;
}

function notesOf({ lease, used, possible, untold, inside }: LeaseUse): readonly string[] {
  const name = `Grant "${lease.grant.name}" in ${lease.target.name}`;
  const denied = inside !== undefined && inside.succeeded + inside.undeniable === 0 ? ` ${countsOf(inside)}.` : "";
  const told = {
    inside: inside === undefined ? "" : `${name} was used: ${countsOf(inside)}.`,
    never: `${name} was not used.${denied}`,
    untold: `Whether ${name.replace(/^G/, "g")} was used cannot be told: the trail does not cover its window.${denied}`,
  }[used];
  return [
    told,
    ...(possible === undefined
      ? []
      : [
          `${name}: its identity also did what the lease's roles permit, and the log does not say by which access: ${countsOf(possible)}.`,
        ]),
    ...untold.map((what) => `${name}: ${what}.`),
  ];
}
