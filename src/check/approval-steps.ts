/** Some of these people, so many of them. */
export interface Demand {
  readonly people: ReadonlySet<string>;
  readonly count: number;
}

/** Steps that no choice of different people can meet, with how many they need and how many there are. */
export interface Unmet {
  /** Positions of the steps, from 0. */
  readonly steps: readonly number[];
  readonly needed: number;
  readonly available: number;
}

/**
 * Can every step be met at once, nobody counted in two of them, and one person (the requester) in none? Exact: each
 * place of a step looks for a person, who may be freed by moving to another step (augmenting paths).
 *
 * @returns undefined if it can; else the steps that stand in each other's way
 */
export function unmet(steps: readonly Demand[], without?: string): Unmet | undefined {
  const stepOf = new Map<string, number>();
  for (const [position, { people, count }] of steps.entries()) {
    // Spares a loop over a count that no group could meet.
    const own = people.size - (without !== undefined && people.has(without) ? 1 : 0);
    if (own < count) return { steps: [position], needed: count, available: own };
    for (let place = 0; place < count; place++) {
      const tried = new Set<number>();
      if (!take(steps, position, stepOf, tried, without))
        return shortage(
          steps,
          [...tried].sort((a, b) => a - b),
          without,
        );
    }
  }
  return undefined;
}

/** Gives a step one more person; the steps that it asked are in `tried` afterwards. */
function take(
  steps: readonly Demand[],
  position: number,
  stepOf: Map<string, number>,
  tried: Set<number>,
  without: string | undefined,
): boolean {
  tried.add(position);
  const people = steps[position]?.people ?? new Set<string>();
  for (const person of people) {
    if (person !== without && !stepOf.has(person)) {
      stepOf.set(person, position);
      return true;
    }
  }
  for (const person of people) {
    const elsewhere = stepOf.get(person);
    if (elsewhere === undefined || tried.has(elsewhere)) continue;
    if (take(steps, elsewhere, stepOf, tried, without)) {
      stepOf.set(person, position);
      return true;
    }
  }
  return false;
}

function shortage(steps: readonly Demand[], positions: readonly number[], without: string | undefined): Unmet {
  const people = new Set<string>();
  let needed = 0;
  for (const position of positions) {
    needed += steps[position]?.count ?? 0;
    for (const person of steps[position]?.people ?? []) if (person !== without) people.add(person);
  }
  return { steps: positions, needed, available: people.size };
}
