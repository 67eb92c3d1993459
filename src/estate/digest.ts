import { hash } from "node:crypto";
import type { Declaration } from "./declaration";

/** SHA-256, hexadecimal, of all that is declared: the same for the same declaration, however it is spread over files. */
export function digestOfDeclaration(declaration: Declaration): string {
  return hash("sha256", JSON.stringify(inOrder(declaration)), "hex");
}

/** With sorted keys, Maps as lists of pairs, so that any name is safe. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (value instanceof Map) return entries([...value]);
  if (typeof value === "object" && value !== null) return entries(Object.entries(value));
  return value;
}

function entries(pairs: readonly (readonly [unknown, unknown])[]): unknown {
  return {
    of: [...pairs].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)).map(([key, each]) => [key, inOrder(each)]),
  };
}
