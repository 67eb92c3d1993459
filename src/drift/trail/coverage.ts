import type { AwsCall } from "../../aws/trail/call";
import type { GcpCall } from "../../gcp/trail/call";
import type { Seconds } from "../../time/duration";
import type { Instant } from "../../time/instant";

const day = 86_400;
/** Trails are delivered late and fetched at night: what is missing at their ends for no longer than this is forgiven. */
export const trailSlack: Seconds = 2 * day;

/** Of which time a trail tells of one account or project. */
export interface Covered {
  /** As `Scope.container`. */
  readonly container: string;
  readonly first: Instant;
  readonly last: Instant;
  /** The longest run of whole days without any call: either nothing happened, or log files are missing. */
  readonly silence: Seconds;
  /** Whether Data Access logs of GCP are among it, without which reading is not seen. */
  readonly dataAccess: boolean;
}

/** Keeps from when to when a trail tells of each account and project. */
export class Coverage {
  readonly #days = new Map<string, Set<number>>();
  readonly #ends = new Map<string, { first: Instant; last: Instant; dataAccess: boolean }>();

  add(call: AwsCall | GcpCall): void {
    const dataAccess = call.kind === "gcp-call" && call.dataAccess;
    const containers =
      call.kind === "aws-call" ? [call.account ?? call.caller.account] : [call.container, call.project, bucketOf(call)];
    for (const container of new Set(containers)) {
      if (container !== undefined) this.#add(container, call.at, dataAccess);
    }
  }

  #add(container: string, at: Instant, dataAccess: boolean): void {
    const days = this.#days.get(container) ?? new Set();
    this.#days.set(container, days.add(Math.floor(at / day)));
    const ends = this.#ends.get(container);
    if (!ends) this.#ends.set(container, { first: at, last: at, dataAccess });
    else {
      ends.first = Math.min(ends.first, at);
      ends.last = Math.max(ends.last, at);
      ends.dataAccess ||= dataAccess;
    }
  }

  of(container: string): Covered | undefined {
    const ends = this.#ends.get(container);
    if (!ends) return undefined;
    const days = [...(this.#days.get(container) ?? [])].sort((a, b) => a - b);
    const gaps = days.slice(1).map((one, index) => one - (days[index] ?? one) - 1);
    return { container, ...ends, silence: Math.max(0, ...gaps) * day };
  }

  all(): readonly Covered[] {
    return [...this.#ends.keys()].sort().flatMap((container) => this.of(container) ?? []);
  }
}

/** Whether a trail tells of a time from its beginning to its end. */
export function covers(covered: Covered | undefined, from: Instant, to: Instant): boolean {
  return covered !== undefined && covered.first <= from && covered.last >= to;
}

function bucketOf({ bucket }: GcpCall): string | undefined {
  return bucket === undefined ? undefined : `buckets/${bucket}`;
}
