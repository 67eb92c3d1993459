import { describe, expect, it } from "vitest";
import { check } from "../../src/check/check";
import type { Diagnostic } from "../../src/diagnostics/diagnostic";
import { at, estateWith } from "../helpers/estate";

/** One case: what is laid over the base estate, and all that is then found, as `severity code path`. */
export interface Case {
  readonly name: string;
  readonly estate: string;
  /** RFC 3339; without it only what does not depend on the time is found. */
  readonly now?: string;
  readonly found: readonly string[];
}

/** Everything found but the notes of what outlives a lease, which have a test of their own. */
export function foundIn(changes: string, now?: string): readonly Diagnostic[] {
  const found = check(estateWith(changes), now === undefined ? {} : { now: at(now) });
  return found.filter(({ code }) => code !== "residuals");
}

/** A diagnostic in one line; one that a waiver lets stand says so. */
export function line({ severity, code, path, waivedBy }: Diagnostic): string {
  return `${severity} ${code} ${path.join(".")}${waivedBy === undefined ? "" : ` (${waivedBy})`}`;
}

/** A family of rules by its cases; each finds exactly what it says and nothing else. */
export function specify(family: string, cases: readonly Case[]): void {
  describe(family, () => {
    it.each(cases)("$name", ({ estate, now, found }) => {
      expect(foundIn(estate, now).map(line).sort()).toEqual([...found].sort());
    });
  });
}
