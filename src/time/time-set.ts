import type { Instant } from "./instant";

/** A half-open run of seconds; `-Infinity` and `Infinity` stand for "since ever" and "for good". */
export interface Interval {
  readonly start: Instant;
  readonly end: Instant;
}

/**
 * A set of moments, kept as sorted half-open intervals that neither overlap nor touch, so that equal sets have equal
 * intervals. Immutable.
 */
export class TimeSet {
  static readonly empty = new TimeSet([]);
  static readonly all = new TimeSet([{ start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY }]);

  private constructor(readonly intervals: readonly Interval[]) {}

  /**
   * The union of intervals in any order; one whose end is not after its start is empty.
   * @throws RangeError when a bound is NaN or a fraction
   */
  static of(...intervals: readonly Interval[]): TimeSet {
    for (const { start, end } of intervals) {
      for (const bound of [start, end]) {
        const whole =
          Number.isInteger(bound) || bound === Number.POSITIVE_INFINITY || bound === Number.NEGATIVE_INFINITY;
        if (!whole) throw new RangeError(`${bound} is not a whole second`);
      }
    }
    const sorted = intervals.filter(({ start, end }) => start < end).sort((a, b) => (a.start < b.start ? -1 : 1));
    const joined: { start: Instant; end: Instant }[] = [];
    for (const { start, end } of sorted) {
      const last = joined.at(-1);
      if (last && start <= last.end) last.end = Math.max(last.end, end);
      else joined.push({ start, end });
    }
    return new TimeSet(joined);
  }

  /** Every moment from `instant` on. */
  static from(instant: Instant): TimeSet {
    return TimeSet.of({ start: instant, end: Number.POSITIVE_INFINITY });
  }

  /** Every moment before `instant`. */
  static before(instant: Instant): TimeSet {
    return TimeSet.of({ start: Number.NEGATIVE_INFINITY, end: instant });
  }

  /** What is in either. */
  union(other: TimeSet): TimeSet {
    return TimeSet.of(...this.intervals, ...other.intervals);
  }

  /** What is in both. */
  intersect(other: TimeSet): TimeSet {
    const shared: Interval[] = [];
    let i = 0;
    let j = 0;
    while (true) {
      const a = this.intervals[i];
      const b = other.intervals[j];
      if (!a || !b) return new TimeSet(shared);
      const start = Math.max(a.start, b.start);
      const end = Math.min(a.end, b.end);
      if (start < end) shared.push({ start, end });
      if (a.end <= b.end) i += 1;
      else j += 1;
    }
  }

  /** What is not in it. */
  complement(): TimeSet {
    const gaps: Interval[] = [];
    let from = Number.NEGATIVE_INFINITY;
    for (const { start, end } of this.intervals) {
      if (from < start) gaps.push({ start: from, end: start });
      from = end;
    }
    if (from < Number.POSITIVE_INFINITY) gaps.push({ start: from, end: Number.POSITIVE_INFINITY });
    return new TimeSet(gaps);
  }

  /** What is in this and not in the other. */
  minus(other: TimeSet): TimeSet {
    return this.intersect(other.complement());
  }

  /** Whether every moment of it is one of the other's. */
  within(other: TimeSet): boolean {
    return this.minus(other).isEmpty();
  }

  isEmpty(): boolean {
    return this.intervals.length === 0;
  }

  isAll(): boolean {
    const [only] = this.intervals;
    return only !== undefined && only.start === Number.NEGATIVE_INFINITY && only.end === Number.POSITIVE_INFINITY;
  }

  contains(instant: Instant): boolean {
    return this.intervals.some(({ start, end }) => start <= instant && instant < end);
  }

  /** The first moment after its last one; `Infinity` when it never ends, undefined when it is empty. */
  end(): Instant | undefined {
    return this.intervals.at(-1)?.end;
  }
}
