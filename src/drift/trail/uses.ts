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
 * Follows declared leases through a trail: which were used, by whom, when, and which were tried outside their windows. Events come
 * one at a time and in any order, so that one reading of a trail may serve several estates.
 */
export class TrailFollower {
  readonly #aws: AwsUses;
  readonly #gcp: GcpUses;
  readonly #coverage = new Coverage();
  readonly #unreadable: Unreadable[] = [];
  readonly #skipped = new Map<string, number>();
  #future = 0;

  /** @param leases of all targets that are asked about (`Declared.leasesIn`) */
  constructor(
    leases: readonly DeclaredLease[],
    private readonly question: TrailQuestion,
  ) {
    this.#aws = new AwsUses(leases, question.estate);
    this.#gcp = new GcpUses(leases, question.explains ?? (() => undefined), question.permissionsOf);
  }

  add(event: TrailEvent): void {
    switch (event.kind) {
      case "unreadable":
        this.#unreadable.push({ what: event.what, message: event.message, fix: event.fix });
        return;
      case "skipped":
        this.#skipped.set(event.why, (this.#skipped.get(event.why) ?? 0) + 1);
        return;
      case "aws-call":
        this.#aws.add(event);
        break;
      case "gcp-call":
        this.#gcp.add(event);
        break;
    }
    // A log cannot tell of what is still to come, and must not seem to cover it.
    if (event.at > this.question.now) this.#future += 1;
    else this.#coverage.add(event);
  }

  /** What it all comes to. */
  uses(): TrailUses {
    const { estate, now } = this.question;
    const { pruned } = this.#aws;
    this.#aws.end();
    const leases = [...this.#aws.tallies, ...this.#gcp.tallies].map((tally) => {
      const { start, end } = tally.window;
      const covered = this.#coverage.of(containerOf(tally.lease.target));
      return tally.use(start >= now || covers(covered, start, Math.min(end, now - trailSlack)));
    });
    const covered = (container: string) => this.#coverage.of(container);
    const roles = roleUses({ estate, uses: leases, now, pruned: pruned.size, covered });
    return {
      leases,
      roles,
      verdicts: verdictsOf(leases, roles, estate),
      covered: this.#coverage.all(),
      notes: [
        ...this.#coverage.all().map(coveredNote),
        ...this.#leftOut(),
        ...[...pruned.keys()].map((role) => `${role} was used, and no lease declares it any more.`),
        ...leases.filter(({ lease }) => lease.window.start < now).flatMap(notesOf),
        ...roles.filter(({ used }) => used === "untold").map(roleNote),
      ],
      unreadable: this.#unreadable,
    };
  }

  #leftOut(): readonly string[] {
    const { anonymous } = this.#gcp;
    return [
      ...[...this.#skipped].map(([why, times]) => `Left out of the trail: ${why} (${counted(times, "file")}).`),
      ...(this.#future > 0
        ? [`${counted(this.#future, "call")} of the trail came later than ${formatFoundInstant(this.question.now)}.`]
        : []),
      ...(anonymous > 0
        ? [`Google left the caller out of ${counted(anonymous, "call")}, which may be anybody's.`]
        : []),
    ];
  }
}

/** Follows declared leases through a whole trail; see `TrailFollower`. @param events of `readTrail` */
export async function usesOf(
  leases: readonly DeclaredLease[],
  events: AsyncIterable<TrailEvent> | Iterable<TrailEvent>,
  question: TrailQuestion,
): Promise<TrailUses> {
  const follower = new TrailFollower(leases, question);
  for await (const event of events) follower.add(event);
  return follower.uses();
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}

function roleNote({ role, every, because }: RoleUse): string {
  return `Whether role "${role.name}" was used within ${humanDuration(every)} cannot be told: ${because}.`;
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
    never: `${name} was not used inside its window.${denied}`,
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
