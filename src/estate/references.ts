import type { DeclarationPath } from "../diagnostics/diagnostic";
import { nearest } from "../diagnostics/nearest";
import type { Reporter } from "../diagnostics/report";
import { nouns, type ReadDeclaration } from "./entries";
import type { Section } from "./schema";

/** How many names are compared in all. Whoever misses more has forgotten a file, and nearest names are no help. */
const comparisonLimit = 300_000;

/** Finds what names stand for, and reports those that stand for nothing. */
export class References {
  readonly #sorted = new Map<Section, readonly string[]>();
  #comparisons = 0;

  constructor(
    readonly read: ReadDeclaration,
    readonly reporter: Reporter,
    /** Whether every name is known; while files are missing, nobody is told that a name is. */
    readonly complete: boolean,
  ) {}

  /** What a name stands for in a section; undefined, and reported, when there is no such thing. */
  one<T>(section: Section, linked: ReadonlyMap<string, T>, name: string, path: DeclarationPath): T | undefined {
    const found = linked.get(name);
    if (found !== undefined) return found;
    // What was written and left out has been reported where it stands.
    if (this.read.written[section].has(name) || !this.complete) return undefined;
    const close = this.#nearest(section, name);
    this.reporter.report(
      "unknown-reference",
      { what: nouns[section], name, ...(close ? { nearest: close } : {}) },
      path,
    );
    return undefined;
  }

  /** What a list of names stands for, without those that stand for nothing; a name that comes again is reported. */
  many<T>(
    section: Section,
    linked: ReadonlyMap<string, T>,
    names: readonly string[] | undefined,
    path: DeclarationPath,
  ): readonly T[] {
    const found: T[] = [];
    const before = new Set<string>();
    for (const [position, name] of (names ?? []).entries()) {
      const at = [...path, position];
      if (before.has(name)) {
        this.reporter.report("listed-twice", { name }, at);
        continue;
      }
      before.add(name);
      const one = this.one(section, linked, name, at);
      if (one !== undefined) found.push(one);
    }
    return found;
  }

  #nearest(section: Section, name: string): string | undefined {
    const names = this.#sorted.get(section) ?? [...this.read.written[section]].sort();
    this.#sorted.set(section, names);
    this.#comparisons += names.length;
    return this.#comparisons > comparisonLimit ? undefined : nearest(name, names);
  }
}
