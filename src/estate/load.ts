import type { Diagnostic } from "../diagnostics/diagnostic";
import { digestOfDeclaration } from "./digest";
import { linkDeclaration } from "./link";
import { inOrder } from "./order";
import { readDirectory } from "./read";
import type { Estate } from "./types";

/** An estate as far as it could be loaded and linked, and everything that is wrong with its structure. */
export interface Loaded {
  /**
   * The estate, without the entries that have mistakes in them, so that the rest can be judged too. With any diagnostic of
   * severity `error` it must not be compiled. Absent when a file cannot be read or parsed, or the governance team is unknown.
   */
  readonly estate?: Estate;
  /** By file, line and column. */
  readonly diagnostics: readonly Diagnostic[];
  /** SHA-256 of all that is declared, hexadecimal; worked out when asked for. */
  readonly digest: () => string;
}

/**
 * Loads the YAML files below a directory (`.yaml`, `.yml`; hidden files and `node_modules` are skipped) and links the names in them.
 * Reads nothing else: neither the clock nor the environment. Never throws for what is wrong with the files.
 */
export function loadEstate(directory: string): Loaded {
  const { declaration, locate, locateKey, complete, diagnostics } = readDirectory(directory);
  const nothing = Object.keys(declaration).length === 0;
  const digest = (): string => digestOfDeclaration(declaration);
  if (nothing && diagnostics.length > 0) return { diagnostics, digest };
  const linked = linkDeclaration(declaration, locate, { tokens: false, locateKey, complete });
  return {
    ...(linked.estate && complete ? { estate: linked.estate } : {}),
    diagnostics: inOrder([...diagnostics, ...linked.diagnostics]),
    digest,
  };
}
