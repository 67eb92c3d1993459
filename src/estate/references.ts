import type { DeclarationPath } from "../diagnostics/diagnostic";
import { nearest } from "../diagnostics/nearest";
import type { Reporter } from "../diagnostics/report";
import { nouns, type ReadDeclaration } from "./entries";
import type { Section } from "./schema";

/** Finds what names stand for, and reports those that stand for nothing. */
export class References {
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
    const written = this.read.written[section];
    // What was written and left out has been reported where it stands.
    if (written.has(name) || !this.complete) return undefined;
    const close = nearest(name, [...written].sort());
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
}
