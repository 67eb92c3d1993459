/** So many different people of these. */
export interface Place {
  readonly people: ReadonlySet<string>;
  readonly count: number;
}

/** Who stands in which step. */
export type Assignment = ReadonlyMap<string, number>;

/** More ways to share teams out among steps than this are not tried: then those tried decide, and what is found is sound. */
const mostWays = 4096;

/**
 * Puts as many people as possible into steps, nobody into two (augmenting paths, exact). With `teams`, each team also stands in one
 * step only, and somebody of two teams speaks for one of them: every way to share out the teams is tried.
 */
export function assigned(steps: readonly Place[], teams?: (person: string) => readonly string[]): Assignment {
  if (teams === undefined || steps.length < 2) return matched(steps);
  const people = [...new Set(steps.flatMap((step) => [...step.people]))];
  const all = [...new Set(people.flatMap((person) => teams(person)))];
  const wanted = steps.reduce((sum, { count }) => sum + count, 0);
  let best: Assignment = new Map();
  let ways = 0;
  const share = (position: number, of: ReadonlyMap<string, number>): void => {
    if (best.size === wanted || ways >= mostWays) return;
    const team = all[position];
    if (team !== undefined) {
      for (const step of steps.keys()) share(position + 1, new Map([...of, [team, step]]));
      return;
    }
    ways++;
    const found = matched(
      steps.map(({ people: some, count }, step) => ({
        people: new Set([...some].filter((person) => teams(person).some((one) => of.get(one) === step))),
        count,
      })),
    );
    if (found.size > best.size) best = found;
  };
  share(0, new Map());
  return best;
}

function matched(steps: readonly Place[]): Assignment {
  const stepOf = new Map<string, number>();
  for (const [position, { count, people }] of steps.entries()) {
    for (let place = 0; place < Math.min(count, people.size); place++)
      if (!take(steps, position, stepOf, new Set())) break;
  }
  return stepOf;
}

/** Gives a step one more person, who may be freed by moving somebody of another step. */
function take(steps: readonly Place[], position: number, stepOf: Map<string, number>, tried: Set<number>): boolean {
  tried.add(position);
  const people = [...(steps[position]?.people ?? [])];
  const free = people.find((person) => !stepOf.has(person));
  if (free !== undefined) {
    stepOf.set(free, position);
    return true;
  }
  for (const person of people) {
    const elsewhere = stepOf.get(person);
    if (elsewhere === undefined || tried.has(elsewhere) || !take(steps, elsewhere, stepOf, tried)) continue;
    stepOf.set(person, position);
    return true;
  }
  return false;
}

/** More choices than this are not tried one by one: then all of the people are left out. */
const mostChoices = 4096;

/** Every choice of so many people, or of all of them where they are fewer; undefined where there are too many choices. */
export function choices(people: readonly string[], size: number): readonly (readonly string[])[] | undefined {
  const wanted = Math.min(size, people.length);
  let found: (readonly string[])[] = [[]];
  for (let round = 0; round < wanted; round++) {
    found = found.flatMap((choice) => {
      const last = choice.at(-1);
      return people.slice(last === undefined ? 0 : people.indexOf(last) + 1).map((person) => [...choice, person]);
    });
    if (found.length > mostChoices) return undefined;
  }
  return found;
}
