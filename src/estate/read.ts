import type { Diagnostic } from "../diagnostics/diagnostic";
import type { Locate } from "../diagnostics/report";
import type { Declaration } from "./declaration";
import { findFiles } from "./files";
import { Merger } from "./merge";
import { inOrder } from "./order";
import type { LocateKey } from "./places";
import { withoutEnvironment } from "./yaml";

/** What the files of a directory declare, not yet linked. */
export interface FoundDeclaration {
  readonly declaration: Declaration;
  readonly locate: Locate;
  readonly locateKey: LocateKey;
  /** Whether every file could be read and parsed; names may be missing where one could not. */
  readonly complete: boolean;
  /** By file, line and column. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads and merges the YAML files below a directory (`.yaml`, `.yml`; hidden files and `node_modules` are skipped), in the order of
 * their paths. Reads neither the clock nor the environment, and never throws for what is wrong with the files.
 */
export function readDirectory(directory: string): FoundDeclaration {
  const files = findFiles(directory);
  const merger = new Merger();
  let count = 0;
  withoutEnvironment(() => {
    for (const file of files.read()) {
      merger.add(file);
      count++;
    }
  });
  const { declaration, places } = merger;
  return {
    declaration,
    locate: places.locate,
    locateKey: places.locateKey,
    complete: count > 0 && files.diagnostics.length === 0 && !merger.incomplete,
    diagnostics: inOrder([...files.diagnostics, ...merger.diagnostics]),
  };
}
