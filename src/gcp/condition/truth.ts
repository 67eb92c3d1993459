import { TimeSet } from "../../time/time-set";

/**
 * When something that is true or false can be which. A moment may stand in both (it cannot be told), or in neither (it is an
 * error then). Both sets may be too large and are never too small. A second is in a set when some moment within it is.
 */
export interface Truth {
  readonly holds: TimeSet;
  readonly fails: TimeSet;
}

/** Not about time: may be either at any time. */
export const either: Truth = { holds: TimeSet.all, fails: TimeSet.all };
/** An error at any time, which allows nothing. */
export const error: Truth = { holds: TimeSet.empty, fails: TimeSet.empty };

export function constant(value: boolean): Truth {
  return value ? { holds: TimeSet.all, fails: TimeSet.empty } : { holds: TimeSet.empty, fails: TimeSet.all };
}

export function not({ holds, fails }: Truth): Truth {
  return { holds: fails, fails: holds };
}

export function and(a: Truth, b: Truth): Truth {
  return { holds: a.holds.intersect(b.holds), fails: a.fails.union(b.fails) };
}

export function or(a: Truth, b: Truth): Truth {
  return not(and(not(a), not(b)));
}

/** `condition ? a : b` */
export function choose(condition: Truth, a: Truth, b: Truth): Truth {
  return {
    holds: condition.holds.intersect(a.holds).union(condition.fails.intersect(b.holds)),
    fails: condition.holds.intersect(a.fails).union(condition.fails.intersect(b.fails)),
  };
}

/** `a == b` */
export function same(a: Truth, b: Truth): Truth {
  return choose(a, b, not(b));
}

/** What is one of the two, nobody can tell which. */
export function oneOf(a: Truth, b: Truth): Truth {
  return { holds: a.holds.union(b.holds), fails: a.fails.union(b.fails) };
}
