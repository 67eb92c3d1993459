import type { DeclarationPath } from "../src/diagnostics/diagnostic";
import type { Problem } from "./plain";
import { tokenKindOf } from "./tokens";

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
