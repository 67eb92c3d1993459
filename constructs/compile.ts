import { check } from "../src/check/check";
import type { Diagnostic } from "../src/diagnostics/diagnostic";
import type { Declaration } from "../src/estate/declaration";
import { linkDeclaration } from "../src/estate/link";
import type { FoundDeclaration } from "../src/estate/read";
import { compileRoots } from "../src/synth/roots";
import type { TerraformRoot } from "../src/terraform/resource";

/**
 * From what constructs declare to Terraform roots: linked, governed, compiled. Timeless throughout (law 2).
 * There are no roots where a diagnostic stands in the way.
 */
export function compileDeclaration(
  declaration: Declaration,
  files: Pick<FoundDeclaration, "locate" | "locateKey"> | undefined,
): { readonly roots: readonly TerraformRoot[]; readonly diagnostics: readonly Diagnostic[] } {
  const linked = linkDeclaration(declaration, files?.locate, {
    tokens: true,
    ...(files ? { locateKey: files.locateKey } : {}),
  });
  if (!linked.estate) return { roots: [], diagnostics: linked.diagnostics };
  const judged = [...linked.diagnostics, ...check(linked.estate, {})];
  if (judged.some(standsInTheWay)) return { roots: [], diagnostics: judged };
  const { roots, diagnostics } = compileRoots(linked.estate);
  // What `check` has said already, perhaps as waived, counts as it said it.
  const said = new Set(judged.map(identityOf));
  return { roots, diagnostics: [...judged, ...diagnostics.filter((each) => !said.has(identityOf(each)))] };
}

/** An error that no waiver lets stand. */
export function standsInTheWay({ severity, waivedBy }: Diagnostic): boolean {
  return severity === "error" && waivedBy === undefined;
}

function identityOf({ code, path, message }: Diagnostic): string {
  return JSON.stringify([code, path, message]);
}
