import type { Seconds } from "../../time/duration";
import type { Instant } from "../../time/instant";
import { type Interval, TimeSet } from "../../time/time-set";

const hour = 3600;

/** The longest that a session of a role lives after it was issued, whatever the role's setting (FACTS 1.2). */
export const roleTail: Seconds = 12 * hour;

/** The longest that any session lives: of a federated user, or made with a user's long-term keys. */
export const longestTail: Seconds = 36 * hour;

/** During `[start, end)`: requests by sessions issued within `issued`, and, with `keys`, by no session at all. */
interface Slab extends Interval {
  readonly issued: TimeSet;
  readonly keys: boolean;
}

type Content = Pick<Slab, "issued" | "keys">;

/** More than this is asked for by no policy that AWS takes; beyond it answers are widened, never narrowed. */
const mostSlabs = 2000;

const nothing: Content = { issued: TimeSet.empty, keys: false };
const anything: Content = { issued: TimeSet.all, keys: true };

/**
 * A set of moments of a request: the time of the request together with the time at which its session was issued, or
 * the fact that there is no session (long-term keys). Whole seconds; immutable. Kept as runs of request time that
 * neither overlap nor, where they are alike, touch.
 *
 * `union` and `minus` may answer too much where sets become very large, never too little; `intersect` is exact.
 */
export class Moments {
  private constructor(private readonly slabs: readonly Slab[]) {}

  /** No moment. */
  static readonly never = new Moments([]);

  /** Every moment, with or without a session. */
  static readonly always = Moments.of(TimeSet.all, anything);

  /** Every moment of a request by a session. */
  static readonly sessions = Moments.of(TimeSet.all, { issued: TimeSet.all, keys: false });

  /** Every moment of a request without one. */
  static readonly longTermKeys = Moments.of(TimeSet.all, { issued: TimeSet.empty, keys: true });

  /** Requests within the times, with or without a session. */
  static at(times: TimeSet): Moments {
    return Moments.of(times, anything);
  }

  /** Requests, at any time, by sessions issued within the times. */
  static issuedWithin(times: TimeSet): Moments {
    return Moments.of(TimeSet.all, { issued: times, keys: false });
  }

  private static of(times: TimeSet, content: Content): Moments {
    if (isNothing(content)) return Moments.never;
    return new Moments(times.intervals.map(({ start, end }) => ({ start, end, ...content })));
  }

  /** What is in either. Errs, if at all, by holding more. */
  union(other: Moments): Moments {
    if (this === other || other.slabs.length === 0 || this.isAlways()) return this;
    if (this.slabs.length === 0 || other.isAlways()) return other;
    if (this.slabs.length + other.slabs.length > mostSlabs) return Moments.always;
    return this.sweep(other, (a, b) => ({ issued: a.issued.union(b.issued), keys: a.keys || b.keys }));
  }

  /** What is in both. Exact. */
  intersect(other: Moments): Moments {
    if (this === other || this.slabs.length === 0 || other.isAlways()) return this;
    if (other.slabs.length === 0 || this.isAlways()) return other;
    return this.sweep(other, (a, b) => ({ issued: a.issued.intersect(b.issued), keys: a.keys && b.keys }));
  }

  /** What is in this and not in the other. Errs, if at all, by holding more. */
  minus(other: Moments): Moments {
    if (this.slabs.length === 0 || other.slabs.length === 0) return this;
    if (this === other || other.isAlways()) return Moments.never;
    if (this.slabs.length + other.slabs.length > mostSlabs) return this;
    return this.sweep(other, (a, b) => ({ issued: a.issued.minus(b.issued), keys: a.keys && !b.keys }));
  }

  /** Holds no pair; pairs that no session's life allows count as held (see `times`). */
  isNever(): boolean {
    return this.slabs.length === 0;
  }

  /** Holds every pair. */
  isAlways(): boolean {
    const [only] = this.slabs;
    return (
      only?.keys === true &&
      only.issued.isAll() &&
      only.start === Number.NEGATIVE_INFINITY &&
      only.end === Number.POSITIVE_INFINITY
    );
  }

  /**
   * The times at which a request can be made, where a session is issued before it is used and lives for less than
   * `tail` seconds; long-term keys have no such end.
   */
  times(tail: Seconds): TimeSet {
    return TimeSet.of(
      ...this.slabs.flatMap(({ start, end, issued, keys }): readonly Interval[] =>
        keys
          ? [{ start, end }]
          : issued.intervals.map((of) => ({ start: Math.max(start, of.start), end: Math.min(end, of.end + tail) })),
      ),
    );
  }

  /** No request can be made at any of them, for sessions of that tail. */
  isEmpty(tail: Seconds): boolean {
    return this.times(tail).isEmpty();
  }

  /** The first second from which on no request can be made any more; `Infinity` when there is none, undefined when empty. */
  end(tail: Seconds): Instant | undefined {
    return this.times(tail).end();
  }

  /** Is the pair held? Without `issued`: a request without a session. */
  contains(time: Instant, issued?: Instant): boolean {
    return this.slabs.some(
      (slab) =>
        slab.start <= time && time < slab.end && (issued === undefined ? slab.keys : slab.issued.contains(issued)),
    );
  }

  private sweep(other: Moments, join: (a: Content, b: Content) => Content): Moments {
    const edges = [...this.slabs, ...other.slabs].flatMap(({ start, end }) => [start, end]).sort(ascending);
    const found: { start: Instant; end: Instant; issued: TimeSet; keys: boolean }[] = [];
    let i = 0;
    let j = 0;
    for (const [position, start] of edges.entries()) {
      const end = edges[position + 1];
      if (end === undefined || end === start) continue;
      while (i < this.slabs.length && (this.slabs[i]?.end ?? 0) <= start) i++;
      while (j < other.slabs.length && (other.slabs[j]?.end ?? 0) <= start) j++;
      const content = join(contentAt(this.slabs[i], start), contentAt(other.slabs[j], start));
      if (isNothing(content)) continue;
      const last = found.at(-1);
      if (last && last.end === start && isAlike(last, content)) last.end = end;
      else found.push({ start, end, issued: content.issued, keys: content.keys });
    }
    return found.length === 0 ? Moments.never : new Moments(found);
  }
}

function contentAt(slab: Slab | undefined, time: Instant): Content {
  return slab !== undefined && slab.start <= time ? slab : nothing;
}

function isNothing({ issued, keys }: Content): boolean {
  return !keys && issued.isEmpty();
}

function isAlike(a: Content, b: Content): boolean {
  if (a.keys !== b.keys) return false;
  const other = b.issued.intervals;
  return (
    a.issued === b.issued ||
    (a.issued.intervals.length === other.length &&
      a.issued.intervals.every(({ start, end }, i) => start === other[i]?.start && end === other[i]?.end))
  );
}

/** Not by difference: two infinities have none. */
function ascending(a: Instant, b: Instant): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
