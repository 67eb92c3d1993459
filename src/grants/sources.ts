import type { Diagnostic } from "../diagnostics/diagnostic";
import type { Declaration } from "../estate/declaration";
import { linkDeclaration } from "../estate/link";
import { Merger } from "../estate/merge";
import { type Places, SourceFile } from "../estate/places";
import type { Estate } from "../estate/types";
import { withoutEnvironment } from "../estate/yaml";

/** The files of an estate as they were read, and what is wrong with those that could not be. */
export interface Sources {
  readonly files: readonly SourceFile[];
  readonly faults: readonly Diagnostic[];
}

/** What becomes of one file. */
export interface Edit {
  /** As the estate's files are shown: the directory as it was given, and the way below it. */
  readonly file: string;
  /** The text that was read, without a byte order mark; absent where the file is new. */
  readonly was?: string;
  /** The text that is to be written; absent where the file goes. */
  readonly text?: string;
}

/** What files declare, linked as far as that can be. */
export interface Declared {
  readonly declaration: Declaration;
  readonly places: Places;
  /** As `loadEstate` has it: absent where a file cannot be read, or the governance team is unknown. */
  readonly estate?: Estate;
  /** Everything wrong with the structure. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Merges and links files, as loading a directory of them does. */
export function declaredIn(sources: Sources): Declared {
  const { files, faults } = sources;
  const merger = mergedIn(sources);
  const { declaration, places } = merger;
  const complete = files.length > 0 && faults.length === 0 && !merger.incomplete;
  const linked = linkDeclaration(declaration, places.locate, { tokens: false, locateKey: places.locateKey, complete });
  return {
    declaration,
    places,
    ...(linked.estate && complete ? { estate: linked.estate } : {}),
    diagnostics: [...faults, ...merger.diagnostics, ...linked.diagnostics],
  };
}

/** Merges files, and links nothing. */
export function mergedIn({ files }: Sources): Merger {
  const merger = new Merger();
  withoutEnvironment(() => {
    for (const file of files) merger.add(file);
  });
  return merger;
}

/** The files once some edits are made, in the order of their paths, as a directory gives them. */
export function editedSources({ files, faults }: Sources, edits: readonly Edit[]): Sources {
  const byFile = new Map(edits.map((edit) => [edit.file, edit]));
  const kept = files.filter(({ path }) => !byFile.has(path));
  const written = edits.flatMap(({ file, text }) => (text === undefined ? [] : [new SourceFile(file, text)]));
  return { files: [...kept, ...written].sort((a, b) => (a.path < b.path ? -1 : 1)), faults };
}
