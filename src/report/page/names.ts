import type { Estate, Identity, Target, Team } from "../../estate/types";
import type { Position } from "./data";

interface Named {
  readonly name: string;
}

/** The entries of one kind by name, so that the page is the same however the files are cut, and where each of them is. */
export class Entries<T extends Named> {
  readonly sorted: readonly T[];
  readonly #positions = new Map<string, Position>();

  constructor(entries: Iterable<T>) {
    this.sorted = [...entries].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    for (const [position, { name }] of this.sorted.entries()) this.#positions.set(name, position);
  }

  /** Where an entry is; undefined for one that is not of this estate. */
  find(entry: Named | undefined): Position | undefined {
    return entry === undefined ? undefined : this.#positions.get(entry.name);
  }

  /** Where some entries are, each once, in the order in which they are named. */
  all(entries: Iterable<Named>): Position[] {
    const found = new Set<Position>();
    for (const entry of entries) {
      const position = this.find(entry);
      if (position !== undefined) found.add(position);
    }
    return [...found];
  }
}

/** What others refer to by position. */
export class Names {
  readonly teams: Entries<Team>;
  readonly identities: Entries<Identity>;
  readonly targets: Entries<Target>;

  constructor(estate: Estate) {
    this.teams = new Entries(estate.teams.values());
    this.identities = new Entries(estate.identities.values());
    this.targets = new Entries(estate.targets.values());
  }
}
