import type { DeclarationPath, Diagnostic } from "../src/diagnostics/diagnostic";
import type { Declaration } from "../src/estate/declaration";
import { readFiles } from "../src/estate/files";
import { Merger } from "../src/estate/merge";
import type { Places } from "../src/estate/places";
import type { Problem } from "./plain";
import { tokenKindOf } from "./tokens";

/** What stands in YAML files, not yet linked: code may add to it. */
export interface YamlFiles {
  readonly declaration: Declaration;
  readonly places: Places;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the YAML files below a directory. Never throws for what is wrong with them. */
export function readYaml(directory: string): YamlFiles {
  const { files, diagnostics } = readFiles(directory);
  const merger = new Merger();
  for (const file of files) merger.add(file);
  return {
    declaration: merger.declaration,
    places: merger.places,
    diagnostics: [...diagnostics, ...merger.diagnostics],
  };
}

/** Text in files that the framework would take for a token, and replace. */
export function tokensInYaml(value: unknown, path: DeclarationPath): Problem[] {
  if (typeof value === "string" || typeof value === "number") {
    if (!tokenKindOf(value)) return [];
    const message = "This text is how the construct framework marks its tokens, and would not come through it.";
    return [{ path, message, fix: "Write it another way, or synthesize with `leasehold synth`, which has no tokens." }];
  }
  if (Array.isArray(value)) return value.flatMap((each, index) => tokensInYaml(each, [...path, index]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => [
    ...tokensInYaml(key, [...path, key]),
    ...tokensInYaml(each, [...path, key]),
  ]);
}
